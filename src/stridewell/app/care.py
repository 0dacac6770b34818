"""Today: judge what is known now, plan from it or refuse by name, and keep the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from stridewell import __version__
from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.app.current import CurrentState, current_state, told_at
from stridewell.app.diary import day_of
from stridewell.app.journal import EntryKind, write
from stridewell.app.load_history import load_history
from stridewell.app.ports import CheckIn, Store, StoredResult, Transaction
from stridewell.knowledge.records import Knowledge
from stridewell.plan.inputs import PainToday, PlanInput
from stridewell.plan.planner import Plan, make_plan
from stridewell.plan.refusal import Refusal
from stridewell.plan.week import planned_week


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
        load=load_history(state.load, state.case.at, knowledge, state.diary.began),
        answers_at=state.answers_at,
        knowledge=knowledge,
        pain_today=_pain_today(state),
        cleared_by_clinician=_cleared(state),
        wishes=state.wishes,
        diary=state.diary,
        planned=state.planned,
        compared=state.compared,
        level_since=state.level_since,
        known_to_clinician=state.known_to_clinician,
    )


def _cleared(state: CurrentState) -> frozenset[str]:
    """The conditions a clinician has cleared since the level that stands began."""
    since = state.level_since
    clearances = state.diary.clearances
    return frozenset(each.condition for each in clearances if since is None or each.day >= since)


def _pain_today(state: CurrentState) -> PainToday | None:
    """The newest check-in's pain, unless a later full intake has overtaken it.

    Of several check-ins on one day the worst counts as the worst since yesterday, and a limp or a
    bad night told in any of them stays; so does an intake of the same moment.
    """
    told = [each for each in state.check_ins if each.pain_now is not None]
    if not told or told[-1].at < state.answers_at:
        return None
    last, zone = told[-1], state.case.at.tzinfo or UTC
    day = day_of(last.at, zone)
    same_day = [each for each in state.check_ins if day_of(each.at, zone) == day]
    pains = [p for each in same_day for p in (each.pain_now, each.pain_worst_yesterday)]
    answered = state.case.answers.get("pain_daily")
    if isinstance(answered, int | float):
        pains.append(ceil(answered))
    return PainToday(
        now=last.pain_now or 0,
        worst_yesterday=max((pain for pain in pains if pain is not None), default=None),
        during_last_run=_during_last_run(state, last),
        rise_next_morning=_rise_after_run(state),
        woke_at_night=any(each.woke_at_night for each in same_day) or last.woke_at_night,
        limp=any(each.limp for each in same_day) or last.limp,
    )


def _during_last_run(state: CurrentState, last: CheckIn) -> int | None:
    """The pain in the last run: as the check-in tells it, or as the run itself was told."""
    if last.pain_during_run is not None:
        return last.pain_during_run
    runs = [each for each in state.diary.sessions if each.kind.has_running]
    return runs[-1].pain_during if runs else None


def _rise_after_run(state: CurrentState) -> int | None:
    """By how many points pain rose from the check-in before the last run to the one after it."""
    told = [each for each in state.check_ins if each.pain_now is not None]
    starts = [session.start for session in state.load.sessions if session.start < told[-1].at]
    if not starts:
        return None
    before = [each for each in told if each.at <= starts[-1]]
    after = [each for each in told if each.at > starts[-1]]
    if not before:
        return None
    return max(each.pain_now or 0 for each in after) - (before[-1].pain_now or 0)


@dataclass(frozen=True, slots=True)
class Writers:
    """How records and outcomes are written down."""

    record: Write
    outcome: Outcome


def keep(transaction: Transaction, kind: str, answer: DayAnswer, writers: Writers) -> None:
    """Store the decision with its record and the versions that made it, and its week."""
    at = told_at(transaction, answer.state.case.at)
    if isinstance(answer.plan, Plan):
        week = planned_week(answer.plan.week, answer.plan.longest_run_m)
        write(transaction, EntryKind.WEEK, week, at)
    transaction.add_result(
        StoredResult(
            kind=kind,
            at=at,
            level=answer.assessment.disposition.level.value,
            record=writers.record(answer.state.case),
            outcome=writers.outcome(answer),
            knowledge_version=answer.assessment.knowledge_version,
            code_version=__version__,
        )
    )
