from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from stridewell.app.care import answer_today
from stridewell.app.desk import Desk
from stridewell.bootstrap import FixedClock
from stridewell.web.today_page import TodayContext, today_context
from web_app import Browser, browser_over


def context_of(desk: Desk) -> TodayContext:
    answer = answer_today(desk.store, desk.clock.now(), desk.knowledge)
    return today_context(answer, desk.knowledge, weekly_due=True)


def later(desk: Desk, days: int) -> Desk:
    return replace(desk, clock=FixedClock(desk.clock.now() + timedelta(days=days)))


def test_the_first_visit_leads_to_the_check_in_or_to_exploring(browser: Browser) -> None:
    page = browser.get("/").text
    assert 'href="/check-in"' in page
    assert "Import your runs" in page
    assert "stridewell demo" in page


def test_runs_that_are_stored_already_are_named(running: Desk) -> None:
    assert "See your 163 runs" in browser_over(running).get("/").text


def test_today_says_what_to_do_why_and_how_far_at_most(trained: Desk) -> None:
    context = context_of(trained)
    assert context.plan is not None
    assert context.plan.text in browser_over(trained).get("/").text
    assert context.plan.longest_run == "15.9 km"
    assert context.plan.reasons
    assert context.plan.watch_for


def test_without_runs_no_longest_run_is_made_up(told: Desk) -> None:
    plan = context_of(told).plan
    assert plan is not None
    assert plan.longest_run is None


def test_stale_answers_lead_to_the_quick_check_in(told: Desk) -> None:
    context = context_of(later(told, 10))
    assert context.plan is None
    assert context.refusal is not None
    assert context.refusal.url == "/check-in/today"


def test_what_is_untold_is_asked_for_on_the_next_day(told: Desk) -> None:
    next_morning = later(told, 1)
    page = browser_over(next_morning).get("/").text
    assert "How did it go?" in page
    assert "What is not told counts for no step forward" in page


def test_a_run_of_today_comes_with_its_warm_up_and_a_workout(trained: Desk) -> None:
    for days in range(4):
        page = browser_over(later(trained, days)).get("/").text
        if "/plan/workout/" in page:
            assert "arm-up" in page
            return
    raise AssertionError("no run within four days")


def test_a_change_since_yesterday_is_told_with_its_reasons(told: Desk) -> None:
    next_morning = later(told, 1)
    browser = browser_over(next_morning)
    browser.post("/check-in/today", {"pain_now": "7", "pain_worst": "7", "news": "no"})
    page = browser.get("/").text
    assert "What changed since the last plan" in page


def test_an_urgent_level_is_on_top_and_no_run_is_offered(urgent: Desk) -> None:
    page = browser_over(urgent).get("/").text
    assert "Same day" in page
    assert "No plan for now" in page
    assert "What to do today" not in page


def test_an_emergency_shows_the_number_to_call(emergency: Desk) -> None:
    assert 'href="tel:112"' in browser_over(emergency).get("/").text
