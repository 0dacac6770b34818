"""Every message and every value of FIT recordings, beside fitdecode's."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import fitdecode
import numpy as np

from stridewell.activity.track import Column
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.fit.chain import MAGIC, read_chain
from stridewell.adapters.fit.columns import Key, read_table
from stridewell.adapters.fit.developer import read_developer_fields
from stridewell.adapters.fit.profile import MESSAGES, TIMESTAMP
from stridewell.adapters.fit.scan import Part
from stridewell.app.files import FoundFile
from stridewell.errors import FileRefusedError

MAGIC_AT = 8
PACKED = "compressed_speed_distance"
Raw: TypeAlias = float | str | bytes | tuple[Any, ...] | None
Row: TypeAlias = dict[int | tuple[int, int], Raw]


@dataclass(frozen=True, slots=True)
class FileValues:
    """One recording: messages of any kind and values read by both, and what is unequal.

    ``more`` are messages only we have because the other decoder stopped at damage.
    """

    name: str
    messages: int
    values: int
    uneven_kinds: tuple[int, ...]
    different: int
    more: int = 0


def compare_values(folder: Path) -> Iterator[FileValues]:
    """Every FIT file in a folder, zips opened, each content once."""
    seen: set[str] = set()
    for found in LocalActivityFiles().walk([folder]):
        if not isinstance(found, FoundFile) or found.sha256 in seen:
            continue
        if found.content[MAGIC_AT : MAGIC_AT + len(MAGIC)] == MAGIC:
            seen.add(found.sha256)
            yield compare_file(found.path.rpartition("/")[2], found.content)


def compare_file(name: str, content: bytes) -> FileValues:
    """One recording; nothing is compared where fitdecode has no header to read."""
    try:
        parts, _ = read_chain(content)
    except FileRefusedError:
        return FileValues(name, 0, 0, (), 0)
    theirs, counts = fitdecode_rows(content)
    ours = Counter[int]()
    for part in parts:
        for block in part.blocks:
            ours[block.definition.message] += block.offsets.size
    damage = next((part.skipped[0][0] for part in parts if part.skipped), None)
    if damage is not None:  # where it stops; what it made of the damage itself is no record
        more = ours.total() - counts.total()
        values, different = _compare_until(parts, theirs, damage)
        return FileValues(name, counts.total(), values, (), different, more)
    uneven = tuple(sorted(kind for kind in {*ours, *counts} if ours[kind] != counts[kind]))
    values, different = _compare_until(parts, theirs)
    return FileValues(name, ours.total(), values, uneven, different)


def fitdecode_rows(content: bytes) -> tuple[Mapping[int, list[Row]], Counter[int]]:
    """The rows of the messages we read, and how many there are of every kind."""
    rows: dict[int, list[Row]] = {message: [] for message in MESSAGES}
    counts = Counter[int]()
    reader = fitdecode.FitReader(
        io.BytesIO(content),
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
        processor=None,
    )
    with suppress(fitdecode.FitError):  # what it read before an error counts
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                counts[frame.global_mesg_num] += 1
                if frame.global_mesg_num in rows:
                    rows[frame.global_mesg_num].append(_row(frame))
    return rows, counts


def _row(frame: fitdecode.FitDataMessage) -> Row:
    row: Row = {}
    for field in frame.fields:
        definition = field.field_def
        if definition is None:
            if field.field is not None and field.field.def_num == TIMESTAMP:
                row[TIMESTAMP] = field.raw_value  # from the five bits of a header
        elif definition.is_dev:
            row[definition.dev_data_index, definition.def_num] = field.raw_value
        else:
            row.setdefault(definition.def_num, field.raw_value)
    return row


def _compare_until(
    parts: Sequence[Part], theirs: Mapping[int, list[Row]], end: float = math.inf
) -> tuple[int, int]:
    """Values compared and values that differ, in messages that begin before a byte."""
    compared = different = 0
    for message, rows in theirs.items():
        first = 0
        for part in parts:
            types = {field.key: field.base_type for field in read_developer_fields(part)}
            table = read_table(part, message, types)
            share = rows[first : first + int((table.offsets < end).sum())]
            first += len(table)
            for key, column in table.columns.items():
                expected = _expected(message, key, share)
                ours = column[: len(share)]
                same = (ours == expected) | (np.isnan(ours) & np.isnan(expected))
                compared += same.size
                different += int((~same).sum())
    return compared, different


def _expected(message: int, key: Key, rows: Sequence[Row]) -> Column:
    """Their values of one of our columns, in its unit."""
    if not isinstance(key, str):
        return np.array([_number(row.get(key)) for row in rows], dtype=np.float64)
    field = next(each for each in MESSAGES[message] if each.name == key)
    number = _packed if key == PACKED else _number
    raw = np.array([number(row.get(field.number)) for row in rows], dtype=np.float64)
    scaled: Column = raw / field.scale - field.offset
    return scaled


def _number(value: Raw) -> float:
    """A raw value as a number, of several the first."""
    if isinstance(value, tuple | bytes):
        value = value[0] if value else None
    return float(value) if isinstance(value, float | int) else math.nan


def _packed(value: Raw) -> float:
    """The number that several bytes make together."""
    if isinstance(value, bytes):
        value = tuple(value)
    if not isinstance(value, tuple) or None in value:
        return math.nan
    return float(int.from_bytes(bytes(value), "little"))
