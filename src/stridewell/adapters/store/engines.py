"""Engines, and everything that only one of the two databases understands."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

APPLICATION_ID = 0x53_57_4C_4C
"""Marks our SQLite files ("SWLL"), so that no other program's file is taken for ours."""
SQLITE = "sqlite"
_WORKING = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")


def working_engine(url: sa.URL, timeout_s: float) -> sa.Engine:
    """The engine of a store.

    Readers and the writer of a SQLite file do not wait for one another beyond ``timeout_s``.
    """
    if url.get_backend_name() != SQLITE:
        return sa.create_engine(url, pool_pre_ping=True)
    return _sqlite_engine(sa.create_engine(url), timeout_s, _WORKING)


def migrating_engine(url: sa.URL, timeout_s: float) -> sa.Engine:
    """The engine that changes the schema.

    SQLite rebuilds tables to change them, so foreign keys stay unchecked, and a new file is
    written in one go, without a write-ahead log.
    """
    engine = sa.create_engine(url, poolclass=NullPool)
    return engine if url.get_backend_name() != SQLITE else _sqlite_engine(engine, timeout_s, ())


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


def _sqlite_engine(engine: sa.Engine, timeout_s: float, settings: tuple[str, ...]) -> sa.Engine:
    """SQLite with transactions that take the write lock at once instead of failing half-way."""

    def prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:  # noqa: ARG001 - the signature is SQLAlchemy's
        # the driver's own transaction control would commit before a change of the schema
        connection.isolation_level = None
        cursor = connection.cursor()
        for setting in (f"busy_timeout = {round(timeout_s * 1000)}", *settings):
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine
