from __future__ import annotations

import pytest

from stridewell.app.desk import Desk
from stridewell.errors import CaseError
from stridewell.web.runner_page import read_runner
from web_app import KNOWLEDGE, Browser, browser_over

WOMAN = {"age": "46", "sex": "female", "country": "GB"}


def test_the_first_step_starts_empty(browser: Browser) -> None:
    page = browser.get("/check-in/you").text
    assert 'name="age"' in page
    assert "checked" not in page
    assert '<option value="" selected>' in page


def test_age_sex_and_country_come_first(browser: Browser) -> None:
    answer = browser.post("/check-in/you", WOMAN)
    question = answer.headers["location"].removeprefix("/check-in/ask/")
    assert KNOWLEDGE.questions[question].critical


def test_the_draft_is_known_to_this_browser_only(browser: Browser) -> None:
    cookie = browser.post("/check-in/you", WOMAN).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/check-in" in cookie


def test_nothing_half_written_reaches_the_store(desk: Desk) -> None:
    browser = browser_over(desk)
    browser.post("/check-in/you", WOMAN)
    browser.post("/check-in/ask/saddle_numbness", {"answer": "no"})
    with desk.store.transaction() as transaction:
        assert transaction.runner() is None
        assert not transaction.answers()


@pytest.mark.parametrize(
    ("age", "sex"), [("", "female"), ("old", "male"), ("-1", "male"), ("nan", "male"), ("40", "")]
)
def test_an_impossible_runner_is_refused_and_asked_again(
    browser: Browser, age: str, sex: str
) -> None:
    with pytest.raises(CaseError):
        read_runner(age, sex, "default")
    answer = browser.post("/check-in/you", {"age": age, "sex": sex})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_an_unknown_country_is_another_country(browser: Browser) -> None:
    browser.post("/check-in/you", {**WOMAN, "country": "<x>"})
    assert '<option value="default" selected>' in browser.get("/check-in/you").text


def test_a_known_runner_need_not_write_it_again(told: Desk) -> None:
    page = browser_over(told).get("/check-in/you").text
    assert 'value="46"' in page
    assert 'value="female" required checked' in page


def test_correcting_the_sex_keeps_the_other_answers(browser: Browser) -> None:
    browser.post("/check-in/you", WOMAN)
    browser.post("/check-in/ask/saddle_numbness", {"answer": "no"})
    browser.post("/check-in/ask/pregnancy", {"answer": "possible"})
    browser.post("/check-in/you", {**WOMAN, "sex": "male"})
    page = browser.get("/check-in/answers").text
    assert KNOWLEDGE.questions["saddle_numbness"].text in page
    assert KNOWLEDGE.questions["pregnancy"].text not in page
