from __future__ import annotations

from stridewell.app.care import answer_today
from stridewell.app.desk import Desk
from stridewell.web.plan_page import PlanContext, plan_context
from web_app import browser_over


def context_of(desk: Desk) -> PlanContext:
    return plan_context(answer_today(desk.store, desk.clock.now(), desk.knowledge), desk.knowledge)


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
