"""The side of the road: from what the runner told, day by day."""

from __future__ import annotations

from datetime import date

import pytest

from stridewell.training_load.road import (
    RoadHabit,
    RoadHistory,
    RoadTold,
    TrafficSide,
    usual_traffic,
)
from stridewell.training_load.run_record import RoadSide

MAY = date(2026, 5, 1)
FACING_RIGHT = RoadTold(RoadHabit.FACING, TrafficSide.RIGHT)


@pytest.mark.parametrize(
    ("habit", "traffic", "side"),
    [
        (RoadHabit.FACING, TrafficSide.RIGHT, RoadSide.LEFT),
        (RoadHabit.FACING, TrafficSide.LEFT, RoadSide.RIGHT),
        (RoadHabit.WITH, TrafficSide.RIGHT, RoadSide.RIGHT),
        (RoadHabit.WITH, TrafficSide.LEFT, RoadSide.LEFT),
        (RoadHabit.MIXED, None, RoadSide.BOTH),
        (RoadHabit.OFF, TrafficSide.LEFT, None),
    ],
)
def test_habit_and_traffic_name_the_side(
    habit: RoadHabit, traffic: TrafficSide | None, side: RoadSide | None
) -> None:
    assert RoadTold(habit, traffic).side is side


def test_facing_the_traffic_needs_to_know_where_it_is() -> None:
    with pytest.raises(ValueError, match="left or right"):
        RoadTold(RoadHabit.FACING)


def test_what_was_told_without_a_day_holds_for_all_runs() -> None:
    history = RoadHistory((FACING_RIGHT,))
    assert history.side_on(date(2010, 1, 1)) is RoadSide.LEFT
    assert RoadHistory().side_on(MAY) is None


def test_a_change_counts_from_its_day_on() -> None:
    moved = RoadTold(RoadHabit.FACING, TrafficSide.LEFT, since=MAY)
    history = RoadHistory((FACING_RIGHT, moved))
    assert history.side_on(date(2026, 4, 30)) is RoadSide.LEFT
    assert history.side_on(MAY) is RoadSide.RIGHT


def test_what_is_told_anew_for_always_replaces_all() -> None:
    moved = RoadTold(RoadHabit.FACING, TrafficSide.LEFT, since=MAY)
    history = RoadHistory((FACING_RIGHT, moved, RoadTold(RoadHabit.OFF)))
    assert history.side_on(MAY) is None
    assert history.on(MAY) == RoadTold(RoadHabit.OFF)


@pytest.mark.parametrize(
    ("country", "side"),
    [("GB", TrafficSide.LEFT), ("de", TrafficSide.RIGHT), ("default", None), ("", None)],
)
def test_the_country_tells_where_cars_drive(country: str, side: TrafficSide | None) -> None:
    assert usual_traffic(country) is side
