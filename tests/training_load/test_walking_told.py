"""Walking lately beside walking before: by phone, by measure, and not from too few days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from load_records import LOAD, MAY_1
from stridewell.activity.walking import WalkingDay
from stridewell.training_load.walking_told import (
    WalkingCompared,
    WalkingMeasure,
    WalkingMedian,
    walking_told,
)
from walked_days import PHONE, walked

LATELY, BEFORE = range(28), range(28, 118)


def told(*days: WalkingDay) -> tuple[WalkingCompared, ...]:
    return walking_told(days, MAY_1, LOAD).rows


def asymmetry(*days: WalkingDay) -> WalkingCompared:
    return next(each for each in told(*days) if each.measure is WalkingMeasure.ASYMMETRY)


def test_nothing_is_told_of_nothing() -> None:
    assert told() == ()
    assert told(*walked(MAY_1, [118, 400], 2.0)) == ()
    assert told(*walked(MAY_1, [-1], 2.0)) == ()


def test_each_day_counts_in_the_window_it_lies_in() -> None:
    found = asymmetry(*walked(MAY_1, LATELY, 3.0), *walked(MAY_1, BEFORE, 2.0))
    assert found.lately == WalkingMedian(3.0, 28)
    assert found.before == WalkingMedian(2.0, 90)
    edges = walking_told(walked(MAY_1, [0, 27, 28, 117], 2.0), MAY_1, LOAD)
    assert edges.lately_first == MAY_1 - timedelta(days=27)
    assert edges.before_first == MAY_1 - timedelta(days=117)
    assert [(each.lately.days, each.before.days) for each in edges.rows] == [(2, 2), (2, 2)]


def test_a_median_is_told_of_the_days_and_one_odd_day_does_not_move_it() -> None:
    odd = walked(MAY_1, [7], 90.0)
    assert asymmetry(*walked(MAY_1, range(7), 3.0), *odd).lately == WalkingMedian(3.0, 8)


@pytest.mark.parametrize(("count", "value"), [(6, None), (7, 3.0)])
def test_lately_needs_seven_days(count: int, value: float | None) -> None:
    assert asymmetry(*walked(MAY_1, range(count), 3.0)).lately == WalkingMedian(value, count)


@pytest.mark.parametrize(("count", "value"), [(13, None), (14, 2.0)])
def test_before_needs_fourteen_days(count: int, value: float | None) -> None:
    found = asymmetry(*walked(MAY_1, range(28, 28 + count), 2.0))
    assert found.before == WalkingMedian(value, count)
    assert found.lately == WalkingMedian(None, 0)


@pytest.mark.parametrize(("count", "value"), [(1, None), (2, 91.0)])
def test_of_the_weekly_score_two_are_enough(count: int, value: float | None) -> None:
    scores = [
        WalkingDay(MAY_1 - timedelta(days=7 * week), PHONE, steadiness_pct=91.0)
        for week in range(count)
    ]
    (row,) = told(*scores)
    assert (row.measure, row.lately) == (WalkingMeasure.STEADINESS, WalkingMedian(value, count))


def test_a_day_without_a_value_does_not_count_and_zero_does() -> None:
    even = walked(MAY_1, range(7), 0.0)
    bare = [replace(each, asymmetry_pct=None) for each in walked(MAY_1, range(7, 20), 0.0)]
    assert asymmetry(*even, *bare).lately == WalkingMedian(0.0, 7)


def test_phones_are_never_mixed_and_the_newest_comes_first() -> None:
    old = walked(MAY_1, range(30, 60), 9.0, "Old phone")
    rows = told(*old, *walked(MAY_1, LATELY, 2.0))
    assert [(each.source, each.measure) for each in rows] == [
        (PHONE, WalkingMeasure.ASYMMETRY),
        (PHONE, WalkingMeasure.STEP_LENGTH),
        ("Old phone", WalkingMeasure.ASYMMETRY),
        ("Old phone", WalkingMeasure.STEP_LENGTH),
    ]
    assert rows[0].before == WalkingMedian(None, 0)
    assert rows[2].lately == WalkingMedian(None, 0)
    assert rows[2].before == WalkingMedian(9.0, 30)


def test_the_points_are_every_day_with_a_value_the_oldest_first() -> None:
    row = asymmetry(*walked(MAY_1, [3, 50, 200], 2.0))
    assert [each.day for each in row.points] == [
        MAY_1 - timedelta(days=50),
        MAY_1 - timedelta(days=3),
    ]
