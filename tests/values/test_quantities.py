"""Numbers nobody could act on are refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.values.quantities import Interval, Probability, Quantity


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_quantity_is_finite(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Quantity(value, "km")


def test_a_quantity_has_a_unit() -> None:
    with pytest.raises(ValueError, match="unit"):
        Quantity(3, "")


def test_a_quantity_is_written_as_a_person_would() -> None:
    assert [str(Quantity(30, "day")), str(Quantity(1.5, "1"))] == ["30 day", "1.5"]


@pytest.mark.parametrize(("low", "high"), [(2, 1), (math.nan, 1), (0, math.nan)])
def test_a_range_is_never_upside_down(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="upside down"):
        Interval(low, high)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_a_range_contains_its_ends(low: float, width: float) -> None:
    interval = Interval(low, low + width)
    assert interval.contains(interval.low)
    assert interval.contains(interval.high)
    assert not interval.contains(math.nextafter(interval.high, math.inf))


@pytest.mark.parametrize("value", [-0.01, 1.01, math.nan])
def test_a_probability_lies_between_0_and_1(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Probability(value)


def test_people_get_whole_percent() -> None:
    assert Probability(0.316).percent == 32
