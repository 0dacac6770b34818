"""Where every message of a FIT file lies: headers, definitions, offsets of data messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.fit.profile import RECORD

Offsets = NDArray[np.int64]

_DEFINITION = 0x40
_HAS_DEVELOPER_FIELDS = 0x20
_COMPRESSED = 0x80
_COMPRESSED_LOCALS = 4
_FIXED_PART = 6
_FIELD_BYTES = 3


@dataclass(frozen=True, slots=True)
class FieldSlot:
    """A field inside a message: its number, size and type, and where its bytes start.

    ``developer`` is the index of the app that declared it, None for FIT's own fields; the
    type of a developer field stands in its description, not here.
    """

    number: int
    size: int
    base_type: int
    at: int
    developer: int | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """The layout of data messages of one kind; ``size`` is their payload in bytes."""

    message: int
    big_endian: bool
    slots: tuple[FieldSlot, ...]
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """All data messages of one layout; ``offsets`` (n,) point at payloads, in file order."""

    definition: Definition
    offsets: Offsets


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One FIT file inside the bytes (files may be chained).

    ``stopped_at`` is the first byte that was not read as a message; it equals ``end`` when
    everything was. ``is_broken`` says that this byte starts no message at all (a message that
    only lacks its end is not broken but cut).
    """

    content: bytes
    start: int
    end: int
    stopped_at: int
    blocks: tuple[Block, ...]
    is_broken: bool = False

    def of(self, message: int) -> tuple[Block, ...]:
        """The blocks of one kind of message."""
        return tuple(block for block in self.blocks if block.definition.message == message)

    def payloads(self, message: int) -> Iterator[tuple[Definition, int]]:
        """Layout and payload offset of each message of a kind, in file order."""
        found = [(int(at), block.definition) for block in self.of(message) for at in block.offsets]
        for at, definition in sorted(found, key=lambda pair: pair[0]):
            yield definition, at

    @property
    def record_count(self) -> int:
        """How many record messages were found."""
        return sum(block.offsets.size for block in self.of(RECORD))


def scan_messages(content: bytes, start: int, end: int) -> Part:
    """Walk from message to message until the end or the first byte that is none.

    A last message that reaches beyond ``end`` is left out.
    """
    layouts = _Layouts()
    sizes, keep = layouts.sizes, layouts.keep
    at, header = start, 0
    while at < end:
        header = content[at]
        size = sizes[header]
        if size:
            keep[header](at + 1)
        else:
            size = layouts.define(content, at, end)
            if not size:
                break
        at += size
    if at > end:
        at -= layouts.drop_last(header)
    is_broken = at < end and not _is_cut(content, at, end, sizes)
    return Part(content, start, end, at, layouts.blocks(), is_broken)


def _is_cut(content: bytes, at: int, end: int, sizes: Sequence[int]) -> bool:
    """Whether the byte starts a message that only lacks its end."""
    header = content[at]
    if header & (_DEFINITION | _COMPRESSED) != _DEFINITION:
        return at + sizes[header] > end
    length = _definition_length(content[at:end], 0)
    return end - at < _FIXED_PART or length > end - at or (not length and content[at + 2] <= 1)


def _forget(_offset: int) -> None:
    """Stand in for a message kind that was never defined."""


@dataclass(slots=True)
class _Layouts:
    """The local message types in force, by header byte, and the offsets gathered so far."""

    sizes: list[int] = field(default_factory=lambda: [0] * 256)
    keep: list[Callable[[int], None]] = field(default_factory=lambda: [_forget] * 256)
    _current: dict[int, list[int]] = field(default_factory=dict)
    _gathered: dict[bytes, tuple[Definition, list[int]]] = field(default_factory=dict)

    def define(self, content: bytes, at: int, end: int) -> int:
        """Take in the definition at a byte; its length, or 0 when there is none."""
        if content[at] & (_DEFINITION | _COMPRESSED) != _DEFINITION:
            return 0
        length = _definition_length(content, at)
        if not length or at + length > end:
            return 0
        layout = content[at : at + length]
        key = bytes((layout[0] & _HAS_DEVELOPER_FIELDS,)) + layout[1:]
        if key not in self._gathered:
            self._gathered[key] = (_read_definition(layout), [])
        definition, offsets = self._gathered[key]
        for header in _headers_of(layout[0] & 0x0F):
            self.sizes[header] = definition.size + 1
            self.keep[header] = offsets.append
            self._current[header] = offsets
        return length

    def drop_last(self, header: int) -> int:
        """Forget the last message under a header; its length with the header byte."""
        self._current[header].pop()
        return self.sizes[header]

    def blocks(self) -> tuple[Block, ...]:
        """Everything gathered, layout by layout."""
        return tuple(
            Block(definition, np.array(offsets, dtype=np.int64))
            for definition, offsets in self._gathered.values()
            if offsets
        )


def _headers_of(local: int) -> Iterator[int]:
    """The header bytes that announce data of a local type: plain, and with a short time."""
    yield local
    if local < _COMPRESSED_LOCALS:
        first = _COMPRESSED | local << 5
        yield from range(first, first + 32)


def _definition_length(content: bytes, at: int) -> int:
    """How many bytes the definition takes, header included; 0 when it is cut or malformed."""
    fixed = content[at : at + _FIXED_PART]
    if len(fixed) < _FIXED_PART or fixed[2] > 1:
        return 0
    length = _FIXED_PART + _FIELD_BYTES * fixed[5]
    if not fixed[0] & _HAS_DEVELOPER_FIELDS:
        return length
    if at + length >= len(content):
        return 0
    return length + 1 + _FIELD_BYTES * content[at + length]


def _read_definition(layout: bytes) -> Definition:
    """The definition message in these bytes, header byte included."""
    big_endian = layout[2] == 1
    native_end = _FIXED_PART + _FIELD_BYTES * layout[5]
    slots: list[FieldSlot] = []
    at = 0
    for place in (*range(_FIXED_PART, native_end, 3), *range(native_end + 1, len(layout), 3)):
        number, size, kind = layout[place : place + _FIELD_BYTES]
        developer = kind if place > native_end else None
        slots.append(FieldSlot(number, size, kind if developer is None else 0, at, developer))
        at += size
    message = int.from_bytes(layout[3:5], "big" if big_endian else "little")
    return Definition(message, big_endian, tuple(slots), at)
