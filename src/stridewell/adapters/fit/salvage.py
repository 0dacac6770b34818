"""Finding the way back to sound messages behind damaged bytes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from stridewell.adapters.fit.layouts import Definition, Layouts, is_definition

CHAIN = 6
"""So many messages in a row must make sense before reading goes on."""
_LEAST_TIMES = 2
_LONGEST_STEP_S = 3600
_REACH_S = 3 * 86_400
"""Times further from the rest of the recording than this are no times."""
_TIMES_PER_LAYOUT = 200


def find_sound_message(content: bytes, start: int, end: int, layouts: Layouts) -> int | None:
    """The first byte from which a chain of known messages reads believably, None if none.

    Believable means: headers of known layouts one behind the other, and full times among
    them that never fall, rise by less than an hour and lie near the times read before.
    """
    before = list(_times_before(content, layouts))
    if not before:
        return None
    usual = int(median(before))
    for at in range(start, end):
        if layouts.sizes[content[at]] and _is_sound(list(_times(content, at, end, layouts)), usual):
            return at
    return None


def _is_sound(times: list[int], usual: int) -> bool:
    """Whether a chain's times belong to the recording."""
    if len(times) < _LEAST_TIMES or abs(times[0] - usual) > _REACH_S:
        return False
    return all(0 <= later - earlier <= _LONGEST_STEP_S for earlier, later in pairwise(times))


def _times_before(content: bytes, layouts: Layouts) -> Iterator[int]:
    """Full times of messages read so far, evenly picked."""
    for definition, offsets in layouts.gathered():
        for at in offsets[:: 1 + len(offsets) // _TIMES_PER_LAYOUT]:
            yield from _time(content, at, definition)


def _times(content: bytes, start: int, end: int, layouts: Layouts) -> Iterator[int]:
    """The full times along a chain of messages; a time before all others when it breaks."""
    at = start
    for _ in range(CHAIN):
        if at >= end or is_definition(content, at, end):
            return
        size = layouts.sizes[content[at]]
        if not size or at + size > end:
            yield -1
            return
        yield from _time(content, at + 1, layouts.definitions[content[at]])
        at += size


def _time(content: bytes, payload: int, definition: Definition) -> Iterator[int]:
    """The full time of a message, where its layout has one."""
    slot = definition.time_slot
    if slot is not None:
        raw = content[payload + slot.at : payload + slot.at + slot.size]
        yield int.from_bytes(raw, "big" if definition.big_endian else "little")
