"""Opening a store: look first, change the schema only where it is ours and behind."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from stridewell.adapters.store.engines import working_engine
from stridewell.adapters.store.failures import in_our_words
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.adapters.store.schema import CURRENT, Schema
from stridewell.adapters.store.sql_store import DEFAULT_TIMEOUT_S, SqlStore
from stridewell.adapters.store.sqlite_file import file_revision, prepare_folder
from stridewell.adapters.store.urls import SQLITE, parse_url, place_of
from stridewell.app.ports import Store
from stridewell.errors import SettingsError

MEMORY = "memory://"


def open_store(
    url: str,
    runner_id: str = "me",
    *,
    timeout_s: float = DEFAULT_TIMEOUT_S,
    schema: Schema = CURRENT,
) -> Store:
    """The store at a URL, its tables created or brought up to date.

    ``timeout_s`` is how long to wait for another program that is writing.

    Raises:
        SettingsError: the URL is none that can be used.
        StoreMissingError: the database cannot be created, reached or written.
        StoreLockedError: another program holds it.
        ForeignDatabaseError: it is not ours, or newer than this version.
    """
    if url == MEMORY:
        return MemoryStore(timeout_s)
    parsed = parse_url(url)
    place = place_of(parsed)
    with in_our_words(place):
        revision = _revision(parsed, timeout_s)
        if revision is not None:
            schema.require_known(revision, place)
        if revision != schema.head:
            _upgrade(parsed, schema, timeout_s)
    return SqlStore(url, runner_id, timeout_s)


def _revision(url: sa.URL, timeout_s: float) -> str | None:
    """The database's schema revision; None when it has no tables yet."""
    if url.get_backend_name() == SQLITE:
        path = Path(url.database or "")
        prepare_folder(path)
        return file_revision(path, timeout_s)
    return _server_revision(url, timeout_s)


def _server_revision(url: sa.URL, timeout_s: float) -> str | None:
    from stridewell.adapters.store.upgrading import revision_of  # noqa: PLC0415 - see _upgrade

    try:
        engine = working_engine(url, timeout_s)
    except ModuleNotFoundError as error:
        raise SettingsError(
            "PostgreSQL needs a driver that is not installed.",
            "Install it with: pip install 'stridewell[postgres]'",
        ) from error
    try:
        with engine.connect() as connection:
            return revision_of(connection)
    finally:
        engine.dispose()


def _upgrade(url: sa.URL, schema: Schema, timeout_s: float) -> None:
    # Alembic takes longer to import than a current database to open
    from stridewell.adapters.store.upgrading import upgrade  # noqa: PLC0415

    upgrade(url, schema, timeout_s)
