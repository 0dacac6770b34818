from __future__ import annotations

import pytest

from check_in_walk import ASK, STORY, WOMAN, begin, go_on, post
from stridewell.app.desk import Desk
from web_app import KNOWLEDGE, Browser, browser_over

URL = "/check-in/words"
TEXT = (
    "For three weeks the outside of my right hip has hurt, worse on stairs and when I lie on "
    "that side at night. No fever, I walk normally."
)


def read(browser: Browser, text: str) -> str:
    return browser.post(URL, {"text": text, "do": "read"}).text


def test_the_story_may_be_told_first(browser: Browser) -> None:
    assert post(browser, "/check-in/you", {**WOMAN, "do": "words"}) == URL
    assert "nothing counts before you confirm it" in browser.get(URL).text


def test_without_a_runner_it_begins_with_the_runner(browser: Browser) -> None:
    assert browser.get(URL).headers["location"] == "/check-in/you"
    assert post(browser, URL, {"text": TEXT}) == "/check-in?lost=true"


def test_what_was_read_is_shown_with_the_words_it_came_from(browser: Browser) -> None:
    begin(browser)
    page = read(browser, TEXT)
    assert KNOWLEDGE.questions["duration_weeks"].text in page
    assert "3 weeks" in page
    assert "“For three weeks”" in page


def test_what_reassures_is_not_ticked_and_the_rest_is(browser: Browser) -> None:
    begin(browser)
    page = read(browser, TEXT)
    assert 'name="chosen" value="fever">' in page
    assert 'name="chosen" value="duration_weeks" checked>' in page


def test_only_what_is_ticked_counts(browser: Browser) -> None:
    begin(browser)
    read(browser, TEXT)
    chosen = ["duration_weeks", "pain_regions"]
    url = post(browser, URL, {"text": TEXT, "do": "confirm", "chosen": chosen})
    assert KNOWLEDGE.questions[url.removeprefix(ASK)].section == "safety"
    page = browser.get("/check-in/answers").text
    assert "3 weeks" in page
    assert "Outer side of the hip (right)" in page
    assert KNOWLEDGE.questions["fever"].text not in page


def test_what_was_confirmed_is_not_asked_again(browser: Browser) -> None:
    begin(browser)
    form = {"text": TEXT, "do": "confirm", "chosen": ["duration_weeks", "pain_regions"]}
    url = go_on(browser, post(browser, URL, form), STORY)
    assert url.removeprefix(ASK) not in {"duration_weeks", "pain_regions"}


def test_a_red_flag_comes_first_and_an_emergency_does_not_wait(browser: Browser) -> None:
    begin(browser)
    page = read(browser, "My back hurts. Since yesterday I have numbness between my legs.")
    assert "do not wait for the questions" in page
    assert "tel:112" in page
    assert 'name="chosen" value="saddle_numbness" checked>' in page


def test_a_confirmed_red_flag_stops_the_check_in(desk: Desk) -> None:
    browser = browser_over(desk)
    begin(browser)
    text = "My back hurts. Since yesterday I have numbness between my legs."
    form = {"text": text, "do": "confirm", "chosen": ["saddle_numbness"]}
    assert post(browser, URL, form) == "/answer"
    assert "Emergency now" in browser.get("/answer").text


@pytest.mark.parametrize("text", ["", "qwe rty uio"])
def test_what_cannot_be_read_is_refused_by_name(browser: Browser, text: str) -> None:
    begin(browser)
    answer = browser.post(URL, {"text": text, "do": "read"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_nothing_reaches_the_store(desk: Desk) -> None:
    browser = browser_over(desk)
    begin(browser)
    post(browser, URL, {"text": TEXT, "do": "confirm", "chosen": ["duration_weeks"]})
    with desk.store.transaction() as transaction:
        assert not transaction.answers()


def test_none_of_these_is_not_ticked_either(browser: Browser) -> None:
    begin(browser)
    page = read(browser, "The outside of my hip hurts. No numbness and no tingling in the leg.")
    assert 'name="chosen" value="nerve_signs" checked' not in page
