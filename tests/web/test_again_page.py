from __future__ import annotations

from dataclasses import replace

from check_in_walk import ASK, SAFE, begin, post
from stridewell.app.desk import Desk
from web_app import KNOWLEDGE, Browser, browser_over

URL = "/check-in/again/no_pain_but_at_rest"
REST = KNOWLEDGE.questions["rest_pain"]


def contradict(browser: Browser) -> str:
    """Tell of pain at rest, and of none in daily life; gives the address of what comes then."""
    begin(browser)
    for question, answer in SAFE.items():
        post(browser, f"{ASK}{question}", {"answer": answer})
    post(browser, f"{ASK}rest_pain", {"answer": "yes"})
    return post(browser, f"{ASK}pain_daily", {"answer": "0"})


def stored(desk: Desk) -> dict[str, object]:
    with desk.store.transaction() as transaction:
        return {answer.question: answer.value for answer in transaction.answers()}


def test_both_answers_are_shown_and_asked_again_on_one_page(browser: Browser) -> None:
    assert contradict(browser) == URL
    page = browser.get(URL).text
    assert KNOWLEDGE.contradictions["no_pain_but_at_rest"].text in page
    for question, said in (("rest_pain", "Yes"), ("pain_daily", "0 of 10")):
        assert f"<dt>{KNOWLEDGE.questions[question].text}</dt><dd>“{said}”</dd>" in page
        assert f'name="{question}"' in page
    assert 'value="yes" required checked' in page


def test_corrected_answers_go_on_with_the_check_in(browser: Browser) -> None:
    contradict(browser)
    url = post(browser, URL, {"rest_pain": "yes", "pain_daily": "3"})
    assert url.startswith(ASK)
    page = browser.get("/check-in/answers").text
    assert "<strong>3 of 10</strong>" in page


def test_not_sure_about_one_of_them_is_an_answer(browser: Browser) -> None:
    contradict(browser)
    assert post(browser, URL, {"rest_pain": "not_sure", "pain_daily": "0"}).startswith(ASK)


def test_both_may_be_left_as_they_are_and_nothing_is_lost(desk: Desk) -> None:
    browser = browser_over(desk)
    contradict(browser)
    assert post(browser, URL, {"do": "leave"}).startswith(ASK)
    post(browser, "/check-in/finish", {})
    assert {"rest_pain": "yes", "pain_daily": 0.0}.items() <= stored(desk).items()


def test_a_missing_answer_is_asked_for(browser: Browser) -> None:
    contradict(browser)
    answer = browser.post(URL, {"rest_pain": "yes"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_the_answer_page_leads_here_and_the_corrected_answers_are_stored(desk: Desk) -> None:
    browser = browser_over(desk)
    contradict(browser)
    post(browser, URL, {"do": "leave"})
    post(browser, "/check-in/finish", {})
    page = browser.get("/answer").text
    assert "Two answers do not fit together" in page
    assert f'href="{URL}"' in page
    browser.get(URL)
    assert post(browser, URL, {"rest_pain": "no", "pain_daily": "1"}) == "/answer"
    assert {"rest_pain": "no", "pain_daily": 1.0}.items() <= stored(desk).items()
    assert "Two answers do not fit together" not in browser.get("/answer").text


def test_answers_given_one_by_one_are_cleared_up_before_they_are_stored(told: Desk) -> None:
    browser = browser_over(told)
    for question, answer in (("rest_pain", "yes"), ("pain_daily", "0")):
        browser.get(f"{ASK}{question}")
        url = post(browser, f"{ASK}{question}", {"answer": answer})
    assert url == URL
    browser.get(URL)
    assert post(browser, URL, {"do": "leave", "rest_pain": "yes", "pain_daily": "0"}) == "/answer"
    assert "Two answers do not fit together" in browser.get("/answer").text


def test_leaving_what_was_only_looked_at_stores_nothing(told: Desk) -> None:
    browser = browser_over(told)
    for question, answer in (("rest_pain", "yes"), ("pain_daily", "0")):
        browser.get(f"{ASK}{question}")
        post(browser, f"{ASK}{question}", {"answer": answer})
    post(browser, URL, {"do": "leave"})
    with told.store.transaction() as transaction:
        before = len(transaction.results("check_in"))
    browser.get(URL)
    assert post(browser, URL, {"do": "leave"}) == "/answer"
    with told.store.transaction() as transaction:
        assert len(transaction.results("check_in")) == before


def test_what_does_not_contradict_is_not_asked_again(told: Desk) -> None:
    assert browser_over(told).get(URL).headers["location"] == "/answer"


def test_without_a_check_in_nothing_is_cleared_up(browser: Browser) -> None:
    assert browser.get(URL).status_code == 409
    assert post(browser, URL, {}) == "/check-in?lost=true"


def test_a_yes_and_a_no_to_the_same_thing_must_be_cleared_up_first(desk: Desk) -> None:
    questions = {**KNOWLEDGE.questions, "rest_twice": replace(REST, id="rest_twice")}
    twice = replace(desk.knowledge, questions=questions, version="twice")
    browser = browser_over(replace(desk, knowledge=twice))
    begin(browser)
    post(browser, f"{ASK}rest_pain", {"answer": "no"})
    url = post(browser, f"{ASK}rest_twice", {"answer": "yes"})
    assert url == "/check-in/again/both_rest_pain"
    page = browser.get(url).text
    assert "Nothing can be judged before" in page
    assert "Leave both" not in page
    assert post(browser, url, {"rest_pain": "yes", "rest_twice": "yes"}).startswith(ASK)
