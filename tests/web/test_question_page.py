from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from stridewell.app.desk import Desk
from stridewell.app.ports import Store, Transaction
from stridewell.errors import StoreLockedError
from web_app import KNOWLEDGE, Browser, browser_over

WOMAN = {"age": "46", "sex": "female"}
SAFE = {
    **dict.fromkeys(("saddle_numbness", "bladder_bowel", "both_legs", "fever"), "no"),
    "weight_bearing": "normal",
    "trauma": "none",
    "pregnancy": "no",
    **dict.fromkeys(
        ("leg_strength", "emergency_signs", "belly_signs", "leg_swelling", "wellbeing"), "none"
    ),
}


@dataclass
class Reading:
    """A store that can be read but not written."""

    store: Store

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        with self.store.transaction() as transaction:
            yield transaction
            if transaction.answers():
                raise StoreLockedError("The database is busy.", "Try again.")

    def close(self) -> None:
        self.store.close()


def begin(browser: Browser, answers: dict[str, str]) -> str:
    """Answer in order; gives the address of what comes then."""
    url = browser.post("/check-in/you", WOMAN).headers["location"]
    for question, answer in answers.items():
        assert url == f"/check-in/ask/{question}"
        url = browser.post(url, {"answer": answer}).headers["location"]
    return str(url)


def stored(desk: Desk) -> dict[str, object]:
    with desk.store.transaction() as transaction:
        return {answer.question: answer.value for answer in transaction.answers()}


def test_a_question_says_why_it_is_asked_and_how_far_it_is(browser: Browser) -> None:
    begin(browser, {})
    page = browser.get("/check-in/ask/saddle_numbness").text
    assert KNOWLEDGE.questions["saddle_numbness"].why in page
    assert "question 1 of about" in page
    assert "Not sure" in page


def test_optional_self_tests_do_not_make_the_check_in_look_longer(browser: Browser) -> None:
    begin(browser, {})
    page = browser.get("/check-in/ask/saddle_numbness").text
    first_askings = [q for q in KNOWLEDGE.questions.values() if q.asks_again is None]
    most = len([q for q in first_askings if q.section != "tests"])
    total = int(page.split("of about ")[1].split("<")[0])
    assert most - 3 <= total <= most


def test_not_sure_is_followed_by_the_second_question(browser: Browser) -> None:
    assert begin(browser, {"saddle_numbness": "not_sure"}).endswith("saddle_numbness_again")


def test_back_shows_the_answer_that_was_given(browser: Browser) -> None:
    url = begin(browser, {"saddle_numbness": "no"})
    assert 'href="/check-in/ask/saddle_numbness"' in browser.get(url).text
    assert 'value="no" required checked' in browser.get("/check-in/ask/saddle_numbness").text


def test_without_an_answer_the_question_is_asked_again(browser: Browser) -> None:
    url = begin(browser, {})
    answer = browser.post(url, {})
    assert answer.status_code == 400
    assert "There is no answer yet." in answer.text


def test_an_unknown_option_is_refused(browser: Browser) -> None:
    url = begin(browser, {})
    assert browser.post(url, {"answer": "perhaps"}).status_code == 400


def test_the_answer_can_be_asked_for_only_after_the_safety_questions(browser: Browser) -> None:
    url = begin(browser, {"saddle_numbness": "no"})
    assert "See my answer now" not in browser.get(url).text
    assert browser.post("/check-in/finish").headers["location"] == url


def test_finishing_stores_the_whole_check_in_and_shows_the_answer(desk: Desk) -> None:
    browser = browser_over(desk)
    url = begin(browser, SAFE)
    assert "See my answer now" in browser.get(url).text
    browser.post(url, {"answer": ["lat_hip", "lat_thigh"]})
    finished = browser.post("/check-in/finish")
    assert finished.headers["location"] == "/answer"
    assert stored(desk)["pain_regions"] == ["lat_hip", "lat_thigh"]
    assert "Go on" not in browser.get("/check-in").text


def test_an_emergency_stops_the_form_and_is_stored(desk: Desk) -> None:
    browser = browser_over(desk)
    begin(browser, {})
    stopped = browser.post("/check-in/ask/saddle_numbness", {"answer": "new"})
    assert stopped.headers["location"] == "/answer"
    assert "Emergency now" in browser.follow(stopped).text
    assert stored(desk) == {"saddle_numbness": "new"}


def test_an_emergency_is_shown_even_when_it_cannot_be_stored(desk: Desk) -> None:
    browser = browser_over(replace(desk, store=Reading(desk.store)))
    begin(browser, {})
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
    url = begin(browser, {"saddle_numbness": "no", "bladder_bowel": "no"})
    again = browser.post("/check-in/ask/saddle_numbness", {"answer": "old"})
    assert again.headers["location"] == url


def test_a_question_opened_in_the_middle_of_a_check_in_belongs_to_it(told: Desk) -> None:
    browser = browser_over(told)
    quick = {"pain_now": "2", "pain_worst": "2", "news": "yes"}
    browser.post("/check-in/today", quick)
    browser.get("/check-in/ask/test_palp_gt")
    answered = browser.post("/check-in/ask/test_palp_gt", {"answer": "positive"})
    assert answered.headers["location"] == "/check-in/ask/saddle_numbness"


def test_finishing_a_lost_check_in_stores_nothing(browser: Browser) -> None:
    assert browser.post("/check-in/finish").headers["location"] == "/check-in?lost=true"
