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
from stridewell.app.day_contract import day_json
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Level
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
