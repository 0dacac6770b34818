"""Where every message of a FIT file lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.fit.layouts import Definition, Layouts
from stridewell.adapters.fit.profile import RECORD
from stridewell.adapters.fit.salvage import find_sound_message

Offsets = NDArray[np.int64]


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
    only lacks its end is not broken but cut). ``skipped`` are damaged stretches [from, to)
    behind which reading went on.
    """

    content: bytes
    start: int
    end: int
    stopped_at: int
    blocks: tuple[Block, ...]
    is_broken: bool = False
    skipped: tuple[tuple[int, int], ...] = ()

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
    """Walk from message to message until the end, stepping over damaged stretches.

    A last message that reaches beyond ``end`` is left out.
    """
    layouts = Layouts()
    skipped: list[tuple[int, int]] = []
    at = _walk(content, start, end, layouts)
    is_broken = False
    while at < end and not is_broken and not layouts.is_cut(content, at, end):
        sound = find_sound_message(content, at + 1, end, layouts)
        if sound is None:
            is_broken = True
        else:
            skipped.append((at, sound))
            at = _walk(content, sound, end, layouts)
    blocks = tuple(
        Block(definition, np.array(offsets, dtype=np.int64))
        for definition, offsets in layouts.gathered()
    )
    return Part(content, start, end, at, blocks, is_broken, tuple(skipped))


def _walk(content: bytes, start: int, end: int, layouts: Layouts) -> int:
    """Follow the messages from a byte; the first byte that was not read as one."""
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
                return at
        at += size
    return at - layouts.drop_last(header) if at > end else at
