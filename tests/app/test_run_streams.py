"""Streams and splits of a run: few points, no line over a gap, sums that come out even."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities import NOON, even_run, with_channels
from running_routes import along as corners
from running_routes import on_earth
from stridewell.activity.track import Activity, Channel, Column
from stridewell.app.run_along import along
from stridewell.app.run_splits import splits
from stridewell.app.run_streams import MOST_POINTS, streams, walks
from stridewell.values.timeline import Span


def with_times(time: Column) -> Activity:
    """A run at 3 m/s with samples at these seconds."""
    channels = {
        Channel.DISTANCE: 3.0 * time,
        Channel.SPEED: np.full(time.shape, 3.0),
        Channel.STEP_RATE: np.full(time.shape, 170.0),
        Channel.HEART_RATE: 100.0 + time / 100.0,
    }
    run = replace(even_run(10), elapsed_s=float(time[-1]))
    return with_channels(run, channels, time)


def test_a_long_run_is_thinned_to_means() -> None:
    drawn = streams(along(with_times(np.arange(40_000.0))))
    heart = drawn.values[Channel.HEART_RATE]
    assert drawn.time_s.size <= MOST_POINTS
    assert drawn.per_point == pytest.approx(40_000 / drawn.time_s.size, rel=0.01)
    assert np.allclose(heart, 100.0 + drawn.time_s / 100.0, atol=0.01)


def test_a_short_run_keeps_every_sample() -> None:
    run = with_times(np.arange(600.0))
    drawn = streams(along(run))
    assert drawn.per_point == 1
    assert np.array_equal(drawn.values[Channel.HEART_RATE], run.samples.column(Channel.HEART_RATE))


@pytest.mark.parametrize("size", [500, 20_000])
def test_a_line_breaks_off_at_a_gap(size: int) -> None:
    time = np.arange(float(size))
    time[size // 2 :] += 300.0
    drawn = streams(along(with_times(time)))
    heart = drawn.values[Channel.HEART_RATE]
    assert np.count_nonzero(np.isnan(heart)) == 1
    place = int(np.flatnonzero(np.isnan(heart))[0])
    assert drawn.time_s[place - 1] < size / 2 < drawn.time_s[place + 1] - 250


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=4000), st.integers(20, 200))
def test_never_more_points_than_asked_for(steps: list[int], most: int) -> None:
    time = np.cumsum(np.array([0, *steps], dtype=float))
    way = along(with_times(time))
    drawn = streams(way, most)
    for column in (*drawn.values.values(), drawn.distance_m):
        assert column is not None
        assert column.shape == drawn.time_s.shape
    assert drawn.time_s.size <= max(most, 2)
    assert np.all(np.diff(drawn.time_s) >= 0)
    known = drawn.values[Channel.HEART_RATE]
    assert np.nanmin(known) >= 100.0
    assert np.nanmax(known) <= 100.0 + time[-1] / 100.0 + 1e-9


def test_what_was_not_measured_is_no_stream() -> None:
    drawn = streams(along(even_run()))
    assert Channel.HEART_RATE not in drawn.values
    assert Channel.CONTACT_TIME not in drawn.values


def test_a_walk_within_a_run_is_marked_where_it_was() -> None:
    run = even_run(900)
    rate, speed = np.full(901, 170.0), np.full(901, 3.0)
    rate[300:400], speed[300:400] = 110.0, 1.4
    walked = walks(along(with_channels(run, {Channel.STEP_RATE: rate, Channel.SPEED: speed})))
    assert [(each.from_s, each.to_s) for each in walked] == [(300.0, 400.0)]
    assert walked[0].from_m == 900.0


def test_kilometres_have_their_pace_and_add_up() -> None:
    parts = splits(along(even_run(1500)))
    assert [each.number for each in parts] == [1, 2, 3, 4, 5]
    assert [each.distance_m for each in parts] == [1000.0] * 4 + [500.0]
    assert all(each.pace_s_km == pytest.approx(1000 / 3) for each in parts)
    assert sum(each.seconds for each in parts) == pytest.approx(1500)


def test_a_pause_is_in_no_kilometre() -> None:
    time = np.concatenate((np.arange(600.0), np.arange(1200.0, 1800.0)))
    run = with_times(time)
    stood = replace(
        run,
        samples=replace(
            run.samples,
            channels={**run.samples.channels, Channel.DISTANCE: 3.0 * np.arange(1200.0)},
        ),
        pauses=(Span(NOON + timedelta(seconds=599), NOON + timedelta(seconds=1200)),),
    )
    parts = splits(along(stood))
    assert sum(each.seconds for each in parts) == pytest.approx(1199, abs=2)
    assert max(each.pace_s_km or 0 for each in parts) < 340


def test_without_distance_there_are_five_minutes_each() -> None:
    run = even_run(700)
    alone = {Channel.STEP_RATE: run.samples.channels[Channel.STEP_RATE]}
    parts = splits(along(with_channels(run, alone, run.samples.time_s)))
    assert [each.distance_m for each in parts] == [None, None, None]
    assert [each.seconds for each in parts] == pytest.approx([300, 300, 100])
    assert all(each.pace_s_km is None for each in parts)
    assert all(Channel.HEART_RATE not in each.means for each in parts)


def test_a_scrap_of_the_last_kilometre_is_part_of_the_one_before() -> None:
    parts = splits(along(on_earth(corners([(0, 0), (2003, 0)]))))
    assert len(parts) == 2


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_run_of_next_to_nothing_has_no_parts_it_cannot_have(seconds: int) -> None:
    way = along(even_run(seconds))
    assert len(splits(way)) <= 1
    assert streams(way).time_s.size == seconds + 1
