"""What the store knows of the runner now, as one case that can be judged and replayed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from stridewell.app.case import Case
from stridewell.app.load_history import TrainingLoad, run_findings, training_load
from stridewell.app.ports import CheckIn, StoredAnswer, Transaction
from stridewell.errors import NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Knowledge, Level, Question

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
    load = training_load(transaction.runs(), knowledge, at.tzinfo or UTC)
    told = {answer.question: answer.value for answer in answers}
    findings = run_findings(load, at, onset_of(told))
    return CurrentState(
        case=Case(at, runner, told, findings, held=held_level(transaction)),
        load=load,
        answers_at=pain_told_at(answers),
        check_ins=tuple(transaction.check_ins()),
    )


HELD_FROM = Level.WITHIN_DAYS
"""From this level on a daily check-in may not lower what an earlier one came to."""


def held_level(transaction: Transaction) -> Level | None:
    """The most urgent level since the last whole intake that is not resolved yet, if any."""
    intakes = transaction.results(INTAKE)
    if not intakes:
        return None
    since = [r for r in transaction.results(CHECK_IN) if r.at >= intakes[-1].at]
    levels = [Level(result.level) for result in (intakes[-1], *since)]
    worst = max(levels, key=lambda level: level.urgency)
    return worst if worst.urgency >= HELD_FROM.urgency else None


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
