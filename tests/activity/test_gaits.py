from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import NOON, even_run, with_channels
from stridewell.activity.exposure import RunExposure
from stridewell.activity.moving import moving_time
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Activity, Channel
from stridewell.values.timeline import Span

RUN, WALK, STAND = (170.0, 3.0), (115.0, 1.4), (0.0, 0.0)
Part = tuple[int, tuple[float, float]]


def recorded(*parts: Part) -> Activity:
    """Seconds at a step rate and a speed, one part after the other."""
    rate = np.concatenate([np.full(seconds, each[0]) for seconds, each in parts])
    speed = np.concatenate([np.full(seconds, each[1]) for seconds, each in parts])
    channels = {
        Channel.STEP_RATE: rate,
        Channel.SPEED: speed,
        Channel.DISTANCE: np.cumsum(speed),
    }
    return with_channels(even_run(), channels, np.arange(rate.size, dtype=float))


def seconds(found: RunExposure) -> tuple[float, float, float, float]:
    return found.running_s, found.walking_s, found.standing_s, found.unknown_s


def test_walk_breaks_are_told_from_running_and_standing() -> None:
    parts = [(300, RUN), (60, WALK), (300, RUN), (40, STAND), (300, RUN), (60, WALK)]
    found = run_exposure(recorded(*parts))
    assert seconds(found) == (900, 119, 40, 0)
    assert found.walk_breaks == 1


def test_a_walk_with_a_halt_in_it_is_one_break() -> None:
    parts = [(100, RUN), (30, WALK), (20, STAND), (30, WALK), (100, RUN)]
    assert run_exposure(recorded(*parts)).walk_breaks == 1


@pytest.mark.parametrize("blip", [1, 2, 9])
def test_a_few_noisy_seconds_are_no_break(blip: int) -> None:
    found = run_exposure(recorded((100, RUN), (blip, WALK), (100, RUN)))
    assert (found.walk_breaks, found.walking_s) == (0, 0)


def test_what_lies_between_walk_and_run_stays_what_it_was() -> None:
    between = (145.0, 2.1)
    found = run_exposure(recorded((100, RUN), (50, between), (100, WALK), (51, between)))
    assert seconds(found)[:2] == (150, 150)


@pytest.mark.parametrize(
    ("shown", "is_run"),
    [((160.0, 1.9), True), ((135.0, 3.2), True), ((110.0, 2.3), False), ((128.0, 1.7), False)],
)
def test_slow_runners_run_and_a_walkers_gps_may_jump(
    *, shown: tuple[float, float], is_run: bool
) -> None:
    found = run_exposure(recorded((100, shown)))
    assert (found.running_s > 0) is is_run


@pytest.mark.parametrize(("contact", "is_run"), [(800.0, False), (300.0, True)])
def test_contact_time_shows_whether_there_is_flight(*, contact: float, is_run: bool) -> None:
    run = recorded((60, RUN), (60, (138.0, 1.9)))
    column = np.concatenate((np.full(60, 250.0), np.full(60, contact)))
    found = run_exposure(with_channels(run, {Channel.CONTACT_TIME: column}))
    assert (found.walking_s == 0) is is_run


def test_speed_alone_tells_in_a_file_of_positions_only() -> None:
    run = recorded((100, RUN), (100, WALK), (50, STAND))
    speed_only = {Channel.SPEED: run.samples.column(Channel.SPEED)}
    assert seconds(run_exposure(with_channels(run, speed_only, run.samples.time_s)))[:2] == (
        100,
        100,
    )


def test_distance_stands_in_for_speed() -> None:
    run = recorded((100, RUN), (100, WALK))
    distance_only = {Channel.DISTANCE: run.samples.column(Channel.DISTANCE)}
    found = run_exposure(with_channels(run, distance_only, run.samples.time_s))
    assert found.running_s == pytest.approx(100, abs=6)
    assert found.walking_s == pytest.approx(100, abs=6)


def test_without_step_rate_and_speed_the_gait_is_unknown() -> None:
    run = with_channels(
        even_run(), {Channel.HEART_RATE: np.full(100, 150.0)}, np.arange(100, dtype=float)
    )
    found = run_exposure(run)
    assert seconds(found) == (0, 0, 0, 99)
    assert not found.is_gait_known


def test_a_stretch_without_sensors_is_unknown() -> None:
    run = recorded((100, RUN), (60, (np.nan, np.nan)), (100, RUN))
    dark = with_channels(run, {Channel.DISTANCE: np.full(260, np.nan)})
    assert seconds(run_exposure(dark)) == (199, 0, 0, 60)


def test_slow_recording_has_walk_breaks_too() -> None:
    run = recorded((300, RUN), (60, WALK), (300, RUN))
    rows = slice(None, None, 7)
    thin = {name: column[rows] for name, column in run.samples.channels.items()}
    found = run_exposure(with_channels(run, thin, run.samples.time_s[rows]))
    assert found.walk_breaks == 1
    assert found.walking_s == pytest.approx(60, abs=7)


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.tuples(st.floats(0, 220), st.floats(0, 6))), min_size=1
    ),
    st.integers(0, 50),
)
def test_the_gaits_add_up_to_the_time_that_counts(parts: list[Part], pause: int) -> None:
    span = Span(NOON + timedelta(seconds=10), NOON + timedelta(seconds=10 + pause))
    run = replace(recorded(*parts), pauses=(span,))
    found = run_exposure(run)
    assert sum(seconds(found)) == pytest.approx(moving_time(run).seconds.sum())
    assert min(seconds(found)) >= 0
