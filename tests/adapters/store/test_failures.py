from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import exc

from stridewell.adapters.store.failures import in_our_words
from stridewell.errors import (
    ForeignDatabaseError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
)


class DriverError(Exception):
    """An error of a database's driver, with the code it gives."""

    def __init__(self, text: str, *, sqlite: str | None = None, state: str | None = None) -> None:
        super().__init__(text)
        self.sqlite_errorname = sqlite
        self.sqlstate = state


CASES = [
    (DriverError("database is locked", sqlite="SQLITE_BUSY"), StoreLockedError),
    (DriverError("database is locked", sqlite="SQLITE_BUSY_SNAPSHOT"), StoreLockedError),
    (DriverError("canceling statement", state="55P03"), StoreLockedError),
    (DriverError("deadlock detected", state="40P01"), StoreLockedError),
    (DriverError("file is not a database", sqlite="SQLITE_NOTADB"), ForeignDatabaseError),
    (DriverError("malformed", sqlite="SQLITE_CORRUPT_INDEX"), ForeignDatabaseError),
    (DriverError("readonly", sqlite="SQLITE_READONLY"), StoreMissingError),
    (DriverError("disk is full", sqlite="SQLITE_FULL"), StoreMissingError),
    (DriverError("connection failed: refused"), StoreMissingError),
    (DriverError("password authentication failed", state="28P01"), StoreMissingError),
    (DriverError("no such table", sqlite="SQLITE_ERROR"), StoreError),
]


@pytest.mark.parametrize(("error", "ours"), CASES, ids=str)
def test_every_failure_has_our_name_and_a_next_step(
    error: DriverError, ours: type[StoreError]
) -> None:
    with pytest.raises(StoreError, match="here") as raised, in_our_words("here"):
        raise exc.OperationalError("SELECT 1", None, error)
    assert type(raised.value) is ours
    assert raised.value.next_step


def test_errors_of_the_plain_driver_are_told_too() -> None:
    with pytest.raises(StoreError, match="here"), in_our_words("here"):
        raise sqlite3.OperationalError("no such table")


def test_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), in_our_words("here"):
        raise ZeroDivisionError
