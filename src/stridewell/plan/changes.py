"""What changed since the plan before, in sentences: moved, new, gone, longer, shorter, a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession
from stridewell.values.evidence import Reason

LEAST_M = 100.0
"""Distances are planned in steps of this; less is no change."""

NAMES = {
    ActivityKind.RUN: "run",
    ActivityKind.WALK_RUN: "walk-run",
    ActivityKind.RACE: "race",
    ActivityKind.CROSS_TRAIN: "cross-training",
    ActivityKind.STRENGTH: "strength session",
    ActivityKind.MOBILITY: "short session",
}


class ChangeKind(StrEnum):
    """How a session changed."""

    NEW = "new"
    GONE = "gone"
    MOVED = "moved"
    MORE = "more"
    LESS = "less"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Change:
    """One change against the plan before, with the reasons of the plan behind it."""

    kind: ChangeKind
    day: date
    text: str
    reasons: tuple[Reason, ...] = ()


def changes(
    before: Sequence[PlannedSession],
    now: Sequence[PlannedSession],
    today: date,
    why: Sequence[Reason],
) -> tuple[Change, ...]:
    """What changed from today on; empty when nothing did, or no plan was kept before.

    Days that the plan before did not reach are no change. ``why`` are the reasons of the new plan.
    """
    if not before:
        return ()
    reach = max(each.day for each in before)
    old = [each for each in before if each.day >= today]
    new = [each for each in now if today <= each.day <= reach]
    return tuple(
        change
        for kind in NAMES
        if kind is not ActivityKind.MOBILITY  # goes wherever there is time; no news
        for change in _of_kind(_sorted(old, kind), _sorted(new, kind), tuple(why))
    )


def _sorted(sessions: Sequence[PlannedSession], kind: ActivityKind) -> list[PlannedSession]:
    wanted = (each for each in sessions if each.kind is kind)
    return sorted(wanted, key=lambda each: (each.day, each.step or 0, each.run_m or 0.0))


def _of_kind(
    old: list[PlannedSession], new: list[PlannedSession], why: tuple[Reason, ...]
) -> Iterator[Change]:
    for one, other in zip_longest(old, new):
        if one is None:
            yield Change(ChangeKind.NEW, other.day, f"New: {_name(other)}.", why)
        elif other is None:
            yield Change(ChangeKind.GONE, one.day, f"No longer: {_name(one)}.", why)
        else:
            yield from _between(one, other, why)


def _between(
    one: PlannedSession, other: PlannedSession, why: tuple[Reason, ...]
) -> Iterator[Change]:
    if one.day != other.day:
        text = f"The {NAMES[one.kind]} of {_day(one.day)} moves to {_day(other.day)}."
        yield Change(ChangeKind.MOVED, other.day, text)
    if one.ladder == other.ladder and one.step != other.step and one.step and other.step:
        up = other.step > one.step
        text = f"The walk-run of {_day(other.day)}: step {one.step} becomes step {other.step}."
        yield Change(ChangeKind.MORE if up else ChangeKind.LESS, other.day, text, why)
    elif abs((other.run_m or 0) - (one.run_m or 0)) >= LEAST_M:
        more = (other.run_m or 0) > (one.run_m or 0)
        text = (
            f"The {NAMES[other.kind]} of {_day(other.day)}: {_km(one.run_m)} becomes "
            f"{_km(other.run_m)}."
        )
        yield Change(ChangeKind.MORE if more else ChangeKind.LESS, other.day, text, why)
    if one.extra != other.extra:
        text = (
            f"The run of {_day(other.day)}: {other.extra or 'easy running only'} instead of "
            f"{one.extra or 'easy running only'}."
        )
        yield Change(ChangeKind.OTHER, other.day, text, why)
    if one.exercises != other.exercises and set(one.exercises) != set(other.exercises):
        text = f"The exercises of {_day(other.day)} are others than before."
        yield Change(ChangeKind.OTHER, other.day, text, why)


def _name(session: PlannedSession) -> str:
    return f"{NAMES[session.kind]} on {_day(session.day)}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _km(metres: float | None) -> str:
    return "an open length" if metres is None else f"{metres / 1000:.1f} km"
