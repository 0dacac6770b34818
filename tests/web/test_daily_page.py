from __future__ import annotations

import pytest

from stridewell.app.desk import Desk
from stridewell.app.ports import CheckIn
from web_app import Browser, browser_over

QUIET = {"pain_now": "2", "pain_worst": "3", "pain_run": "", "news": "no", "note": " better "}


def check_ins(desk: Desk) -> list[CheckIn]:
    with desk.store.transaction() as transaction:
        return list(transaction.check_ins())


def test_before_the_first_full_one_there_is_no_quick_one(browser: Browser) -> None:
    assert browser.get("/check-in/today").headers["location"] == "/check-in"


def test_the_quick_one_asks_for_three_pains_and_for_news(told: Desk) -> None:
    page = browser_over(told).get("/check-in/today").text
    assert page.count('name="pain_now"') == page.count('name="pain_run"') == 11
    assert "Is anything new?" in page


def test_three_pains_and_nothing_new_are_stored_and_today_is_shown(told: Desk) -> None:
    answer = browser_over(told).post("/check-in/today", QUIET)
    assert answer.headers["location"] == "/"
    (kept,) = check_ins(told)
    assert (kept.pain_now, kept.pain_worst_yesterday, kept.pain_during_run) == (2, 3, None)
    assert kept.note == "better"


def test_the_night_the_walk_and_the_sleep_are_kept(told: Desk) -> None:
    more = {"woke": "no", "limp": "no", "sleep_h": "6,5", "stress": "3", "stiffness_min": "5"}
    browser_over(told).post("/check-in/today", {**QUIET, **more, "side": "left"})
    (kept,) = check_ins(told)
    assert (kept.woke_at_night, kept.limp, kept.side) == (False, False, "left")
    assert (kept.sleep_h, kept.stress, kept.stiffness_min) == (6.5, 3, 5)


def test_what_was_left_open_stays_open(told: Desk) -> None:
    browser_over(told).post("/check-in/today", QUIET)
    (kept,) = check_ins(told)
    assert (kept.woke_at_night, kept.limp, kept.sleep_h, kept.side) == (None, None, None, None)


def test_a_limp_of_the_day_stops_running(told: Desk) -> None:
    browser = browser_over(told)
    browser.post("/check-in/today", {**QUIET, "limp": "yes"})
    assert "limp" in browser.get("/").text


def test_something_new_leads_into_the_safety_questions_before_anything_is_stored(
    told: Desk,
) -> None:
    browser = browser_over(told)
    answer = browser.post("/check-in/today", {**QUIET, "news": "yes"})
    assert answer.headers["location"] == "/check-in/ask/saddle_numbness"
    assert check_ins(told) == []


def test_a_new_red_flag_of_the_day_stops_at_once_and_keeps_the_pains(told: Desk) -> None:
    browser = browser_over(told)
    browser.post("/check-in/today", {**QUIET, "news": "yes"})
    stopped = browser.post("/check-in/ask/saddle_numbness", {"answer": "new"})
    assert "Emergency now" in browser.follow(stopped).text
    assert check_ins(told)[0].pain_now == 2


@pytest.mark.parametrize(
    "wrong",
    [
        *({"pain_now": ""}, {"pain_worst": "11"}, {"pain_run": "-1"}, {"pain_now": "x"}),
        *({"news": ""}, {"sleep_h": "25"}, {"sleep_h": "long"}, {"stress": "11"}),
        *({"stiffness_min": "601"}, {"stiffness_min": "a while"}),
    ],
)
def test_impossible_pains_are_refused_and_asked_again(told: Desk, wrong: dict[str, str]) -> None:
    answer = browser_over(told).post("/check-in/today", {**QUIET, **wrong})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert check_ins(told) == []


def test_strong_pain_means_no_run_today(told: Desk) -> None:
    browser = browser_over(told)
    browser.post("/check-in/today", {**QUIET, "pain_now": "8", "pain_worst": "8"})
    assert "easy, about" not in browser.get("/").text


def test_without_a_runner_nothing_is_stored(browser: Browser) -> None:
    assert browser.post("/check-in/today", QUIET).status_code == 409
    assert browser.post("/check-in/today", {**QUIET, "news": "yes"}).is_redirect
