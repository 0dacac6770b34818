"""Every row of a runner, counted and as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime

import sqlalchemy as sa

from stridewell.adapters.store.tables import metadata
from stridewell.app.yours_ports import Record

_AT_ONCE = 500


def count_rows(connection: sa.Connection, runner_id: str) -> Mapping[str, int]:
    """How many rows each table holds of a runner."""
    return {
        table.name: connection.scalar(
            sa.select(sa.func.count()).select_from(table).where(table.c.runner_id == runner_id)
        )
        or 0
        for table in metadata.sorted_tables
    }


def tables_of(engine: sa.Engine, runner_id: str) -> Iterator[tuple[str, Iterator[Record]]]:
    """Every table by name, with its rows; few are in memory at a time."""
    for table in metadata.sorted_tables:
        yield table.name, _rows(engine, table, runner_id)


def delete_rows(connection: sa.Connection, runner_id: str) -> None:
    """Delete every row of a runner."""
    for table in reversed(metadata.sorted_tables):
        connection.execute(sa.delete(table).where(table.c.runner_id == runner_id))


def _rows(engine: sa.Engine, table: sa.Table, runner_id: str) -> Iterator[Record]:
    """The rows in the order of their keys, fetched in pages so that no lock is held for long."""
    (key,) = table.primary_key.columns
    shown = [each for each in table.columns if not isinstance(each.type, sa.LargeBinary)]
    page = sa.select(*shown).where(table.c.runner_id == runner_id).order_by(key).limit(_AT_ONCE)
    last: object = None
    while True:
        wanted = page if last is None else page.where(key > last)
        with engine.begin() as connection:
            rows = connection.execute(wanted).mappings().all()
        for row in rows:
            yield {name: _plain(cell) for name, cell in row.items() if name != "runner_id"}
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1][key.name]


def _plain(cell: object) -> object:
    """A cell in JSON's own types; text that is JSON itself is opened, so that it can be read."""
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, str) and cell[:1] in {"{", "["}:
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return cell
