from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fit_bytes import START, UINT8, UINT32, Layout
from stridewell.activity.track import Column
from stridewell.adapters.fit.columns import read_table
from stridewell.adapters.fit.scan import scan_messages

FULL = Layout(21, ((253, 4, UINT32),), local=5)
SHORT = Layout(20, ((3, 1, UINT8),), local=1)


def times(content: bytes) -> Column:
    part = scan_messages(content, 0, len(content))
    return read_table(part, 20).column("timestamp")


def definitions() -> bytes:
    return FULL.definition() + SHORT.definition()


def short(second: int) -> bytes:
    return SHORT.data(150, time_offset=(START + second) & 31)


def test_short_times_continue_the_last_full_time() -> None:
    content = definitions() + FULL.data(START) + short(1) + short(2) + short(5)
    np.testing.assert_array_equal(times(content), [START + 1, START + 2, START + 5])


def test_a_short_time_before_any_full_time_is_unknown() -> None:
    content = definitions() + short(1) + FULL.data(START) + short(3)
    np.testing.assert_array_equal(times(content), [np.nan, START + 3])


@given(st.lists(st.integers(0, 31), min_size=1, max_size=60))
def test_any_steps_below_32_seconds_are_followed(steps: list[int]) -> None:
    moments = np.cumsum(steps)
    content = definitions() + FULL.data(START) + b"".join(short(int(m)) for m in moments)
    np.testing.assert_array_equal(times(content), START + moments)


def test_a_full_time_in_between_sets_a_new_base() -> None:
    content = definitions() + FULL.data(START) + short(3) + FULL.data(START + 100) + short(101)
    np.testing.assert_array_equal(times(content), [START + 3, START + 101])
