"""Diaries as short as a test can say them; days are counted from the day the plan began."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from plan_inputs import AT, CALM
from stridewell.plan.diary import (
    Clearance,
    Completion,
    Diary,
    ExerciseDone,
    Morning,
    SessionDone,
    TestDone,
)
from stridewell.plan.inputs import PlanInput
from stridewell.plan.items import ActivityKind
from stridewell.values.anatomy import Side

TODAY = AT.date()


def day(number: int, length: int) -> date:
    """The day of that number in a diary that ends today after so many days."""
    return TODAY - timedelta(days=length - number)


def morning(when: date, pain: int = 1, *, night: bool = False) -> Morning:
    return Morning(when, pain_now=pain, worst_yesterday=pain, woke_at_night=night)


def trained(
    when: date, pain: int | None = 1, exercises: Sequence[ExerciseDone] = ()
) -> SessionDone:
    return SessionDone(
        when, ActivityKind.STRENGTH, Completion.DONE, pain_during=pain, exercises=tuple(exercises)
    )


def ran(when: date, pain: int = 1) -> SessionDone:
    return SessionDone(when, ActivityKind.WALK_RUN, Completion.DONE, pain_during=pain)


def kept(days: int, *, pain: int = 1, every: int = 3, running: bool = True) -> Diary:
    """Check-ins every morning and exercises on every third day, up to yesterday."""
    began = TODAY - timedelta(days=days)
    mornings = tuple(morning(day(each, days), pain) for each in range(days + 1))
    strength = [trained(day(each, days), pain) for each in range(0, days, every)]
    runs = [ran(day(each, days), pain) for each in range(1, days, every)] if running else []
    return Diary(began, tuple(sorted((*strength, *runs), key=lambda s: s.day)), mornings)


def with_diary(diary: Diary, inputs: PlanInput = CALM) -> PlanInput:
    return replace(inputs, diary=diary)


def both_sides(test: str, left: float, right: float, when: date = TODAY) -> tuple[TestDone, ...]:
    return (TestDone(test, when, left, Side.LEFT), TestDone(test, when, right, Side.RIGHT))


def cleared(conditions: Iterable[str], when: date = TODAY) -> tuple[Clearance, ...]:
    return tuple(Clearance(each, when, "physician") for each in conditions)
