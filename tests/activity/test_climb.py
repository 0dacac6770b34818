"""Metres up and down: whom we believe, and what is only flutter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run, with_channels
from stridewell.activity.clean import clean_activity
from stridewell.activity.climb import LEAST_SWING_M, climb
from stridewell.activity.track import Activity, Channel, Column

NOTHING: Mapping[str, float] = {}


def run(altitude: Column, totals: Mapping[str, float] = NOTHING, every_s: int = 1) -> Activity:
    time = every_s * np.arange(altitude.size, dtype=float)
    plain = with_channels(even_run(), {Channel.ALTITUDE: altitude}, time)
    return replace(plain, elapsed_s=float(time[-1]), totals=totals)


def hills(metres: float, every_s: int = 1) -> Column:
    """Two hills of so many metres in an hour, a whole number of times up and down."""
    time = np.arange(0, 3601, every_s)
    return 100 + metres / 2 * (1 - np.cos(2 * np.pi * time / 1800))


@pytest.mark.parametrize("every_s", [1, 5, 10])
def test_hills_are_counted_alike_however_often_the_watch_writes(every_s: int) -> None:
    up, down = climb(run(hills(40.0, every_s), every_s=every_s))
    assert up == pytest.approx(80, abs=0.5)
    assert down == pytest.approx(80, abs=0.5)


def test_the_flutter_of_a_barometer_is_no_climb() -> None:
    flutter = np.random.default_rng(3).normal(0.0, 0.4, 3601)
    up, down = climb(run(np.full(3601, 100.0) + flutter))
    assert up == pytest.approx(0, abs=LEAST_SWING_M)
    assert down == pytest.approx(0, abs=LEAST_SWING_M)
    up, _ = climb(run(hills(40.0) + flutter))
    assert up == pytest.approx(80, abs=4)


def test_heights_from_satellites_wander_without_making_hills() -> None:
    noise = np.random.default_rng(5).normal(0.0, 1.0, 3601)
    wander = np.convolve(noise, np.full(20, 1 / np.sqrt(20)), mode="same") * 2.0
    up, _ = climb(run(hills(100.0) + wander))
    raw = np.diff(hills(100.0) + wander)
    assert raw[raw > 0].sum() > 900
    assert up == pytest.approx(200, abs=40)


def test_the_devices_own_totals_come_first() -> None:
    assert climb(run(hills(40.0), {"ascent_m": 60.0, "descent_m": 61.0})) == (60.0, 61.0)


def test_what_the_device_left_out_comes_from_altitude() -> None:
    up, down = climb(run(hills(40.0), {"ascent_m": 60.0}))
    assert up == 60.0
    assert down == pytest.approx(80, abs=0.5)


def test_zero_up_and_zero_down_in_hills_is_a_device_that_does_not_count() -> None:
    up, down = climb(run(hills(40.0), {"ascent_m": 0.0, "descent_m": 0.0}))
    assert up == pytest.approx(80, abs=0.5)
    assert down == pytest.approx(80, abs=0.5)


def test_zero_up_and_zero_down_on_a_track_is_believed() -> None:
    drift = np.linspace(100.0, 106.0, 3601)
    assert climb(run(drift, {"ascent_m": 0.0, "descent_m": 0.0})) == (0.0, 0.0)


def test_an_uphill_run_without_descent_is_believed() -> None:
    assert climb(run(hills(40.0), {"ascent_m": 300.0, "descent_m": 0.0})) == (300.0, 0.0)


def test_without_altitude_nothing_is_known() -> None:
    assert climb(even_run()) == (None, None)
    assert climb(run(np.full(3601, np.nan))) == (None, None)
    assert climb(run(hills(40.0)[:10])) == (None, None)


def test_the_lowest_number_a_file_can_hold_is_no_altitude() -> None:
    altitude = np.full(601, 300.0)
    altitude[0] = -500.0
    cleaned, issues = clean_activity(run(altitude))
    assert climb(cleaned) == (0.0, 0.0)
    assert any("1 readings outside -450 to 9000" in issue.text for issue in issues)


@given(st.integers(0, 2**32 - 1), st.integers(20, 400))
def test_the_way_back_goes_up_where_the_way_out_went_down(seed: int, size: int) -> None:
    altitude = np.cumsum(np.random.default_rng(seed).normal(0.0, 1.0, size))
    up, down = climb(run(altitude))
    back_up, back_down = climb(run(altitude[::-1]))
    assert back_up == pytest.approx(down, abs=1e-6)
    assert back_down == pytest.approx(up, abs=1e-6)
    assert max(up or 0, down or 0) <= np.abs(np.diff(altitude)).sum()
