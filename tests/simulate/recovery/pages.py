"""Days for the audit: calm and allowed but for what a test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from plan_inputs import differential
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.knowledge.records import Level
from stridewell.plan.diary import Completion, Morning, SessionDone
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.simulate.recovery.audit import breaches_of
from stridewell.simulate.recovery.ledger import Page, days_of
from stridewell.training_load.session import SessionLoad
from stridewell.values.evidence import FactTable, State

AT = datetime(2026, 5, 11, 7, tzinfo=UTC)
KNOWLEDGE = packaged_knowledge()
CALM_FACTS = {item.assume: State.ABSENT for item in KNOWLEDGE.critical.values()}
GTPS = {"gtps": 0.4}


def facts(present: Sequence[str] = (), age: float = 40.0, **states: State) -> FactTable:
    told = {**CALM_FACTS, **dict.fromkeys(present, State.PRESENT), **states}
    return FactTable(told, {"age": age, "pain_daily": 1.0, "pain_running": 1.0})


def run(km: float = 5.0, kind: ActivityKind = ActivityKind.RUN, **dose: Any) -> Activity:  # noqa: ANN401
    return Activity(kind, "", RunDose(km * 6, km * 1000, "", **dose), minutes=30)


def walk_run(step: int, ladder: str = "A") -> Activity:
    return run(1.0, ActivityKind.WALK_RUN, ladder=ladder, step=step)


def strength(*exercises: str) -> Activity:
    return Activity(ActivityKind.STRENGTH, "", exercises=exercises, minutes=20)


def recorded(days_ago: float, km: float = 5.0) -> SessionLoad:
    return SessionLoad(AT - timedelta(days=days_ago), km * 1000, km * 360)


def morning(days_ago: int = 0, now: int = 1, **told: Any) -> Morning:  # noqa: ANN401
    return Morning((AT - timedelta(days=days_ago)).date(), now, now, **told)


def ladder_done(
    days_ago: int,
    step: int,
    pain: int | None = 1,
    ladder: str = "A",
    **told: Any,  # noqa: ANN401
) -> SessionDone:
    return SessionDone(
        (AT - timedelta(days=days_ago)).date(),
        ActivityKind.WALK_RUN,
        told.pop("completion", Completion.DONE),
        pain_during=pain,
        ladder=ladder,
        step=step,
        **told,
    )


def page(
    *told: Activity,
    days_ago: int = 0,
    causes: Mapping[str, float] = GTPS,
    **more: Any,  # noqa: ANN401
) -> Page:
    at = AT - timedelta(days=days_ago)
    runs = more.pop("runs", (recorded(6.5), recorded(3.5)))
    known = Page(
        at=at,
        level=Level.SELF_MANAGE,
        answers_at=at,
        differential=differential(causes),
        facts=facts(),
        told=told,
        mornings=(morning(days_ago),),
        runs=runs,
        run_days=days_of(runs, at),
    )
    return replace(known, **more)


def broken(*pages: Page) -> set[str]:
    return {each.limit for each in breaches_of(pages, KNOWLEDGE)}
