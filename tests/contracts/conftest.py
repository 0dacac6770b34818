"""Every kind of store, for the one contract that all of them keep."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from stridewell.adapters.store import open_store
from stridewell.adapters.store.urls import parse_url
from stridewell.app.ports import Store

POSTGRES = "STRIDEWELL_TEST_POSTGRES_URL"


def url_of(kind: str, folder: Path) -> str:
    if kind == "memory":
        return "memory://"
    if kind == "sqlite":
        return f"sqlite:///{folder / 'stridewell.db'}"
    if POSTGRES not in os.environ:
        pytest.skip(f"{POSTGRES} names no server")
    return os.environ[POSTGRES]


@pytest.fixture
def runner_id() -> str:
    """A runner nobody else is, so that tests can share a server."""
    return uuid4().hex


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, runner_id: str) -> Iterator[Store]:
    opened = open_store(url_of(request.param, tmp_path), runner_id, timeout_s=0.1)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a store that outlives the program."""
    return url_of(request.param, tmp_path)


@pytest.fixture
def empty_database() -> Iterator[sa.URL]:
    """A database of its own on the server."""
    server = parse_url(url_of("postgres", Path()))
    name = f"stridewell_{uuid4().hex}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
        yield server.set(database=name)
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()
