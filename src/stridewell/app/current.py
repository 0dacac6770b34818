"""What the store knows of the runner now, as one case that can be judged and replayed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from stridewell.app.assumed import SAID_DAYS, apart, assumptions
from stridewell.app.case import Case
from stridewell.app.diary import day_of, read_diary
from stridewell.app.gait_facts import filmed_findings
from stridewell.app.journal import EntryKind, newest, read
from stridewell.app.kept_weeks import compared, kept_weeks, remembered
from stridewell.app.load_changes import changes_of_now
from stridewell.app.load_history import TrainingLoad, run_findings, training_load
from stridewell.app.onset import onset_of
from stridewell.app.ports import CheckIn, ReachedLevel, StoredAnswer, StoredRun, Transaction
from stridewell.app.telling import Shown, shown_clocks
from stridewell.errors import NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Knowledge, Level, Question
from stridewell.plan.diary import Diary, SessionDone
from stridewell.plan.planned import PlannedSession
from stridewell.plan.testing.findings import findings_from_tests
from stridewell.plan.wishes import Wishes
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Reason

INTAKE, CHECK_IN = "intake", "check_in"
"""Kinds of stored results: a whole new intake, and a check-in that adds to it."""

PAIN_QUESTIONS = ("pain_daily", "pain_running", "weight_bearing")


@dataclass(frozen=True, slots=True)
class CurrentState:
    """The runner's case at this moment, their load, and when they last told about the pain.

    Check-ins are in the order in which they were told, each with the time that the clock showed.
    """

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
    is_overtaken: bool = False
    """Whether the pain in daily life was told anew, or left open, after the last check-in."""
    assumed: tuple[Reason, ...] = ()
    """What is assumed where clocks, devices or tellings do not fit together."""


def current_state(transaction: Transaction, at: datetime, knowledge: Knowledge) -> CurrentState:
    """Everything the store knows, judged at a moment.

    Raises:
        NothingStoredError: no check-in was made yet.
    """
    runner, answers = require_told(transaction)
    zone, runs = at.tzinfo or UTC, tuple(transaction.runs())
    today, shown = day_of(at, zone), shown_clocks(transaction)
    recordings = apart(runs)
    said = changes_of_now(transaction, at, knowledge)
    load = training_load(recordings.runs, knowledge, zone, said)
    held, weeks = held_levels(transaction), kept_weeks(transaction, today)
    told = {answer.question: answer.value for answer in answers}
    diary = read_diary(transaction, zone, shown)
    check_ins = transaction.check_ins()
    last = transaction.newest_moment()
    ahead = last if last is not None and last > at else None
    lately = read(transaction, EntryKind.SESSION, SessionDone, at - SAID_DAYS)
    findings = (
        *run_findings(load, at, onset_of(told)),
        *findings_from_tests(diary.tests, at, sore_side(told), knowledge),
        *filmed_findings(transaction, runner, told, at, knowledge),
    )
    return CurrentState(
        case=Case(at, runner, told, findings, held=worst_level(held)),
        load=load,
        answers_at=pain_told_at(answers, shown),
        check_ins=tuple(replace(each, at=shown.get(each.at, each.at)) for each in check_ins),
        runs=runs,
        diary=diary,
        wishes=newest(transaction, EntryKind.WISHES, Wishes) or Wishes(),
        planned=remembered(weeks, today),
        compared=compared(weeks, today),
        level_since=_level_since(held, shown, at),
        known_to_clinician=known_to_clinician(transaction),
        is_overtaken=_is_overtaken(check_ins, answers),
        assumed=assumptions(at, ahead, recordings, lately),
    )


def require_told(transaction: Transaction) -> tuple[Runner, Sequence[StoredAnswer]]:
    """The runner and the answers, once there was a check-in.

    Raises:
        NothingStoredError: no check-in was made yet.
    """
    runner, answers = transaction.runner(), transaction.answers()
    if runner is None or not answers:
        raise NothingStoredError(
            "No check-in was made yet.",
            "Make one in the app (stridewell serve) or with: stridewell assess CASE --save",
        )
    return runner, answers


def _level_since(held: Sequence[ReachedLevel], shown: Shown, at: datetime) -> date | None:
    """The day on which the level began; one told on a clock that was ahead began by now."""
    if not held:
        return None
    began = shown.get(held[0].at, held[0].at)
    return day_of(min(began, at), at.tzinfo or UTC)


def _is_overtaken(check_ins: Sequence[CheckIn], answers: Sequence[StoredAnswer]) -> bool:
    """Whether a whole intake came after the last check-in that told a pain."""
    told = [each.at for each in check_ins if each.pain_now is not None]
    daily = [answer.at for answer in answers if answer.question == "pain_daily"]
    return not told or not daily or told[-1] < daily[0]


HELD_FROM = Level.WITHIN_DAYS
"""From this level on a daily check-in may not lower what an earlier one came to."""


def held_levels(transaction: Transaction) -> tuple[ReachedLevel, ...]:
    """The levels not resolved yet that were reached since the last whole intake."""
    intake = transaction.newest_result(INTAKE)
    if intake is None:
        return ()
    since = transaction.levels(CHECK_IN, intake.at)
    every = (ReachedLevel(intake.at, intake.level), *since)
    return tuple(each for each in every if Level(each.level).urgency >= HELD_FROM.urgency)


def worst_level(reached: Sequence[ReachedLevel]) -> Level | None:
    """The most urgent of some levels; None of none."""
    levels = [Level(each.level) for each in reached]
    return max(levels, key=lambda level: level.urgency, default=None)


def known_to_clinician(transaction: Transaction) -> frozenset[str] | None:
    """The triage rules that had fired by the newest clearance; None without a clearance."""
    cleared = transaction.newest_entry(EntryKind.CLEARANCE.value)
    if cleared is None:
        return None
    newest_results = [transaction.newest_result(kind, cleared.at) for kind in (INTAKE, CHECK_IN)]
    before = [each for each in newest_results if each is not None]
    if not before:
        return None
    result = max(before, key=lambda result: result.at)
    reasons = json.loads(result.outcome).get("disposition", {}).get("reasons", [])
    return frozenset(each["rule"] for each in reasons if each.get("rule"))


def sore_side(answers: Mapping[str, Answer]) -> Side | None:
    """The side that hurts, where one was told."""
    told = answers.get("pain_side")
    return next((side for side in Side if side.value == told), None)


def pain_told_at(answers: Sequence[StoredAnswer], shown: Shown | None = None) -> datetime:
    """When the runner last told about pain or walking; else when anything was told first.

    It is the time that the clock showed then.
    """
    moments = {answer.question: answer.at for answer in answers}
    pain = [moments[question] for question in PAIN_QUESTIONS if question in moments]
    told = max(pain) if pain else min(moments.values())
    return (shown or {}).get(told, told)


def second_askings(questions: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The asked-again questions of those given: an old second answer may not outlive a new first.

    Otherwise "fever, second asking: no" of last week would overrule "fever: yes" of today.
    """
    return tuple(q.id for q in knowledge.questions.values() if _asks_again(q, questions))


def _asks_again(question: Question, first: Sequence[str]) -> bool:
    return question.asks_again in first and question.id not in first
