"""A check-in: new answers and today's pain in, a new judgement and plan out. Triage every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from stridewell.app.care import DayAnswer, Writers, decide, keep
from stridewell.app.case import Case
from stridewell.app.current import CHECK_IN, INTAKE, current_state, second_askings
from stridewell.app.ports import CheckIn, Store, Transaction
from stridewell.errors import CaseError, NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Knowledge

WORST_PAIN = 10


@dataclass(frozen=True, slots=True)
class Told:
    """What the runner tells in one check-in; pains from 0 to 10.

    ``answers`` are new or changed answers, such as a new red flag; ``runner`` is given the
    first time, and again when something about the runner changed.
    """

    pain_now: int | None = None
    pain_worst_yesterday: int | None = None
    pain_during_run: int | None = None
    settled_within_24_h: bool | None = None
    note: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    runner: Runner | None = None
    replaces_all: bool = False
    """A whole intake: older answers that it does not repeat are open again."""


def check_in(
    store: Store, at: datetime, told: Told, knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Store what was told, judge anew and plan anew, all in one transaction.

    Raises:
        CaseError: an answer is unknown, impossible or contradicts another; nothing is stored.
        NothingStoredError: nobody said yet who the runner is.
    """
    _refuse_impossible_pains(told)
    with store.transaction() as transaction:
        _store(transaction, at, told, knowledge)
        state = current_state(transaction, at, knowledge)
        if told.replaces_all:
            # only a whole new intake lifts a level that an earlier one came to
            state = replace(state, case=replace(state.case, held=None))
        answer = decide(state, knowledge)
        keep(transaction, INTAKE if told.replaces_all else CHECK_IN, answer, writers)
    return answer


def _store(transaction: Transaction, at: datetime, told: Told, knowledge: Knowledge) -> None:
    if told.runner is not None:
        transaction.save_runner(told.runner)
    if transaction.runner() is None:
        raise NothingStoredError(
            "It is not known yet who the runner is.",
            "Make the first check-in in the app (stridewell serve) or with: "
            "stridewell assess CASE --save",
        )
    answers = {**_pain_answers(told), **told.answers}
    transaction.withdraw_answers(_overtaken(transaction, answers, told, knowledge), at)
    transaction.add_answers(answers, at)
    if told.pain_now is not None:
        transaction.add_check_in(
            CheckIn(
                at,
                told.pain_now,
                told.pain_worst_yesterday,
                told.pain_during_run,
                told.settled_within_24_h,
                told.note,
            )
        )


def _overtaken(
    transaction: Transaction, answers: Mapping[str, Answer], told: Told, knowledge: Knowledge
) -> tuple[str, ...]:
    """The older answers that the new ones make void."""
    if told.replaces_all:
        return tuple(old.question for old in transaction.answers() if old.question not in answers)
    return second_askings(tuple(answers), knowledge)


def _pain_answers(told: Told) -> Mapping[str, Answer]:
    """Today's pain answers the intake's pain questions anew, so that triage sees it."""
    if told.pain_now is None:
        return {}
    daily = max(told.pain_now, told.pain_worst_yesterday or 0)
    running = {} if told.pain_during_run is None else {"pain_running": told.pain_during_run}
    return {"pain_daily": daily, **running}


def _refuse_impossible_pains(told: Told) -> None:
    for pain in (told.pain_now, told.pain_worst_yesterday, told.pain_during_run):
        if pain is not None and not 0 <= pain <= WORST_PAIN:
            raise CaseError(
                f"Pain is told from 0 (none) to 10 (worst imaginable), not as {pain}.",
                "Correct the number.",
            )


def save_case(store: Store, case: Case, knowledge: Knowledge, writers: Writers) -> DayAnswer:
    """Take a whole case over as the runner's newest answers and plan from it.

    Findings of the case itself are left out: the runs in the store speak for themselves.

    Raises:
        CaseError: the case is impossible; nothing is stored.
    """
    told = Told(answers=case.answers, runner=case.runner, replaces_all=True)
    return check_in(store, case.at, told, knowledge, writers)
