from __future__ import annotations

from check_in_walk import ASK, ENOUGH, SAFE, STORY, go_through, post, to_the_end
from stridewell.app.desk import Desk
from web_app import KNOWLEDGE, Browser, browser_over


def test_when_enough_is_known_the_page_says_why_and_nothing_is_stored_yet(desk: Desk) -> None:
    browser = browser_over(desk)
    assert to_the_end(browser, STORY) == ENOUGH
    page = browser.get(ENOUGH).text
    assert "Nothing more needs asking" in page
    assert "how urgent this is" in page
    with desk.store.transaction() as transaction:
        assert not transaction.answers()


def test_from_there_the_way_leads_to_the_answer(desk: Desk) -> None:
    browser = browser_over(desk)
    to_the_end(browser, STORY)
    assert post(browser, "/check-in/finish", {}) == "/answer"
    with desk.store.transaction() as transaction:
        assert len(transaction.answers()) > len(STORY)


def test_whoever_likes_goes_on_with_the_rest(browser: Browser) -> None:
    to_the_end(browser, STORY)
    url = post(browser, "/check-in/more", {})
    page = browser.get(url).text
    assert "More about it" in page
    assert "stop whenever you like" in page
    assert "See my answer now" in page


def test_it_is_not_shown_while_something_is_to_be_asked(browser: Browser) -> None:
    url = go_through(browser, SAFE)
    assert browser.get(ENOUGH).headers["location"] == url


def test_without_a_check_in_there_is_no_end_of_it(browser: Browser) -> None:
    assert browser.get(ENOUGH).headers["location"] == "/check-in?lost=true"


def test_after_a_check_in_one_can_go_on_where_it_ended(told: Desk) -> None:
    browser = browser_over(told)
    url = post(browser, "/check-in/more", {})
    question = url.removeprefix(ASK)
    with told.store.transaction() as transaction:
        before = {answer.question for answer in transaction.answers()}
    assert question not in before
    post(browser, url, {"answer": "not_sure"})
    assert post(browser, "/check-in/finish", {}) == "/answer"
    with told.store.transaction() as transaction:
        assert {answer.question for answer in transaction.answers()} == {*before, question}


def test_before_the_first_check_in_there_is_nothing_to_go_on_with(browser: Browser) -> None:
    assert browser.post("/check-in/more").status_code == 409
    assert browser.get("/check-in/answers").status_code == 409


def test_the_answers_so_far_are_listed_in_words_and_can_be_changed(browser: Browser) -> None:
    go_through(browser, SAFE)
    page = browser.get("/check-in/answers").text
    for question in SAFE:
        assert f'href="{ASK}{question}"' in page
    assert KNOWLEDGE.questions["weight_bearing"].text in page
    assert "<strong>Normally</strong>" in page
    assert f'href="{ASK}pain_regions">Go on' in page


def test_stored_answers_are_listed_too(told: Desk) -> None:
    page = browser_over(told).get("/check-in/answers").text
    assert "Outer side of the hip (right); outer thigh (right)" in page
    assert 'href="/answer">Go on' in page
