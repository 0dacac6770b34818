"""The page of the ground: shares and who said so, maps taken back, the side of the road, loops."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from activities import even_run
from mapped_town import TOWN, gpx_run
from noted_runs import add_noted
from running_routes import circle, on_earth
from stridewell.app.desk import Desk
from stridewell.app.ground_told import read_ground
from stridewell.app.import_runs import import_runs
from stridewell.app.map_ground import ground_from_map
from stridewell.training_load.run_record import RoadSide
from web_app import browser_over, tell


@pytest.fixture
def mapped(desk: Desk, tmp_path: Path) -> Desk:
    """A run through the town, looked up in its map, and one on nobody knows what."""
    path = tmp_path / "run.gpx"
    path.write_text(gpx_run(desk.clock.now() - timedelta(days=1)), encoding="utf-8")
    import_runs([path], desk.files, desk.store)
    add_noted(desk.store, replace(even_run(), start=desk.clock.now() - timedelta(days=2)))
    town = tmp_path / "town.osm"
    town.write_text(TOWN, encoding="utf-8")
    ground_from_map(desk, town)
    return desk


def text_of(desk: Desk) -> str:
    page = browser_over(desk).get("/ground")
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def test_without_runs_the_page_says_how_to_begin(desk: Desk) -> None:
    assert "There are no runs yet" in text_of(desk)
    assert "logged, not scored" in text_of(desk)


def test_the_unknown_share_is_always_told(mapped: Desk) -> None:
    text = text_of(mapped)
    unknown = f"{100 * read_ground(mapped).whole.unknown_share:.0f} %"
    assert unknown == "56 %"
    assert f"Of {unknown} of your distance nobody has said" in text
    assert "a map you supplied: 1 run" in text
    assert "nobody: 1 run" in text


def test_a_map_is_taken_back(mapped: Desk) -> None:
    browser = browser_over(mapped)
    assert "town.osm: 1 run looked up" in text_of(mapped)
    browser.follow(browser.post("/ground/maps/undo", {"name": "town.osm"}))
    assert read_ground(mapped).maps == ()
    assert browser.post("/ground/maps/undo", {"name": "town.osm"}).status_code == 409


def test_the_side_of_the_road_is_told(desk: Desk) -> None:
    browser = browser_over(desk)
    form = {"habit": "facing", "traffic": "right", "since": ""}
    browser.follow(browser.post("/ground/road", form))
    road = read_ground(desk).road
    assert road is not None
    assert road.side is RoadSide.LEFT
    assert "so on the left side" in text_of(desk)


def test_cars_are_taken_to_drive_as_they_do_in_the_runners_country(desk: Desk) -> None:
    tell(desk)
    with desk.store.transaction() as tx:
        runner = tx.runner()
        assert runner is not None
        tx.save_runner(replace(runner, locale="AU"))
    assert '<option value="left" selected>' in browser_over(desk).get("/ground").text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Nothing was chosen"),
        ({"habit": "with"}, "left or right"),
        ({"habit": "flying", "traffic": "left"}, "habit"),
        ({"habit": "off", "since": "yesterday"}, "since"),
    ],
)
def test_a_wrong_form_is_told(desk: Desk, form: dict[str, str], words: str) -> None:
    page = browser_over(desk).post("/ground/road", form)
    assert page.status_code == 400
    assert words in page.text
    assert read_ground(desk).road is None


def test_loops_that_always_go_one_way_are_flagged_with_what_is_known(desk: Desk) -> None:
    now, loop = desk.clock.now(), on_earth(circle(300, 1))
    assert "always one way" not in text_of(desk)
    for day in range(8):
        add_noted(desk.store, replace(loop, start=now - timedelta(days=3 * day + 1)))
    text = text_of(desk)
    assert "always one way" in text
    assert "8 to the left, 0 to the right" in text
    assert "had no group to compare with" in text
