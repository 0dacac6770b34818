"""The section on walking of the page of the load."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from activities import even_run
from shelved_runs import shelve
from stridewell.activity.walking import WalkingDay
from stridewell.app.desk import Desk
from stridewell.app.walking_lately import walking_lately
from stridewell.web.walking_views import WIDE, WalkingRow, walking_view
from walked_days import PHONE, walked
from web_app import browser_over

HEADING = "Walking, as your phone measured it"


def keep(desk: Desk, days: Sequence[WalkingDay]) -> None:
    with desk.store.transaction() as transaction:
        transaction.walking().put(days, 1)


@pytest.fixture
def walking(desk: Desk) -> Desk:
    today = desk.clock.now().date()
    keep(desk, [*walked(today, range(10), 3.0), *walked(today, range(28, 78), 2.0)])
    return desk


def row(desk: Desk, number: int = 0) -> WalkingRow:
    view = walking_view(walking_lately(desk))
    assert view is not None
    return view.rows[number]


def section(page: str) -> str:
    found = re.search(r'<section aria-labelledby="walking">.*?</section>', page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


def test_without_walking_there_is_no_section(desk: Desk, running: Desk) -> None:
    for each in (desk, running):
        assert HEADING not in browser_over(each).get("/load").text


def test_days_too_long_ago_show_no_section(desk: Desk) -> None:
    keep(desk, walked(desk.clock.now().date(), range(200, 260), 2.0))
    assert HEADING not in browser_over(desk).get("/load").text


def test_the_medians_stand_beside_each_other_with_their_days(walking: Desk) -> None:
    page = browser_over(walking).get("/load").text
    assert "There are no runs yet" in page
    told = section(page)
    assert told.startswith(HEADING)
    assert f"Asymmetry 3.0 % 10 days 2.0 % 50 days {PHONE}" in told
    assert f"Step length 700 mm 10 days 700 mm 50 days {PHONE}" in told
    view = walking_view(walking_lately(walking))
    assert view is not None
    assert [each.name for each in view.rows] == ["Asymmetry", "Step length"]


def test_with_runs_the_section_is_there_once(walking: Desk) -> None:
    shelve(walking, even_run())
    page = browser_over(walking).get("/load").text
    assert page.count(HEADING) == 1
    assert "There are no runs yet" not in page


def test_too_few_days_are_said(desk: Desk) -> None:
    keep(desk, walked(desk.clock.now().date(), [1, 2, 3, 40], 2.0))
    assert row(desk).lately == "not enough days yet (3 of 7)"
    assert row(desk).before == "not enough days yet (1 of 14)"
    assert (row(desk).lately_days, row(desk).before_days) == ("", "")
    assert row(desk).plot.levels == ""


def test_it_says_what_it_is_not_worth_and_names_no_cause(walking: Desk) -> None:
    told = section(browser_over(walking).get("/load").text)
    assert "has not published how it works these numbers out" in told
    assert "no study which shows that any of them foretells pain or injury" in told
    assert "Compare them only with your own" in told
    assert "because" not in told.lower()


def test_every_day_is_a_dot_inside_the_picture(walking: Desk) -> None:
    plot = row(walking).plot
    places = re.findall(r"M([\d.]+) ([\d.]+)h0", plot.dots)
    across = [float(x) for x, _ in places]
    assert len(places) == 60
    assert across == sorted(across)
    assert 0 < across[0] < plot.turn < across[-1] < WIDE
    heights = {float(y) for _, y in places}
    assert len(heights) == 2
    assert all(0 < each < plot.height for each in heights)
    assert plot.levels.count("M") == 2
    assert "dots from 2.0 % to 3.0 %" in plot.text


def test_days_that_are_all_alike_lie_in_the_middle(walking: Desk) -> None:
    plot = row(walking, 1).plot
    assert set(re.findall(r" ([\d.]+)h0", plot.dots)) == {str(plot.height / 2)}


def test_the_name_of_a_phone_is_shown_as_it_is(desk: Desk) -> None:
    keep(desk, walked(desk.clock.now().date(), [1], 2.0, "<b>phone</b>"))
    page = browser_over(desk).get("/load").text
    assert "<b>phone" not in page
    assert "&lt;b&gt;phone" in page
