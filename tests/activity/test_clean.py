from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run, with_channels
from stridewell.activity.clean import clean_activity
from stridewell.activity.limits import LIMITS, Limit
from stridewell.activity.track import Activity, Channel, Column

CLOCKS = st.lists(st.integers(0, 50), min_size=1, max_size=30)


def on_clock(times: list[float], distances: list[float]) -> Activity:
    clock = np.array(times, dtype=float)
    return with_channels(even_run(), {Channel.DISTANCE: np.array(distances)}, clock)


def distances(activity: Activity) -> Column:
    return clean_activity(activity)[0].samples.column(Channel.DISTANCE)


def test_a_sound_run_is_left_as_it_is() -> None:
    run = even_run()
    cleaned, issues = clean_activity(run)
    np.testing.assert_array_equal(cleaned.samples.time_s, run.samples.time_s)
    assert issues == ()


def test_samples_of_one_second_become_one_and_lose_no_reading() -> None:
    run = on_clock([0, 1, 1, 2], [0, 3, np.nan, 6])
    cleaned, (issue,) = clean_activity(run)
    assert cleaned.samples.time_s.tolist() == [0, 1, 2]
    assert cleaned.samples.column(Channel.DISTANCE).tolist() == [0, 3, 6]
    assert issue.text.startswith("1 samples repeat")


def test_a_clock_that_steps_back_is_put_in_order() -> None:
    cleaned, (issue,) = clean_activity(on_clock([0, 1, 3, 2, 4], [0, 3, 9, 6, 12]))
    assert cleaned.samples.time_s.tolist() == [0, 1, 2, 3, 4]
    assert cleaned.samples.column(Channel.DISTANCE).tolist() == [0, 3, 6, 9, 12]
    assert "stepped back" in issue.text


def test_a_sample_from_a_wrong_clock_is_left_out() -> None:
    cleaned, (issue,) = clean_activity(on_clock([0, 1, 1e9], [0, 3, 6]))
    assert len(cleaned.samples) == 2
    assert "week" in issue.text


def test_distance_that_starts_again_is_added_up() -> None:
    assert distances(on_clock([0, 1, 2, 3], [0, 900, 0, 10])).tolist() == [0, 900, 900, 910]


def test_distance_that_dips_is_filled() -> None:
    assert distances(on_clock([0, 1, 2, 3], [0, 900, 0, 910])).tolist() == [0, 900, 900, 910]


def test_a_fall_in_distance_is_counted() -> None:
    _, (issue,) = clean_activity(on_clock([0, 1, 2], [0, 900, 0]))
    assert issue.text.startswith("1 times the distance fell")


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: str(limit.channel))
def test_each_limit_fires_on_both_sides_and_keeps_its_ends(limit: Limit) -> None:
    low, high = limit.possible.low, limit.possible.high
    column = np.array([low - 0.5, low, high, high + 0.5])
    run = with_channels(even_run(), {limit.channel: column}, np.arange(4.0))
    cleaned, (issue,) = clean_activity(run)
    kept = cleaned.samples.column(limit.channel)
    np.testing.assert_array_equal(kept, [np.nan, low, high, np.nan])
    assert issue.text.startswith("2 readings")
    assert limit.reason in issue.text


def test_a_cyclist_may_be_faster_than_any_runner() -> None:
    ride = replace(with_channels(even_run(2), {Channel.SPEED: np.full(3, 15.0)}), sport="cycling")
    assert clean_activity(ride)[0].samples.column(Channel.SPEED).tolist() == [15.0] * 3


def test_impossible_step_rates_go_and_standing_stays() -> None:
    channels = {
        Channel.STEP_RATE: np.array([0.0, 30.0, 30.0, 170.0, 400.0]),
        Channel.SPEED: np.array([0.0, 0.0, 3.0, 3.0, 3.0]),
    }
    cleaned, (issue,) = clean_activity(with_channels(even_run(), channels, np.arange(5.0)))
    kept = cleaned.samples.column(Channel.STEP_RATE)
    np.testing.assert_array_equal(kept, [0.0, 30.0, np.nan, 170.0, np.nan])
    assert issue.text.startswith("2 step rates")


def test_a_position_in_the_gulf_of_guinea_is_no_position() -> None:
    zero, place = np.zeros(3), np.array([0.0, 50.0, 51.0])
    run = with_channels(even_run(2), {Channel.LATITUDE: place, Channel.LONGITUDE: zero})
    cleaned, (issue,) = clean_activity(run)
    np.testing.assert_array_equal(cleaned.samples.column(Channel.LATITUDE), [np.nan, 50.0, 51.0])
    assert issue.where == "position"


def test_a_distance_without_end_is_not_measured() -> None:
    cleaned, (issue,) = clean_activity(on_clock([0, 1, 2], [0, np.inf, 6]))
    np.testing.assert_array_equal(cleaned.samples.column(Channel.DISTANCE), [0, np.nan, 6])
    assert "without end" in issue.text


@given(CLOCKS)
def test_a_cleaned_clock_rises_and_cleaning_twice_changes_nothing(times: list[int]) -> None:
    run = on_clock([float(t) for t in times], [3.0 * t for t in times])
    once, _ = clean_activity(run)
    twice, issues = clean_activity(once)
    assert (np.diff(once.samples.time_s) > 0).all()
    np.testing.assert_array_equal(once.samples.time_s, twice.samples.time_s)
    assert issues == ()


@given(st.lists(st.floats(0, 1e5), min_size=1, max_size=40))
def test_cleaned_distance_never_falls(metres: list[float]) -> None:
    hours_apart = [1e4 * n for n in range(len(metres))]
    cleaned = distances(on_clock(hours_apart, metres))
    assert (np.diff(cleaned) >= -0.005).all()


def test_an_activity_without_samples_is_left_alone() -> None:
    empty = with_channels(even_run(), {}, np.empty(0))
    cleaned, issues = clean_activity(empty)
    assert (len(cleaned.samples), issues) == (0, ())
