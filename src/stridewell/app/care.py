"""Today: judge what is known now, plan from it or refuse by name, and keep the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil

from stridewell import __version__
from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.app.current import CurrentState, current_state
from stridewell.app.diary import day_of
from stridewell.app.journal import EntryKind, write
from stridewell.app.load_history import load_history
from stridewell.app.ports import CheckIn, Store, StoredResult, Transaction
from stridewell.app.telling import told_at
from stridewell.knowledge.records import Knowledge
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.inputs import PainToday, PlanInput
from stridewell.plan.planner import Plan, make_plan
from stridewell.plan.refusal import Refusal
from stridewell.plan.week import planned_week

ONE_DAY = timedelta(days=1)


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
        pain_today=_pain_today(state, knowledge),
        cleared_by_clinician=_cleared(state),
        wishes=state.wishes,
        diary=state.diary,
        planned=state.planned,
        compared=state.compared,
        level_since=state.level_since,
        known_to_clinician=state.known_to_clinician,
        assumed=state.assumed,
    )


def _cleared(state: CurrentState) -> frozenset[str]:
    """The conditions a clinician has cleared since the level that stands began."""
    since, today = state.level_since, state.case.at.date()
    dated = (each for each in state.diary.clearances if each.day <= today)
    return frozenset(each.condition for each in dated if since is None or each.day >= since)


def _pain_today(state: CurrentState, knowledge: Knowledge) -> PainToday | None:
    """The newest check-in's pain, unless a later full intake has overtaken it.

    Of several check-ins on one day the worst counts as the worst since yesterday, and a limp or a
    bad night told in any of them stays; an intake of the same day counts as one of them.
    """
    told = [each for each in state.check_ins if each.pain_now is not None]
    if not told or state.is_overtaken:
        return None
    last, zone = told[-1], state.case.at.tzinfo or UTC
    day = day_of(last.at, zone)
    same_day = [each for each in state.check_ins if day_of(each.at, zone) == day]
    mornings = [each for each in state.diary.mornings if each.day == day]
    pains = [p for each in mornings for p in (each.pain_now, each.worst_yesterday)]
    answered = state.case.answers.get("pain_daily")
    if isinstance(answered, int | float):
        pains.append(ceil(answered))
    return PainToday(
        now=last.pain_now or 0,
        worst_yesterday=max((pain for pain in pains if pain is not None), default=None),
        during_last_run=_during_last_run(state, same_day, day),
        rise_next_morning=_rise_after_run(state, day, knowledge),
        woke_at_night=any(each.woke_at_night for each in same_day) or last.woke_at_night,
        limp=any(each.limp for each in same_day) or last.limp,
    )


def _during_last_run(state: CurrentState, same_day: Sequence[CheckIn], day: date) -> int | None:
    """The worst pain told of the last run: in a check-in, with the run itself, or as an answer."""
    pains = [each.pain_during_run for each in same_day]
    runs = [each for each in _runs(state) if each.pain_during is not None]
    if runs and runs[-1].day >= day - ONE_DAY:
        pains.append(runs[-1].pain_during)
    answered = state.case.answers.get("pain_running")
    if isinstance(answered, int | float):
        pains.append(ceil(answered))
    return max((pain for pain in pains if pain is not None), default=None)


def _runs(state: CurrentState) -> list[SessionDone]:
    """The runs that were told, the oldest first."""
    sessions = state.diary.sessions
    return [e for e in sessions if e.kind.has_running and e.completion is not Completion.SKIPPED]


def _rise_after_run(state: CurrentState, day: date, knowledge: Knowledge) -> int | None:
    """By how many points the pain of the last check-ins lies above that before the last run.

    None where no run came shortly before them, or no pain was told before it. Of a run whose hour
    is not known the lowest pain of its day and of the last check-in before it is compared.
    """
    zone = state.case.at.tzinfo or UTC
    pains = [(each.at, each.pain_now) for each in state.check_ins if each.pain_now is not None]
    starts = [each.start for each in state.load.sessions if each.start < pains[-1][0]]
    told = max((each.day for each in _runs(state) if each.day < day), default=None)
    last = day_of(starts[-1], zone) if starts else None
    if told is not None and (last is None or told > last):
        before = [pain for at, pain in pains if day_of(at, zone) < told][-1:]
        before += [pain for at, pain in pains if day_of(at, zone) == told]
        after, ran = [pain for at, pain in pains if day_of(at, zone) == day], told
    elif last is not None:
        before = [pain for at, pain in pains if at <= starts[-1]][-1:]
        after, ran = [p for at, p in pains if at > starts[-1] and day_of(at, zone) == day], last
    else:
        return None
    if not before or (day - ran).days > knowledge.number("answers_fresh_days"):
        return None
    return max(after) - min(before)


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
