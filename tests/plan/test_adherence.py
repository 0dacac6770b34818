"""What was done of what was planned."""

from __future__ import annotations

from dataclasses import replace

from plan_diary import TODAY, ago, easy_run, told
from plan_inputs import CALM
from stridewell.plan.adherence import adherence
from stridewell.plan.diary import Completion
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession


def planned(days_ago: int, kind: ActivityKind = ActivityKind.RUN) -> PlannedSession:
    return PlannedSession(kind, TODAY - ago(days_ago))


def test_sessions_of_two_weeks_are_counted() -> None:
    sessions = [
        easy_run(1),
        easy_run(3, completion=Completion.PARTLY),
        easy_run(5, completion=Completion.SKIPPED),
        easy_run(14),
    ]
    count = adherence(told(sessions, inputs=CALM))
    assert (count.done, count.partly, count.skipped, count.untold) == (1, 1, 1, 0)
    assert count.text == ("In the last 14 days 1 of 3 sessions were done, 1 in part, 1 left out.")


def test_what_was_planned_and_not_told_is_counted_but_not_before_its_day_is_over() -> None:
    plan = (planned(0), planned(1), planned(2), planned(2, ActivityKind.STRENGTH), planned(-1))
    count = adherence(replace(told([easy_run(2)], inputs=CALM), planned=plan))
    assert (count.done, count.untold) == (1, 2)


def test_a_walk_run_done_as_a_run_is_the_same_session() -> None:
    plan = (planned(2, ActivityKind.WALK_RUN),)
    assert adherence(replace(told([easy_run(2)], inputs=CALM), planned=plan)).untold == 0


def test_nothing_planned_is_said_without_a_judgement() -> None:
    assert adherence(CALM).text == "No session was planned or told in the last 14 days."
