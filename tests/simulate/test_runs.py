"""Simulated runs obey the mechanics of running."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stridewell.activity.track import RUNNING_DYNAMICS, Channel, Samples
from stridewell.simulate.runs import Body, RunSpec, SubSport, simulate_run

START = datetime(2026, 5, 3, 7, 0, tzinfo=UTC)


def run(spec: RunSpec, seed: int = 1) -> Samples:
    return simulate_run(spec, Body(), np.random.default_rng(seed))


def an_hour(speed_m_s: float = 2.8) -> Samples:
    return run(RunSpec(START, round(3600 * speed_m_s), speed_m_s, climb_m=40))


@settings(deadline=None)
@given(
    distance_m=st.integers(200, 30_000),
    speed_m_s=st.floats(2.2, 4.5),
    climb_m=st.floats(0, 30),
    seed=st.integers(0, 100),
)
def test_every_run_hangs_together(
    distance_m: int, speed_m_s: float, climb_m: float, seed: int
) -> None:
    samples = run(RunSpec(START, distance_m, speed_m_s, climb_m=climb_m), seed)
    step_rate, speed = samples.column(Channel.STEP_RATE), samples.column(Channel.SPEED)
    step_length = samples.column(Channel.STEP_LENGTH)
    assert samples.column(Channel.DISTANCE)[-1] == pytest.approx(distance_m, abs=1e-6)
    assert step_rate / 60 * step_length / 1000 == pytest.approx(speed, rel=1e-9)
    assert (samples.column(Channel.CONTACT_TIME) < 60_000 / step_rate).all()
    assert (np.diff(samples.column(Channel.DISTANCE)) > 0).all()


def test_contact_time_falls_with_speed() -> None:
    slow, fast = (an_hour(v).column(Channel.CONTACT_TIME).mean() for v in (2.5, 4.0))
    assert slow == pytest.approx(300, abs=8)
    assert fast == pytest.approx(220, abs=8)


def test_vertical_ratio_is_oscillation_in_parts_of_a_step() -> None:
    samples = an_hour()
    oscillation = samples.column(Channel.VERTICAL_OSCILLATION)
    ratio = samples.column(Channel.VERTICAL_RATIO) / 100
    assert ratio * samples.column(Channel.STEP_LENGTH) == pytest.approx(oscillation)


def test_balance_varies_within_a_run_about_the_runners_own() -> None:
    balance = an_hour().column(Channel.CONTACT_BALANCE)
    assert balance.mean() == pytest.approx(49.6, abs=0.8)
    assert balance.std() == pytest.approx(0.6, abs=0.1)


def test_a_shift_moves_the_balance_by_as_much() -> None:
    plain, shifted = (
        run(RunSpec(START, 6_000, 2.8, balance_shift_pct=shift)).column(Channel.CONTACT_BALANCE)
        for shift in (0.0, 0.9)
    )
    assert shifted - plain == pytest.approx(0.9)


def test_heart_rate_rises_and_then_drifts() -> None:
    heart_rate = an_hour().column(Channel.HEART_RATE)
    first_minute, middle, end = (heart_rate[a : a + 60].mean() for a in (0, 1200, 3500))
    assert first_minute + 10 < middle < end


def test_hills_add_up_to_the_climb() -> None:
    altitude = an_hour().column(Channel.ALTITUDE)
    assert np.maximum(np.diff(altitude), 0).sum() == pytest.approx(40, abs=0.5)


def test_a_treadmill_has_no_altitude() -> None:
    samples = run(RunSpec(START, 3_000, 2.8, SubSport.TREADMILL))
    assert Channel.ALTITUDE not in samples.channels


def test_a_plain_watch_measures_no_running_dynamics() -> None:
    samples = run(RunSpec(START, 3_000, 2.8, dynamics=False))
    assert not set(RUNNING_DYNAMICS) & set(samples.channels)


def test_a_pause_stops_the_clock_of_records_not_the_runner() -> None:
    paused = run(RunSpec(START, 3_000, 2.5, pause_s=90))
    steps_s = np.diff(paused.time_s)
    assert sorted(set(steps_s)) == [1, 91]
    assert paused.column(Channel.DISTANCE) == pytest.approx(
        run(RunSpec(START, 3_000, 2.5)).column(Channel.DISTANCE)
    )


def test_positions_stay_at_sea_near_null_island() -> None:
    samples = run(RunSpec(START, 3_000, 2.5, positions=True))
    for channel in (Channel.LATITUDE, Channel.LONGITUDE):
        assert np.abs(samples.column(channel)).max() < 0.01


def test_the_same_seed_makes_the_same_run_and_another_seed_another() -> None:
    spec = RunSpec(START, 3_000, 2.5)
    speeds = [run(spec, seed).column(Channel.SPEED).tolist() for seed in (1, 1, 2)]
    assert speeds[0] == speeds[1] != speeds[2]


@pytest.mark.parametrize(("distance_m", "speed_m_s"), [(0, 2.5), (1000, 0.0), (-5, 2.5)])
def test_a_run_that_goes_nowhere_is_refused(distance_m: int, speed_m_s: float) -> None:
    with pytest.raises(ValueError, match="covers ground"):
        RunSpec(START, distance_m, speed_m_s)


def test_a_start_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        RunSpec(START.replace(tzinfo=None), 1000, 2.5)
