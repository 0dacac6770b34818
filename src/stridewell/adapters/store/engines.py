"""Engines, and everything that only one of the two databases understands."""

from __future__ import annotations

import sqlite3
import time

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from stridewell.adapters.store.urls import SQLITE

APPLICATION_ID = 0x53_57_4C_4C
"""Marks our SQLite files ("SWLL"), so that no other program's file is taken for ours."""
_WORKING = ("synchronous = NORMAL", "foreign_keys = ON")
_PAUSE_S = 0.01


def working_engine(url: sa.URL, timeout_s: float) -> sa.Engine:
    """The engine of a store; whoever finds it busy waits up to ``timeout_s``."""
    if url.get_backend_name() == SQLITE:
        return _sqlite_engine(sa.create_engine(url), timeout_s, works=True)
    limit = {"connect_timeout": max(2, round(timeout_s))}
    return sa.create_engine(url, pool_pre_ping=True, connect_args=limit)


def migrating_engine(url: sa.URL, timeout_s: float) -> sa.Engine:
    """The engine that changes the schema.

    SQLite rebuilds tables to change them, so foreign keys stay unchecked, and a new file is
    written in one go, without a write-ahead log.
    """
    engine = sa.create_engine(url, poolclass=NullPool)
    if url.get_backend_name() == SQLITE:
        return _sqlite_engine(engine, timeout_s, works=False)
    return engine


def take_turn(connection: sa.Connection, runner_id: str, timeout_s: float) -> None:
    """Wait until no other transaction works on this runner, as SQLite does by itself."""
    if connection.dialect.name == SQLITE:
        return
    limit = sa.text("SELECT set_config('lock_timeout', :limit, true)")
    connection.execute(limit, {"limit": f"{max(1, round(timeout_s * 1000))}ms"})
    turn = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
    connection.execute(turn, {"name": f"stridewell runner {runner_id}"})


def mark_as_ours(connection: sa.Connection) -> None:
    """Write our mark into the head of a SQLite file."""
    if connection.dialect.name == SQLITE:
        connection.execute(sa.text(f"PRAGMA application_id = {APPLICATION_ID}"))


def _sqlite_engine(engine: sa.Engine, timeout_s: float, *, works: bool) -> sa.Engine:
    """SQLite with transactions that take the write lock at once instead of failing half-way."""

    def prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:  # noqa: ARG001 - the signature is SQLAlchemy's
        # the driver's own transaction control would commit before a change of the schema
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {round(timeout_s * 1000)}")
        if works:
            _log_ahead(cursor, timeout_s)
            for setting in _WORKING:
                cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _log_ahead(cursor: DBAPICursor, timeout_s: float) -> None:
    """Have readers see the last state while a writer writes, from now on and for every program.

    A file that is being written the old way cannot be changed over, and SQLite does not wait.
    """
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            return
