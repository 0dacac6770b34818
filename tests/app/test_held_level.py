"""An urgency that is not resolved stays: daily check-ins may raise it, never lower it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases import AT, KNOWLEDGE, WOMAN, case_of
from stridewell.adapters.case_files import parse_case, write_case
from stridewell.adapters.store import MemoryStore
from stridewell.app.assess import assess
from stridewell.app.care import DayAnswer, Writers
from stridewell.app.check_in import Told, check_in, save_case
from stridewell.app.daily import enter_clearance
from stridewell.app.day_contract import day_json
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Level
from stridewell.plan.diary import Clearance
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal

WRITERS = Writers(record=write_case, outcome=day_json)
GROIN: dict[str, Answer] = {"pain_regions": ["groin"], "pain_daily": 3}


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def intake(store: MemoryStore, answers: dict[str, Answer]) -> DayAnswer:
    return save_case(store, case_of(GROIN | answers), KNOWLEDGE, WRITERS)


def next_morning(store: MemoryStore, **answers: Answer) -> DayAnswer:
    told = Told(pain_now=1, pain_worst_yesterday=1, answers=answers)
    return check_in(store, AT + timedelta(days=1), told, KNOWLEDGE, WRITERS)


def test_a_daily_check_in_does_not_lower_same_day(store: MemoryStore) -> None:
    assert intake(store, {"weight_bearing": "limp"}).assessment.disposition.level is Level.SAME_DAY
    later = next_morning(store, weight_bearing="normal")
    assert later.assessment.disposition.level is Level.SAME_DAY
    assert isinstance(later.plan, Refusal)
    assert "earlier check-in" in later.assessment.disposition.reasons[0].text


def test_a_whole_new_intake_lifts_it(store: MemoryStore) -> None:
    intake(store, {"weight_bearing": "limp"})
    again = intake(store, {"weight_bearing": "normal"})
    assert again.assessment.disposition.level is Level.SELF_MANAGE
    assert isinstance(again.plan, Plan)


def test_a_daily_check_in_raises_the_level_and_then_holds_it(store: MemoryStore) -> None:
    intake(store, {})
    assert next_morning(store, weight_bearing="limp").assessment.disposition.level is Level.SAME_DAY
    later = check_in(
        store,
        AT + timedelta(days=2),
        Told(pain_now=0, answers={"weight_bearing": "normal"}),
        KNOWLEDGE,
        WRITERS,
    )
    assert later.assessment.disposition.level is Level.SAME_DAY


def test_within_weeks_is_not_held(store: MemoryStore) -> None:
    intake(store, {"pelvic_health": ["cycle"]})
    later = next_morning(store, pelvic_health=["none"])
    assert later.assessment.disposition.level is Level.SELF_MANAGE


def test_the_held_level_travels_in_the_record(store: MemoryStore) -> None:
    intake(store, {"weight_bearing": "limp"})
    case = next_morning(store, weight_bearing="normal").state.case
    replayed = assess(parse_case(write_case(case), "record"), KNOWLEDGE)
    assert case.runner == WOMAN
    assert replayed.disposition.level is Level.SAME_DAY


BACK: dict[str, Answer] = {"pain_regions": ["lbp_mid"], "pain_daily": 2}


def within_days(store: MemoryStore) -> DayAnswer:
    """A runner whom a rule sends to a clinician within days."""
    for question in KNOWLEDGE.questions.values():
        for option in question.options:
            answers: dict[str, Answer] = {
                **BACK,
                question.id: [option.id] if question.kind == "multi" else option.id,
            }
            if question.kind not in {"choice", "multi"} or option.none:
                continue
            if assess(case_of(answers), KNOWLEDGE).disposition.level is Level.WITHIN_DAYS:
                return save_case(store, case_of(answers), KNOWLEDGE, WRITERS)
    raise AssertionError("no answer comes to within days")


def cleared(store: MemoryStore, days: int = 1) -> DayAnswer:
    at = AT + timedelta(days=days)
    told = Clearance("nonspecific_lbp", at.date(), "Dr Adams")
    return enter_clearance(store, at, told, KNOWLEDGE, WRITERS)


def limits(answer: DayAnswer) -> set[str]:
    return {each.id for each in answer.plan.limits} if isinstance(answer.plan, Plan) else set()


def test_a_clinician_who_has_looked_lifts_the_limit_but_not_the_level(store: MemoryStore) -> None:
    assert "within_days" in limits(within_days(store))
    after = cleared(store)
    assert after.assessment.disposition.level is Level.WITHIN_DAYS
    assert isinstance(after.plan, Plan)
    assert "within_days" not in limits(after)


def test_a_sign_that_is_newer_than_the_clearance_stops_running_again(store: MemoryStore) -> None:
    within_days(store)
    cleared(store)
    told = Told(pain_now=2, limp=True, woke_at_night=True)
    later = check_in(store, AT + timedelta(days=2), told, KNOWLEDGE, WRITERS)
    assert later.assessment.disposition.level.urgency >= Level.WITHIN_DAYS.urgency
    assert isinstance(later.plan, Refusal) or "within_days" in limits(later)


def test_a_clearance_from_before_the_alarm_lifts_nothing(store: MemoryStore) -> None:
    save_case(store, case_of(BACK), KNOWLEDGE, WRITERS)
    before = Clearance("nonspecific_lbp", (AT - timedelta(days=3)).date(), "Dr Adams")
    enter_clearance(store, AT, before, KNOWLEDGE, WRITERS)
    assert "within_days" in limits(within_days(store))
