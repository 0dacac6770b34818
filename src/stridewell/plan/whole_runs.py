"""Which days held a run without a break that was long enough, and of which it is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.inputs import PlanInput
from stridewell.plan.items import ActivityKind

SECONDS = 60


@dataclass(frozen=True, slots=True)
class WholeRuns:
    """Days with a run that was long enough, and days on which one may have been.

    ``not_known`` are days on which a run was told without its length, or recorded and not told.
    """

    whole: tuple[date, ...]
    not_known: tuple[date, ...]
    any_told: bool


def running_days(inputs: PlanInput) -> tuple[date, ...]:
    """The days of the last weeks on which a run was told, the oldest first."""
    return tuple(sorted({each.day for each in _running(inputs)}))


def whole_runs(inputs: PlanInput) -> WholeRuns:
    """The runs of the last weeks that were long enough without a break."""
    least = inputs.knowledge.number("full_return_run_minutes")
    told, whole, not_known = _running(inputs), set[date](), set[date]()
    for each in told:
        minutes = _minutes_in_one(each, inputs)
        if minutes is None:
            not_known.add(each.day)
        elif minutes >= least:
            whole.add(each.day)
    not_known |= _recorded(inputs, least) - {each.day for each in told}
    return WholeRuns(tuple(sorted(whole)), tuple(sorted(not_known - whole)), bool(told))


def _first_day(inputs: PlanInput) -> date:
    days = inputs.knowledge.number("full_return_run_days")
    return inputs.at.date() - timedelta(days=days - 1)


def _running(inputs: PlanInput) -> list[SessionDone]:
    first, today = _first_day(inputs), inputs.at.date()
    return [
        each
        for each in inputs.diary.sessions
        if each.kind.has_running
        and each.completion is not Completion.SKIPPED
        and first <= each.day <= today
    ]


def _minutes_in_one(session: SessionDone, inputs: PlanInput) -> float | None:
    """Minutes run without a break; 0 where it had breaks, None where its length is not known."""
    if session.completion is not Completion.DONE or session.kind is ActivityKind.RACE:
        return 0.0
    ladder = inputs.knowledge.ladders.get(session.ladder or "")
    if ladder is None:
        return session.minutes if session.kind is ActivityKind.RUN else 0.0
    if session.step is None or not ladder.continuous <= session.step <= len(ladder.steps):
        return 0.0
    planned = ladder.steps[session.step - 1].run_total_min
    return planned if session.minutes is None else min(planned, session.minutes)


def _recorded(inputs: PlanInput, least: float) -> set[date]:
    """The days on which a long enough run was recorded, on the runner's clock."""
    first, today = _first_day(inputs), inputs.at.date()
    days = {
        each.start.astimezone(inputs.at.tzinfo).date()
        for each in inputs.load.sessions
        if each.duration_s and each.duration_s >= least * SECONDS
    }
    return {day for day in days if first <= day <= today}
