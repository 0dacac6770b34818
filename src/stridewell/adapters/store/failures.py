"""The database's errors in our own words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from stridewell.errors import (
    ForeignDatabaseError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
)

_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01", "40001")
_UNREADABLE = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
_UNUSABLE = (
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_PERM",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "08",
    "28",
    "3D",
    "42501",
    "53",
    "57P",
)


@contextmanager
def in_our_words(place: str) -> Iterator[None]:
    """Turn errors of the database at a place into ours.

    Raises:
        StoreLockedError: another program holds the database.
        ForeignDatabaseError: the file is damaged or no database.
        StoreMissingError: it cannot be reached, opened or written.
        StoreError: anything else the database refuses.
    """
    try:
        yield
    except exc.DBAPIError as error:
        raise _ours(error.orig or error, place) from error
    except sqlite3.Error as error:
        raise _ours(error, place) from error


def locked(place: str) -> StoreLockedError:
    """Another program holds the database."""
    return StoreLockedError(
        f"Another program is writing to {place}.",
        "Wait until it is done, or close it, and try again.",
    )


def unusable(place: str, why: object) -> StoreMissingError:
    """The database cannot be created, reached or written."""
    return StoreMissingError(
        f"{place} cannot be used: {why}.",
        "Check that the folder can be written and the disk has room, or choose another place "
        "with STRIDEWELL_HOME or STRIDEWELL_DATABASE_URL.",
    )


def _ours(error: BaseException, place: str) -> StoreError:
    code = _code(error)
    why = str(error).strip().partition("\n")[0]
    if code.startswith(_LOCKED):
        return locked(place)
    if code.startswith(_UNREADABLE):
        return ForeignDatabaseError(
            f"{place} is damaged or not a database: {why}.",
            "Restore it from a copy, or move it away to start anew.",
        )
    # a PostgreSQL server that was never reached has no code to give
    if code.startswith(_UNUSABLE) or (not code and "connect" in why):
        return unusable(place, why)
    return StoreError(
        f"{place} refused: {why}.", "If it happens again, report it with what you did."
    )


def _code(error: BaseException) -> str:
    """SQLite's error name, or PostgreSQL's five-character state."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    return code or ""
