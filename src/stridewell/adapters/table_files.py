"""Tables as CSV, JSON and Parquet; what is not known is an empty cell or null, never 0."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from stridewell.app.tables import Cell, CellKind, Table, TableFormat
from stridewell.errors import SettingsError


def table_file(table: Table, wanted: TableFormat) -> bytes:
    """A table in a format.

    Raises:
        SettingsError: it is Parquet, and the package that writes it is not installed.
    """
    match wanted:
        case TableFormat.CSV:
            return _csv(table)
        case TableFormat.JSON:
            return _json(table)
        case TableFormat.PARQUET:
            return _parquet(table)


def _csv(table: Table) -> bytes:
    """Comma-separated, one heading line, UTF-8; times in ISO 8601."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([each.name for each in table.columns])
    writer.writerows(zip(*(_plain(each.cells) for each in table.columns), strict=True))
    return text.getvalue().encode()


def _json(table: Table) -> bytes:
    """A list of objects, one for each row."""
    names = [each.name for each in table.columns]
    rows = zip(*(_plain(each.cells) for each in table.columns), strict=True)
    told = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _plain(cells: Sequence[Cell]) -> Sequence[object]:
    return [each.isoformat() if isinstance(each, date | datetime) else each for each in cells]


def _parquet(table: Table) -> bytes:
    try:
        import pyarrow as pa  # noqa: PLC0415 - optional, and slow to load
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            "Parquet needs the package pyarrow, which is not installed.",
            'Install it with: pip install "stridewell[parquet]", or choose csv or json.',
        ) from error
    kinds: dict[CellKind, Any] = {
        CellKind.TEXT: pa.string(),
        CellKind.WHOLE: pa.int64(),
        CellKind.NUMBER: pa.float64(),
        CellKind.FLAG: pa.bool_(),
        CellKind.DAY: pa.date32(),
        CellKind.MOMENT: pa.timestamp("us", tz="UTC"),
    }
    columns = {each.name: pa.array(each.cells, type=kinds[each.kind]) for each in table.columns}
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target)
    return target.getvalue()
