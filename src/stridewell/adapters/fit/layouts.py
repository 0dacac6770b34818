"""Definition messages: which local type stands for which layout, and where its messages lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from stridewell.adapters.fit.profile import TIMESTAMP

_DEFINITION = 0x40
_HAS_DEVELOPER_FIELDS = 0x20
_COMPRESSED = 0x80
_COMPRESSED_LOCALS = 4
_FIXED_PART = 6
_FIELD_BYTES = 3
_TIME_BYTES = 4


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

    @property
    def time_slot(self) -> FieldSlot | None:
        """Where messages of this layout keep their full time, if they do."""
        for slot in self.slots:
            if slot.developer is None and slot.number == TIMESTAMP and slot.size == _TIME_BYTES:
                return slot
        return None


def _forget(_offset: int) -> None:
    """Stand in for a message kind that was never defined."""


@dataclass(slots=True)
class Layouts:
    """The local message types in force, by header byte, and the offsets gathered so far."""

    sizes: list[int] = field(default_factory=lambda: [0] * 256)
    keep: list[Callable[[int], None]] = field(default_factory=lambda: [_forget] * 256)
    definitions: dict[int, Definition] = field(default_factory=dict)
    _current: dict[int, list[int]] = field(default_factory=dict)
    _gathered: dict[bytes, tuple[Definition, list[int]]] = field(default_factory=dict)

    def define(self, content: bytes, at: int, end: int) -> int:
        """Take in the definition at a byte; its length, or 0 when there is none."""
        if not is_definition(content, at, end):
            return 0
        length = _definition_length(content, at, end)
        if at + length > end:
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
            self.definitions[header] = definition
        return length

    def is_cut(self, content: bytes, at: int, end: int) -> bool:
        """Whether the byte starts a message that only lacks its end."""
        if self.sizes[content[at]]:
            return at + self.sizes[content[at]] > end
        return is_definition(content, at, end) and at + _definition_length(content, at, end) > end

    def drop_last(self, header: int) -> int:
        """Forget the last message under a header; its length with the header byte."""
        self._current[header].pop()
        return self.sizes[header]

    def gathered(self) -> tuple[tuple[Definition, list[int]], ...]:
        """Each layout that was used, with the payload offsets of its messages."""
        return tuple(pair for pair in self._gathered.values() if pair[1])


def _headers_of(local: int) -> Iterator[int]:
    """The header bytes that announce data of a local type: plain, and with a short time."""
    yield local
    if local < _COMPRESSED_LOCALS:
        first = _COMPRESSED | local << 5
        yield from range(first, first + 32)


def is_definition(content: bytes, at: int, end: int) -> bool:
    """Whether a definition begins at the byte, as far as its first bytes can tell."""
    if content[at] & (_DEFINITION | _COMPRESSED) != _DEFINITION:
        return False
    reserved_and_order = content[at + 1 : min(at + 3, end)]
    return all(byte <= limit for byte, limit in zip(reserved_and_order, (0, 1), strict=False))


def _definition_length(content: bytes, at: int, end: int) -> int:
    """How many bytes the definition takes, header included; at least up to where it is cut."""
    if at + _FIXED_PART > end:
        return _FIXED_PART
    length = _FIXED_PART + _FIELD_BYTES * content[at + 5]
    if not content[at] & _HAS_DEVELOPER_FIELDS:
        return length
    if at + length >= end:
        return length + 1
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
