from __future__ import annotations

from stridewell.app.desk import Desk
from web_app import Browser, browser_over

RESUME = "You were in the middle of one"


def test_the_first_check_in_is_a_full_one(browser: Browser) -> None:
    page = browser.get("/check-in").text
    assert 'href="/check-in/you"' in page
    assert 'href="/check-in/today"' not in page


def test_later_ones_may_be_quick(told: Desk) -> None:
    assert 'href="/check-in/today"' in browser_over(told).get("/check-in").text


def test_a_half_finished_one_can_be_gone_on_with_or_thrown_away(browser: Browser) -> None:
    first = browser.post("/check-in/you", {"age": "46", "sex": "female"}).headers["location"]
    page = browser.get("/check-in").text
    assert RESUME in page
    assert f'href="{first}"' in page
    browser.post("/check-in/discard")
    assert RESUME not in browser.get("/check-in").text


def test_a_lost_one_is_owned_up_to(browser: Browser) -> None:
    browser.cookies.set("stridewell_draft", "of-another-day", domain="127.0.0.1")
    answer = browser.post("/check-in/ask/fever", {"answer": "no"})
    page = browser.follow(answer).text
    assert "no longer known" in page
    assert "Nothing of it was stored" in page
