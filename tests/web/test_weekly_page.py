"""Four questions a week, one's own activities, and scores that a clinician took."""

from __future__ import annotations

import pytest

from stridewell.app.desk import Desk
from stridewell.app.weekly import read_weekly
from web_app import KNOWLEDGE, browser_over

ALL = {f"q.{each}": "1" for each in KNOWLEDGE.weekly}
STAIRS = {"activity_0": "stairs", "ability_0": "4", "confidence": "6"}


def test_an_empty_page_says_what_it_is_for(desk: Desk) -> None:
    page = browser_over(desk).get("/weekly").text
    assert "Nothing is stored yet" in page
    assert all(question.text in page for question in KNOWLEDGE.weekly.values())


def test_a_week_is_kept_and_its_activities_are_asked_again(desk: Desk) -> None:
    browser = browser_over(desk)
    browser.post("/weekly", {**ALL, **STAIRS})
    weekly = read_weekly(desk.store, desk.clock.now(), KNOWLEDGE)
    assert {line.name for line in weekly.lines} == {
        "Got in the way",
        "stairs",
        "Confidence to run",
    }
    page = browser.get("/weekly").text
    assert 'value="stairs"' in page
    assert "less than a week ago" in page


@pytest.mark.parametrize(
    "wrong", [{}, {"q.load_cut": "9"}, {"q.load_cut": "x"}, {"activity_0": "a", "ability_0": "11"}]
)
def test_nothing_or_the_impossible_is_refused(desk: Desk, wrong: dict[str, str]) -> None:
    assert browser_over(desk).post("/weekly", wrong).status_code == 400
    assert read_weekly(desk.store, desk.clock.now(), KNOWLEDGE).scores == ()


def test_a_clinicians_score_is_written_down_as_a_number_only(desk: Desk) -> None:
    browser = browser_over(desk)
    browser.post("/weekly/clinician", {"name": "HAGOS", "value": "62"})
    assert "HAGOS: 62 (0 to 100)" in browser.get("/weekly").text
    assert browser.post("/weekly/clinician", {"name": "HAGOS", "value": "162"}).status_code == 400
