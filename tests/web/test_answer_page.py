from __future__ import annotations

import pytest

from check_in_walk import STORY, to_the_end
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


def test_each_of_them_says_what_speaks_against_it_and_how_soon_it_is_to_be_excluded(
    told: Desk,
) -> None:
    neck = next(e for e in context_of(told).must_not_miss if "femoral neck" in e.name)
    assert neck.against.startswith("Against it: ")
    assert neck.exclude == "Where it is suspected, it is to be excluded the same day."
    assert neck.exclude in browser_over(told).get("/answer").text


def test_something_else_is_always_shown_and_never_among_the_ranked(told: Desk) -> None:
    context = context_of(told)
    assert all("Something else" not in each.name for each in context.candidates)
    page = browser_over(told).get("/answer").text
    assert f"Something else, or nothing mechanical: {context.something_else.probability}" in page


def test_a_cause_is_explained_in_paragraphs(told: Desk) -> None:
    first = context_of(told).candidates[0]
    assert len(first.explanation) >= 4
    page = browser_over(told).get("/answer").text
    assert f"<p>{first.explanation[0]}</p>" in page


def test_reasons_stand_in_the_runners_own_words(told: Desk) -> None:
    reasons = context_of(told).candidates[0].reasons
    said = {reason.said for reason in reasons}
    assert "Only when I lie on it, and turning over settles it" in said
    assert not said & {"Not ticked", "None of these", "No"}


def test_clinical_terms_wait_for_a_switch_that_needs_no_script(told: Desk) -> None:
    first = context_of(told).candidates[0].reasons[0]
    page = browser_over(told).get("/answer").text
    assert f'<span class="clinical">{first.clinical}</span>' in page
    assert '<input type="checkbox" id="clinical">' in page
    assert ":has(#clinical:checked)" in browser_over(told).get("/static/style.css").text


def test_what_would_move_a_cause_leads_to_the_question(urgent: Desk) -> None:
    moves = context_of(urgent).candidates[0].moves
    assert moves
    page = browser_over(urgent).get("/answer").text
    assert all(f'href="{move.url}"' in page for move in moves)


def test_the_next_question_opens_in_the_form_and_says_why_now(told: Desk) -> None:
    ask = context_of(told).next_ask
    page = browser_over(told).get("/answer").text
    assert ask.text in browser_over(told).get(ask.url).text
    assert ask.because
    assert "Why now" in page


def test_when_nothing_more_needs_asking_the_answer_says_why(desk: Desk) -> None:
    browser = browser_over(desk)
    to_the_end(browser, STORY)
    page = browser.follow(browser.post("/check-in/finish")).text
    assert "Nothing more needs asking" in page
    assert "Answer more questions" in page


def test_an_emergency_folds_the_causes_away_below_the_number(emergency: Desk) -> None:
    page = browser_over(emergency).get("/answer").text
    assert page.index("tel:112") < page.index("not now: get help first")
    assert "The next question that would help most" not in page
    assert "Nothing more needs asking" not in page
    assert "Must not be missed" not in page
    assert "Still open" not in page


@pytest.mark.parametrize(("country", "number"), [("US", "911"), ("GB", "999"), ("XX", "112")])
def test_the_number_is_that_of_the_runners_country(
    browser: Browser, country: str, number: str
) -> None:
    browser.post("/check-in/you", {"age": "36", "sex": "male", "country": country})
    stopped = browser.post("/check-in/ask/saddle_numbness", {"answer": "new"})
    assert f'href="tel:{number}"' in browser.follow(stopped).text
