from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run, with_channels
from stridewell.activity.exposure import DAMAGE_EXPONENTS, ForceExposure
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Activity, Channel


def flat_run(contact_ms: float = 240.0, seconds: int = 600, rate: float = 170.0) -> Activity:
    run = even_run(seconds, step_rate=rate)
    size = run.samples.time_s.shape
    channels = {
        Channel.CONTACT_TIME: np.full(size, contact_ms),
        Channel.ALTITUDE: np.full(size, 200.0),
    }
    return with_channels(run, channels)


def force_of(run: Activity) -> ForceExposure:
    found = run_exposure(run).force
    assert found is not None
    return found


def test_force_is_the_sine_models() -> None:
    found = force_of(flat_run())
    expected = np.pi / 2 * (60_000 / 170) / 240
    assert found.median_bw == pytest.approx(expected)
    assert found.steps == pytest.approx(1700)
    assert found.distance_m == pytest.approx(1800)
    assert found.source == "device"
    for exponent in DAMAGE_EXPONENTS:
        assert found.weighted(exponent) == pytest.approx(1700 * expected**exponent)


def test_force_names_the_one_source_of_contact_time() -> None:
    run = replace(flat_run(), channel_sources={Channel.CONTACT_TIME: "Stryd"})
    assert force_of(run).source == "Stryd"


def test_without_contact_time_force_is_unknown() -> None:
    assert run_exposure(even_run()).force is None


def test_without_altitude_nobody_knows_where_it_was_flat() -> None:
    run = even_run()
    contact = {Channel.CONTACT_TIME: np.full(run.samples.time_s.shape, 240.0)}
    assert run_exposure(with_channels(run, contact)).force is None


@pytest.mark.parametrize("sub_sport", ["treadmill", "indoor_running", "track"])
def test_treadmills_and_tracks_are_taken_for_flat_and_say_so(sub_sport: str) -> None:
    run = even_run()
    contact = {Channel.CONTACT_TIME: np.full(run.samples.time_s.shape, 240.0)}
    found = force_of(replace(with_channels(run, contact), sub_sport=sub_sport))
    assert found.is_flat_by_name
    assert not force_of(flat_run()).is_flat_by_name


def test_only_the_flat_part_of_a_run_counts() -> None:
    run = flat_run(seconds=1200)
    altitude = np.maximum(run.samples.column(Channel.DISTANCE) - 1800, 0) * 0.06
    found = force_of(with_channels(run, {Channel.ALTITUDE: altitude}))
    assert found.steps == pytest.approx(1700, rel=0.03)
    assert found.distance_m == pytest.approx(1800, rel=0.03)


@pytest.mark.parametrize("contact_ms", [80.0, 500.0])
def test_impossible_forces_are_left_out(contact_ms: float) -> None:
    assert run_exposure(flat_run(contact_ms)).force is None


def test_walking_steps_are_no_running_steps() -> None:
    run = flat_run()
    walked = run.samples.time_s >= 300
    channels = {
        Channel.STEP_RATE: np.where(walked, 110.0, 170.0),
        Channel.SPEED: np.where(walked, 1.4, 3.0),
    }
    assert force_of(with_channels(run, channels)).steps == pytest.approx(850)


@given(st.integers(120, 1200), st.floats(190, 320))
def test_twice_as_far_is_twice_the_damage(seconds: int, contact_ms: float) -> None:
    once = force_of(flat_run(contact_ms, seconds))
    twice = force_of(flat_run(contact_ms, 2 * seconds))
    for exponent in DAMAGE_EXPONENTS:
        assert twice.weighted(exponent) == pytest.approx(2 * once.weighted(exponent))


@given(st.floats(190, 300), st.floats(1.01, 1.1))
def test_longer_contact_is_less_force_and_less_damage(contact_ms: float, more: float) -> None:
    short, long = force_of(flat_run(contact_ms)), force_of(flat_run(contact_ms * more))
    assert long.median_bw < short.median_bw
    assert long.weighted(7) == pytest.approx(short.weighted(7) / more**7)


def test_the_median_weighs_by_steps() -> None:
    run = flat_run()
    time = np.concatenate((np.arange(300.0), 300 + 10 * np.arange(100.0)))
    contact = np.where(time < 300, 240.0, 260.0)
    channels = {
        name: np.interp(time, run.samples.time_s, column)
        for name, column in run.samples.channels.items()
    }
    channels |= {Channel.CONTACT_TIME: contact, Channel.DISTANCE: 3 * time}
    found = force_of(with_channels(run, channels, time))
    assert found.median_bw == pytest.approx(np.pi / 2 * (60_000 / 170) / 260)
