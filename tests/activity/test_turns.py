from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import NOON, with_channels
from running_routes import METRES_PER_DEGREE, Route, along, circle, on_earth, oval, turns_of, wander
from stridewell.activity.exposure import TrackDirection
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.track import Channel
from stridewell.values.timeline import Span

CORNERS = st.lists(st.tuples(st.integers(-2000, 2000), st.integers(-2000, 2000)), max_size=8).map(
    lambda corners: [(0.0, 0.0), (300.0, 0.0), *corners]
)
BLOCKS: list[tuple[float, float]] = [(0, 0), (400, 0), (400, 300), (900, 300), (900, -200)]


def mirrored(route: Route) -> Route:
    return -route[0], route[1]


def backwards(route: Route) -> Route:
    return route[0][::-1], route[1][::-1]


def test_a_street_corner_to_the_left_turns_left_by_a_quarter() -> None:
    found = turns_of(on_earth(along([(0, 0), (500, 0), (500, 500)])))
    assert found.left_deg == pytest.approx(90, abs=1)
    assert found.right_deg == pytest.approx(0, abs=1)
    assert 20 <= found.tight_left_m <= 60
    assert found.tight_right_m == 0


@pytest.mark.parametrize(("radius", "is_tight"), [(30, True), (50, True), (75, False)])
def test_circles_are_tight_below_60_m(*, radius: float, is_tight: bool) -> None:
    found = turns_of(on_earth(circle(radius, 4)))
    share = found.tight_left_m / found.measured_m
    assert share > 0.95 if is_tight else share < 0.05
    assert found.left_deg == pytest.approx(np.degrees(found.measured_m / radius), rel=0.03)
    assert found.right_deg < 1


def test_signed_turning_is_told_per_km() -> None:
    found = turns_of(on_earth(circle(100, 5)))
    assert found.left_deg_per_km == pytest.approx(360 / (2 * np.pi * 0.1), rel=0.02)


@pytest.mark.parametrize("seed", range(5))
def test_the_noise_of_satellites_on_a_straight_road_is_hardly_any_turning(seed: int) -> None:
    east, north = along([(0, 0), (6000, 0)])
    noise = (wander(seed, east.size, 3.0, 30.0), wander(seed + 99, east.size, 3.0, 30.0))
    found = turns_of(on_earth((east, north), noise=noise))
    assert abs(found.left_deg_per_km) < 15
    assert found.left_deg + found.right_deg < 600
    assert found.tight_left_m + found.tight_right_m <= 60


@given(CORNERS)
def test_a_mirrored_way_swaps_left_and_right(corners: list[tuple[float, float]]) -> None:
    route = along(corners)
    one, other = (turns_of(on_earth(each, longitude=0.0)) for each in (route, mirrored(route)))
    assert other.left_deg == pytest.approx(one.right_deg, abs=1e-3)
    assert other.right_deg == pytest.approx(one.left_deg, abs=1e-3)
    assert (other.tight_left_m, other.tight_right_m) == (one.tight_right_m, one.tight_left_m)
    assert other.measured_m == one.measured_m


@given(st.integers(0, 10_000))
def test_noise_and_all_mirrored_swaps_exactly(seed: int) -> None:
    east, north = along(BLOCKS)
    noise = wander(seed, east.size, 2.0, 20.0), wander(seed + 1, east.size, 2.0, 20.0)
    one = on_earth((east, north), longitude=0.0, noise=noise)
    longitude = -one.samples.column(Channel.LONGITUDE)
    other = with_channels(one, {Channel.LONGITUDE: longitude})
    a, b = turns_of(one), turns_of(other)
    assert (a.left_deg, a.tight_left_m) == (b.right_deg, b.tight_right_m)
    assert (a.right_deg, a.tight_right_m) == (b.left_deg, b.tight_left_m)


@pytest.mark.parametrize(
    "route", [along(BLOCKS), circle(40, 3), oval(5), along([(0, 0), (900, 50), (300, 800)])]
)
def test_the_same_way_run_backwards_swaps_left_and_right(route: Route) -> None:
    there, back = turns_of(on_earth(route)), turns_of(on_earth(backwards(route)))
    assert back.left_deg == pytest.approx(there.right_deg, abs=1.0)
    assert back.right_deg == pytest.approx(there.left_deg, abs=1.0)
    assert back.tight_left_m == pytest.approx(there.tight_right_m, abs=21)
    assert back.tight_right_m == pytest.approx(there.tight_left_m, abs=21)


def test_out_and_back_cancels() -> None:
    found = turns_of(on_earth(along([*BLOCKS, *BLOCKS[-2::-1]])))
    assert found.left_deg == pytest.approx(found.right_deg, abs=2)
    assert found.left_deg == pytest.approx(270, abs=2)
    assert found.tight_left_m == pytest.approx(found.tight_right_m, abs=21)


@pytest.mark.parametrize(
    ("route", "enclosed"),
    [
        (circle(300, 1), 1.0),
        (mirrored(circle(300, 1)), -1.0),
        (circle(100, 4), 0.25),
        (along([(0, 0), (800, 0), (800, 800), (0, 800), (0, 0)]), 0.785),
        (along([*BLOCKS, *BLOCKS[-2::-1]]), 0.0),
    ],
)
def test_a_loop_encloses_ground_and_out_and_back_none(route: Route, enclosed: float) -> None:
    found = turns_of(on_earth(route))
    assert found.enclosed == pytest.approx(enclosed, abs=0.02)
    assert turns_of(on_earth(backwards(route))).enclosed == pytest.approx(-enclosed, abs=0.02)


def test_a_way_that_does_not_come_back_encloses_nothing() -> None:
    assert turns_of(on_earth(along([(0, 0), (2000, 0), (2000, 500)]))).enclosed is None


@pytest.mark.parametrize(
    ("route", "direction"),
    [
        (oval(8), TrackDirection.ANTICLOCKWISE),
        (mirrored(oval(8)), TrackDirection.CLOCKWISE),
        (oval(6, lap_m=440.0), TrackDirection.ANTICLOCKWISE),
        (oval(8, lap_m=800.0), None),
        (oval(2), None),
        (along([(0, 0), (4000, 0)]), None),
    ],
)
def test_laps_of_a_track_are_recognised(route: Route, direction: TrackDirection | None) -> None:
    noise = wander(4, route[0].size, 2.5, 30.0), wander(5, route[0].size, 2.5, 30.0)
    found = turns_of(on_earth(route, noise=noise))
    assert found.track_direction is direction
    assert (found.oval_m > 0) is (direction is not None)


def test_track_laps_both_ways_are_both() -> None:
    one, other = oval(5), mirrored(oval(5))
    route = np.concatenate((one[0], other[0])), np.concatenate((one[1], other[1]))
    found = turns_of(on_earth(route))
    assert found.track_direction is TrackDirection.BOTH
    assert found.left_deg == pytest.approx(found.right_deg, rel=0.1)


@pytest.mark.parametrize("place", [(0.0, 180.0), (65.0, -179.999), (-89.5, 0.0), (0.0, 0.001)])
def test_the_date_line_and_the_poles_are_places_like_others(place: tuple[float, float]) -> None:
    latitude, longitude = place
    found = turns_of(on_earth(along([(0, 0), (300, 0), (300, 300)]), latitude, longitude))
    assert found.left_deg == pytest.approx(90, abs=15)
    assert found.right_deg < 5


def test_straight_over_the_pole_is_straight() -> None:
    run = on_earth(along([(0, 0), (600, 0)]))
    off = (np.arange(200) - 100.3) * 3.0 / METRES_PER_DEGREE
    over = {
        Channel.LATITUDE: 90.0 - np.abs(off),
        Channel.LONGITUDE: np.where(off < 0, 20.0, -160.0),
    }
    found = turns_of(with_channels(run, over))
    assert found.left_deg + found.right_deg < 0.1
    assert found.measured_m > 500


def test_jitter_while_standing_is_no_turning() -> None:
    east, north = along([(0, 0), (600, 0)])
    rng = np.random.default_rng(3)
    still = rng.normal(0, 3, (2, 300))
    route = np.concatenate((east, east[-1] + still[0])), np.concatenate((north, still[1]))
    run = on_earth(route)
    moving = np.arange(east.size + 300) < east.size
    run = with_channels(run, {Channel.SPEED: np.where(moving, 3.0, 0.0)})
    found = turns_of(run)
    assert found.measured_m < 610
    assert found.left_deg + found.right_deg < 45


def test_a_way_that_nobody_recorded_is_no_turn() -> None:
    one, other = along([(0, 0), (600, 0)]), along([(3000, 2000), (3000, 2600)])
    route = np.concatenate((one[0], other[0])), np.concatenate((one[1], other[1]))
    run = on_earth(route)
    time = np.arange(route[0].size, dtype=float)
    time[one[0].size :] += 900
    samples = dict(run.samples.channels)
    steps = np.diff(samples[Channel.DISTANCE])
    steps[one[0].size - 1] = 0.0
    samples[Channel.DISTANCE] = np.concatenate(([0], np.cumsum(steps)))
    pause = Span(NOON + timedelta(seconds=201), NOON + timedelta(seconds=1099))
    run = replace(with_channels(run, samples, time), pauses=(pause,))
    found = turns_of(run)
    assert found.left_deg + found.right_deg < 1
    assert found.measured_m == pytest.approx(1200, abs=100)


def test_without_positions_turning_is_unknown() -> None:
    run = on_earth(along(BLOCKS))
    nowhere = np.full(run.samples.time_s.shape, np.nan)
    blind = with_channels(run, {Channel.LATITUDE: nowhere, Channel.LONGITUDE: nowhere})
    assert run_exposure(blind).turns is None
    assert run_exposure(on_earth(along([(0, 0), (60, 0)]))).turns is None


def test_smart_recording_sees_the_same_turns() -> None:
    full = on_earth(along(BLOCKS))
    rows = np.unique(np.concatenate((np.arange(0, len(full.samples), 7), [len(full.samples) - 1])))
    thin = {name: column[rows] for name, column in full.samples.channels.items()}
    some = turns_of(with_channels(full, thin, full.samples.time_s[rows]))
    every = turns_of(full)
    assert some.left_deg == pytest.approx(every.left_deg, abs=10)
    assert some.right_deg == pytest.approx(every.right_deg, abs=10)
