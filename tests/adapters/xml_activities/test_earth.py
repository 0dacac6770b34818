"""Distances over the ground."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.adapters.xml_activities.earth import (
    EARTH_RADIUS_M,
    distance_along_m,
    haversine_m,
)

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def test_a_quarter_of_the_meridian() -> None:
    quarter = haversine_m(np.array([0.0, 90.0]), np.array([0.0, 0.0]))
    assert quarter == pytest.approx([np.pi / 2 * EARTH_RADIUS_M])


def test_the_date_line_is_no_gap() -> None:
    assert haversine_m(np.array([0.0, 0.0]), np.array([179.999, -179.999]))[0] < 223


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=2, max_size=20))
def test_distance_never_shrinks_and_no_step_beats_half_the_globe(
    places: list[tuple[float, float]],
) -> None:
    latitude_deg, longitude_deg = np.array(places).T
    steps_m = np.diff(distance_along_m(latitude_deg, longitude_deg, np.zeros(len(places))))
    assert (steps_m >= 0).all()
    assert (steps_m <= np.pi * EARTH_RADIUS_M + 1).all()


def test_a_point_without_a_position_is_bridged() -> None:
    latitude_deg = np.array([50.0, np.nan, 50.002])
    distance_m = distance_along_m(latitude_deg, np.full(3, 8.0), np.zeros(3))
    assert np.isnan(distance_m[1])
    assert distance_m[2] == pytest.approx(222.390, abs=0.001)


def test_without_any_position_no_distance_is_known() -> None:
    assert np.isnan(distance_along_m(np.full(2, np.nan), np.full(2, 8.0), np.zeros(2))).all()
