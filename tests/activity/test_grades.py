from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import NOON, even_run, with_channels
from running_routes import wander
from stridewell.activity.exposure import AltitudeSource, GradeClass, RunExposure
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Activity, Channel, Column, Device
from stridewell.values.timeline import Span

HILLS = [
    (0, 800),
    (3, 600),
    (0, 500),
    (6.5, 500),
    (-2.5, 700),
    (11, 300),
    (-12, 275),
    (-6, 500),
    (0, 800),
]
"""Slope in percent and length in metres of each part: 42 % flat, 6 to 14 % of every other class."""
TRUTH = {
    GradeClass.STEEP_DOWN: 275,
    GradeClass.DOWN: 500,
    GradeClass.GENTLE_DOWN: 700,
    GradeClass.FLAT: 2100,
    GradeClass.GENTLE_UP: 600,
    GradeClass.UP: 500,
    GradeClass.STEEP_UP: 300,
}
WAY_M = 4975


def hill_run(errors: Column | None = None, file_format: str = "fit") -> Activity:
    run = even_run(WAY_M // 3)
    at = run.samples.column(Channel.DISTANCE)
    bounds = np.cumsum([0, *(length for _, length in HILLS)])
    heights = np.cumsum([100, *(slope * length / 100 for slope, length in HILLS)])
    altitude = np.interp(at, bounds, heights)
    if errors is not None:
        altitude = altitude + errors
    run = with_channels(run, {Channel.ALTITUDE: altitude})
    return replace(run, origin=replace(run.origin, format=file_format))


def white(seed: int, metres: float) -> Column:
    return np.random.default_rng(seed).normal(0, metres, WAY_M // 3 + 1)


def shares(found: RunExposure) -> Mapping[GradeClass, float]:
    assert found.grades is not None
    total = sum(each.distance_m for each in found.grades.values())
    return {name: 100 * each.distance_m / total for name, each in found.grades.items()}


def worst_error(found: RunExposure) -> float:
    return max(abs(share - 100 * TRUTH[name] / WAY_M) for name, share in shares(found).items())


@pytest.mark.parametrize("file_format", ["fit", "gpx"])
def test_hills_without_noise_are_recovered_within_2_points(file_format: str) -> None:
    found = run_exposure(hill_run(file_format=file_format))
    assert worst_error(found) < 2
    assert found.grade_noise_pct == pytest.approx(0, abs=0.4)
    assert found.downhill_m == pytest.approx(775, abs=20)


@pytest.mark.parametrize("seed", range(6))
def test_a_barometers_noise_costs_no_more_than_4_points(seed: int) -> None:
    found = run_exposure(hill_run(white(seed, 0.3)))
    assert worst_error(found) < 4
    assert found.altitude_source is AltitudeSource.WATCH
    assert found.downhill_m == pytest.approx(775, abs=30)


def test_whole_metres_of_altitude_will_do() -> None:
    run = hill_run()
    rounded = {Channel.ALTITUDE: np.round(run.samples.column(Channel.ALTITUDE))}
    assert worst_error(run_exposure(with_channels(run, rounded))) < 3


@pytest.mark.parametrize("seed", range(4))
def test_satellite_heights_of_good_quality_cost_no_more_than_6_points(seed: int) -> None:
    found = run_exposure(hill_run(white(seed, 0.5), "gpx"))
    assert worst_error(found) < 6
    assert found.altitude_source is AltitudeSource.SATELLITE


@pytest.mark.parametrize(("metres", "lasting"), [(2.0, 30.0), (4.0, 60.0), (3.0, 20.0)])
@pytest.mark.parametrize("seed", range(3))
def test_too_much_noise_withholds_the_slopes_and_says_why(
    seed: int, metres: float, lasting: float
) -> None:
    found = run_exposure(hill_run(wander(seed, WAY_M // 3 + 1, metres, lasting), "gpx"))
    assert (found.grades, found.downhill_m) == (None, None)
    assert found.grade_noise_pct is not None
    assert found.grade_noise_pct > 1.25
    assert found.altitude_source is AltitudeSource.SATELLITE


def test_a_phone_app_in_a_fit_file_has_satellite_heights() -> None:
    run = replace(hill_run(), devices=(Device("strava", "android"),))
    assert run_exposure(run).altitude_source is AltitudeSource.SATELLITE


@pytest.mark.parametrize("sub_sport", ["treadmill", "indoor_running", "virtual_activity"])
def test_indoors_there_are_no_slopes(sub_sport: str) -> None:
    found = run_exposure(replace(hill_run(), sub_sport=sub_sport))
    assert (found.grades, found.altitude_source) == (None, None)


def test_without_altitude_or_distance_there_are_no_slopes() -> None:
    assert run_exposure(even_run()).grades is None
    bare = {Channel.ALTITUDE: hill_run().samples.column(Channel.ALTITUDE)}
    run = hill_run()
    assert run_exposure(with_channels(run, bare, run.samples.time_s)).grades is None


def test_distance_time_and_steps_add_up() -> None:
    run = hill_run(white(1, 0.2))
    grades = run_exposure(run).grades
    assert grades is not None
    assert sum(each.distance_m for each in grades.values()) == pytest.approx(3 * (WAY_M // 3))
    assert sum(each.duration_s for each in grades.values()) == pytest.approx(WAY_M // 3)
    steps = sum(each.steps or 0 for each in grades.values())
    assert steps == pytest.approx(170 / 60 * (WAY_M // 3))


def test_steps_nobody_counted_are_none() -> None:
    run = hill_run()
    silent: dict[Channel, Column] = dict(run.samples.channels)
    del silent[Channel.STEP_RATE]
    grades = run_exposure(with_channels(run, silent, run.samples.time_s)).grades
    assert grades is not None
    assert {each.steps for each in grades.values()} == {None}


@given(st.integers(0, 1000))
def test_upside_down_hills_swap_up_and_down(seed: int) -> None:
    run = hill_run(white(seed, 0.2))
    turned = {Channel.ALTITUDE: -run.samples.column(Channel.ALTITUDE)}
    one, other = shares(run_exposure(run)), shares(run_exposure(with_channels(run, turned)))
    classes = list(GradeClass)
    for name, opposite in zip(classes, reversed(classes), strict=True):
        assert one[name] == pytest.approx(other[opposite], abs=0.3)


def test_a_correction_of_the_device_is_no_cliff() -> None:
    run = even_run()
    altitude = np.where(run.samples.time_s < 300, 400.0, 340.0)
    assert shares(run_exposure(with_channels(run, {Channel.ALTITUDE: altitude})))[
        GradeClass.FLAT
    ] == pytest.approx(100)


def test_a_lift_taken_during_a_pause_is_no_slope() -> None:
    run = even_run()
    time = np.where(run.samples.time_s < 300, run.samples.time_s, run.samples.time_s + 600)
    samples = {**run.samples.channels, Channel.ALTITUDE: np.where(time < 300, 0.0, 300.0)}
    pause = Span(NOON + timedelta(seconds=300), NOON + timedelta(seconds=899))
    found = run_exposure(replace(with_channels(run, samples, time), pauses=(pause,)))
    assert shares(found)[GradeClass.FLAT] == pytest.approx(100)


def test_altitude_missing_for_a_while_leaves_that_way_out() -> None:
    run = hill_run()
    altitude = run.samples.column(Channel.ALTITUDE).copy()
    altitude[600:800] = np.nan
    found = run_exposure(with_channels(run, {Channel.ALTITUDE: altitude}))
    assert found.grades is not None
    told = sum(each.distance_m for each in found.grades.values())
    assert told == pytest.approx(WAY_M - 600, abs=10)


def test_standing_has_no_slope() -> None:
    run = hill_run()
    samples = dict(run.samples.channels)
    for name, value in ((Channel.SPEED, 0.0), (Channel.STEP_RATE, 0.0)):
        samples[name] = np.concatenate((samples[name], np.full(200, value)))
    for name in (Channel.DISTANCE, Channel.ALTITUDE):
        samples[name] = np.concatenate((samples[name], np.full(200, samples[name][-1])))
    time = np.arange(samples[Channel.SPEED].size, dtype=float)
    found = run_exposure(with_channels(run, samples, time))
    assert found.standing_s == 199
    assert worst_error(found) < 2
