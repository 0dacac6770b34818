"""Diaries as short as a test can say them: days are counted back from the day of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from plan_inputs import AT, CALM, KNOWLEDGE, load_of, with_causes
from stridewell.plan.diary import Completion, Diary, GateDone, Morning, SessionDone
from stridewell.plan.inputs import PlanInput
from stridewell.plan.items import ActivityKind

TODAY = AT.date()
STRAIN = {"hamstring_strain": 0.4}
BONE = {"bsi_pelvis": 0.4}


def ago(days: int) -> timedelta:
    return timedelta(days=days)


def walk_run(days_ago: int, step: int, pain: int | None = 0, **more: object) -> SessionDone:
    """A walk-run that was done, on ladder A unless said otherwise."""
    session = SessionDone(
        day=TODAY - ago(days_ago),
        kind=ActivityKind.WALK_RUN,
        completion=Completion.DONE,
        pain_during=pain,
        ladder="A",
        step=step,
    )
    return replace(session, **more)  # type: ignore[arg-type]


def easy_run(days_ago: int, pain: int | None = 0, **more: object) -> SessionDone:
    """An easy run off the ladder."""
    run = replace(walk_run(days_ago, 1, pain), kind=ActivityKind.RUN, ladder=None, step=None)
    return replace(run, **more)  # type: ignore[arg-type]


def morning(days_ago: int, pain: int | None = 0, **more: object) -> Morning:
    return replace(Morning(TODAY - ago(days_ago), pain_now=pain), **more)  # type: ignore[arg-type]


def mornings(days: Iterable[int], pain: int = 0) -> tuple[Morning, ...]:
    """One check-in on each of some days, the oldest first."""
    return tuple(morning(each, pain) for each in sorted(days, reverse=True))


def gates(ladder: str, days_ago: int = 1, pain: int | None = 0) -> tuple[GateDone, ...]:
    """Every test of a ladder passed."""
    tests = KNOWLEDGE.ladders[ladder].gate
    return tuple(GateDone(each, TODAY - ago(days_ago), passed=True, pain=pain) for each in tests)


def diary_of(
    sessions: Iterable[SessionDone] = (),
    mornings: Iterable[Morning] = (),
    gates: Iterable[GateDone] = (),
    began: int | None = None,
) -> Diary:
    return Diary(
        began=None if began is None else TODAY - ago(began),
        sessions=tuple(sorted(sessions, key=lambda each: each.day)),
        mornings=tuple(sorted(mornings, key=lambda each: each.day)),
        gates=tuple(gates),
    )


def told(
    sessions: Iterable[SessionDone] = (),
    mornings: Iterable[Morning] = (),
    inputs: PlanInput | None = None,
    *,
    gates: Iterable[GateDone] = (),
    began: int | None = None,
) -> PlanInput:
    """A runner on a ladder (a hamstring strain) with a diary."""
    runner = on_the_ladder() if inputs is None else inputs
    return replace(runner, diary=diary_of(sessions, mornings, gates, began))


def on_the_ladder() -> PlanInput:
    """Somebody whose likely cause asks for a walk-run and who ran three days ago."""
    return with_causes(STRAIN, replace(CALM, load=load_of([(3, 60.0)])))


def cleared_bone() -> PlanInput:
    """Somebody without pain whose likely bone injury a clinician has cleared."""
    return replace(with_causes(BONE), cleared_by_clinician=frozenset(BONE))
