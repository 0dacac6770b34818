from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from check_in_walk import ASK, SAFE, begin, go_on, go_through
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.desk import Desk
from stridewell.app.ports import Store, Transaction
from stridewell.errors import StoreLockedError
from web_app import KNOWLEDGE, Browser, Form, browser_over

OUTER_HIP: Form = {"answer": ["lat_hip", "lat_thigh"], "answer-lat_hip": "right"}


class Reading(MemoryStore):
    """A store that can be read but not written."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        with self.store.transaction() as transaction:
            yield transaction
            if transaction.answers():
                raise StoreLockedError("The database is busy.", "Try again.")


def stored(desk: Desk) -> dict[str, object]:
    with desk.store.transaction() as transaction:
        return {answer.question: answer.value for answer in transaction.answers()}


def test_a_question_says_why_why_now_and_how_far_it_is(browser: Browser) -> None:
    url = begin(browser)
    page = browser.get(url).text
    assert KNOWLEDGE.questions[url.removeprefix(ASK)].why in page
    assert "It decides how urgent this is." in page
    assert "question 1 of at most about 25" in page
    assert "Safety first" in page
    assert "Not sure" in page


def test_safety_comes_before_the_story(browser: Browser) -> None:
    assert go_through(browser, SAFE) == "/check-in/ask/pain_regions"


def test_the_phase_changes_with_the_questions(browser: Browser) -> None:
    assert "Your pain" in browser.get(go_through(browser, SAFE)).text


def test_not_sure_is_asked_again_in_a_way_that_can_be_checked(browser: Browser) -> None:
    begin(browser)
    browser.post("/check-in/ask/fever", {"answer": "not_sure"})
    then = str(browser.post("/check-in/finish").headers["location"])
    url = go_on(browser, then, SAFE)
    assert url.endswith("fever_again")
    assert "must not stay open" in browser.get(url).text


def test_back_shows_the_answer_that_was_given(browser: Browser) -> None:
    begin(browser)
    url = browser.post("/check-in/ask/saddle_numbness", {"answer": "no"}).headers["location"]
    assert 'href="/check-in/ask/saddle_numbness"' in browser.get(url).text
    assert 'value="no" required checked' in browser.get("/check-in/ask/saddle_numbness").text


def test_without_an_answer_the_question_is_asked_again(browser: Browser) -> None:
    answer = browser.post(begin(browser), {})
    assert answer.status_code == 400
    assert "There is no answer yet." in answer.text


def test_an_unknown_option_is_refused(browser: Browser) -> None:
    assert browser.post(begin(browser), {"answer": "perhaps"}).status_code == 400


def test_the_answer_can_be_asked_for_only_after_the_safety_questions(browser: Browser) -> None:
    begin(browser)
    url = browser.post("/check-in/ask/fever", {"answer": "no"}).headers["location"]
    assert "See my answer now" not in browser.get(url).text
    assert browser.post("/check-in/finish").headers["location"] == url


def test_finishing_stores_the_whole_check_in_and_shows_the_answer(desk: Desk) -> None:
    browser = browser_over(desk)
    url = go_through(browser, SAFE)
    assert "See my answer now" in browser.get(url).text
    browser.post(url, OUTER_HIP)
    finished = browser.post("/check-in/finish")
    assert finished.headers["location"] == "/answer"
    assert stored(desk)["pain_regions"] == [{"region": "lat_hip", "side": "right"}, "lat_thigh"]
    assert "Go on" not in browser.get("/check-in").text


def test_an_emergency_stops_the_form_and_is_stored(desk: Desk) -> None:
    browser = browser_over(desk)
    begin(browser)
    stopped = browser.post("/check-in/ask/saddle_numbness", {"answer": "new"})
    assert stopped.headers["location"] == "/answer"
    assert "Emergency now" in browser.follow(stopped).text
    assert stored(desk) == {"saddle_numbness": "new"}


def test_an_emergency_is_shown_even_when_it_cannot_be_stored(desk: Desk) -> None:
    browser = browser_over(replace(desk, store=Reading(desk.store)))
    begin(browser)
    shown = browser.post("/check-in/ask/saddle_numbness", {"answer": "new"})
    assert shown.status_code == 200
    assert "tel:112" in shown.text
    assert "could not be stored" in shown.text


def test_a_single_question_is_added_to_what_is_stored(told: Desk) -> None:
    browser = browser_over(told)
    before = stored(told)
    browser.get("/check-in/ask/test_palp_gt")
    answered = browser.post("/check-in/ask/test_palp_gt", {"answer": "positive"})
    assert answered.headers["location"] == "/answer"
    assert stored(told) == {**before, "test_palp_gt": "positive"}


def test_a_single_question_shows_no_progress(told: Desk) -> None:
    assert "<progress" not in browser_over(told).get("/check-in/ask/test_palp_gt").text


def test_looking_at_one_question_does_not_tie_it_to_the_next(told: Desk) -> None:
    browser = browser_over(told)
    browser.get("/check-in/ask/test_palp_gt")
    browser.get("/check-in/ask/test_squat")
    answered = browser.post("/check-in/ask/test_squat", {"answer": "negative"})
    assert answered.headers["location"] == "/answer"


def test_a_single_not_sure_is_asked_again_before_it_is_stored(told: Desk) -> None:
    browser = browser_over(told)
    browser.get("/check-in/ask/fever")
    answered = browser.post("/check-in/ask/fever", {"answer": "not_sure"})
    assert answered.headers["location"] == "/check-in/ask/fever_again"
    assert stored(told)["fever"] == "no"


def test_a_test_that_could_harm_is_not_shown(urgent: Desk) -> None:
    answer = browser_over(urgent).get("/check-in/ask/test_hop")
    assert answer.status_code == 400
    assert "not asked of you now" in answer.text


def test_tests_that_are_left_out_are_named(urgent: Desk) -> None:
    page = browser_over(urgent).get("/check-in/ask/test_sls30").text
    assert "Left out" in page
    assert "Three small hops" in page


@pytest.mark.parametrize(("path", "status"), [("fever", 409), ("nothing", 404)])
def test_questions_nobody_can_be_asked_yet(browser: Browser, path: str, status: int) -> None:
    assert browser.get(f"/check-in/ask/{path}").status_code == status


def test_correcting_an_answer_in_the_middle_of_a_check_in(browser: Browser) -> None:
    url = go_through(browser, {key: SAFE[key] for key in ("weight_bearing", "trauma")})
    page = browser.get("/check-in/ask/trauma").text
    assert "Changing an answer" in page
    again = browser.post("/check-in/ask/trauma", {"answer": "twist"})
    assert again.headers["location"] == url


def test_a_question_opened_in_the_middle_of_a_check_in_belongs_to_it(told: Desk) -> None:
    browser = browser_over(told)
    quick = {"pain_now": "2", "pain_worst": "2", "news": "yes"}
    browser.post("/check-in/today", quick)
    browser.get("/check-in/ask/test_palp_gt")
    answered = browser.post("/check-in/ask/test_palp_gt", {"answer": "positive"})
    assert answered.headers["location"] == "/check-in/ask/saddle_numbness"


def test_a_check_in_of_a_few_questions_counts_them(told: Desk) -> None:
    browser = browser_over(told)
    browser.post("/check-in/today", {"pain_now": "2", "pain_worst": "2", "news": "yes"})
    assert "question 1 of 12" in browser.get("/check-in/ask/saddle_numbness").text


def test_finishing_a_lost_check_in_stores_nothing(browser: Browser) -> None:
    assert browser.post("/check-in/finish").headers["location"] == "/check-in?lost=true"
