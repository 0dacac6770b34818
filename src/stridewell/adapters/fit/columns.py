"""Messages of one kind to columns of physical values, in file order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Column
from stridewell.adapters.fit.layouts import Definition, FieldSlot
from stridewell.adapters.fit.profile import (
    BASE_TYPES,
    BYTE,
    MESSAGES,
    STRING,
    BaseType,
    Field,
)
from stridewell.adapters.fit.scan import Block, Offsets, Part
from stridewell.adapters.fit.timestamps import compressed_times, has_compressed

DeveloperKey = tuple[int, int]
"""Index of the app and number of the field it declared."""
Key = str | DeveloperKey

_PACKED_BYTES = 6
"""Byte fields up to this length are read as one little-endian number (it fits a float)."""


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


def read_table(
    part: Part, message: int, developer_types: Mapping[DeveloperKey, int] | None = None
) -> Table:
    """Every message of a kind as columns of the fields stridewell knows.

    ``developer_types`` gives the base type of each developer field to read. Layouts that
    alternate in the file are put back into file order by their place in it.
    """
    blocks = part.of(message)
    offsets = [block.offsets for block in blocks]
    merged: Offsets = np.concatenate(offsets) if offsets else np.empty(0, dtype=np.int64)
    order = np.argsort(merged, kind="stable") if len(blocks) > 1 else None
    table = Table(merged if order is None else merged[order], {})
    columns = _gather(part.content, blocks, order, _cells_by_layout(blocks, developer_types or {}))
    if has_compressed(part, table.offsets):
        columns["timestamp"] = compressed_times(part, table.offsets)
    return Table(table.offsets, columns)


def _gather(
    content: bytes,
    blocks: Sequence[Block],
    order: NDArray[np.intp] | None,
    layouts: Sequence[Sequence[_Cell]],
) -> dict[Key, Column]:
    """Columns over all layouts; a layout without the field leaves NaN in its rows."""
    total = sum(block.offsets.size for block in blocks)
    place = np.arange(total) if order is None else np.argsort(order, kind="stable")
    columns: dict[Key, Column] = {}
    first = 0
    for block, cells in zip(blocks, layouts, strict=True):
        rows = place[first : first + block.offsets.size]
        first += block.offsets.size
        for key, values in _decode(content, block, cells):
            if rows.size == total and order is None:
                columns[key] = values
            else:
                columns.setdefault(key, np.full(total, np.nan))[rows] = values
    return columns


def _cells_by_layout(
    blocks: Sequence[Block], developer_types: Mapping[DeveloperKey, int]
) -> list[list[_Cell]]:
    """For each layout, the cells to read."""
    return [list(_cells(block.definition, developer_types)) for block in blocks]


def _cells(definition: Definition, developer_types: Mapping[DeveloperKey, int]) -> Iterator[_Cell]:
    """The known, readable fields of one layout; a number declared twice counts once."""
    known = {field.number: field for field in MESSAGES[definition.message]}
    seen: set[Key] = set()
    for slot in definition.slots:
        cell = _native_cell(slot, known) if slot.developer is None else None
        if slot.developer is not None and (slot.developer, slot.number) in developer_types:
            key = (slot.developer, slot.number)
            cell = _cell(key, slot, developer_types[key])
        if cell is not None and cell.key not in seen:
            seen.add(cell.key)
            yield cell


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


def _decode(content: bytes, block: Block, cells: Sequence[_Cell]) -> Iterator[tuple[Key, Column]]:
    """One gather of whole payloads, then one column per cell."""
    if not cells:
        return
    size = block.definition.size
    whole: NDArray[Any] = np.ndarray(
        (len(content) - size + 1,), dtype=f"V{size}", buffer=content, strides=(1,)
    )
    rows = whole[block.offsets].view(_row_type(block.definition, cells))
    for number, cell in enumerate(cells):
        yield cell.key, _physical(rows[str(number)], cell)


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


def _physical(raw: NDArray[Any], cell: _Cell) -> Column:
    """Raw numbers to physical ones; "not measured" becomes NaN."""
    invalid = cell.kind.invalid
    if raw.ndim > 1:
        raw = raw.astype(np.int64) @ (256 ** np.arange(cell.width))
        invalid = 256**cell.width - 1
    values: Column = raw.astype(np.float64)
    values[~np.isfinite(values) if invalid is None else raw == invalid] = np.nan
    if cell.scale != 1.0:
        values /= cell.scale
    if cell.offset:
        values -= cell.offset
    return values


def read_text(part: Part, definition: Definition, offset: int, number: int) -> str:
    """A text field of one message; empty when it has none."""
    return read_bytes(part, definition, offset, number).split(b"\0")[0].decode(errors="replace")


def read_bytes(part: Part, definition: Definition, offset: int, number: int) -> bytes:
    """The bytes of one field of one message; empty when it has none."""
    for slot in definition.slots:
        if slot.developer is None and slot.number == number:
            return part.content[offset + slot.at : offset + slot.at + slot.size]
    return b""
