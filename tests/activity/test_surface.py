from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run
from stridewell.activity.exposure import Surface, SurfaceSource
from stridewell.activity.notes import RunNotes
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.surface import (
    SaidSurfaces,
    guessed_surfaces,
    settled_surfaces,
    surfaces,
)


@pytest.mark.parametrize(
    ("sub_sport", "surface"),
    [
        ("treadmill", Surface.TREADMILL),
        ("indoor_running", Surface.TREADMILL),
        ("track", Surface.TRACK),
        ("street", Surface.PAVED),
        ("trail", Surface.UNPAVED),
    ],
)
def test_the_sub_sport_names_the_ground(sub_sport: str, surface: Surface) -> None:
    found = run_exposure(replace(even_run(), sub_sport=sub_sport))
    assert found.surfaces_m == {surface: 1800.0}
    assert found.surface_source is SurfaceSource.RECORDING


def test_ground_nobody_told_of_is_unknown_and_says_so() -> None:
    found = run_exposure(even_run())
    assert found.surfaces_m == {Surface.UNKNOWN: 1800.0}
    assert found.surface_source is None


def test_an_exports_sub_sport_helps_where_the_recording_has_none() -> None:
    found = run_exposure(even_run(), RunNotes(sub_sport="trail"))
    assert found.surfaces_m == {Surface.UNPAVED: 1800.0}


def test_an_apps_unpaved_metres_leave_the_rest_unknown() -> None:
    found = run_exposure(even_run(), RunNotes(unpaved_m=500.0))
    assert found.surfaces_m == {Surface.UNPAVED: 500.0, Surface.UNKNOWN: 1300.0}
    assert found.surface_source is SurfaceSource.EXPORT


def test_the_sub_sport_comes_before_an_apps_count() -> None:
    found = run_exposure(replace(even_run(), sub_sport="treadmill"), RunNotes(unpaved_m=0.0))
    assert found.surfaces_m == {Surface.TREADMILL: 1800.0}


def said(source: SurfaceSource | None, **metres: float) -> SaidSurfaces:
    return SaidSurfaces({Surface(name): far for name, far in metres.items()}, source)


WATCH = said(SurfaceSource.RECORDING, unpaved=1000)
APP = said(SurfaceSource.EXPORT, unpaved=600, unknown=400)
APP_KNOWS_LITTLE = said(SurfaceSource.EXPORT, unpaved=100, unknown=900)
MAP = said(SurfaceSource.MAP, paved=700, unpaved=100, unknown=200)
MAP_KNOWS_LITTLE = said(SurfaceSource.MAP, paved=200, unknown=800)
SHOE = said(SurfaceSource.SHOE, unpaved=1000)
NOBODY = said(None, unknown=1000)


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ([SHOE, MAP, APP, WATCH], WATCH),
        ([SHOE, MAP, APP], APP),
        ([SHOE, MAP, APP_KNOWS_LITTLE], MAP),
        ([MAP, SHOE], MAP),
        ([MAP_KNOWS_LITTLE, SHOE], SHOE),
        ([NOBODY, APP_KNOWS_LITTLE, MAP_KNOWS_LITTLE], MAP_KNOWS_LITTLE),
        ([NOBODY, SHOE], SHOE),
        ([NOBODY], NOBODY),
    ],
)
def test_whose_word_counts(told: list[SaidSurfaces], counts: SaidSurfaces) -> None:
    assert settled_surfaces(told) is counts
    assert settled_surfaces(told[::-1]) is counts


def test_nothing_said_settles_nothing() -> None:
    assert settled_surfaces([]).metres == {}
    assert settled_surfaces([SaidSurfaces({}, SurfaceSource.MAP)]).source is None


@given(st.integers(0, 50_000), st.integers(0, 50_000), st.integers(1, 50_000))
def test_shares_stay_when_the_distance_is_another(paved: float, unknown: float, far: float) -> None:
    one = said(SurfaceSource.MAP, paved=paved, unknown=unknown)
    other = one.of_distance(far)
    assert sum(other.metres.values()) == pytest.approx(far if paved + unknown > 0 else 0.0)
    assert other.known_share == pytest.approx(one.known_share, abs=1e-9)


def test_a_guess_by_the_shoe_takes_all_metres_of_the_run() -> None:
    found = guessed_surfaces(NOBODY, Surface.TRACK)
    assert (found.metres, found.source) == ({Surface.TRACK: 1000.0}, SurfaceSource.SHOE)
    assert guessed_surfaces(SaidSurfaces({}, None), Surface.TRACK).source is None


def test_without_a_distance_there_is_nothing_to_share_out() -> None:
    assert surfaces(None, "trail", RunNotes()).metres == {}
    assert surfaces(0.0, "trail", RunNotes()).source is None


@given(st.floats(1, 1e5), st.floats(-10, 1e6))
def test_surfaces_add_up_to_the_distance(distance: float, unpaved: float) -> None:
    shares = surfaces(distance, "generic", RunNotes(unpaved_m=unpaved)).metres
    assert sum(shares.values()) == pytest.approx(distance)
    assert all(each > 0 for each in shares.values())
