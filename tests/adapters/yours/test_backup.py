from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kept_data import AT, FILM, FILM_BYTES, SECRET, database_of, full_desk, notes_of, untold
from stridewell.adapters.yours import backup_check, places, restoring
from stridewell.app.desk import Desk
from stridewell.app.ports import CheckIn
from stridewell.errors import (
    DamagedBackupError,
    NewerBackupError,
    NotABackupError,
    NothingStoredError,
    SettingsError,
    StoreLockedError,
    StoreMissingError,
    StridewellError,
)
from web_app import desk_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with full_desk(folder) as opened:
        yield opened


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    target = tmp_path / "backup.zip"
    desk.keeper.backup(target, AT, untold)
    return target


def add_note(desk: Desk, note: str) -> None:
    with desk.store.transaction() as transaction:
        transaction.add_check_in(CheckIn(AT, 1, 1, note=note))


def rewritten(backup: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same zip with other content."""
    with zipfile.ZipFile(backup) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    change(content)
    target = backup.with_name("changed.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in content.items():
            archive.writestr(name, each)
    return target


def without(backup: Path, name: str) -> Path:
    def change(content: dict[str, bytes]) -> None:
        del content[name]

    return rewritten(backup, change)


def with_manifest(backup: Path, **told: object) -> Path:
    def change(content: dict[str, bytes]) -> None:
        content["manifest.json"] = json.dumps(json.loads(content["manifest.json"]) | told).encode()

    return rewritten(backup, change)


def test_a_backup_brings_everything_back_on_another_machine(backup: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    with desk_of(url=database_of(new)) as other:
        done = other.keeper.restore(backup)
        assert notes_of(other) == [SECRET]
        with other.store.transaction() as transaction:
            assert len(transaction.runs()) == 1
            (session,) = transaction.gait().sessions()
    assert session.clips[0].video == FILM
    assert (new / "videos" / FILM).read_bytes() == FILM_BYTES
    assert (done.films, done.backed_up_at) == (1, AT)
    assert sorted(each.name for each in new.iterdir() if each.name.startswith(".")) == []


def test_the_app_that_is_running_sees_what_was_restored_and_can_go_on(
    desk: Desk, backup: Path
) -> None:
    add_note(desk, "later")
    desk.keeper.restore(backup)
    assert notes_of(desk) == [SECRET]
    add_note(desk, "after the restore")
    assert notes_of(desk) == [SECRET, "after the restore"]


def test_a_restore_can_be_taken_back_and_that_as_well(desk: Desk, backup: Path) -> None:
    add_note(desk, "later")
    desk.keeper.restore(backup)
    desk.keeper.undo_restore()
    assert notes_of(desk) == [SECRET, "later"]
    desk.keeper.undo_restore()
    assert notes_of(desk) == [SECRET]


def test_without_a_restore_nothing_can_be_taken_back(desk: Desk) -> None:
    with pytest.raises(NothingStoredError):
        desk.keeper.undo_restore()


def test_a_film_of_the_same_name_is_kept_beside(desk: Desk, backup: Path, folder: Path) -> None:
    (folder / "videos" / FILM).write_bytes(b"another film")
    desk.keeper.restore(backup)
    with desk.store.transaction() as transaction:
        (session,) = transaction.gait().sessions()
    name = session.clips[0].video
    assert name is not None
    assert (folder / "videos" / name).read_bytes() == FILM_BYTES
    assert (folder / "videos" / FILM).read_bytes() == b"another film"


def test_a_file_that_is_there_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "mine.zip"
    target.write_bytes(b"mine")
    with pytest.raises(SettingsError):
        desk.keeper.backup(target, AT, untold)
    assert target.read_bytes() == b"mine"


def flip(backup: Path) -> Path:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 0xFF
    backup.write_bytes(content)
    return backup


def cut(backup: Path) -> Path:
    backup.write_bytes(backup.read_bytes()[:-200])
    return backup


def other_database(backup: Path) -> Path:
    def change(content: dict[str, bytes]) -> None:
        content["stridewell.db"] = content["stridewell.db"][::-1]

    return rewritten(backup, change)


def missing_film(backup: Path) -> Path:
    return without(backup, f"videos/{FILM}")


def climbing(backup: Path) -> Path:
    name = "videos/../../climbed"
    told = json.loads(zipfile.ZipFile(backup).read("manifest.json"))["files"]
    line = {**told[-1], "name": name}

    def change(content: dict[str, bytes]) -> None:
        content[name] = content[f"videos/{FILM}"]
        manifest = json.loads(content["manifest.json"])
        content["manifest.json"] = json.dumps(manifest | {"files": [*told, line]}).encode()

    return rewritten(backup, change)


def foreign_zip(backup: Path) -> Path:
    return without(backup, "manifest.json")


def no_zip(backup: Path) -> Path:
    backup.write_bytes(b"GIF89a" * 100)
    return backup


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (flip, DamagedBackupError),
        (cut, DamagedBackupError),
        (other_database, DamagedBackupError),
        (missing_film, DamagedBackupError),
        (climbing, NotABackupError),
        (foreign_zip, NotABackupError),
        (no_zip, NotABackupError),
        (lambda backup: with_manifest(backup, schema="0999"), NewerBackupError),
        (lambda backup: with_manifest(backup, layout=2), NewerBackupError),
        (lambda backup: with_manifest(backup, files=3), DamagedBackupError),
        (lambda backup: backup.with_name("nowhere.zip"), NotABackupError),
    ],
)
def test_what_is_no_whole_backup_is_refused_by_name_and_nothing_changes(
    desk: Desk,
    folder: Path,
    backup: Path,
    spoil: Callable[[Path], Path],
    error: type[StridewellError],
) -> None:
    add_note(desk, "later")
    with pytest.raises(error) as refused:
        desk.keeper.restore(spoil(backup))
    assert type(refused.value) is error
    assert notes_of(desk) == [SECRET, "later"]
    assert not desk.keeper.standing().can_undo
    assert [each for each in folder.iterdir() if each.name.startswith(".stridewell-")] == []
    assert not (folder.parent / "climbed").exists()


def in_database(backup: Path, *statements: str) -> Path:
    """A backup whose database was changed by somebody who mended the digest, too."""
    database = backup.with_name("inner.db")

    def change(content: dict[str, bytes]) -> None:
        database.write_bytes(content["stridewell.db"])
        with closing(sqlite3.connect(database)) as connection, connection:
            for each in statements:
                connection.execute(each)
        content["stridewell.db"] = database.read_bytes()
        manifest = json.loads(content["manifest.json"])
        line = next(each for each in manifest["files"] if each["name"] == "stridewell.db")
        line["bytes"] = len(content["stridewell.db"])
        line["sha256"] = hashlib.sha256(content["stridewell.db"]).hexdigest()
        content["manifest.json"] = json.dumps(manifest).encode()

    return rewritten(backup, change)


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("UPDATE alembic_version SET version_num = '0999'", NewerBackupError),
        ("PRAGMA application_id = 7", NotABackupError),
        ("DROP TABLE runner", NotABackupError),
        (
            "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END",
            NotABackupError,
        ),
    ],
)
def test_a_database_that_is_not_ours_is_refused(
    desk: Desk, backup: Path, statement: str, error: type[StridewellError]
) -> None:
    with pytest.raises(error):
        desk.keeper.restore(in_database(backup, statement))
    assert notes_of(desk) == [SECRET]


def test_a_bomb_is_refused_before_it_unpacks(
    desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_check, "_RATIO_COUNTS_FROM", 1 << 20)
    bomb = in_database(
        backup, "CREATE TABLE padding (zero)", "INSERT INTO padding VALUES (zeroblob(200000000))"
    )
    with pytest.raises(DamagedBackupError, match="200 times"):
        desk.keeper.restore(bomb)


def test_a_full_disk_is_told_before_anything_is_unpacked(
    desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(backup.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=len(str(path)) * 0))
    with pytest.raises(StoreMissingError, match="no room"):
        desk.keeper.restore(backup)
    assert notes_of(desk) == [SECRET]


def test_a_disk_that_fills_up_leaves_everything_as_it_was(
    desk: Desk, folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path, timeout_s: float) -> None:
        del source, timeout_s
        raise OSError(28, "No space left on device", str(target))

    add_note(desk, "later")
    monkeypatch.setattr(restoring, "copy_database", full)
    with pytest.raises(StoreMissingError, match="the disk is full"):
        desk.keeper.restore(backup)
    assert notes_of(desk) == [SECRET, "later"]
    assert not desk.keeper.standing().can_undo
    assert not list(folder.glob(f"{places.STAGING}*"))


def test_a_backup_that_cannot_be_written_leaves_no_half_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str) -> None:
        raise OSError(28, "No space left on device", name)

    with pytest.raises(SettingsError, match="the disk is full"):
        desk.keeper.backup(tmp_path / "b.zip", AT, full)
    assert not list(tmp_path.glob("b.zip*"))


def test_a_writer_that_does_not_end_is_not_waited_for_for_ever(
    desk: Desk, folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.keeper, "_timeout_s", 0.1)
    with closing(sqlite3.connect(folder / "stridewell.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError):
            desk.keeper.restore(backup)
        writer.execute("ROLLBACK")
    assert notes_of(desk) == [SECRET]


KILLED = """
import os, signal, sys
from pathlib import Path
from stridewell.adapters.yours import restoring
from stridewell.bootstrap import LocalDoors

where, folder, backup = sys.argv[1:]
real = getattr(restoring, where)

def killed(*arguments):
    if where == "_no_longer_than":
        def die(status, remaining, total):
            os.kill(os.getpid(), signal.SIGKILL)
        return die
    os.kill(os.getpid(), signal.SIGKILL)

setattr(restoring, where, killed)
with LocalDoors().desk(f"sqlite:///{folder}/stridewell.db") as desk:
    desk.keeper.restore(Path(backup))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("where", ["_add_films", "copy_database", "_put_in_place"])
def test_whoever_is_killed_in_the_middle_has_what_was_there(
    desk: Desk, folder: Path, backup: Path, where: str
) -> None:
    add_note(desk, "later")
    command = [sys.executable, "-c", KILLED, where, str(folder), str(backup)]
    done = subprocess.run(command, env=os.environ, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr.decode()
    assert notes_of(desk) == [SECRET, "later"]
    desk.keeper.restore(backup)
    assert notes_of(desk) == [SECRET]
    proof = desk.keeper.delete_all()
    assert proof.is_proven
    assert not list(folder.glob(f"{places.STAGING}*"))
