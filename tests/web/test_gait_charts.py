"""Strips and charts of steps: where values, intervals and ranges lie."""

from __future__ import annotations

import pytest

from stridewell.gait.measured import Measured, StepValue
from stridewell.values.anatomy import Side
from stridewell.web.gait_charts import HIGH, WIDE, Scale, scale_of, step_chart, strip_of


def test_a_strip_puts_value_interval_and_range_on_one_scale() -> None:
    strip = strip_of((4.0, 6.0), 5.0, Side.LEFT, (2.0, 8.0), Scale(0.0, 10.0))
    assert (strip.low, strip.width, strip.value) == (40.0, 20.0, 50.0)
    assert (strip.band_start, strip.band_width, strip.look) == (20.0, 60.0, "left")


def test_a_strip_without_a_range_has_no_field() -> None:
    strip = strip_of((4.0, 6.0), 5.0, None, None, Scale(0.0, 10.0))
    assert (strip.band_start, strip.band_width, strip.look) == (None, None, "whole")


def test_nothing_leaves_a_strip() -> None:
    strip = strip_of((-40.0, 60.0), 50.0, Side.RIGHT, None, Scale(0.0, 10.0))
    assert (strip.low, strip.width, strip.value) == (0.0, 100.0, 100.0)


def test_the_scale_holds_every_interval_and_the_range_with_room() -> None:
    scale = scale_of([(3.0, 4.0), (5.0, 9.0)], (1.0, 8.0))
    assert scale.low < 1.0
    assert scale.high > 9.0
    assert scale.share(5.0) == pytest.approx(50.0)


@pytest.mark.parametrize("value", [0.0, 7.0])
def test_one_value_without_a_width_is_in_the_middle(value: float) -> None:
    assert scale_of([(value, value)], None).share(value) == 50.0


def measured(side: Side | None, *steps: tuple[float, float]) -> Measured:
    return Measured(
        "m", 0, "deg", side, 0, 0, len(steps), tuple(StepValue(t, value) for t, value in steps)
    )


def test_every_step_is_a_dot_and_higher_values_are_higher() -> None:
    left = measured(Side.LEFT, (0.0, 1.0), (2.0, 3.0))
    right = measured(Side.RIGHT, (1.0, 2.0), (4.0, 2.5))
    chart = step_chart([left, right], (1.5, 2.5))
    assert chart is not None
    assert [line.look for line in chart.lines] == ["left", "right"]
    (first, second), (_, last) = chart.lines[0].dots, chart.lines[1].dots
    assert first[1] > second[1]
    assert first[0] < second[0] < last[0] < WIDE
    assert (chart.low, chart.high) == (1.0, 3.0)
    assert chart.band_top is not None
    assert chart.band_height is not None
    assert 0 < chart.band_top < chart.band_top + chart.band_height < HIGH


def test_a_single_step_makes_no_line() -> None:
    assert step_chart([measured(None, (0.0, 1.0))], None) is None
