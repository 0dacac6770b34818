"""Deleting everything in a SQLite file and beside it, and looking whether it is gone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from stridewell.adapters.store.import_turns import file_turn
from stridewell.adapters.yours.places import Places, on_disk
from stridewell.adapters.yours.search import found_in, pieces_of
from stridewell.app.yours_ports import DeletionProof
from stridewell.errors import StoreError

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version' "
    "AND substr(name, 1, 7) <> 'sqlite_' ORDER BY name"
)


def delete_everything(places: Places, timeout_s: float) -> DeletionProof:
    """Delete every row, film, copy and temporary file.

    The rows go in one transaction; whoever is interrupted after it deletes again.

    Raises:
        StoreError: the database cannot be changed, or an import is at work; then nothing was
            deleted.
    """
    with (
        on_disk(places.database),
        file_turn(Path(f"{places.database}.importing"), timeout_s),
        closing(connect(places.database, timeout_s)) as connection,
    ):
        before, pieces = places.own_files(), pieces_of(connection)
        known = found_in(places.database_files(), pieces)
        rows = count_all(connection)
        _empty(connection)
        leftovers = _remove_beside(places)
        searched = _searched(places)
        found = found_in(searched, known)
        after = count_all(connection)
    remaining = places.own_files()
    kept = {each.path for each in remaining}
    return DeletionProof(
        place=str(places.database),
        rows_before=rows,
        rows_after=after,
        removed=tuple(each for each in before if each.path not in kept),
        remaining=remaining,
        leftovers=leftovers,
        bytes_before=sum(each.bytes for each in before),
        bytes_after=sum(each.bytes for each in remaining),
        known=len(known),
        found=len(found),
        searched=tuple(str(each) for each in searched),
    )


def connect(path: Path, timeout_s: float) -> sqlite3.Connection:
    """A connection of our own to a SQLite file that is there, without hidden transactions."""
    uri = f"{path.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(uri, timeout=timeout_s, uri=True, isolation_level=None)


def count_all(connection: sqlite3.Connection) -> Mapping[str, int]:
    """How many rows each table holds, whoever they belong to."""
    names = [name for (name,) in connection.execute(_TABLES)]
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for name in names}


def _empty(connection: sqlite3.Connection) -> None:
    """Delete every row, overwrite where it was, and write the file anew without the gaps."""
    names = [name for (name,) in connection.execute(_TABLES)]
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for name in names:
        connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 - from the file's own contents
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(
            "The rows are deleted, but another program still reads the old log of the database.",
            "Close it and delete everything once more.",
        )


def _remove_beside(places: Places) -> tuple[str, ...]:
    """Remove films, copies, the lock and temporary folders; returns what could not be removed."""
    live = {places.database.name + end for end in ("", "-wal", "-shm", "-journal")}
    beside = (each for each in places.database_files() if each.name not in live)
    left = []
    for path in (*beside, *places.film_files(), places.lock):
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(str(path))
    for folder in (*places.staging(), places.films):
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            left.append(str(folder))
    return tuple(left)


def _searched(places: Places) -> tuple[Path, ...]:
    """The database and its copies; in the data folder, whatever else lies directly in it, too."""
    folder = places.database.parent
    if folder != places.lock.parent:
        return places.database_files()
    return tuple(sorted(each for each in folder.iterdir() if each.is_file()))
