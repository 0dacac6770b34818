"""A check-in judges and plans anew, in one transaction, triage every time."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cases import AT, KNOWLEDGE, WOMAN, case_of
from stridewell.adapters.case_files import parse_case
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.assess import assess
from stridewell.app.care import DayAnswer, Writers
from stridewell.app.check_in import Told, check_in, save_case
from stridewell.app.current import CHECK_IN, INTAKE
from stridewell.errors import CaseError, NothingStoredError
from stridewell.knowledge.records import Level
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal

DAY = timedelta(days=1)
CASE = case_of({"pain_regions": ["lat_hip"], "pain_daily": 2})


@pytest.fixture
def known(store: MemoryStore, writers: Writers) -> MemoryStore:
    """A store that knows a runner with mild outer hip pain."""
    save_case(store, CASE, KNOWLEDGE, writers)
    return store


def told(store: MemoryStore, told: Told, writers: Writers, days: int = 1) -> DayAnswer:
    return check_in(store, AT + days * DAY, told, KNOWLEDGE, writers)


def test_a_whole_case_becomes_the_runners_own(store: MemoryStore, writers: Writers) -> None:
    day = save_case(store, CASE, KNOWLEDGE, writers)
    assert isinstance(day.plan, Plan)
    with store.transaction() as transaction:
        assert transaction.runner() == WOMAN
        assert {a.question for a in transaction.answers()} == set(CASE.answers)


def test_a_new_case_takes_older_answers_back(known: MemoryStore, writers: Writers) -> None:
    save_case(known, case_of({"pain_regions": ["groin"]}), KNOWLEDGE, writers)
    with known.transaction() as transaction:
        assert "pain_daily" not in {a.question for a in transaction.answers()}


def test_without_a_runner_nothing_is_stored(store: MemoryStore, writers: Writers) -> None:
    with pytest.raises(NothingStoredError, match="--save"):
        told(store, Told(pain_now=2), writers)
    with store.transaction() as transaction:
        assert not transaction.check_ins()


@pytest.mark.parametrize(
    "impossible", [Told(11), Told(2, -1), Told(2, 3, 99)], ids=["now", "worst", "running"]
)
def test_an_impossible_pain_is_refused(
    known: MemoryStore, writers: Writers, impossible: Told
) -> None:
    with pytest.raises(CaseError, match="from 0"):
        told(known, impossible, writers)


def test_an_impossible_answer_undoes_the_whole_check_in(
    known: MemoryStore, writers: Writers
) -> None:
    with pytest.raises(CaseError, match="toe_colour"):
        told(known, Told(pain_now=9, answers={"toe_colour": "blue"}), writers)
    with known.transaction() as transaction:
        assert not transaction.check_ins()
        assert {a.question: a.value for a in transaction.answers()}["pain_daily"] == 2


def test_the_worst_pain_of_the_day_answers_the_intake_anew(
    known: MemoryStore, writers: Writers
) -> None:
    told(known, Told(pain_now=1, pain_worst_yesterday=6, pain_during_run=4), writers)
    with known.transaction() as transaction:
        answers = {a.question: a.value for a in transaction.answers()}
    assert (answers["pain_daily"], answers["pain_running"]) == (6, 4)


def test_a_new_red_flag_in_a_check_in_stops_the_plan(known: MemoryStore, writers: Writers) -> None:
    day = told(known, Told(pain_now=2, answers={"bladder_bowel": "new"}), writers)
    assert day.assessment.disposition.level is Level.EMERGENCY_NOW
    assert isinstance(day.plan, Refusal)


def test_an_old_second_answer_does_not_outlive_a_new_first(
    known: MemoryStore, writers: Writers
) -> None:
    told(known, Told(answers={"fever": "not_sure", "fever_again": "no"}), writers, 1)
    day = told(known, Told(answers={"fever": "yes"}), writers, 2)
    assert day.assessment.disposition.level is Level.SAME_DAY


def test_every_decision_is_kept_with_a_record_that_replays(
    known: MemoryStore, writers: Writers
) -> None:
    day = told(known, Told(pain_now=1), writers)
    with known.transaction() as transaction:
        (intake,), (result,) = transaction.results(INTAKE), transaction.results(CHECK_IN)
    assert intake.at < result.at
    assert result.knowledge_version == KNOWLEDGE.version
    assert json.loads(result.outcome)["disposition"]["level"] == result.level
    again = assess(parse_case(result.record, "record"), KNOWLEDGE)
    assert again.disposition == day.assessment.disposition
    assert again.differential == day.assessment.differential
