"""Tables as files: nothing unknown becomes 0, and Parquet says what it lacks."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest

from stridewell.adapters.table_files import table_file
from stridewell.app.tables import CellKind, Table, TableColumn, TableFormat
from stridewell.errors import SettingsError

TABLE = Table(
    "runs",
    (
        TableColumn("title", CellKind.TEXT, ["Café, “loop”\nnext line", None]),
        TableColumn("steps", CellKind.WHOLE, [5000, None]),
        TableColumn("km", CellKind.NUMBER, [8.25, None]),
        TableColumn("limp", CellKind.FLAG, [False, None]),
        TableColumn("day", CellKind.DAY, [date(2026, 5, 1), None]),
        TableColumn("start", CellKind.MOMENT, [datetime(2026, 5, 1, 7, tzinfo=UTC), None]),
    ),
)


def test_csv_quotes_and_leaves_unknown_empty() -> None:
    text = table_file(TABLE, TableFormat.CSV).decode()
    head, told, unknown = csv.reader(io.StringIO(text, newline=""))
    assert head == [each.name for each in TABLE.columns]
    assert told == [
        *("Café, “loop”\nnext line", "5000", "8.25", "False"),
        *("2026-05-01", "2026-05-01T07:00:00+00:00"),
    ]
    assert unknown == [""] * 6


def test_json_has_an_object_for_each_row_and_null_for_unknown() -> None:
    told, unknown = json.loads(table_file(TABLE, TableFormat.JSON))
    assert told["km"] == 8.25
    assert told["start"] == "2026-05-01T07:00:00+00:00"
    assert set(unknown.values()) == {None}


@pytest.mark.parametrize("wanted", [TableFormat.CSV, TableFormat.JSON])
def test_a_table_without_rows_is_a_file_all_the_same(wanted: TableFormat) -> None:
    empty = Table("shoes", (TableColumn("id", CellKind.TEXT, []),))
    assert table_file(empty, wanted).strip() in {b"id", b"[]"}


def test_parquet_without_its_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SettingsError, match=r"stridewell\[parquet\]"):
        table_file(TABLE, TableFormat.PARQUET)


def test_parquet_keeps_kinds_and_unknowns() -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet  # noqa: PLC0415 - optional

    read: Any = parquet.read_table(io.BytesIO(table_file(TABLE, TableFormat.PARQUET)))
    assert [str(field.type) for field in read.schema] == [
        *("string", "int64", "double", "bool", "date32[day]", "timestamp[us, tz=UTC]"),
    ]
    assert read.to_pylist()[1] == dict.fromkeys([each.name for each in TABLE.columns])


def test_columns_of_different_length_are_no_table() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        Table("runs", (*TABLE.columns, TableColumn("more", CellKind.TEXT, ["one"])))
