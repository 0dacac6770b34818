"""Today: judge what is known now, plan from it or refuse by name, and keep the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from stridewell import __version__
from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.app.current import CurrentState, current_state
from stridewell.app.load_history import load_history
from stridewell.app.ports import Store, StoredResult, Transaction
from stridewell.knowledge.records import Knowledge
from stridewell.plan.inputs import PainToday, PlanInput
from stridewell.plan.planner import Plan, make_plan
from stridewell.plan.refusal import Refusal


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """What today comes to: the urgency and candidates, and a plan or a named refusal."""

    state: CurrentState
    assessment: Assessment
    plan: Plan | Refusal


Write = Callable[[Case], str]
"""Writes a case as the record it can be replayed from."""
Outcome = Callable[[DayAnswer], str]
"""Writes the answer as the JSON that programs get."""


def answer_today(store: Store, at: datetime, knowledge: Knowledge) -> DayAnswer:
    """Judge and plan from what the store knows; nothing is changed.

    Raises:
        NothingStoredError: no check-in was made yet.
    """
    with store.transaction() as transaction:
        state = current_state(transaction, at, knowledge)
    return decide(state, knowledge)


def decide(state: CurrentState, knowledge: Knowledge) -> DayAnswer:
    """The pure part of the day: one state in, one answer out."""
    assessment = assess(state.case, knowledge)
    return DayAnswer(state, assessment, make_plan(plan_input(state, assessment, knowledge)))


def plan_input(state: CurrentState, assessment: Assessment, knowledge: Knowledge) -> PlanInput:
    """Everything the plan may use, as one record."""
    return PlanInput(
        at=state.case.at,
        presentation=assessment.presentation,
        disposition=assessment.disposition,
        differential=assessment.differential,
        load=load_history(state.load, state.case.at),
        answers_at=state.answers_at,
        knowledge=knowledge,
        pain_today=_pain_today(state),
    )


def _pain_today(state: CurrentState) -> PainToday | None:
    """The newest check-in's pain, unless a later full intake has overtaken it."""
    if not state.check_ins:
        return None
    last = state.check_ins[-1]
    if last.pain_now is None or last.at < state.answers_at:
        return None
    return PainToday(
        now=last.pain_now,
        worst_yesterday=last.pain_worst_yesterday,
        during_last_run=last.pain_during_run,
        rise_next_morning=_rise_after_run(state),
    )


def _rise_after_run(state: CurrentState) -> int | None:
    """By how many points pain rose from the check-in before the last run to the one after it."""
    if len(state.check_ins) < 2:  # noqa: PLR2004  (before and after)
        return None
    before, after = state.check_ins[-2:]
    ran = any(before.at <= session.start < after.at for session in state.load.sessions)
    if not ran or before.pain_now is None or after.pain_now is None:
        return None
    return after.pain_now - before.pain_now


@dataclass(frozen=True, slots=True)
class Writers:
    """How records and outcomes are written down."""

    record: Write
    outcome: Outcome


def keep(transaction: Transaction, kind: str, answer: DayAnswer, writers: Writers) -> None:
    """Store the decision with its record and the versions that made it."""
    transaction.add_result(
        StoredResult(
            kind=kind,
            at=answer.state.case.at,
            level=answer.assessment.disposition.level.value,
            record=writers.record(answer.state.case),
            outcome=writers.outcome(answer),
            knowledge_version=answer.assessment.knowledge_version,
            code_version=__version__,
        )
    )
