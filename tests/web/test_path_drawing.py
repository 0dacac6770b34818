"""The way of a run: metres only, cut at gaps, the same wherever on earth it was."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities import even_run, with_channels
from running_routes import along as corners
from running_routes import circle, on_earth
from stridewell.activity.track import Activity, Channel
from stridewell.app.run_along import along
from stridewell.web.path_drawing import EDGE, MOST_POINTS, Colouring, Drawing, draw_path


def drawing_of(run: Activity, colouring: Colouring = Colouring.PACE) -> Drawing:
    drawn = draw_path(along(run), colouring)
    assert drawn is not None
    return drawn


def points(drawn: Drawing) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    found = [
        pair for each in drawn.strands for pair in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", each.path)
    ]
    return np.array(found, dtype=float)


def test_without_positions_there_is_no_drawing() -> None:
    assert draw_path(along(even_run()), Colouring.PACE) is None


def test_a_loop_ends_where_it_began_and_fits_its_frame() -> None:
    drawn = drawing_of(on_earth(circle(200.0, 2.0)))
    assert "ends where it began" in drawn.text
    assert "400 m from west to east" in drawn.text
    places = points(drawn)
    assert places.min() >= EDGE - 1
    assert places[:, 0].max() <= drawn.width - EDGE + 1
    assert places[:, 1].max() <= drawn.height - EDGE + 1


def test_north_is_up_and_east_is_right() -> None:
    drawn = drawing_of(on_earth(corners([(0, 0), (0, 500), (500, 500)])))
    assert drawn.start[1] > drawn.end[1]
    assert drawn.start[0] < drawn.end[0]


@settings(max_examples=40, deadline=None)
@given(st.floats(-70, 70), st.floats(-180, 179.99))
def test_the_drawing_tells_nothing_of_the_place(latitude: float, longitude: float) -> None:
    route = corners([(0, 0), (300, 0), (300, 200)])
    here = drawing_of(on_earth(route))
    there = drawing_of(on_earth(route, latitude, longitude))
    assert np.allclose(points(here), points(there), atol=0.6)


def test_a_long_way_is_thinned() -> None:
    drawn = drawing_of(on_earth(corners([(0, 0), (60_000, 0)])))
    assert len(points(drawn)) <= 2 * MOST_POINTS


def test_no_line_is_drawn_over_a_gap() -> None:
    run = on_earth(corners([(0, 0), (1000, 0)]))
    time = run.samples.time_s.copy()
    half = time.size // 2
    time[half:] += 900.0
    longitude = run.samples.column(Channel.LONGITUDE).copy()
    longitude[half:] += 0.05
    moved = with_channels(run, {**run.samples.channels, Channel.LONGITUDE: longitude}, time)
    whole = drawing_of(run)
    cut = drawing_of(moved)
    starts = sum(each.path.count("M") for each in cut.strands)
    assert starts > sum(each.path.count("M") for each in whole.strands)
    places = [re.findall(r"[\d.]+", part) for each in cut.strands for part in each.path.split("M")]
    longest = max(
        np.abs(np.diff(np.array(part, dtype=float).reshape(-1, 2)[:, 0])).max(initial=0.0)
        for part in places
        if len(part) > 2
    )
    assert longest < 20


def test_slopes_have_their_colours() -> None:
    run = on_earth(corners([(0, 0), (3000, 0)]))
    distance = run.samples.column(Channel.DISTANCE)
    up_and_down = np.where(distance < 1500, 0.06 * distance, 90.0 - 0.06 * (distance - 1500))
    hilly = with_channels(run, {Channel.ALTITUDE: up_and_down})
    drawn = drawing_of(hilly, Colouring.GRADE)
    assert {"up", "down"} <= {each.name for each in drawn.strands}


def test_paces_have_their_colours_and_say_how_fast() -> None:
    run = on_earth(corners([(0, 0), (3000, 0)]))
    speed = np.where(np.arange(len(run.samples)) < len(run.samples) // 3, 2.3, 3.4)
    drawn = drawing_of(with_channels(run, {Channel.SPEED: speed}))
    names = [each.name for each in drawn.strands]
    assert names[0] == "slowest"
    assert "middle" in names
    assert all(
        "min/km" in each.text or " to " in each.text or "faster" in each.text
        for each in drawn.strands
    )


@pytest.mark.parametrize("metres", [0.0, 3.0])
def test_standing_on_one_spot_can_be_drawn(metres: float) -> None:
    run = even_run(60)
    north = np.linspace(0, metres, 61) / 111_195.0
    still = with_channels(
        run, {Channel.LATITUDE: 50.0 + north, Channel.LONGITUDE: np.full(61, 8.0)}
    )
    assert "NaN" not in str(drawing_of(still))
