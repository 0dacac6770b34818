"""Opening a database that outlives the program."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from stridewell.adapters.store import open_store
from stridewell.adapters.store.tables import metadata
from stridewell.adapters.store.urls import parse_url
from stridewell.errors import ForeignDatabaseError, StoreMissingError


def text_of(url: sa.URL) -> str:
    return url.render_as_string(hide_password=False)


def run(url: sa.URL, statement: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def test_migrations_and_tables_agree(database: str) -> None:
    open_store(database).close()
    engine = sa.create_engine(parse_url(database))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_second_opening_finds_the_schema_current(empty_database: sa.URL) -> None:
    for _ in range(2):
        store = open_store(text_of(empty_database))
        with store.transaction() as tx:
            assert tx.runner() is None
        store.close()


def test_another_programs_database_is_left_alone(empty_database: sa.URL) -> None:
    run(empty_database, "CREATE TABLE runner (id INTEGER)")
    with pytest.raises(ForeignDatabaseError, match="not a stridewell database"):
        open_store(text_of(empty_database))


def test_a_newer_schema_asks_for_a_newer_stridewell(empty_database: sa.URL) -> None:
    open_store(text_of(empty_database)).close()
    run(empty_database, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(ForeignDatabaseError, match="newer stridewell"):
        open_store(text_of(empty_database))


def test_a_store_that_forgot_its_revision_is_refused(empty_database: sa.URL) -> None:
    open_store(text_of(empty_database)).close()
    run(empty_database, "DELETE FROM alembic_version")
    with pytest.raises(ForeignDatabaseError, match="not a stridewell database"):
        open_store(text_of(empty_database))


def test_a_server_that_does_not_answer_is_named_without_its_password(
    empty_database: sa.URL,
) -> None:
    silent = empty_database.set(port=1, password="secret")
    with pytest.raises(StoreMissingError, match="cannot be used") as raised:
        open_store(text_of(silent))
    assert "secret" not in str(raised.value)
