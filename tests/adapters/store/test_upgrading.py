from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from activities import NOON
from stridewell.adapters.store import open_store
from stridewell.adapters.store.schema import CURRENT, Schema
from stridewell.app.ports import CheckIn
from stridewell.errors import ForeignDatabaseError, StoreError

NEXT = f'''
"""Shoes."""
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "{CURRENT.head}"
def upgrade():
    op.create_table("shoe", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("check_in") as table:
        table.alter_column("note", new_column_name="remark")
'''


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "my.db"


@pytest.fixture
def later(tmp_path: Path) -> Schema:
    """A schema that is one revision ahead."""
    folder = tmp_path / "migrations"
    shutil.copytree(CURRENT.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_shoes.py").write_text(NEXT)
    return Schema(folder, (*CURRENT.revisions, "9999"))


FIRST_CHECK_IN = """
INSERT INTO check_in (runner_id, at, pain_now, note)
VALUES ('me', '2026-05-01 07:00:00', 2, 'stairs')
"""


def first_database(database: Path, folder: Path) -> None:
    """A database as the first version left it, with a check-in."""
    later = shutil.ignore_patterns("__pycache__", "000[2-9]*")
    shutil.copytree(CURRENT.folder, folder, ignore=later)
    open_store(f"sqlite:///{database}", schema=Schema(folder, CURRENT.revisions[:1])).close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(FIRST_CHECK_IN)


def check_in(database: Path) -> None:
    store = open_store(f"sqlite:///{database}")
    with store.transaction() as tx:
        tx.add_check_in(CheckIn(NOON, 2, 3, note="stairs"))
    store.close()


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def test_the_listed_revisions_are_those_in_the_folder() -> None:
    config = Config()
    config.set_main_option("script_location", str(CURRENT.folder))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == CURRENT.revisions


def test_an_upgrade_keeps_the_data_and_a_copy_of_before(database: Path, later: Schema) -> None:
    check_in(database)
    open_store(f"sqlite:///{database}", schema=later).close()
    assert rows(database, "SELECT remark FROM check_in") == [("stairs",)]
    copy = database.with_name("my.db.before-9999")
    assert rows(copy, "SELECT note FROM check_in") == [("stairs",)]
    assert rows(copy, "SELECT version_num FROM alembic_version") == [(CURRENT.head,)]
    assert copy.stat().st_mode == database.stat().st_mode


def test_a_database_of_the_first_version_keeps_its_check_ins(
    database: Path, tmp_path: Path
) -> None:
    first_database(database, tmp_path / "first")
    store = open_store(f"sqlite:///{database}", "me")
    with closing(store), store.transaction() as tx:
        (kept,) = tx.check_ins()
        tx.add_entry("wishes", NOON, {"minutes": [30] * 7})
    assert (kept.pain_now, kept.note, kept.sleep_h) == (2, "stairs", None)


def test_the_copy_is_a_store_to_go_back_to(database: Path, later: Schema) -> None:
    check_in(database)
    open_store(f"sqlite:///{database}", schema=later).close()
    before = open_store(f"sqlite:///{database}.before-9999")
    with closing(before), before.transaction() as tx:
        assert tx.check_ins()[0].note == "stairs"


def test_an_empty_store_is_not_copied(database: Path, later: Schema) -> None:
    open_store(f"sqlite:///{database}").close()
    open_store(f"sqlite:///{database}", schema=later).close()
    assert rows(database, "SELECT version_num FROM alembic_version") == [("9999",)]
    assert [file.name for file in database.parent.glob("my.db*")] == ["my.db"]


def test_an_upgrade_that_fails_changes_nothing(database: Path, later: Schema) -> None:
    check_in(database)
    broken = later.folder / "versions" / "9999_shoes.py"
    broken.write_text(f'{NEXT}    op.drop_table("never_was")\n')
    with pytest.raises(StoreError, match="never_was"):
        open_store(f"sqlite:///{database}", schema=later)
    assert rows(database, "SELECT note FROM check_in") == [("stairs",)]
    assert rows(database, "SELECT name FROM sqlite_master WHERE name = 'shoe'") == []


def test_the_upgraded_store_is_too_new_for_the_code_before(database: Path, later: Schema) -> None:
    open_store(f"sqlite:///{database}", schema=later).close()
    with pytest.raises(ForeignDatabaseError, match="newer stridewell"):
        open_store(f"sqlite:///{database}")
