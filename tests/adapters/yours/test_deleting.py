from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kept_data import AT, FILM, SECRET, full_desk, notes_of, untold
from stridewell.adapters.yours import deleting
from stridewell.adapters.yours.keeper import LocalKeeper
from stridewell.adapters.yours.search import found_in
from stridewell.app.desk import Desk
from stridewell.errors import SettingsError, StoreLockedError
from web_app import desk_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with full_desk(folder) as opened:
        yield opened


def holds(folder: Path, text: str) -> bool:
    files = (each for each in folder.rglob("*") if each.is_file())
    return any(text.encode() in each.read_bytes() for each in files)


def test_everything_is_gone_and_the_proof_says_so(desk: Desk, folder: Path) -> None:
    desk.keeper.backup(folder.with_name("b.zip"), AT, untold)
    desk.keeper.restore(folder.with_name("b.zip"))
    desk.lock.set("four words or more", 5)
    (folder / "stridewell.db.before-0005").write_text(SECRET, encoding="utf-8")
    assert holds(folder, SECRET)
    proof = desk.keeper.delete_all()
    assert not holds(folder, SECRET)
    assert proof.is_proven
    assert sum(proof.rows_before.values()) > 20
    assert set(proof.rows_after.values()) == {0}
    assert proof.known is not None
    assert proof.known > 10
    assert proof.found == 0
    removed = {Path(each.path).name for each in proof.removed}
    assert {FILM, "lock.json", "stridewell.db.before-restore"} <= removed
    assert {Path(each.path).name.partition("-")[0] for each in proof.remaining} == {"stridewell.db"}
    assert not (folder / "videos").exists()
    assert desk.lock.key() is None
    assert proof.bytes_before is not None
    assert proof.bytes_after is not None
    assert proof.bytes_after < proof.bytes_before


def test_the_app_goes_on_with_an_empty_store(desk: Desk) -> None:
    desk.keeper.delete_all()
    with desk.store.transaction() as transaction:
        assert transaction.answers() == ()
        assert transaction.runner() is None
    assert desk.keeper.delete_all().is_proven


def test_the_search_would_find_what_is_left(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows deleted the plain way stay in the gaps of the file; the proof has to notice."""

    def careless(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in deleting.count_all(connection):
            connection.execute(f'DELETE FROM "{table}"')

    monkeypatch.setattr(deleting, "_empty", careless)
    proof = desk.keeper.delete_all()
    assert set(proof.rows_after.values()) == {0}
    assert proof.found
    assert not proof.is_proven
    assert holds(folder, SECRET)


def test_a_file_that_cannot_be_removed_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.unlink

    def stubborn(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "lock.json":
            raise PermissionError(13, "not yours")
        real(path, missing_ok=missing_ok)

    desk.lock.set("four words or more", 5)
    monkeypatch.setattr(Path, "unlink", stubborn)
    proof = desk.keeper.delete_all()
    assert not proof.is_proven
    assert [Path(each).name for each in proof.leftovers] == ["lock.json"]


def test_while_another_program_writes_nothing_is_deleted(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.keeper, "_timeout_s", 0.1)
    with closing(sqlite3.connect(folder / "stridewell.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError):
            desk.keeper.delete_all()
        writer.execute("ROLLBACK")
    assert notes_of(desk) == [SECRET]
    assert (folder / "videos" / FILM).is_file()


def test_an_import_that_is_at_work_is_not_cut_short(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.keeper, "_timeout_s", 0.1)
    with desk.store.import_turn(), pytest.raises(StoreLockedError, match="import"):
        desk.keeper.delete_all()
    assert notes_of(desk) == [SECRET]


def test_elsewhere_only_our_own_files_are_searched_and_removed(tmp_path: Path) -> None:
    with full_desk(tmp_path / "data") as desk:
        (tmp_path / "data" / "letter.txt").write_text("mine", encoding="utf-8")
        desk.keeper.delete_all()
        url = f"sqlite:///{tmp_path / 'data' / 'stridewell.db'}"
        keeper = LocalKeeper(url, tmp_path / "home" / "videos", tmp_path / "home" / "lock.json")
        proof = keeper.delete_all()
    assert (tmp_path / "data" / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert not any("letter" in each for each in proof.searched)


def test_in_memory_there_is_nothing_to_delete() -> None:
    with desk_of() as desk, pytest.raises(SettingsError, match="memory"):
        desk.keeper.delete_all()


def test_a_piece_at_the_edge_of_a_block_is_found(tmp_path: Path) -> None:
    piece = b"exactly at the very edge"
    place = tmp_path / "large"
    place.write_bytes(b"\0" * ((1 << 20) - 7) + piece)
    assert found_in([place], {piece, b"never anywhere in there."}) == {piece}
