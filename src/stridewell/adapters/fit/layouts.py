"""Definition messages: which local type stands for which layout, and where its messages lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.fit.profile import TIMESTAMP

Offsets = NDArray[np.int64]

SHORT_TIME = 0x80
"""Headers with this bit carry the low bits of a time instead of announcing a definition."""
UNKNOWN_TIME = 0xFFFF_FFFF
DEFINITION = 0x40
_HAS_DEVELOPER_FIELDS = 0x20
_COMPRESSED_LOCALS = 4
FIXED_PART = 6
FIELD_BYTES = 3
_TIME_BYTES = 4
_ENDLESS = 1 << 40
_REMEMBERED = 512
"""So many layouts are kept worked out; the runs of one watch share a few dozen."""


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
    """The layout of data messages of one kind; ``size`` is their payload in bytes.

    ``layout`` are the bytes of the definition message, its header without the local type.
    """

    message: int
    big_endian: bool
    size: int
    layout: bytes

    @property
    def slots(self) -> tuple[FieldSlot, ...]:
        """Its fields in the order of their bytes, developer fields last."""
        return _read_slots(self.layout)

    def slot(self, number: int) -> FieldSlot | None:
        """The first of FIT's own fields with a number, None where the layout has none."""
        return _native_slots(self.layout).get(number)

    @property
    def time_slot(self) -> FieldSlot | None:
        """Where messages of this layout keep their full time, if they do."""
        slot = self.slot(TIMESTAMP)
        return slot if slot is not None and slot.size == _TIME_BYTES else None


Keeper = Callable[[int], None]

_NOTHING = Definition(message=-1, big_endian=False, size=0, layout=bytes(FIXED_PART))


@dataclass(slots=True, eq=False)
class Block:
    """All data messages of one layout that were met."""

    definition: Definition
    _plain: list[int] = field(default_factory=list)
    _short: list[int] = field(default_factory=list)
    _many: list[Offsets] = field(default_factory=list)
    _many_are_short: bool = False

    def keeper(self, header: int) -> Keeper:
        """What keeps one more message under a header when called with the byte it lies at."""
        return self._short.append if header >= SHORT_TIME else self._plain.append

    def extend(self, header: int, places: Offsets) -> None:
        """Keep many more messages under one header."""
        self._many_are_short |= header >= SHORT_TIME
        self._many.append(places)

    def __len__(self) -> int:
        """How many messages there are."""
        singles = len(self._plain) + len(self._short)
        return singles + sum([places.size for places in self._many])

    @property
    def has_short_times(self) -> bool:
        """Whether any header carries the low bits of a time."""
        return self._many_are_short or bool(self._short)

    @property
    def offsets(self) -> Offsets:
        """Where each payload lies, shape (n,), in file order; put together when first asked for.

        A few rising stretches lie behind each other, which a stable sort is quick to merge.
        """
        if len(self._many) != 1 or self._plain or self._short:
            merged: Offsets = np.array(self._plain + self._short, dtype=np.int64)
            if self._many:
                merged = np.concatenate((*self._many, merged))
            in_order = bool((merged[1:] > merged[:-1]).all())
            self._many = [merged if in_order else np.sort(merged, kind="stable")]
            self._many_are_short = self.has_short_times
            self._plain.clear()
            self._short.clear()
        return self._many[0] + 1

    def times(self, content: bytes, offsets: Offsets) -> NDArray[np.int64]:
        """The full FIT times (s) in payloads; ``UNKNOWN_TIME`` where none is written."""
        slot = self.definition.time_slot
        if slot is None:
            return np.full(offsets.shape, UNKNOWN_TIME, dtype=np.int64)
        code = ">u4" if self.definition.big_endian else "<u4"
        every: NDArray[Any] = np.ndarray(
            (len(content) - 3,), dtype=code, buffer=content, strides=(1,)
        )
        return every[offsets + slot.at].astype(np.int64)


@dataclass(slots=True)
class Layouts:
    """The local message types in force, by header byte, and what was block of each layout.

    ``sizes`` are whole messages in bytes, their header included; 0 where nothing is defined.
    """

    sizes: list[int] = field(default_factory=lambda: [0] * 256)
    strides: Offsets = field(default_factory=lambda: np.full(256, _ENDLESS))
    """The same for NumPy, but without an end where nothing is defined."""
    owners: list[Block] = field(default_factory=lambda: [Block(_NOTHING)] * 256)
    keepers: list[Keeper] = field(default_factory=lambda: [Block(_NOTHING).keeper(0)] * 256)
    """Called with the byte that a message lies at, they keep it."""
    _blocks: dict[bytes, Block] = field(default_factory=dict)

    def define(self, content: bytes, at: int, end: int) -> int:
        """Take in the definition at a byte; its length, or 0 when there is none."""
        if not is_definition(content, at, end):
            return 0
        length = definition_length(content, at, end)
        if at + length > end:
            return 0
        header = content[at]
        layout = bytes((header & _HAS_DEVELOPER_FIELDS,)) + content[at + 1 : at + length]
        block = self._blocks.get(layout)
        if block is None:
            block = self._blocks[layout] = Block(_read_definition(layout))
        self._announce(header & 0x0F, block)
        return length

    def _announce(self, local: int, block: Block) -> None:
        """Let the headers of a local type stand for a layout: plain, and with a short time."""
        size = block.definition.size + 1
        self.sizes[local], self.owners[local], self.strides[local] = size, block, size
        self.keepers[local] = block.keeper(local)
        if local < _COMPRESSED_LOCALS:
            first = SHORT_TIME | local << 5
            self.sizes[first : first + 32] = [size] * 32
            self.strides[first : first + 32] = size
            self.owners[first : first + 32] = [block] * 32
            self.keepers[first : first + 32] = [block.keeper(first)] * 32

    def keep(self, content: bytes, places: Iterable[int]) -> None:
        """Keep the messages that begin at these bytes."""
        keepers = self.keepers
        for at in places:
            keepers[content[at]](at)

    def keep_until(self, content: bytes, at: int, until: int, end: int) -> int:
        """Keep message after message up to a byte or just over it; the byte behind them.

        Stops before what is no whole message of a known layout. ``until`` is at most ``end``.
        """
        sizes, keepers = self.sizes, self.keepers
        while at < until:
            header = content[at]
            following = at + sizes[header]
            if at == following or following > end:
                break
            keepers[header](at)
            at = following
        return at

    def is_cut(self, content: bytes, at: int, end: int) -> bool:
        """Whether the byte starts a message that only lacks its end."""
        if self.sizes[content[at]]:
            return at + self.sizes[content[at]] > end
        return is_definition(content, at, end) and at + definition_length(content, at, end) > end

    def last_message(self, start: int, end: int) -> int:
        """Where the message between two bytes begins that reaches to ``end``, else ``end``."""
        ends = [
            (int(block.offsets[-1]) + block.definition.size, int(block.offsets[-1]) - 1)
            for block in self.blocks()
        ]
        return next((at for until, at in ends if until == end and at >= start), end)

    def blocks(self) -> tuple[Block, ...]:
        """Each layout that was used, with its messages."""
        return tuple([block for block in self._blocks.values() if len(block)])


def keep_all(
    owners: Mapping[int, Block] | Sequence[Block],
    kinds: Sequence[int],
    headers: NDArray[np.uint8],
    places: Offsets,
) -> None:
    """Keep the messages that begin with these headers at these bytes, both of shape (n,).

    ``owners`` gives the layout of each header, ``kinds`` are the headers that may occur.
    """
    for header in kinds:
        owners[header].extend(header, places if len(kinds) == 1 else places[headers == header])


def present(headers: NDArray[np.uint8]) -> tuple[int, ...]:
    """Each header that occurs."""
    if not headers.size:
        return ()
    first = int(headers[0])
    if (headers == first).all():
        return (first,)
    return tuple(np.flatnonzero(np.bincount(headers)).tolist())


def is_definition_header(header: int) -> bool:
    """Whether a header byte announces a definition."""
    return header & (DEFINITION | SHORT_TIME) == DEFINITION


def is_definition(content: bytes, at: int, end: int) -> bool:
    """Whether a definition begins at the byte, as far as its first bytes can tell."""
    return (
        is_definition_header(content[at])
        and (at + 1 >= end or content[at + 1] == 0)
        and (at + 2 >= end or content[at + 2] <= 1)
    )


def definition_length(content: bytes, at: int, end: int) -> int:
    """How many bytes the definition takes, header included; at least up to where it is cut."""
    if at + FIXED_PART > end:
        return FIXED_PART
    length = FIXED_PART + FIELD_BYTES * content[at + 5]
    if not content[at] & _HAS_DEVELOPER_FIELDS:
        return length
    if at + length >= end:
        return length + 1
    return length + 1 + FIELD_BYTES * content[at + length]


@lru_cache(maxsize=_REMEMBERED)
def _read_definition(layout: bytes) -> Definition:
    """The definition message in these bytes; what its fields are is worked out when asked for."""
    big_endian = layout[2] == 1
    native_end = _native_end(layout)
    size = sum(layout[FIXED_PART + 1 : native_end : 3]) + sum(layout[native_end + 2 :: 3])
    message = int.from_bytes(layout[3:5], "big" if big_endian else "little")
    return Definition(message, big_endian, size, layout)


@lru_cache(maxsize=_REMEMBERED)
def _read_slots(layout: bytes) -> tuple[FieldSlot, ...]:
    """The fields of a definition message."""
    native_end = _native_end(layout)
    slots: list[FieldSlot] = []
    at = 0
    for place in (*range(FIXED_PART, native_end, 3), *range(native_end + 1, len(layout), 3)):
        number, size, kind = layout[place : place + FIELD_BYTES]
        developer = kind if place > native_end else None
        slots.append(FieldSlot(number, size, kind if developer is None else 0, at, developer))
        at += size
    return tuple(slots)


@lru_cache(maxsize=_REMEMBERED)
def _native_slots(layout: bytes) -> dict[int, FieldSlot]:
    """FIT's own fields of a definition message by number; of equal numbers the first."""
    return {slot.number: slot for slot in reversed(_read_slots(layout)) if slot.developer is None}


def _native_end(layout: bytes) -> int:
    """Where FIT's own fields end in a definition message."""
    return FIXED_PART + FIELD_BYTES * layout[5]
