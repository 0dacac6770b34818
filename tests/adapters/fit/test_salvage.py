from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fit_bytes import RECORD, START, records
from stridewell.adapters.fit.layouts import Layouts
from stridewell.adapters.fit.salvage import find_sound_message, times_of

DEFINITION = RECORD.definition()
NO_TIMES = np.empty(0, dtype=np.int64)


def after_three_records() -> Layouts:
    content = records(3)
    layouts = Layouts()
    at = layouts.define(content, 0, len(content))
    while at < len(content):
        layouts.keepers[content[at]](at)
        at += layouts.sizes[content[at]]
    return layouts


def later_records(count: int, first: int = START + 10) -> bytes:
    return records(count, first)[len(DEFINITION) :]


def find(damage: bytes, behind: bytes) -> int | None:
    content, layouts = records(3) + damage + behind, after_three_records()
    return find_sound_message(
        content, len(records(3)), len(content), layouts, times_of(content, layouts)
    )


@given(st.binary(max_size=30).filter(lambda junk: 0 not in junk))
def test_the_first_sound_message_behind_damage_is_found(junk: bytes) -> None:
    assert find(junk, later_records(8)) == len(records(3)) + len(junk)


def test_nothing_sound_is_found_in_zeros() -> None:
    assert find(bytes(300), b"") is None


def test_records_of_another_year_are_not_believed() -> None:
    assert find(b"", later_records(8, START + 400 * 86_400)) is None


def test_times_that_fall_are_not_believed() -> None:
    backwards = b"".join(RECORD.data(START + 50 - n, 150, 85, 0, 0) for n in range(6))
    assert find(b"", backwards) is None


def test_without_a_known_layout_nothing_can_be_believed() -> None:
    content = later_records(8)
    assert find_sound_message(content, 0, len(content), Layouts(), NO_TIMES) is None


def test_without_any_time_before_that_of_a_set_clock_is_believed() -> None:
    layouts = Layouts()
    layouts.define(DEFINITION, 0, len(DEFINITION))
    content = b"\xff" * 9 + later_records(8)
    assert find_sound_message(content, 0, len(content), layouts, NO_TIMES) == 9
    unset = b"\xff" * 9 + later_records(8, 500)
    assert find_sound_message(unset, 0, len(unset), layouts, NO_TIMES) is None
