"""Looking at a backup before anything is touched: unpacked beside, every byte compared."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from stridewell.adapters.store.opening import open_store
from stridewell.adapters.store.schema import CURRENT
from stridewell.adapters.store.sqlite_file import file_revision
from stridewell.adapters.yours.backup_file import (
    BLOCK_BYTES,
    DATABASE,
    FILMS,
    FORMAT,
    LAYOUT,
    MANIFEST,
)
from stridewell.errors import (
    DamagedBackupError,
    ForeignDatabaseError,
    NewerBackupError,
    NotABackupError,
    StoreMissingError,
)

_MANIFEST_BYTES = 4 << 20
_RATIO = 200
_RATIO_COUNTS_FROM = 64 << 20
_WAIT_S = 5.0
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was found whole: its database of the current schema, its films, and when."""

    database: Path
    films: tuple[Path, ...]
    at: datetime | None


def check_backup(source: Path, folder: Path) -> Checked:
    """Unpack a backup into a folder and check all of it.

    Raises:
        NotABackupError: the file is something else.
        DamagedBackupError: it is not as it was written.
        NewerBackupError: a newer stridewell wrote it.
        StoreMissingError: there is no room for what is in it.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive)
            listed = _listed(archive, manifest)
            _require_room(archive, folder)
            for entry, digest in listed:
                _unpack(archive, entry, digest, folder)
    except FileNotFoundError as error:
        raise NotABackupError(f"There is no file {source}.", "Look for its name again.") from error
    except zipfile.BadZipFile as error:
        if _begins_as_zip(source):
            raise _damaged("it ends too early or is not whole") from error
        raise _foreign() from error
    except _BROKEN as error:
        raise _damaged("it cannot be unpacked") from error
    films = tuple(sorted(each for each in (folder / FILMS).glob("*")))
    return Checked(current(folder / DATABASE), films, _moment(manifest))


def current(database: Path) -> Path:
    """The database, found whole and brought to the current schema.

    Raises:
        NotABackupError: it is none of ours.
        DamagedBackupError: its content is damaged.
        NewerBackupError: a newer stridewell wrote it.
    """
    try:
        revision = file_revision(database, _WAIT_S)
        if revision is None:
            raise _foreign()
        if revision not in CURRENT.revisions:
            raise _newer(f"its schema is {revision}")
        with closing(sqlite3.connect(database)) as connection:
            if connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')"
            ).fetchone():
                raise _foreign()
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise _damaged("the database in it is damaged")
        open_store(f"sqlite:///{database}").close()
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("SELECT video FROM gait_clip LIMIT 1")
    except ForeignDatabaseError as error:
        raise _foreign() from error
    except sqlite3.DatabaseError as error:
        raise _damaged("the database in it cannot be read") from error
    return database


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, object]:
    try:
        entry = archive.getinfo(MANIFEST)
    except KeyError as error:
        raise _foreign() from error
    if entry.file_size > _MANIFEST_BYTES:
        raise _foreign()
    with archive.open(entry) as file:
        text = file.read(_MANIFEST_BYTES + 1)
    try:
        told = json.loads(text)
    except ValueError as error:
        raise _foreign() from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _foreign()
    if told.get("layout") != LAYOUT:
        raise _newer(f"its layout is {told.get('layout')}")
    if told.get("schema") not in CURRENT.revisions:
        raise _newer(f"its schema is {told.get('schema')}")
    return told


def _listed(
    archive: zipfile.ZipFile, manifest: Mapping[str, object]
) -> list[tuple[zipfile.ZipInfo, str]]:
    """The entries with the digests they must have: exactly those that the manifest names."""
    lines = manifest.get("files")
    if not isinstance(lines, list) or not all(isinstance(each, dict) for each in lines):
        raise _damaged("its list of files cannot be read")
    told = {str(each.get("name")): each for each in lines}
    entries = {each.filename: each for each in archive.infolist() if each.filename != MANIFEST}
    if len(entries) + 1 != len(archive.infolist()) or set(entries) != set(told):
        raise _damaged("it holds other files than it says")
    if DATABASE not in entries or not all(_is_ours(name) for name in entries):
        raise _foreign()
    if any(entries[name].file_size != told[name].get("bytes") for name in entries):
        raise _damaged("a file in it has another size than it says")
    return [(entries[name], str(told[name].get("sha256"))) for name in entries]


def _is_ours(name: str) -> bool:
    """Whether a name is the database, or a film directly in the folder of films."""
    inner = name.removeprefix(FILMS)
    is_plain = inner == PurePosixPath(inner).name and "\\" not in inner and "\0" not in inner
    return name == DATABASE or (name.startswith(FILMS) and is_plain and ":" not in inner)


def _require_room(archive: zipfile.ZipFile, folder: Path) -> None:
    unpacked = sum(each.file_size for each in archive.infolist())
    packed = sum(each.compress_size for each in archive.infolist())
    if unpacked > _RATIO_COUNTS_FROM and unpacked > _RATIO * packed:
        raise _damaged(f"it would unpack to more than {_RATIO} times its size")
    # the database is needed twice more: beside, as what was there before, and in the log
    if unpacked * 3 > shutil.disk_usage(folder).free:
        raise StoreMissingError(
            f"The backup unpacks to {unpacked / 1e6:.0f} MB, and the disk has no room for that.",
            "Make room; nothing was changed.",
        )


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, digest: str, folder: Path) -> None:
    target = folder / entry.filename
    target.parent.mkdir(mode=0o700, exist_ok=True)
    found, size = hashlib.sha256(), 0
    with archive.open(entry) as source, target.open("wb") as file:
        while block := source.read(BLOCK_BYTES):
            size += len(block)
            if size > entry.file_size:
                raise _damaged("a file in it is larger than it says")
            file.write(block)
            found.update(block)
    if found.hexdigest() != digest:
        raise _damaged(f"{entry.filename} is not as it was written")


def _moment(manifest: Mapping[str, object]) -> datetime | None:
    try:
        return datetime.fromisoformat(str(manifest.get("at")))
    except ValueError:
        return None


def _begins_as_zip(source: Path) -> bool:
    with source.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _foreign() -> NotABackupError:
    return NotABackupError(
        "This is not a backup of stridewell.",
        "Choose the file that `stridewell yours backup` or the page wrote; nothing was changed.",
    )


def _damaged(why: str) -> DamagedBackupError:
    return DamagedBackupError(
        f"The backup is damaged: {why}.", "Use another backup; nothing was changed."
    )


def _newer(why: str) -> NewerBackupError:
    return NewerBackupError(
        f"A newer stridewell wrote this backup ({why}, this version knows up to {CURRENT.head}).",
        "Update stridewell; nothing was changed.",
    )
