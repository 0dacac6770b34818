from __future__ import annotations

import pytest

from stridewell.app.care import answer_today
from stridewell.app.desk import Desk
from stridewell.web.answer_page import AnswerContext, answer_context
from web_app import Browser, browser_over


def context_of(desk: Desk) -> AnswerContext:
    day = answer_today(desk.store, desk.clock.now(), desk.knowledge)
    return answer_context(day, desk.knowledge)


def test_the_leading_cause_comes_first_with_its_range(told: Desk) -> None:
    first = context_of(told).candidates[0]
    assert first.name.startswith("Greater trochanteric pain")
    assert first.low <= first.share <= first.high
    assert first.opened


def test_every_bar_stays_within_its_frame(told: Desk) -> None:
    for candidate in context_of(told).candidates:
        for reason in (*candidate.reasons, *candidate.weaker):
            assert 0 <= reason.start <= reason.start + reason.width <= 100


def test_reasons_for_point_right_and_reasons_against_left(told: Desk) -> None:
    for candidate in context_of(told).candidates:
        for reason in (*candidate.reasons, *candidate.weaker):
            assert (reason.start >= 50) == reason.speaks_for or reason.width == 0


def test_a_picture_says_the_same_in_words(told: Desk) -> None:
    first = context_of(told).candidates[0]
    page = browser_over(told).get("/answer").text
    assert f'aria-label="{first.name}: {first.probability}, range {first.interval}"' in page


def test_causes_that_must_not_be_missed_are_listed_wherever_they_rank(told: Desk) -> None:
    day = answer_today(told.store, told.clock.now(), told.knowledge)
    dangerous = [c.name for c in day.assessment.differential.candidates if c.must_not_miss]
    assert [each.name for each in context_of(told).must_not_miss] == dangerous
    assert dangerous[-1] in browser_over(told).get("/answer").text


def test_the_next_question_opens_in_the_form(told: Desk) -> None:
    ask = context_of(told).next_ask
    assert ask is not None
    assert ask.text in browser_over(told).get(ask.url).text


def test_an_emergency_folds_the_causes_away_below_the_number(emergency: Desk) -> None:
    page = browser_over(emergency).get("/answer").text
    assert page.index("tel:112") < page.index("not now: get help first")
    assert "The next question that would help most" not in page
    assert "Must not be missed" not in page
    assert "Still open" not in page


@pytest.mark.parametrize(("country", "number"), [("US", "911"), ("GB", "999"), ("XX", "112")])
def test_the_number_is_that_of_the_runners_country(
    browser: Browser, country: str, number: str
) -> None:
    browser.post("/check-in/you", {"age": "36", "sex": "male", "country": country})
    stopped = browser.post("/check-in/ask/saddle_numbness", {"answer": "new"})
    assert f'href="tel:{number}"' in browser.follow(stopped).text
