"""Our columns beside fitdecode's values: on files built here and on other people's recordings."""

from __future__ import annotations

import io
import math
import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import fitdecode
import numpy as np
import pytest

from fit_bytes import BYTE, SINT32, START, UINT8, UINT16, UINT32, Layout, fit_file, run_file
from stridewell.activity.track import Column
from stridewell.adapters.fit.chain import read_chain
from stridewell.adapters.fit.columns import Table, read_table
from stridewell.adapters.fit.developer import read_developer_fields
from stridewell.adapters.fit.profile import LAP, MESSAGES, RECORD, SESSION

HERE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
RUNS = DATA / "fit-runs"
COMPARED = {"record": RECORD, "session": SESSION, "lap": LAP}

Raw = float | str | bytes | tuple[Any, ...] | None
Row = dict[int | tuple[int, int], Raw]
Rows = dict[str, list[Row]]


def recordings() -> list[Path]:
    found = [*RUNS.rglob("*.fit"), *RUNS.rglob("*.zip")] if RUNS.is_dir() else []
    return sorted(found)


def contents(path: Path) -> bytes:
    if path.suffix == ".fit":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        inside = [n for n in archive.namelist() if n.endswith(".fit") and "__MACOSX" not in n]
        return archive.read(inside[0])


def fitdecode_rows(content: bytes) -> tuple[Rows, Counter[int]]:
    """The rows that are compared, and how many messages of each kind there are."""
    rows: Rows = {name: [] for name in COMPARED}
    counts: Counter[int] = Counter()
    options = {
        "check_crc": fitdecode.CrcCheck.DISABLED,
        "error_handling": fitdecode.ErrorHandling.IGNORE,
        "processor": None,
    }
    reader = fitdecode.FitReader(io.BytesIO(content), **options)
    with suppress(fitdecode.FitError):  # what it read before an error counts
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                counts[frame.global_mesg_num] += 1
                if frame.name in rows:
                    rows[frame.name].append(dict(_values(frame)))
    return rows, counts


def our_counts(content: bytes) -> Counter[int]:
    counts: Counter[int] = Counter()
    for part in read_chain(content)[0]:
        for block in part.blocks:
            counts[block.definition.message] += len(block)
    return counts


def _values(frame: fitdecode.FitDataMessage) -> Iterator[tuple[int | tuple[int, int], Raw]]:
    for field in frame.fields:
        if field.field_def is None:
            if field.field is not None and field.field.def_num == 253:
                yield 253, field.raw_value
        elif field.field_def.is_dev:
            yield (field.field_def.dev_data_index, field.field_def.def_num), field.raw_value
        else:
            yield field.field_def.def_num, field.raw_value


def ours(content: bytes, message: int) -> list[Table]:
    parts, _ = read_chain(content)
    types = [{f.key: f.base_type for f in read_developer_fields(part)} for part in parts]
    tables = [read_table(p, message, t) for p, t in zip(parts, types, strict=True)]
    return [table for table in tables if len(table)]


def expected(rows: list[Row], key: int | tuple[int, int], width: int) -> Column:
    values = [_number(row.get(key), width) for row in rows]
    return np.array(values, dtype=np.float64)


def _number(value: Raw, width: int) -> float:
    if isinstance(value, bytes):
        value = tuple(value)
    if isinstance(value, tuple):
        if width > 1 and None not in value:
            return float(int.from_bytes(bytes(value), "little"))
        value = value[0]
    if not isinstance(value, float | int):
        return math.nan
    return float(value)


def compare(content: bytes) -> int:
    """Assert equality of every mapped value; how many were compared."""
    compared = 0
    rows, counts = fitdecode_rows(content)
    assert our_counts(content) == counts
    for name, message in COMPARED.items():
        tables = ours(content, message)
        assert sum(len(table) for table in tables) == len(rows[name])
        first = 0
        for table in tables:
            theirs = rows[name][first : first + len(table)]
            first += len(table)
            compared += _compare_table(table, theirs, message)
    return compared


def _compare_table(table: Table, theirs: list[Row], message: int) -> int:
    known = {field.name: field for field in MESSAGES[message]}
    for key, column in table.columns.items():
        if isinstance(key, str):
            field = known[key]
            width = 3 if key == "compressed_speed_distance" else 1
            raw = expected(theirs, field.number, width)
            np.testing.assert_array_equal(column, raw / field.scale - field.offset, err_msg=key)
        else:
            np.testing.assert_array_equal(column, expected(theirs, key, 1), err_msg=str(key))
    return sum(column.size for column in table.columns.values())


@pytest.mark.parametrize("big", [False, True])
def test_built_files_read_alike_in_both_byte_orders(*, big: bool) -> None:
    fields = ((253, 4, UINT32), (0, 4, SINT32), (2, 2, UINT16), (3, 1, UINT8), (8, 3, BYTE))
    layout = Layout(20, fields, big=big)
    rows = [layout.data(START + n, -n, 2500 + n, 100 + n, b"\x01\x02\x03") for n in range(40)]
    missing = layout.data(START + 40, 0x7FFF_FFFF, 0xFFFF, 0xFF, b"\xff\xff\xff")
    assert compare(fit_file(layout.definition(), *rows, missing)) == 5 * 41


def test_a_built_run_and_a_chain_of_runs_read_alike() -> None:
    assert compare(run_file(50) + run_file(20)) > 300


def test_short_times_read_alike() -> None:
    event = Layout(21, ((253, 4, UINT32),), local=5)
    short = Layout(20, ((3, 1, UINT8),), local=1)
    rows = [short.data(150, time_offset=(START + 7 * n) & 31) for n in range(1, 30)]
    content = fit_file(event.definition(), event.data(START), short.definition(), *rows)
    assert compare(content) == 2 * 29


@pytest.mark.measured
@pytest.mark.parametrize("path", recordings(), ids=lambda path: path.name)
def test_other_peoples_recordings_read_alike(path: Path) -> None:
    content = contents(path)
    if is_damaged(content):
        assert len(ours(content, RECORD)[0]) > len(fitdecode_rows(content)[0]["record"])
    else:
        assert compare(content) >= 3


def is_damaged(content: bytes) -> bool:
    """Whether our reader stepped over damage, at which fitdecode stops."""
    return any(part.skipped for part in read_chain(content)[0])
