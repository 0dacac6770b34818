from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.activity.swings import rises_and_falls
from stridewell.activity.track import Column

CURVES = st.lists(st.floats(-100, 100), min_size=1, max_size=60).map(np.array)


@pytest.mark.parametrize(
    ("curve", "rises", "falls"),
    [
        ([0, 50], 50, 0),
        ([0, 50, 45, 100], 100, 0),
        ([0, 50, 20, 100], 130, 30),
        ([0, 0, 0], 0, 0),
        ([5], 0, 0),
        ([0, 100, 95, 99, 90, 95, 0], 100, 100),
    ],
)
def test_small_swings_between_larger_ones_are_left_out(
    curve: list[float], rises: float, falls: float
) -> None:
    assert rises_and_falls(np.array(curve, dtype=float), 20) == pytest.approx((rises, falls))


@given(CURVES)
def test_rises_less_falls_are_last_less_first(curve: Column) -> None:
    rises, falls = rises_and_falls(curve, 20)
    assert rises - falls == pytest.approx(curve[-1] - curve[0], abs=1e-9)
    assert min(rises, falls) >= 0


@given(CURVES)
def test_upside_down_swaps_rises_and_falls(curve: Column) -> None:
    assert rises_and_falls(-curve, 20) == rises_and_falls(curve, 20)[::-1]


@given(CURVES)
def test_backwards_swaps_rises_and_falls(curve: Column) -> None:
    rises, falls = rises_and_falls(curve, 20)
    assert rises_and_falls(curve[::-1], 20) == pytest.approx((falls, rises), abs=1e-9)
