"""What the store knows of the runner now, as one case that can be judged and replayed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from stridewell.app.case import Case
from stridewell.app.diary import day_of, read_diary
from stridewell.app.journal import EntryKind, newest
from stridewell.app.kept_weeks import compared, kept_weeks, remembered
from stridewell.app.load_history import TrainingLoad, run_findings, training_load
from stridewell.app.ports import CheckIn, StoredAnswer, StoredResult, StoredRun, Transaction
from stridewell.errors import NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Knowledge, Level, Question
from stridewell.plan.diary import Diary
from stridewell.plan.planned import PlannedSession
from stridewell.plan.testing.findings import findings_from_tests
from stridewell.plan.wishes import Wishes
from stridewell.values.anatomy import Side

INTAKE, CHECK_IN = "intake", "check_in"
"""Kinds of stored results: a whole new intake, and a check-in that adds to it."""

PAIN_QUESTIONS = ("pain_daily", "pain_running", "weight_bearing")


@dataclass(frozen=True, slots=True)
class CurrentState:
    """The runner's case at this moment, their load, and when they last told about the pain."""

    case: Case
    load: TrainingLoad
    answers_at: datetime
    check_ins: tuple[CheckIn, ...]
    runs: tuple[StoredRun, ...] = ()
    diary: Diary = field(default_factory=Diary)
    wishes: Wishes = field(default_factory=Wishes)
    planned: tuple[PlannedSession, ...] = ()
    compared: tuple[PlannedSession, ...] = ()
    level_since: date | None = None
    """The day on which the level that is held began; clearances before it do not count."""
    known_to_clinician: frozenset[str] | None = None
    """The triage rules that had fired when the newest clearance was entered."""


def current_state(transaction: Transaction, at: datetime, knowledge: Knowledge) -> CurrentState:
    """Everything the store knows, judged at a moment.

    Raises:
        NothingStoredError: no check-in was made yet.
    """
    runner = transaction.runner()
    answers = transaction.answers()
    if runner is None or not answers:
        raise NothingStoredError(
            "No check-in was made yet.",
            "Make one in the app (stridewell serve) or with: stridewell assess CASE --save",
        )
    zone, runs = at.tzinfo or UTC, tuple(transaction.runs())
    load = training_load(runs, knowledge, zone)
    held, weeks = held_results(transaction), kept_weeks(transaction)
    told = {answer.question: answer.value for answer in answers}
    diary = read_diary(transaction, zone, weeks)
    findings = (
        *run_findings(load, at, onset_of(told)),
        *findings_from_tests(diary.tests, at, sore_side(told), knowledge),
    )
    return CurrentState(
        case=Case(at, runner, told, findings, held=worst_level(held)),
        load=load,
        answers_at=pain_told_at(answers),
        check_ins=tuple(transaction.check_ins()),
        runs=runs,
        diary=diary,
        wishes=newest(transaction, EntryKind.WISHES, Wishes) or Wishes(),
        planned=remembered(weeks, day_of(at, zone)),
        compared=compared(weeks, day_of(at, zone), zone),
        level_since=day_of(held[0].at, zone) if held else None,
        known_to_clinician=known_to_clinician(transaction),
    )


def told_at(transaction: Transaction, at: datetime) -> datetime:
    """The moment under which to store what is told now.

    A clock that was put back must not place it before what was told earlier: an alarm told now
    would be overruled by a calm answer of before. Then it counts as told together with the last.
    """
    told = [
        *(each.at for each in transaction.answers()),
        *(each.at for each in transaction.check_ins()),
        *(each.at for each in transaction.entries()),
    ]
    return max([at, *told])


HELD_FROM = Level.WITHIN_DAYS
"""From this level on a daily check-in may not lower what an earlier one came to."""


def held_results(transaction: Transaction) -> tuple[StoredResult, ...]:
    """The decisions since the last whole intake that came to a level not resolved yet."""
    intakes = transaction.results(INTAKE)
    if not intakes:
        return ()
    since = [r for r in transaction.results(CHECK_IN) if r.at >= intakes[-1].at]
    every = (intakes[-1], *since)
    return tuple(each for each in every if Level(each.level).urgency >= HELD_FROM.urgency)


def worst_level(results: Sequence[StoredResult]) -> Level | None:
    """The most urgent level of some decisions; None of none."""
    levels = [Level(result.level) for result in results]
    return max(levels, key=lambda level: level.urgency, default=None)


def known_to_clinician(transaction: Transaction) -> frozenset[str] | None:
    """The triage rules that had fired by the newest clearance; None without a clearance."""
    cleared = transaction.entries(EntryKind.CLEARANCE.value)
    if not cleared:
        return None
    results = (*transaction.results(INTAKE), *transaction.results(CHECK_IN))
    before = [each for each in results if each.at <= cleared[-1].at]
    if not before:
        return None
    newest_result = max(before, key=lambda result: result.at)
    reasons = json.loads(newest_result.outcome).get("disposition", {}).get("reasons", [])
    return frozenset(each["rule"] for each in reasons if each.get("rule"))


def sore_side(answers: Mapping[str, Answer]) -> Side | None:
    """The side that hurts, where one was told."""
    told = answers.get("pain_side")
    return next((side for side in Side if side.value == told), None)


def onset_of(answers: Mapping[str, Answer]) -> date | None:
    """The day the pain began, where it was told."""
    told = answers.get("pain_since")
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date):
        return told
    return _date(told) if isinstance(told, str) else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def pain_told_at(answers: Sequence[StoredAnswer]) -> datetime:
    """When the runner last told about pain or walking; else when anything was told first."""
    pain = [answer.at for answer in answers if answer.question in PAIN_QUESTIONS]
    return max(pain) if pain else min(answer.at for answer in answers)


def second_askings(questions: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The asked-again questions of those given: an old second answer may not outlive a new first.

    Otherwise "fever, second asking: no" of last week would overrule "fever: yes" of today.
    """
    return tuple(q.id for q in knowledge.questions.values() if _asks_again(q, questions))


def _asks_again(question: Question, first: Sequence[str]) -> bool:
    return question.asks_again in first and question.id not in first
