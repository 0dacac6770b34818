"""Days with a run, of rest, and unknown ones."""

from __future__ import annotations

import numpy as np
import pytest

from load_records import day
from stridewell.training_load.calendar_days import (
    Calendar,
    by_day,
    calendar_of,
    days_in_a_row,
)


def calendar(*runs: int, told: tuple[int, ...] = (), today: int = 20) -> Calendar:
    ordinals = np.array([day(each).toordinal() for each in runs], dtype=np.int64)
    return calendar_of(ordinals, [day(each) for each in told], day(today), 14)


@pytest.mark.parametrize(("second", "is_rest"), [(15, True), (16, False)])
def test_more_than_14_days_without_a_recording_are_unknown(
    second: int,
    is_rest: bool,  # noqa: FBT001
) -> None:
    known = calendar(0, second).known[1:second]
    assert known.all() if is_rest else not known.any()


def test_a_day_on_which_pain_was_told_is_known_in_a_long_stretch_too() -> None:
    known = calendar(0, 19, told=(7,)).known
    assert known[7]
    assert not known[6]


def test_today_is_unknown_until_there_is_a_run() -> None:
    assert not calendar(18).known[-1]
    assert calendar(18, 20).known[-1]
    assert not calendar(18, told=(20,)).known[-1]


def test_without_anything_there_is_only_today() -> None:
    assert (calendar().size, calendar().first) == (1, day(20))


def test_days_to_come_are_left_out() -> None:
    assert calendar(3, 25, told=(30,)).day(17) == day(20)
    assert calendar(3, 25, told=(30,)).size == 18


def test_a_day_adds_up_its_runs_and_rest_is_0() -> None:
    found = calendar(0, 0, 2, today=3)
    ordinals = np.array([day(each).toordinal() for each in (0, 0, 2)])
    told = by_day(found, ordinals, np.array([3.0, 4.0, np.nan]))
    assert told[:2].tolist() == [7.0, 0.0]
    assert np.isnan(told[2:]).all()


def test_days_in_a_row_begin_anew_after_a_day_without_a_run() -> None:
    assert days_in_a_row(calendar(0, 1, 2, 4, 5, today=6)).tolist() == [1, 2, 3, 0, 1, 2, 0]
