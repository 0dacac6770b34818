"""One import at a time: a lock that ends with the program that holds it, however that ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from stridewell.adapters.store.failures import in_our_words, unusable
from stridewell.adapters.store.urls import place_of
from stridewell.errors import StoreLockedError

_PAUSE_S = 0.05


def another_import() -> StoreLockedError:
    """Another import did not end in time."""
    return StoreLockedError(
        "Another import is at work.", "Wait until it is done, then import again."
    )


def wait_for(take: Callable[[], bool], timeout_s: float) -> None:
    """Try to take a turn until it is free.

    Raises:
        StoreLockedError: it was not in time.
    """
    deadline = time.monotonic() + timeout_s
    while not take():
        if time.monotonic() >= deadline:
            raise another_import()
        time.sleep(_PAUSE_S)


@contextmanager
def file_turn(place: Path, timeout_s: float) -> Iterator[None]:
    """Hold a lock on a file beside the database; the file itself means nothing.

    Raises:
        StoreLockedError: another import holds it.
        StoreMissingError: the file cannot be created.
    """
    try:
        file = place.open("ab")
    except OSError as error:
        raise unusable(str(place), error.strerror) from error
    with file:
        wait_for(lambda: _lock(file), timeout_s)
        # closing the file ends the lock, and so does the end of the program
        yield


@contextmanager
def server_turn(engine: sa.Engine, runner_id: str, timeout_s: float) -> Iterator[None]:
    """Hold a lock of the server by a connection of its own.

    Raises:
        StoreLockedError: another import holds it.
        StoreError: the server cannot be reached.
    """
    lock = sa.text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
    name = {"name": f"stridewell import {runner_id}"}
    with in_our_words(place_of(engine.url)):
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with in_our_words(place_of(engine.url)):
            wait_for(lambda: bool(connection.execute(lock, name).scalar()), timeout_s)
        yield
    finally:
        # thrown away, not put back: the lock ends with the connection
        connection.invalidate()
        connection.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
