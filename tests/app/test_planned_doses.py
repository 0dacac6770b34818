"""What a session was planned to be, to begin telling from."""

from __future__ import annotations

import pytest

from cases import AT, KNOWLEDGE, case_of
from plan_diary import told, walk_run
from stridewell.adapters.store import MemoryStore
from stridewell.app.care import Writers, answer_today
from stridewell.app.check_in import save_case
from stridewell.app.planned_doses import doses_now, planned_minutes
from stridewell.plan.items import ActivityKind
from stridewell.plan.judged import judged_days
from stridewell.plan.planned import PlannedSession
from stridewell.plan.planner import Plan

TODAY = AT.date()


def planned(kind: ActivityKind, minutes: int | None) -> PlannedSession:
    return PlannedSession(kind, TODAY, minutes=minutes)


def test_before_a_check_in_nothing_is_planned(store: MemoryStore) -> None:
    assert doses_now(store, AT, KNOWLEDGE) == {}


def test_the_doses_are_those_of_the_plan(store: MemoryStore, writers: Writers) -> None:
    save_case(store, case_of({"pain_regions": ["lat_hip"], "pain_daily": 1}), KNOWLEDGE, writers)
    plan = answer_today(store, AT, KNOWLEDGE).plan
    assert isinstance(plan, Plan)
    doses = doses_now(store, AT, KNOWLEDGE)
    assert {each.exercise.id for each in plan.exercises} == set(doses)
    assert all(doses[e.exercise.id].sets == e.dose.sets for e in plan.exercises)


def test_the_time_around_a_run_is_not_run() -> None:
    run = planned_minutes(planned(ActivityKind.RUN, 38), KNOWLEDGE)
    strength = planned_minutes(planned(ActivityKind.STRENGTH, 38), KNOWLEDGE)
    assert run is not None
    assert (run < 38, strength) == (True, 38)


@pytest.mark.parametrize("kind", [ActivityKind.RACE, ActivityKind.CROSS_TRAIN])
def test_what_is_open_stays_open(kind: ActivityKind) -> None:
    assert planned_minutes(planned(kind, None), KNOWLEDGE) is None


@pytest.mark.parametrize("step", range(1, KNOWLEDGE.ladders["A"].continuous + 1))
def test_a_walk_run_told_as_filled_in_is_not_longer_than_planned(step: int) -> None:
    rung = KNOWLEDGE.ladders["A"].steps[step - 1]
    around = KNOWLEDGE.number("run_around_minutes")
    whole = round(rung.run_total_min + rung.walk_total_min + around)
    minutes = planned_minutes(planned(ActivityKind.WALK_RUN, whole), KNOWLEDGE)
    (day,) = judged_days(told([walk_run(2, step, minutes=minutes)]), bone=False)
    assert not day.over_planned
