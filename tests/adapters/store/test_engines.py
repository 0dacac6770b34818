from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
import sqlalchemy as sa

from stridewell.adapters.store import SqlStore
from stridewell.adapters.store.engines import working_engine
from stridewell.adapters.store.urls import parse_url
from stridewell.errors import StoreLockedError


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = working_engine(parse_url(f"sqlite:///{tmp_path / 'my.db'}"), 1.5)
    yield made
    made.dispose()


@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 1500), ("synchronous", 1)],
)
def test_a_sqlite_file_is_durable_and_checked(
    engine: sa.Engine, setting: str, value: object
) -> None:
    with engine.connect() as connection:
        assert connection.scalar(sa.text(f"PRAGMA {setting}")) == value


def test_a_change_of_the_schema_is_undone_with_its_transaction(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE TABLE half (id INTEGER)"))
        connection.rollback()
        assert sa.inspect(connection).get_table_names() == []


def test_the_change_to_a_log_waits_for_a_writer(engine: sa.Engine) -> None:
    path = str(engine.url.database)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE held (id)")
        other.execute("BEGIN IMMEDIATE")
        ending = Timer(0.05, other.rollback)
        ending.start()
        with engine.connect() as connection:
            assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
        ending.join()


def test_the_wait_for_a_writer_ends(tmp_path: Path) -> None:
    store = SqlStore(f"sqlite:///{tmp_path / 'my.db'}", timeout_s=0.02)
    with closing(sqlite3.connect(tmp_path / "my.db", isolation_level=None)) as other:
        other.execute("CREATE TABLE held (id)")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError):
            store.transaction().__enter__()
    store.close()
