"""Looking at a SQLite file before it is used, without changing it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from stridewell.adapters.store.engines import APPLICATION_ID
from stridewell.adapters.store.failures import unusable
from stridewell.adapters.store.schema import is_new, not_ours

_MAGIC = b"SQLite format 3\x00"
_HEAD_BYTES = 100
_APPLICATION_ID_AT = slice(68, 72)
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"


def prepare_folder(path: Path) -> None:
    """Create the file's folder where it is missing, for this user only, and see that we may write.

    Raises:
        StoreMissingError: the folder cannot be created, or folder or file not written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(str(path), error.strerror) from error
    for place in (path.parent, path):
        if place.exists() and not os.access(place, os.W_OK):
            raise unusable(str(path), f"{place} cannot be written")


def file_revision(path: Path, timeout_s: float) -> str | None:
    """The schema revision of a SQLite file; None when it has no tables yet.

    Raises:
        ForeignDatabaseError: it is another program's database, or none.
        StoreMissingError: it cannot be read.
    """
    head = _head(path)
    if not head:
        return None
    is_ours = head[_APPLICATION_ID_AT] == APPLICATION_ID.to_bytes(4, "big")
    if not head.startswith(_MAGIC) or not is_ours:
        raise not_ours(str(path))
    with closing(_open(path, timeout_s)) as connection:
        if is_new({name for (name,) in connection.execute(_TABLES)}, str(path)):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise not_ours(str(path))
    return str(row[0])


def copy_aside(path: Path, revision: str, timeout_s: float) -> Path | None:
    """Copy a file that is about to be changed; None when it holds nothing to lose.

    The copy is ``<name>.before-<revision>`` and complete as soon as it has that name.
    """
    copy = path.with_name(f"{path.name}.before-{revision}")
    part = copy.with_name(f"{copy.name}.part")
    with closing(_open(path, timeout_s)) as connection:
        if not _has_rows(connection):
            return None
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as target:
            connection.backup(target)
    part.chmod(path.stat().st_mode)
    part.replace(copy)
    return copy


def _head(path: Path) -> bytes:
    """The first bytes of a file; none when it does not exist."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise unusable(str(path), error.strerror) from error


def _open(path: Path, timeout_s: float) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", timeout=timeout_s, uri=True)


def _has_rows(connection: sqlite3.Connection) -> bool:
    names = {name for (name,) in connection.execute(_TABLES)} - {"alembic_version"}
    # the names come from the file's own table of contents, quoted
    return any(connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in names)  # noqa: S608
