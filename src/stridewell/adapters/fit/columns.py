"""Messages of one kind to columns of physical values, in file order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Column
from stridewell.adapters.fit.layouts import Block, Definition, FieldSlot, Offsets
from stridewell.adapters.fit.profile import (
    BASE_TYPES,
    BYTE,
    MESSAGES,
    STRING,
    BaseType,
    Field,
)
from stridewell.adapters.fit.scan import Part
from stridewell.adapters.fit.timestamps import compressed_times

DeveloperKey = tuple[int, int]
"""Index of the app and number of the field it declared."""
Key = str | DeveloperKey
DeveloperTypes = frozenset[tuple[DeveloperKey, int]]
"""Developer fields to read, each with its base type."""

_PACKED_BYTES = 6
"""Byte fields up to this length are read as one little-endian number (it fits a float)."""
_INEXACT_BYTES = 8
"""Whole numbers of this size do not all fit a float."""
_REMEMBERED = 512
_FEW_ROWS = 32
_FEW_RUNS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Messages of one kind, one row each in file order, all columns of shape (n,).

    NaN stands for "not measured". FIT's own fields go by name, developer fields by key.
    """

    offsets: Offsets
    columns: Mapping[Key, Column]

    def __len__(self) -> int:
        """Number of messages."""
        return int(self.offsets.size)

    def column(self, key: Key) -> Column:
        """A column, all NaN where the file does not have it."""
        found = self.columns.get(key)
        return np.full(len(self), np.nan) if found is None else found

    def first(self, key: Key) -> float:
        """The first value that was measured, or NaN."""
        column = self.column(key)
        known = column[~np.isnan(column)]
        return float(known[0]) if known.size else float("nan")

    def replacing(self, key: Key, column: Column) -> Table:
        """The same table with one column exchanged."""
        return Table(self.offsets, {**self.columns, key: column})

    def cut(self, rows: NDArray[np.bool_]) -> Table:
        """Only the rows where the mask is true."""
        kept = {key: column[rows] for key, column in self.columns.items()}
        return Table(self.offsets[rows], kept)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One column's place in a payload and its way to a physical value."""

    key: Key
    at: int
    kind: BaseType
    width: int
    scale: float = 1.0
    offset: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """How to read all known fields of a layout: the cells, and a payload as a NumPy row.

    Where ``is_plain``, each cell is one number that fits a float; ``invalid``, ``scale`` and
    ``offset`` then hold one row per cell.
    """

    cells: tuple[_Cell, ...]
    row: np.dtype[Any]
    is_plain: bool
    invalid: Column
    scale: Column
    offset: Column

    @property
    def keys(self) -> tuple[Key, ...]:
        """The names of the columns."""
        return tuple([cell.key for cell in self.cells])


def read_table(
    part: Part, message: int, developer_types: Mapping[DeveloperKey, int] | None = None
) -> Table:
    """Every message of a kind as columns of the fields stridewell knows.

    ``developer_types`` gives the base type of each developer field to read. Layouts that
    alternate in the file are put back into file order by their place in it.
    """
    blocks = part.of(message)
    types = frozenset((developer_types or {}).items())
    if len(blocks) == 1:
        table = Table(blocks[0].offsets, dict(_decode(part.content, blocks[0], types)))
    else:
        table = _interleave(part.content, blocks, types)
    if any(block.has_short_times for block in blocks):
        return table.replacing("timestamp", compressed_times(part, table.offsets))
    return table


def _interleave(content: bytes, blocks: Sequence[Block], developer_types: DeveloperTypes) -> Table:
    """Several layouts as one table in file order; what a layout lacks is NaN in its rows."""
    offsets = np.concatenate([block.offsets for block in blocks] or [np.empty(0, np.int64)])
    order = np.argsort(offsets)
    place = np.empty(order.shape, dtype=np.intp)
    place[order] = np.arange(order.size)
    columns: dict[Key, Column] = {}
    first = 0
    for block in blocks:
        moves = list(_moves(place[first : first + len(block)]))
        first += len(block)
        for key, values in _decode(content, block, developer_types):
            if key not in columns:
                columns[key] = np.full(order.shape, np.nan)
            for target, source in moves:
                columns[key][target] = values[source]
    return Table(offsets[order], columns)


def _moves(rows: NDArray[np.intp]) -> Iterator[tuple[slice | NDArray[np.intp], slice]]:
    """Which rows of a whole column take which values of a layout: in runs while they are few."""
    breaks = np.flatnonzero(np.diff(rows) != 1) + 1
    if breaks.size > _FEW_RUNS:
        yield rows, slice(None)
        return
    for begin, end in pairwise([0, *breaks.tolist(), rows.size]):
        yield slice(int(rows[begin]), int(rows[begin]) + end - begin), slice(begin, end)


def _decode(
    content: bytes, block: Block, developer_types: DeveloperTypes
) -> Iterator[tuple[Key, Column]]:
    """The columns of one layout: whole payloads are gathered, then each cell is made physical."""
    plan = _plan(block.definition, developer_types)
    if not plan.cells:
        return
    size = block.definition.size
    whole: NDArray[Any] = np.ndarray(
        (len(content) - size + 1,), dtype=f"V{size}", buffer=content, strides=(1,)
    )
    rows = whole[block.offsets].view(plan.row)
    if plan.is_plain and rows.size <= _FEW_ROWS:
        yield from zip(plan.keys, _all_physical(rows, plan), strict=True)
        return
    for number, cell in enumerate(plan.cells):
        yield cell.key, _physical(rows[str(number)], cell)


@lru_cache(maxsize=_REMEMBERED)
def _plan(definition: Definition, developer_types: DeveloperTypes) -> _Plan:
    """What to read of a layout; a number declared twice counts once."""
    cells: dict[Key, _Cell] = {}
    types = dict(developer_types)
    known = {field.number: field for field in MESSAGES[definition.message]}
    for slot in definition.slots:
        cell = _native_cell(slot, known) if slot.developer is None else None
        if slot.developer is not None and (slot.developer, slot.number) in types:
            key = (slot.developer, slot.number)
            cell = _cell(key, slot, types[key])
        if cell is not None:
            cells.setdefault(cell.key, cell)
    chosen = tuple(cells.values())
    numbers = [(_invalid(cell), cell.scale, cell.offset) for cell in chosen]
    invalid, scale, offset = np.array(numbers, dtype=np.float64).reshape(-1, 3).T[..., np.newaxis]
    is_plain = all(cell.width == 1 and cell.kind.size < _INEXACT_BYTES for cell in chosen)
    return _Plan(chosen, _row_type(definition, chosen), is_plain, invalid, scale, offset)


def _invalid(cell: _Cell) -> float:
    """The number that says "not measured" in a cell of one number; NaN where a NaN says it."""
    return np.nan if cell.kind.invalid is None else float(cell.kind.invalid)


def _native_cell(slot: FieldSlot, known: Mapping[int, Field]) -> _Cell | None:
    """The cell of one of FIT's own fields, None when stridewell does not use it."""
    field = known.get(slot.number)
    return None if field is None else _cell(field.name, slot, slot.base_type, field)


def _cell(key: Key, slot: FieldSlot, base_type: int, field: Field | None = None) -> _Cell | None:
    """How to read a slot; None for text and for empty slots.

    Some devices declare a type that does not fit the size; its bytes are then the number.
    """
    kind = BASE_TYPES.get(base_type & 0x1F, BYTE)
    if kind is STRING or slot.size == 0:
        return None
    if slot.size % kind.size:
        kind = BYTE
    width = min(slot.size, _PACKED_BYTES) if kind is BYTE else 1
    scaling = (1.0, 0.0) if field is None else (field.scale, field.offset)
    return _Cell(key, slot.at, kind, width, *scaling)


def _row_type(definition: Definition, cells: Sequence[_Cell]) -> np.dtype[Any]:
    """The structured type that lays the cells over a payload."""
    byte_order = ">" if definition.big_endian else "<"
    formats = [
        (byte_order + cell.kind.code, (cell.width,))
        if cell.width > 1
        else byte_order + cell.kind.code
        for cell in cells
    ]
    return np.dtype(
        {
            "names": [str(number) for number in range(len(cells))],
            "formats": formats,
            "offsets": [cell.at for cell in cells],
            "itemsize": definition.size,
        }
    )


def _all_physical(rows: NDArray[Any], plan: _Plan) -> Column:
    """The cells of a few rows as physical numbers, all at once: shape (cells, rows)."""
    values = np.ascontiguousarray(np.array(rows.tolist(), dtype=np.float64).T)
    values[(values == plan.invalid) | ~np.isfinite(values)] = np.nan
    values /= plan.scale
    values -= plan.offset
    return values


def _physical(raw: NDArray[Any], cell: _Cell) -> Column:
    """Raw numbers to physical ones; "not measured" becomes NaN."""
    invalid = cell.kind.invalid
    if raw.ndim > 1:
        raw = raw.astype(np.int64) @ (256 ** np.arange(cell.width))
        invalid = 256**cell.width - 1
    values: Column = raw.astype(np.float64)
    if invalid is None:
        values[~np.isfinite(values)] = np.nan
    else:
        values[(values if cell.kind.size < _INEXACT_BYTES else raw) == invalid] = np.nan
    if cell.scale != 1.0:
        values /= cell.scale
    if cell.offset:
        values -= cell.offset
    return values


def read_text(part: Part, definition: Definition, offset: int, number: int) -> str:
    """A text field of one message; empty when it has none."""
    text = read_bytes(part, definition, offset, number)
    return text.split(b"\0")[0].decode(errors="replace") if text else ""


def read_bytes(part: Part, definition: Definition, offset: int, number: int) -> bytes:
    """The bytes of one field of one message; empty when it has none."""
    slot = definition.slot(number)
    return b"" if slot is None else part.content[offset + slot.at : offset + slot.at + slot.size]
