from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import NOON, even_run, with_channels
from stridewell.activity.moving import LONGEST_GAP_S, moving_time, paused_s
from stridewell.activity.track import Activity, Channel
from stridewell.values.timeline import Span


def paused(run: Activity, begin: int, end: int) -> Activity:
    span = Span(NOON + timedelta(seconds=begin), NOON + timedelta(seconds=end))
    return replace(run, pauses=(span,))


def test_every_second_of_an_even_run_counts() -> None:
    assert moving_time(even_run(600)).seconds.sum() == 600


def test_pauses_do_not_count() -> None:
    run = paused(even_run(600), 100, 160)
    assert moving_time(run).seconds.sum() == 540
    assert paused_s(run) == 60


def test_a_gap_counts_no_longer_than_the_longest_gap() -> None:
    run = with_channels(even_run(), {}, np.array([0.0, 1.0, 500.0]))
    assert moving_time(run).seconds.tolist() == [1.0, LONGEST_GAP_S, 0.0]


def test_standing_is_left_out_of_means() -> None:
    rates = np.array([0.0, 170.0, 180.0, 0.0])
    run = with_channels(even_run(), {Channel.STEP_RATE: rates}, np.arange(4.0))
    assert moving_time(run).mean(rates) == 175.0


def test_a_mean_weighs_by_time() -> None:
    rates = np.array([160.0, 180.0, 180.0])
    run = with_channels(even_run(), {Channel.STEP_RATE: rates}, np.array([0.0, 3.0, 4.0]))
    assert moving_time(run).mean(rates) == 165.0


def test_without_steps_speed_tells_movement() -> None:
    speed, heart = np.array([0.0, 3.0, 3.0]), np.array([80.0, 150.0, 150.0])
    run = with_channels(even_run(), {Channel.SPEED: speed}, np.arange(3.0))
    assert moving_time(run).mean(heart) == 150.0


def test_nothing_measured_has_no_mean() -> None:
    assert moving_time(even_run()).mean(np.full(601, np.nan)) is None


@given(st.integers(0, 600), st.integers(0, 600))
def test_counted_time_and_pause_make_up_the_whole(one: int, other: int) -> None:
    begin, end = sorted((one, other))
    counted = moving_time(paused(even_run(600), begin, end)).seconds.sum()
    assert counted == pytest.approx(600 - (end - begin))


@given(st.lists(st.tuples(st.integers(-50, 700), st.integers(0, 90)), max_size=12))
def test_many_pauses_count_as_their_sum(pauses: list[tuple[int, int]]) -> None:
    spans = tuple(
        Span(NOON + timedelta(seconds=begin), NOON + timedelta(seconds=begin + length))
        for begin, length in pauses
    )
    run = replace(even_run(600), pauses=spans)
    times = run.samples.time_s
    paused_before = sum((np.clip(times - begin, 0, length) for begin, length in pauses), 0 * times)
    clock = times - paused_before
    expected = np.clip(np.diff(clock, append=clock[-1:]), 0, LONGEST_GAP_S)
    np.testing.assert_allclose(moving_time(run).seconds, expected, atol=1e-9)
