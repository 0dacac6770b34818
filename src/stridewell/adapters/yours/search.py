"""Looking for pieces of a runner's data in files: before a deletion, and after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

_PIECE_BYTES = 24
_EACH_COLUMN = 25
_BLOCK_BYTES = 1 << 20
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version' "
    "AND substr(name, 1, 7) <> 'sqlite_'"
)


def pieces_of(connection: sqlite3.Connection) -> frozenset[bytes]:
    """Pieces from the middle of texts and recordings, some of every column.

    What the description of the tables holds as well would prove nothing and is left out.
    """
    schema = " ".join(str(sql) for (sql,) in connection.execute("SELECT sql FROM sqlite_master"))
    pieces: set[bytes] = set()
    for (table,) in connection.execute(_TABLES).fetchall():
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        for column in columns:
            pieces.update(_middles(connection, table, column))
    return frozenset(each for each in pieces if each not in schema.encode())


def found_in(paths: Iterable[Path], pieces: AbstractSet[bytes]) -> frozenset[bytes]:
    """Which of the pieces stand in any of the files."""
    found: set[bytes] = set()
    for path in paths:
        for block in _blocks(path):
            found.update(each for each in pieces - found if each in block)
    return frozenset(found)


def _middles(connection: sqlite3.Connection, table: str, column: str) -> Iterator[bytes]:
    # the names come from the file's own table of contents, quoted
    cell = f'CAST("{column}" AS BLOB)'
    rows = connection.execute(
        f'SELECT substr({cell}, length({cell}) / 2 - ?, ?) FROM "{table}" '  # noqa: S608
        f"WHERE typeof(\"{column}\") IN ('text', 'blob') AND length({cell}) >= ? LIMIT ?",
        (_PIECE_BYTES // 2, _PIECE_BYTES, _PIECE_BYTES, _EACH_COLUMN),
    )
    return (bytes(piece) for (piece,) in rows if len(piece) == _PIECE_BYTES)


def _blocks(path: Path) -> Iterator[bytes]:
    """The content of a file in blocks that overlap, so that no piece is cut at an edge."""
    try:
        with path.open("rb") as file:
            rest = b""
            while block := file.read(_BLOCK_BYTES):
                yield rest + block
                rest = block[-_PIECE_BYTES:]
    except FileNotFoundError:
        return
