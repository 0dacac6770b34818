from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run
from running_routes import METRES_PER_DEGREE, along, on_earth
from stridewell.activity.exposure import Surface, SurfaceSource
from stridewell.activity.map_area import cells_around
from stridewell.activity.mapped_ways import (
    SURFACES,
    MappedWays,
    mapped_surfaces,
    nearest_surface,
    places_along,
)
from stridewell.activity.surface import SaidSurfaces
from stridewell.activity.track import Activity, Channel

HOME = (50.0, 8.0)
Line = tuple[float, float, float, float, Surface]


def ways(*lines: Line, home: tuple[float, float] = HOME) -> MappedWays:
    """Straight ways given in metres east and north of home."""
    table = np.array([line[:4] for line in lines], dtype=float).reshape(-1, 4)
    per_degree = METRES_PER_DEGREE * np.cos(np.radians(home[0]))
    return MappedWays(
        home[0] + table[:, 1] / METRES_PER_DEGREE,
        home[1] + table[:, 0] / per_degree,
        home[0] + table[:, 3] / METRES_PER_DEGREE,
        home[1] + table[:, 2] / per_degree,
        np.array([SURFACES.index(line[4]) for line in lines], dtype=np.intp),
    )


def on_map(run: Activity, mapped: MappedWays) -> SaidSurfaces:
    places = places_along(run)
    assert places is not None
    return mapped_surfaces(places, mapped)


def test_each_part_of_a_run_takes_the_nearest_way() -> None:
    run = on_earth(along([(0, 0), (1000, 0)]))
    street, path = (0.0, 8.0, 600.0, 8.0, Surface.PAVED), (600, 3, 1000, 3, Surface.UNPAVED)
    found = on_map(run, ways(street, path))
    assert found.metres[Surface.PAVED] == pytest.approx(600, abs=15)
    assert found.metres[Surface.UNPAVED] == pytest.approx(400, abs=15)
    assert found.source is SurfaceSource.MAP


@pytest.mark.parametrize(("off_m", "surface"), [(19.5, Surface.PAVED), (20.5, Surface.UNKNOWN)])
def test_a_way_beyond_20_m_is_not_the_one(off_m: float, surface: Surface) -> None:
    run = on_earth(along([(0, 0), (1000, 0)]))
    found = on_map(run, ways((-100, off_m, 1100, off_m, Surface.PAVED)))
    assert set(found.metres) == {surface}


def test_a_map_of_elsewhere_and_an_empty_map_know_nothing() -> None:
    run = on_earth(along([(0, 0), (1000, 0)]))
    far = ways((0, 0, 100, 0, Surface.PAVED), home=(-20.0, 100.0))
    assert set(on_map(run, far).metres) == {Surface.UNKNOWN}
    assert set(on_map(run, ways()).metres) == {Surface.UNKNOWN}


def test_a_run_without_positions_has_no_places_on_a_map() -> None:
    assert places_along(even_run()) is None


def test_the_date_line_splits_no_way() -> None:
    home = (10.0, 180.0)
    run = on_earth(along([(-500, 0), (500, 0)]), *home)
    found = on_map(run, ways((-600, 4, 600, 4, Surface.PAVED), home=home))
    assert set(found.metres) == {Surface.PAVED}
    places = places_along(run)
    assert places is not None
    area = cells_around([places])
    assert area.holds(10.0, 179.99)
    assert area.holds(10.0, -179.99)
    assert not area.holds(10.0, 179.9)


@given(st.integers(-30_000, 30_000), st.integers(-30_000, 30_000))
def test_the_area_holds_the_run_and_2_km_around(east: int, north: int) -> None:
    run = on_earth(along([(east, north), (east + 300, north + 200)]))
    places = places_along(run)
    assert places is not None
    area = cells_around([places])
    latitudes = run.samples.column(Channel.LATITUDE)
    longitudes = run.samples.column(Channel.LONGITUDE)
    assert all(map(area.holds, latitudes, longitudes))
    beside, beyond = float(latitudes[0]) + 0.0199, float(latitudes[0]) + 0.07
    assert area.holds(beside, float(longitudes[0]))
    assert not area.holds(beyond, float(longitudes[0]))


@given(
    st.lists(st.tuples(*[st.integers(-300, 300)] * 4), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=1, max_size=8),
)
def test_the_grid_finds_what_looking_at_every_way_finds(
    lines: list[tuple[int, ...]], places: list[tuple[int, int]]
) -> None:
    kinds = [SURFACES[n % len(SURFACES)] for n in range(len(lines))]
    mapped = ways(*[(*line, kind) for line, kind in zip(lines, kinds, strict=True)])  # type: ignore[arg-type]
    east, north = np.array(places, dtype=float).T
    per_degree = METRES_PER_DEGREE * np.cos(np.radians(HOME[0]))
    found = nearest_surface(
        HOME[0] + north / METRES_PER_DEGREE, HOME[1] + east / per_degree, mapped
    )
    for place, number in zip(places, found, strict=True):
        apart = [distance(place, line) for line in lines]
        nearest = min(apart)
        if abs(nearest - 20) < 0.5:
            continue
        rivals = {kinds[n] for n, far in enumerate(apart) if far < nearest + 0.5}
        assert SURFACES[number] in (rivals if nearest < 20 else {Surface.UNKNOWN})


def distance(place: tuple[int, int], line: tuple[int, ...]) -> float:
    start, end = np.array(line[:2], dtype=float), np.array(line[2:], dtype=float)
    along_line = end - start
    square = float(along_line @ along_line)
    share = 0.0 if square == 0 else float(np.clip((place - start) @ along_line / square, 0, 1))
    return float(np.hypot(*(place - start - share * along_line)))
