from __future__ import annotations

from itertools import pairwise

import pytest

from stridewell.app.care import answer_today
from stridewell.app.desk import Desk
from stridewell.web.plan_views import DayView, ItemView, PlanContext, plan_context
from web_app import browser_over


def context_of(desk: Desk) -> PlanContext:
    return plan_context(answer_today(desk.store, desk.clock.now(), desk.knowledge), desk.knowledge)


def movable(context: PlanContext, *kinds: str) -> tuple[DayView, ItemView]:
    """The first session of these kinds that can be moved, with its day."""
    assert context.plan is not None
    return next(
        (day, item)
        for day in context.plan.days
        for item in day.items
        if item.kind in kinds and item.days
    )


def test_a_session_moves_to_a_day_that_breaks_no_limit_and_says_so(told: Desk) -> None:
    browser = browser_over(told)
    day, item = movable(context_of(told), "strength")
    for to, _ in item.days:
        answer = browser.post("/plan/move", {"kind": item.kind, "day": day.iso, "to": to})
        if answer.is_redirect:
            break
        assert answer.status_code == 409
        assert "stays where it is" in answer.text
    moved = context_of(told).plan
    assert moved is not None
    there = next(each for each in moved.days if each.iso == to)
    assert any(each.is_pinned and each.kind == item.kind for each in there.items)


def test_a_moved_session_can_be_let_go_again(told: Desk) -> None:
    browser = browser_over(told)
    day, item = movable(context_of(told), "strength")
    to = next(
        to
        for to, _ in item.days
        if browser.post("/plan/move", {"kind": item.kind, "day": day.iso, "to": to}).is_redirect
    )
    browser.post("/plan/release", {"kind": item.kind, "day": to})
    week = context_of(told).plan
    assert week is not None
    assert not any(each.is_pinned for day in week.days for each in day.items)


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "nap", "day": "2026-05-11", "to": "2026-05-12"},
        {"kind": "strength", "day": "someday", "to": "2026-05-12"},
        {"kind": "race", "day": "2026-05-11", "to": "2026-05-12"},
    ],
)
def test_what_cannot_be_moved_is_refused_on_the_page(told: Desk, form: dict[str, str]) -> None:
    answer = browser_over(told).post("/plan/move", form)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_two_walk_runs_cannot_be_moved_next_to_each_other(told: Desk) -> None:
    context = context_of(told)
    assert context.plan is not None
    days = [d for d in context.plan.days if any("run" in i.kind for i in d.items)]
    if len(days) < 2:
        pytest.skip("the example holds fewer than two runs")
    kind = next(i.kind for i in days[0].items if "run" in i.kind)
    taken = {"kind": kind, "day": days[0].iso, "to": days[1].iso}
    assert browser_over(told).post("/plan/move", taken).status_code in {303, 409}
    week = context_of(told).plan
    assert week is not None
    numbers = [n for n, d in enumerate(week.days) if any("run" in i.kind for i in d.items)]
    assert all(later - earlier > 1 for earlier, later in pairwise(numbers))


def test_a_second_plan_tells_what_changed(told: Desk) -> None:
    browser = browser_over(told)
    assert "What changed" not in browser.get("/plan").text
    browser.post("/check-in/today", {"pain_now": "7", "pain_worst": "7", "news": "no"})
    assert "What changed since the last plan" in browser.get("/plan").text


def test_a_week_without_time_says_what_would_help(told: Desk) -> None:
    browser = browser_over(told)
    browser.post("/plan/days", {f"minutes_{n}": "0" for n in range(7)})
    page = browser.get("/plan").text
    assert "No day was found for:" in page
    assert "Any one of these would help:" in page


def test_the_week_has_seven_days_and_what_each_holds(trained: Desk) -> None:
    plan = context_of(trained).plan
    assert plan is not None
    assert [day.date for day in plan.days][:2] == ["Mon 11 May", "Tue 12 May"]
    assert len(plan.days) == 7
    assert plan.total is not None


def test_exercises_come_with_dose_and_steps(told: Desk) -> None:
    plan = context_of(told).plan
    assert plan is not None
    page = browser_over(told).get("/plan").text
    for exercise in plan.exercises:
        assert exercise.dose in page
        assert exercise.steps


def test_what_was_left_out_is_said_with_the_reason(told: Desk) -> None:
    plan = context_of(told).plan
    assert plan is not None
    assert plan.left_out
    assert f"{len(plan.left_out)} exercises left out" in browser_over(told).get("/plan").text


def test_a_week_without_running_has_no_total(told: Desk) -> None:
    browser_over(told).post("/check-in/today", {"pain_now": "8", "pain_worst": "8", "news": "no"})
    plan = context_of(told).plan
    assert plan is None or plan.total is None


def test_limits_are_told_once(trained: Desk) -> None:
    plan = context_of(trained).plan
    assert plan is not None
    limits = {each.text for each in plan.limits}
    assert any("No single run this week beyond" in text for text in limits)
    assert not limits & {each.text for each in plan.reasons}


def test_every_source_is_listed_once(told: Desk) -> None:
    plan = context_of(told).plan
    assert plan is not None
    citations = [source.citation for source in plan.sources]
    assert citations
    assert len(citations) == len(set(citations))


def test_where_planning_is_refused_there_is_no_week(urgent: Desk) -> None:
    context = context_of(urgent)
    assert context.plan is None
    assert context.refusal is not None
    assert context.refusal.text in browser_over(urgent).get("/plan").text
