"""Bringing a database to the current schema, in one transaction."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from stridewell.adapters.store.engines import mark_as_ours, migrating_engine, take_turn
from stridewell.adapters.store.schema import Schema, is_new, not_ours
from stridewell.adapters.store.sqlite_file import copy_aside
from stridewell.adapters.store.urls import SQLITE, place_of


def upgrade(url: sa.URL, schema: Schema, timeout_s: float) -> None:
    """Create the tables or change them; a SQLite file with data is copied aside before.

    Raises:
        ForeignDatabaseError: the tables are another program's, or newer than this code.
    """
    engine = migrating_engine(url, timeout_s)
    try:
        with engine.begin() as connection:
            take_turn(connection, "schema", timeout_s)
            # another program may have done it while we waited for our turn
            revision = revision_of(connection)
            if revision == schema.head:
                return
            if revision is not None:
                schema.require_known(revision, place_of(url))
                _copy_aside(url, schema, timeout_s)
            mark_as_ours(connection)
            command.upgrade(_config(connection, schema.folder), "head")
    finally:
        engine.dispose()


def revision_of(connection: sa.Connection) -> str | None:
    """The schema revision of a database; None when it has no tables yet.

    Raises:
        ForeignDatabaseError: it is another program's database.
    """
    place = place_of(connection.engine.url)
    if is_new(set(sa.inspect(connection).get_table_names()), place):
        return None
    revision = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    if revision is None:
        raise not_ours(place)
    return str(revision)


def _copy_aside(url: sa.URL, schema: Schema, timeout_s: float) -> None:
    if url.get_backend_name() == SQLITE:
        copy_aside(Path(url.database or ""), schema.head, timeout_s)


def _config(connection: sa.Connection, folder: Path) -> Config:
    """Alembic's settings; a percent sign would start an interpolation."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
