from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from stridewell.adapters.store import MemoryStore, open_store
from stridewell.adapters.store.engines import APPLICATION_ID
from stridewell.errors import (
    ForeignDatabaseError,
    SettingsError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
)
from stridewell.intake.runner import Runner


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def refusal(path: Path) -> StoreError:
    """What opening says; nothing in the folder may have changed."""
    before = {file: file.read_bytes() for file in path.parent.glob("*") if file.is_file()}
    with pytest.raises(StoreError) as raised:
        open_store(url(path), timeout_s=0.05)
    after = {file: file.read_bytes() for file in path.parent.glob("*") if file.is_file()}
    assert after == before
    assert raised.value.next_step
    return raised.value


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "stridewell.db"
    open_store(url(path)).close()
    return path


def test_a_missing_folder_is_created_for_its_user_only(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "100 % #1" / "my.db"
    open_store(url(path)).close()
    assert path.exists()
    assert path.parent.stat().st_mode & 0o077 == 0


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "my.db").touch()
    store = open_store(url(tmp_path / "my.db"))
    with closing(store), store.transaction() as tx:
        assert tx.runner() is None


def test_the_file_says_whose_it_is(ours: Path) -> None:
    with closing(sqlite3.connect(ours)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_opening_again_keeps_what_was_stored(ours: Path) -> None:
    before = ours.read_bytes()
    open_store(url(ours)).close()
    assert ours.read_bytes() == before


def test_readers_of_the_file_do_not_wait_for_a_writer(ours: Path) -> None:
    store = open_store(url(ours))
    with store.transaction() as tx, closing(sqlite3.connect(ours, timeout=0)) as other:
        tx.save_runner(Runner(30.0))
        assert other.execute("SELECT count(*) FROM runner").fetchone() == (0,)
    store.close()


def test_memory_needs_no_file() -> None:
    assert isinstance(open_store("memory://"), MemoryStore)


def test_a_text_file_is_not_taken_for_a_database(tmp_path: Path) -> None:
    (tmp_path / "my.db").write_text("dear diary\n" * 50)
    assert isinstance(refusal(tmp_path / "my.db"), ForeignDatabaseError)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    sql(tmp_path / "my.db", "CREATE TABLE runner (id)", "INSERT INTO runner VALUES (1)")
    assert isinstance(refusal(tmp_path / "my.db"), ForeignDatabaseError)


def test_our_mark_on_other_tables_is_not_enough(tmp_path: Path) -> None:
    sql(tmp_path / "my.db", f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE other (id)")
    assert isinstance(refusal(tmp_path / "my.db"), ForeignDatabaseError)


def test_a_store_that_forgot_its_revision_is_refused(ours: Path) -> None:
    sql(ours, "DELETE FROM alembic_version")
    assert isinstance(refusal(ours), ForeignDatabaseError)


def test_a_newer_schema_asks_for_a_newer_stridewell(ours: Path) -> None:
    sql(ours, "UPDATE alembic_version SET version_num = '0999'")
    refused = refusal(ours)
    assert isinstance(refused, ForeignDatabaseError)
    assert "Update stridewell" in refused.next_step
    assert "0999" in refused.text


def test_a_file_that_another_program_holds_is_locked(ours: Path) -> None:
    with closing(sqlite3.connect(ours, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        assert isinstance(refusal(ours), StoreLockedError)


def test_a_new_file_that_another_program_holds_is_locked(tmp_path: Path) -> None:
    (tmp_path / "my.db").touch()
    with closing(sqlite3.connect(tmp_path / "my.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLockedError):
            open_store(url(tmp_path / "my.db"), timeout_s=0.05)


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreMissingError, match="cannot be used") as raised:
        open_store(url(tmp_path / "file" / "my.db"))
    assert "STRIDEWELL_HOME" in raised.value.next_step


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path), StoreMissingError)


@pytest.mark.parametrize("name", ["stridewell.db", "."])
def test_what_may_not_be_written_is_refused(
    ours: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # permission bits themselves do not bind an administrator, who may run the tests
    def may(path: Path, mode: int) -> bool:
        return not (mode == os.W_OK and path == ours.parent / name)

    monkeypatch.setattr(os, "access", may)
    assert isinstance(refusal(ours), StoreMissingError)


def test_a_damaged_store_is_told_at_first_use(ours: Path) -> None:
    content = ours.read_bytes()
    ours.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(ForeignDatabaseError, match="damaged"):
        open_store(url(ours))


@pytest.mark.parametrize(
    "wrong",
    ["", "stridewell.db", "mysql://me@host/db", "sqlite://", "sqlite:///", "sqlite:///:memory:"],
)
def test_a_url_that_names_no_database_we_use_is_a_wrong_setting(wrong: str) -> None:
    with pytest.raises(SettingsError) as raised:
        open_store(wrong)
    assert "STRIDEWELL_DATABASE_URL" in raised.value.next_step


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError, match="driver") as raised:
        open_store("postgresql://me@127.0.0.1:1/none")
    assert "stridewell[postgres]" in raised.value.next_step


def test_a_current_store_opens_without_the_migration_tool(ours: Path) -> None:
    code = (
        "import sys; from stridewell.adapters.store import open_store; "
        "open_store(sys.argv[1]); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, url(ours)], check=True)


def test_a_copied_store_is_a_store(ours: Path) -> None:
    shutil.copy(ours, ours.with_name("copy.db"))
    open_store(url(ours.with_name("copy.db"))).close()
