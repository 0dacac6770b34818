"""Positions no one can have been at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run, with_channels
from stridewell.activity.clean import clean_activity
from stridewell.activity.fixes import drop_leaping_fixes
from stridewell.activity.strides import summarise_run
from stridewell.activity.track import Activity, Channel, Column

METRE_DEG = 1 / 111_195.0
"""One metre to the north."""


def northward(longitude: float = 10.0) -> Activity:
    """Ten minutes at 3 m/s to the north."""
    time = np.arange(601, dtype=float)
    place = {
        Channel.LATITUDE: 50.0 + 3.0 * METRE_DEG * time,
        Channel.LONGITUDE: np.full(601, longitude),
    }
    return with_channels(even_run(600), place)


def with_fix(run: Activity, row: int, latitude: float, longitude: float) -> Activity:
    columns = {}
    for channel, value in ((Channel.LATITUDE, latitude), (Channel.LONGITUDE, longitude)):
        columns[channel] = run.samples.column(channel).copy()
        columns[channel][row] = value
    return with_channels(run, columns)


def over_positions(leap_m: float, row: int) -> Column:
    """Distance as measured over positions, one of which lies so far off."""
    steps = np.full(600, 3.0)
    steps[row - 1 : row + 1] = leap_m
    return np.concatenate(([0.0], np.cumsum(steps)))


def test_a_sound_way_stays_and_nothing_is_said() -> None:
    run = northward()
    assert drop_leaping_fixes(run.samples) == (run.samples, ())
    assert drop_leaping_fixes(even_run().samples)[1] == ()


def test_a_lone_position_on_another_continent_is_not_measured() -> None:
    run = with_fix(northward(), 300, 1.58, -79.2)
    cleaned, (issue,) = clean_activity(run)
    for channel in (Channel.LATITUDE, Channel.LONGITUDE):
        assert np.flatnonzero(np.isnan(cleaned.samples.column(channel))).tolist() == [300]
    assert issue.text == "1 positions far off the way were taken as not measured."


def test_a_distance_that_went_there_and_back_comes_straight_past() -> None:
    run = with_fix(northward(), 300, 50.5, 10.0)
    far = with_channels(run, {Channel.DISTANCE: over_positions(55_000.0, 300)})
    cleaned, _ = clean_activity(far)
    assert summarise_run(cleaned).distance_m == pytest.approx(1800.0, abs=0.1)


def test_a_distance_the_device_counted_itself_stays() -> None:
    cleaned, _ = clean_activity(with_fix(northward(), 300, 50.5, 10.0))
    assert summarise_run(cleaned).distance_m == 1800.0
    assert np.isfinite(cleaned.samples.column(Channel.DISTANCE)).all()


def test_a_ride_in_a_car_is_left_where_it_was() -> None:
    run = northward()
    fast: Column = 50.0 + 30.0 * METRE_DEG * np.arange(601, dtype=float)
    driven = with_channels(run, {Channel.LATITUDE: fast})
    assert drop_leaping_fixes(driven.samples)[1] == ()


def test_a_ride_on_a_bicycle_is_not_looked_at() -> None:
    ride = replace(with_fix(northward(), 300, 1.58, -79.2), sport="cycling")
    cleaned, _ = clean_activity(ride)
    assert np.isfinite(cleaned.samples.column(Channel.LATITUDE)).all()


def test_the_date_line_is_no_leap() -> None:
    run = northward(longitude=180.0)
    east = np.where(np.arange(601) % 2, 180.0, -180.0)
    assert drop_leaping_fixes(with_channels(run, {Channel.LONGITUDE: east}).samples)[1] == ()


@pytest.mark.parametrize("row", [0, 600])
def test_of_two_positions_alone_nobody_knows_which_is_wrong(row: int) -> None:
    assert drop_leaping_fixes(with_fix(northward(), row, 1.0, 1.0).samples)[1] == ()


@given(st.integers(1, 599), st.floats(0.01, 30), st.floats(-100, 100))
def test_wherever_a_lone_position_lies_the_way_is_the_same(
    row: int, north: float, east: float
) -> None:
    cleaned, issues = drop_leaping_fixes(with_fix(northward(), row, 50 + north, east).samples)
    latitude = cleaned.column(Channel.LATITUDE)
    assert len(issues) == 1
    assert np.flatnonzero(np.isnan(latitude)).tolist() == [row]
