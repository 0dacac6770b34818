"""The runner's days, equipment and races are told on one page and change the plan."""

from __future__ import annotations

import pytest

from stridewell.app.desk import Desk
from stridewell.app.journal import EntryKind, newest
from stridewell.plan.wishes import Wishes
from web_app import Browser, browser_over

DAYS = {f"minutes_{n}": str(10 * n) for n in range(7)}
RACE = {"race_day_1": "2026-10-04", "race_km_1": "21,1", "race_name_1": "Harbour half"}


def kept(desk: Desk) -> Wishes | None:
    with desk.store.transaction() as transaction:
        return newest(transaction, EntryKind.WISHES, Wishes)


def test_days_equipment_and_races_are_kept_and_shown_again(told: Desk) -> None:
    browser = browser_over(told)
    form = {**DAYS, **RACE, "equipment": ["band"], "run_day": ["2", "5"], "rest_day": ["0"]}
    assert browser.post("/plan/days", form).headers["location"] == "/plan"
    wishes = kept(told)
    assert wishes is not None
    assert wishes.minutes == (0, 10, 20, 30, 40, 50, 60)
    assert wishes.equipment == frozenset({"band"})
    assert wishes.run_days == frozenset({2, 5})
    (race,) = wishes.races
    assert (race.distance_m, race.name) == (21_100, "Harbour half")
    page = browser.get("/plan/days").text
    assert "Harbour half" in page
    assert "Harbour half" in browser.get("/plan").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes_0": "601"},
        {"minutes_0": "-5"},
        {"minutes_0": "lots"},
        {"run_day": ["7"]},
        {"race_km_1": ""},
        {"race_km_1": "0"},
        {"race_day_1": "in autumn"},
        {"training": ["teleporting"]},
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    told: Desk, wrong: dict[str, str | list[str]]
) -> None:
    answer = browser_over(told).post("/plan/days", {**DAYS, **RACE, **wrong})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert kept(told) is None


def test_without_a_check_in_the_page_is_there_and_storing_says_what_comes_first(
    browser: Browser,
) -> None:
    assert browser.get("/plan/days").status_code == 200
    assert browser.post("/plan/days", DAYS).status_code == 409
