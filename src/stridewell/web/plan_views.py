"""The plan as its page shows it: typed views of days, exercises, the way back and the outlook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from stridewell.app.care import DayAnswer
from stridewell.knowledge.records import Knowledge
from stridewell.plan.changes import NAMES
from stridewell.plan.dosing import Prescription
from stridewell.plan.items import Activity, ActivityKind
from stridewell.plan.monitor import FollowKind, TrendKind
from stridewell.plan.planner import Plan
from stridewell.plan.programme import Standing
from stridewell.plan.refusal import Refusal
from stridewell.plan.week import DayPlan, Week, why_not_all
from stridewell.values.wording import sentence_case
from stridewell.web.judgement import (
    ReasonView,
    RefusalView,
    SourceView,
    Urgency,
    reason_views,
    refusal_view,
    source_views,
    urgency_view,
)
from stridewell.web.words import day, day_and_year, kilometres

FIXED = frozenset({ActivityKind.REST, ActivityKind.SEE_SOMEONE, ActivityKind.RACE})
TREND_WORDS = {
    TrendKind.IMPROVING: "It gets better",
    TrendKind.STEADY: "It stays as it is",
    TrendKind.STALLED: "It no longer gets better",
    TrendKind.WORSENING: "It gets worse",
    TrendKind.UNKNOWN: "Too little is told yet to say where it goes",
}


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing of a day; ``days`` are those it could be moved to, as value and label.

    ``exercises`` are told as address and name.
    """

    kind: str
    name: str
    text: str
    minutes: str
    exercises: tuple[tuple[str, str], ...]
    reasons: tuple[ReasonView, ...]
    is_pinned: bool
    days: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of the week and what it holds, the most important thing first."""

    date: str
    iso: str
    kind: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """An exercise with its dose, its steps, what it is for, and why so much of it."""

    id: str
    name: str
    dose: str
    steps: tuple[str, ...]
    feel: str
    faults: tuple[str, ...]
    equipment: str
    note: str
    change: str
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """Where the runner stands in one programme."""

    name: str
    stage: str
    aim: str
    of: str
    running: str
    load: tuple[str, ...]
    missing: tuple[str, ...]
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class FollowView:
    """What follows from how it goes, and by when."""

    text: str
    by: str
    is_due: bool
    is_visit: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change since the plan before, and the reasons behind it."""

    text: str
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class RaceView:
    """What is said of a race."""

    name: str
    text: str
    earliest: str
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class ExtraView:
    """Something that comes back one at a time, and where the runner stands."""

    name: str
    mark: str
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """The whole plan."""

    trend: str
    trend_reasons: tuple[ReasonView, ...]
    follows: tuple[FollowView, ...]
    adherence: str
    changes: tuple[ChangeView, ...]
    days: tuple[DayView, ...]
    total: str | None
    unplaced: tuple[str, ...]
    unpinned: tuple[str, ...]
    conflict: tuple[str, ...]
    would_help: tuple[str, ...]
    gate: tuple[str, ...]
    stages: tuple[StageView, ...]
    extras: tuple[ExtraView, ...]
    races: tuple[RaceView, ...]
    exercises: tuple[ExerciseView, ...]
    left_out: tuple[str, ...]
    limits: tuple[ReasonView, ...]
    reasons: tuple[ReasonView, ...]
    sources: tuple[SourceView, ...]
    valid_until: str


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What the page of the plan shows."""

    urgency: Urgency
    """How urgent it is."""
    plan: WeekView | None
    """The week; None when planning is refused."""
    refusal: RefusalView | None
    """Why there is no plan; None when there is one."""
    problem: str
    """What was wrong with the change just asked for; empty when nothing was."""
    safety_net: str
    """The signs at which to come back or get help."""


def plan_context(answer: DayAnswer, knowledge: Knowledge, problem: str = "") -> PlanContext:
    """The page's context from the day's answer."""
    plan, disposition = answer.plan, answer.assessment.disposition
    return PlanContext(
        urgency=urgency_view(disposition, answer.state.case.runner.locale, knowledge),
        plan=week_view(plan, knowledge) if isinstance(plan, Plan) else None,
        refusal=refusal_view(plan, disposition) if isinstance(plan, Refusal) else None,
        problem=problem,
        safety_net=knowledge.safety_net,
    )


def week_view(plan: Plan, knowledge: Knowledge) -> WeekView:
    """The whole plan in words."""
    limits = [limit.reason for limit in plan.limits]
    told = {limit.text for limit in limits}
    conflict = why_not_all(plan.week)
    return WeekView(
        trend=TREND_WORDS[plan.trend.kind],
        trend_reasons=reason_views((plan.trend.reason, *plan.trend.notes), knowledge),
        follows=follow_views(plan),
        adherence=plan.adherence.text if plan.adherence.planned else "",
        changes=change_views(plan, knowledge),
        days=tuple(day_view(each, plan, knowledge) for each in plan.week.days),
        total=_total(plan),
        unplaced=tuple(_unplaced(plan.week)),
        unpinned=tuple(each.replace("_", " ") for each in plan.week.unpinned),
        conflict=tuple(part.text for part in conflict.parts) if conflict is not None else (),
        would_help=conflict.changes if conflict is not None else (),
        gate=tuple(r.text for r in plan.gate.reasons) if plan.gate.is_closed else (),
        stages=tuple(_stage(each, knowledge) for each in plan.programmes),
        extras=tuple(
            ExtraView(e.extra.name, e.mark.value, reason_views((e.reason,), knowledge))
            for e in plan.extras
        ),
        races=_races(plan, knowledge),
        exercises=tuple(_exercise(each, knowledge) for each in plan.exercises),
        left_out=tuple(each.reason.text for each in plan.left_out),
        limits=reason_views(limits, knowledge),
        reasons=reason_views((r for r in plan.reasons if r.text not in told), knowledge),
        sources=source_views(_cited(plan), knowledge),
        valid_until=day_and_year(plan.valid_until),
    )


def follow_views(plan: Plan) -> tuple[FollowView, ...]:
    """What follows from how it goes; nothing where it only has to be told."""
    return tuple(
        FollowView(
            text=each.reason.text,
            by=day(each.by),
            is_due=each.is_due,
            is_visit=each.kind is FollowKind.SEE_SOMEONE,
        )
        for each in plan.trend.follows
        if each.kind is not FollowKind.TELL
    )


def change_views(plan: Plan, knowledge: Knowledge) -> tuple[ChangeView, ...]:
    """What changed since the plan before."""
    return tuple(
        ChangeView(each.text, reason_views(each.reasons, knowledge)) for each in plan.changes
    )


def _total(plan: Plan) -> str | None:
    if not plan.week.runs:
        return None
    return (
        f"{kilometres(plan.week.running_m)} of running in {plan.week.running_min:.0f} minutes; "
        f"the longest run {kilometres(plan.week.longest_m)}."
    )


def _unplaced(week: Week) -> Iterable[str]:
    why = {each.session: each.reason.text for each in week.schedule.left_out}
    for each in week.unplaced:
        yield f"{sentence_case(NAMES[each.kind])}: {each.text} {why.get(each.id, '')}".strip()


def day_view(planned: DayPlan, plan: Plan, knowledge: Knowledge) -> DayView:
    """A day of the week in words."""
    others = tuple(
        (each.date.isoformat(), day(each.date))
        for each in plan.week.days
        if each.date != planned.date
    )
    return DayView(
        date=day(planned.date),
        iso=planned.date.isoformat(),
        kind=planned.main.kind.value,
        items=tuple(_item(item, others, knowledge) for item in planned.items),
    )


def _item(item: Activity, others: tuple[tuple[str, str], ...], knowledge: Knowledge) -> ItemView:
    return ItemView(
        kind=item.kind.value,
        name=sentence_case(NAMES.get(item.kind, item.kind.value.replace("_", " "))),
        text=item.text,
        minutes=f"{item.minutes} min" if item.minutes else "",
        exercises=tuple(
            (f"/exercises/{each}", knowledge.exercises[each].name) for each in item.exercises
        ),
        reasons=reason_views(item.reasons, knowledge),
        is_pinned=item.is_pinned,
        days=others if item.id and item.kind not in FIXED else (),
    )


def _stage(standing: Standing, knowledge: Knowledge) -> StageView:
    stages = standing.programme.stages
    return StageView(
        name=standing.programme.name,
        stage=standing.stage.name,
        aim=standing.stage.aim,
        of=f"stage {standing.index + 1} of {len(stages)}",
        running=standing.stage.running,
        load=standing.programme.load,
        missing=tuple(each.text for each in standing.missing),
        reasons=reason_views((standing.why,), knowledge),
    )


def _races(plan: Plan, knowledge: Knowledge) -> tuple[RaceView, ...]:
    return tuple(
        RaceView(
            name=f"{each.race.name or 'Race'}, {each.race.distance_m / 1000:g} km, "
            f"{day_and_year(each.race.day)}",
            text=each.text,
            earliest=_span(each.earliest, each.fastest, each.slowest),
            reasons=reason_views(each.reasons, knowledge),
        )
        for each in plan.races
    )


def _span(earliest: date | None, fastest: date | None, slowest: date | None) -> str:
    if earliest is None:
        return ""
    if fastest is None or slowest is None:
        return f"Earliest realistic date: {day_and_year(earliest)}."
    return (
        f"Earliest realistic date: {day_and_year(earliest)} "
        f"({day_and_year(fastest)} without any setback, {day_and_year(slowest)} on a slow way)."
    )


def _exercise(entry: Prescription, knowledge: Knowledge) -> ExerciseView:
    exercise = entry.exercise
    names: Mapping[str, str] = {e.id: e.name for e in knowledge.equipment.values()}
    return ExerciseView(
        id=exercise.id,
        name=exercise.name,
        dose=entry.text,
        steps=exercise.steps,
        feel=exercise.feel,
        faults=exercise.faults,
        equipment=", ".join(names.get(each, each) for each in exercise.equipment),
        note=entry.note,
        change=entry.change.reason.text,
        reasons=reason_views((*entry.reasons, entry.why_dose, entry.change.reason), knowledge),
    )


def _cited(plan: Plan) -> Iterable[str]:
    """Every source of the plan, each once, in the order in which they are met."""
    reasons = (*plan.today.reasons, *plan.today.watch_for, *plan.reasons)
    exercises = (reason for each in plan.exercises for reason in each.reasons)
    return dict.fromkeys(s for reason in (*reasons, *exercises) for s in reason.sources)
