from __future__ import annotations

import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run, with_channels
from running_routes import along, circle, on_earth, turns_of
from stridewell.activity.clean import clean_activity
from stridewell.activity.exposure import ForceExposure, RunExposure, TurnExposure
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Activity, Channel, Column

NUMBERS = st.one_of(
    st.floats(-1000, 10_000), st.just(float("nan")), st.just(float("inf")), st.just(0.0)
)


def full_run(seconds: int = 600) -> Activity:
    """A run in which every channel was measured."""
    run = on_earth(circle(100, 3 * seconds / (2 * np.pi * 100)))
    values = {
        Channel.STEP_RATE: 170.0,
        Channel.CONTACT_TIME: 250.0,
        Channel.CONTACT_BALANCE: 50.5,
        Channel.VERTICAL_OSCILLATION: 85.0,
        Channel.VERTICAL_RATIO: 8.0,
        Channel.STEP_LENGTH: 1060.0,
        Channel.ALTITUDE: 120.0,
    }
    shape = run.samples.time_s.shape
    return with_channels(run, {name: np.full(shape, value) for name, value in values.items()})


def cut(run: Activity, rows: slice) -> Activity:
    channels = {name: column[rows] for name, column in run.samples.channels.items()}
    return with_channels(run, channels, run.samples.time_s[rows])


def test_everything_measured_is_told() -> None:
    found = run_exposure(full_run())
    assert found.grades is not None
    assert found.turns is not None
    assert found.force is not None
    assert found.flight_time_ms is not None
    assert found.is_gait_known


def test_an_exposure_becomes_json_and_back_with_names_as_keys() -> None:
    record = json.loads(json.dumps(asdict(run_exposure(full_run()))))
    assert record["force"]["weighted_steps"].keys() == {"7", "9", "13"}
    assert record["grades"]["flat"]["steps"] > 0
    assert record["turns"]["track_direction"] is None
    assert record["surfaces_m"].keys() == {"unknown"}


@pytest.mark.parametrize("size", [0, 1, 2])
def test_hardly_any_samples_say_hardly_anything(size: int) -> None:
    found = run_exposure(cut(full_run(), slice(size)))
    assert (found.grades, found.turns, found.force) == (None, None, None)
    assert found.running_s == max(0, size - 1)


def test_nothing_but_not_measured_says_nothing() -> None:
    run = full_run()
    nothing = {name: np.full(column.shape, np.nan) for name, column in run.samples.channels.items()}
    found = run_exposure(with_channels(run, nothing))
    expected = RunExposure(0.0, 0.0, 0.0, 0, unknown_s=float(len(run.samples) - 1))
    assert found == expected


def test_an_ultra_of_a_day_is_told_in_the_same_way() -> None:
    hour, day = run_exposure(full_run(3600)), run_exposure(full_run(24 * 3600))
    assert day.running_s == pytest.approx(24 * hour.running_s, rel=0.001)
    assert hour.force is not None
    assert day.force is not None
    assert day.force.weighted(7) == pytest.approx(24 * hour.force.weighted(7), rel=0.001)
    assert turns_of(full_run(24 * 3600)).left_deg_per_km == pytest.approx(
        turns_of(full_run(3600)).left_deg_per_km, rel=0.01
    )


def test_one_sample_in_seven_says_much_the_same() -> None:
    every, some = run_exposure(full_run(3500)), run_exposure(cut(full_run(3500), slice(0, None, 7)))
    assert some.running_s == pytest.approx(every.running_s, rel=0.01)
    assert some.flight_time_ms == pytest.approx(every.flight_time_ms)
    assert every.force is not None
    assert some.force is not None
    assert some.force.weighted(9) == pytest.approx(every.force.weighted(9), rel=0.01)


def test_a_huge_distance_in_a_broken_file_costs_no_memory() -> None:
    run = full_run()
    distance = np.where(run.samples.time_s > 300, 1e15, run.samples.column(Channel.DISTANCE))
    found = run_exposure(with_channels(run, {Channel.DISTANCE: distance}))
    assert found.running_s > 0


@given(
    st.lists(st.floats(0, 1e5), min_size=1, max_size=40),
    st.dictionaries(st.sampled_from(list(Channel)), st.lists(NUMBERS, min_size=40, max_size=40)),
)
def test_any_cleaned_recording_gives_finite_numbers(
    times: list[float], columns: dict[Channel, list[float]]
) -> None:
    size = len(times)
    channels: dict[Channel, Column] = {
        name: np.array(values[:size]) for name, values in columns.items()
    }
    run = with_channels(even_run(), channels, np.array(times))
    cleaned, _ = clean_activity(replace(run, distance_m=None))
    found = run_exposure(cleaned)
    numbers = [
        value
        for part in (found, found.turns, found.force)
        if part is not None
        for value in values_of(part)
    ]
    assert np.isfinite(numbers).all()
    json.dumps(asdict(found), allow_nan=False)


def values_of(part: RunExposure | TurnExposure | ForceExposure) -> list[float]:
    return [value for value in asdict(part).values() if isinstance(value, float)]


def test_positions_give_the_ground_where_distance_is_missing() -> None:
    run = on_earth(along([(0, 0), (900, 0), (900, 900)]))
    places = {name: run.samples.column(name) for name in (Channel.LATITUDE, Channel.LONGITUDE)}
    found = run_exposure(with_channels(run, places, run.samples.time_s))
    assert found.turns is not None
    assert found.turns.measured_m == pytest.approx(1800, abs=50)
    assert found.running_s == pytest.approx(600, abs=5)
