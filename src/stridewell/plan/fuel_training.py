"""How much a day's training asks of the body: from the planned activities to a kind of day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stridewell.knowledge.fuel import DayKind, DayLines
from stridewell.plan.items import Activity, ActivityKind


@dataclass(frozen=True, slots=True)
class Training:
    """A day's endurance training; None where nobody knows.

    ``longest_min`` is the longest single session, ``other_min`` training other than running.
    """

    kind: DayKind
    longest_min: float = 0.0
    running_m: float | None = 0.0
    other_min: float | None = 0.0


REST_DAY = Training(DayKind.REST)


def training_of(activities: Iterable[Activity], lines: DayLines) -> Training:
    """What the activities of one day come to; strength and mobility count as rest here."""
    running = [each for each in activities if each.kind.has_running]
    other = [each for each in activities if each.kind is ActivityKind.CROSS_TRAIN]
    minutes = [minutes_of(each) for each in (*running, *other)]
    known = [each for each in minutes if each is not None]
    return Training(
        kind=_kind(running, minutes, lines),
        longest_min=max(known, default=0.0),
        running_m=_total(each.run.distance_m if each.run else None for each in running),
        other_min=_total(minutes_of(each) for each in other),
    )


def minutes_of(activity: Activity) -> float | None:
    """How long an activity takes; None where that is open."""
    if activity.minutes is not None:
        return float(activity.minutes)
    return activity.run.minutes if activity.run is not None else None


def _total(parts: Iterable[float | None]) -> float | None:
    total = 0.0
    for part in parts:
        if part is None:
            return None
        total += part
    return total


def _kind(running: list[Activity], minutes: list[float | None], lines: DayLines) -> DayKind:
    if any(_is_hard(each, lines) for each in running):
        return DayKind.HARD
    if not minutes:
        return DayKind.REST
    total = sum(each for each in minutes if each is not None)
    if total <= lines.easy_up_to_min:
        return DayKind.EASY
    return DayKind.MODERATE if total <= lines.moderate_up_to_min else DayKind.LONG


def _is_hard(activity: Activity, lines: DayLines) -> bool:
    extra = activity.run.extra if activity.run is not None else None
    return activity.kind is ActivityKind.RACE or extra in lines.hard_with
