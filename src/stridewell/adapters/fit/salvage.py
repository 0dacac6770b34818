"""Finding the way back to sound messages behind damaged bytes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stridewell.adapters.fit.layouts import Layouts, is_definition

CHAIN = 6
"""So many messages in a row must make sense before reading goes on."""
_LEAST_TIMES = 2
_LONGEST_STEP_S = 3600
_EARLIEST_S = 0x1000_0000
"""FIT times below this come from a clock that was never set, or from zeroed bytes."""


def find_sound_message(content: bytes, start: int, end: int, layouts: Layouts) -> int | None:
    """The first byte from which a chain of known messages reads believably, None if none.

    Believable means: headers of known layouts one behind the other, and full times among
    them that never fall and rise by less than an hour.
    """
    for at in range(start, end):
        if layouts.sizes[content[at]] and _is_sound(list(_times(content, at, end, layouts))):
            return at
    return None


def _is_sound(times: list[int]) -> bool:
    """Whether a chain's times belong to one recording."""
    if len(times) < _LEAST_TIMES or times[0] < _EARLIEST_S:
        return False
    return all(0 <= later - earlier <= _LONGEST_STEP_S for earlier, later in pairwise(times))


def _times(content: bytes, start: int, end: int, layouts: Layouts) -> Iterator[int]:
    """The full times along a chain of messages; a time before all others when it breaks."""
    at = start
    for _ in range(CHAIN):
        if at >= end or is_definition(content, at, end):
            return
        size = layouts.sizes[content[at]]
        if not size or at + size > end:
            yield 0
            return
        definition = layouts.definitions[content[at]]
        slot = definition.time_slot
        if slot is not None:
            raw = content[at + 1 + slot.at : at + 1 + slot.at + slot.size]
            yield int.from_bytes(raw, "big" if definition.big_endian else "little")
        at += size
