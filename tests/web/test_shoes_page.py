"""The page of the shoes: added, worn and retired; a wrong form is told and keeps its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noted_runs import add_noted, on_day
from stridewell.activity.notes import RunNotes
from stridewell.app.desk import Desk
from stridewell.app.shoe_log import shoe_shelf
from web_app import Browser, add_runs, browser_over


@pytest.fixture
def running_desk(desk: Desk, tmp_path: Path) -> Desk:
    add_runs(desk, tmp_path)
    return desk


def km(desk: Desk, shoe: str) -> float:
    log = shoe_shelf(desk).log
    found = log.shoe(shoe)
    assert found is not None
    return log.km_of(found)


def test_without_shoes_the_page_says_what_it_is_for(browser: Browser) -> None:
    page = browser.get("/shoes")
    assert page.status_code == 200
    assert "There are no shoes yet" in page.text
    assert "names no brand" in page.text


def test_a_pair_is_added_and_shown(desk: Desk) -> None:
    browser = browser_over(desk)
    form = {"name": "Blue pair", "kind": "trail", "drop_mm": "6,5", "bought": "2026-01-02"}
    browser.follow(browser.post("/shoes", form))
    page = browser.get("/shoes").text
    assert "Blue pair" in page
    assert "drop 6.5 mm" in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"name": " "}, "no name"),
        ({"name": "A", "drop_mm": "much"}, "drop_mm"),
        ({"name": "A", "start_km": "-4"}, "distance in km"),
        ({"name": "A", "bought": "yesterday"}, "bought"),
    ],
)
def test_a_wrong_form_is_told_and_keeps_what_was_written(
    browser: Browser, form: dict[str, str], words: str
) -> None:
    page = browser.post("/shoes", form)
    assert page.status_code == 400
    assert words in page.text
    assert "Traceback" not in page.text


def test_the_same_name_twice_is_refused(browser: Browser) -> None:
    browser.post("/shoes", {"name": "Blue pair"})
    assert browser.post("/shoes", {"name": "blue pair"}).status_code == 400


def test_all_runs_since_it_was_bought_go_into_a_pair(running_desk: Desk) -> None:
    browser = browser_over(running_desk)
    browser.post("/shoes", {"name": "Blue pair"})
    browser.post("/shoes/rest", {"shoe": "blue-pair"})
    shelf = shoe_shelf(running_desk)
    assert shelf.log.without_shoes == ()
    told = sum(run.summary.distance_m or 0 for run in shelf.runs) / 1000
    assert km(running_desk, "blue-pair") == pytest.approx(told)


def test_a_run_moves_to_another_pair_and_its_kilometres_with_it(running_desk: Desk) -> None:
    browser = browser_over(running_desk)
    for name in ("Blue pair", "Red pair"):
        browser.post("/shoes", {"name": name})
    browser.post("/shoes/rest", {"shoe": "blue-pair"})
    before = km(running_desk, "blue-pair")
    run = re.findall(r'name="(run_\d+)"', browser.get("/shoes").text)[0]
    browser.post("/shoes/runs", {run: "red-pair"})
    moved = km(running_desk, "red-pair")
    assert moved > 0
    assert km(running_desk, "blue-pair") == pytest.approx(before - moved)
    assert "Bringing in Red pair" in browser.get("/shoes").text


def test_a_retired_pair_keeps_its_runs(running_desk: Desk) -> None:
    browser = browser_over(running_desk)
    browser.post("/shoes", {"name": "Blue pair"})
    browser.post("/shoes/rest", {"shoe": "blue-pair"})
    before = km(running_desk, "blue-pair")
    browser.follow(browser.post("/shoes/retire", {"shoe": "blue-pair"}))
    assert "1 retired" in browser.get("/shoes").text
    assert km(running_desk, "blue-pair") == before


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/shoes/retire", {"shoe": "nobody"}),
        ("/shoes/rest", {"shoe": "nobody"}),
        ("/shoes/runs", {"run_999999": "nobody"}),
    ],
)
def test_what_does_not_exist_is_said(browser: Browser, path: str, form: dict[str, str]) -> None:
    page = browser.post(path, form)
    assert page.status_code == 409
    assert "There is no" in page.text


def test_every_verdict_can_be_asked_why(browser: Browser) -> None:
    page = browser.get("/shoes").text
    assert page.count("Why?") >= 9
    assert "95 % interval" in page
    assert "not confirmed" not in page or "unconfirmed" not in page


@pytest.fixture
def exported(desk: Desk) -> Desk:
    """Three runs whose export names two pairs."""
    for day, gear in enumerate(("Glide 21", "Peak", "Glide 21")):
        add_noted(desk.store, on_day(day), RunNotes(gear=gear))
    return desk


def runs_of(desk: Desk) -> dict[str, int]:
    log = shoe_shelf(desk).log
    return {each.name: len(log.runs_in(each.id)) for each in log.shoes}


def id_of(desk: Desk, name: str) -> str:
    return next(each.id for each in shoe_shelf(desk).log.shoes if each.name == name)


def test_pairs_that_an_export_names_are_shown_as_such(exported: Desk) -> None:
    page = browser_over(exported).get("/shoes").text
    assert page.count("named by your app") == 2


def test_a_pair_is_renamed_and_tagged(exported: Desk) -> None:
    browser = browser_over(exported)
    form = {"shoe": id_of(exported, "Peak"), "name": "Mountain", "worn_on": "trail", "kind": ""}
    page = browser.follow(browser.post("/shoes/change", form)).text
    assert runs_of(exported) == {"Mountain": 1, "Glide 21": 2}
    assert "worn on trail only" in page
    assert "also Peak" in page
    browser.post("/shoes/change", {"shoe": id_of(exported, "Mountain"), "worn_on": "several"})
    assert "worn on trail" not in browser.get("/shoes").text


def test_two_pairs_are_made_one_and_taken_apart(exported: Desk) -> None:
    browser = browser_over(exported)
    form = {"shoe": id_of(exported, "Peak"), "into": id_of(exported, "Glide 21")}
    page = browser.follow(browser.post("/shoes/merge", form)).text
    assert runs_of(exported) == {"Glide 21": 3}
    assert "Peak is one with Glide 21" in page
    browser.post("/shoes/split", {"shoe": form["shoe"]})
    assert runs_of(exported) == {"Glide 21": 2, "Peak": 1}


def test_runs_are_put_into_a_pair_by_day(exported: Desk) -> None:
    browser = browser_over(exported)
    form = {"shoe": id_of(exported, "Peak"), "first": "2026-05-01", "last": "2026-05-01"}
    browser.post("/shoes/days", form)
    assert runs_of(exported)["Peak"] == 1
    browser.post("/shoes/days", {**form, "every": "yes"})
    assert runs_of(exported)["Peak"] == 2
    browser.post("/shoes/days", {"shoe": "none", "first": "2026-05-01", "every": "yes"})
    assert len(shoe_shelf(exported).log.without_shoes) == 3


def test_a_retired_pair_is_taken_into_use_again(exported: Desk) -> None:
    browser = browser_over(exported)
    browser.post("/shoes/retire", {"shoe": id_of(exported, "Peak")})
    assert "1 retired" in browser.get("/shoes").text
    browser.post("/shoes/again", {"shoe": id_of(exported, "Peak")})
    assert "retired" not in browser.get("/shoes").text


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("change", {"name": "glide 21"}, "already"),
        ("change", {"worn_on": "moon"}, "worn_on"),
        ("days", {"first": "soon"}, "no day"),
        ("days", {}, "No day was named"),
        ("days", {"first": "2026-05-03", "last": "2026-05-01"}, "before"),
    ],
)
def test_what_cannot_be_set_right_is_told(
    exported: Desk, path: str, form: dict[str, str], words: str
) -> None:
    sent = {"shoe": id_of(exported, "Peak"), **form}
    page = browser_over(exported).post(f"/shoes/{path}", sent)
    assert page.status_code == 400
    assert words in page.text
    assert runs_of(exported) == {"Glide 21": 2, "Peak": 1}
