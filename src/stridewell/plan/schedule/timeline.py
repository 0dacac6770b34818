"""Past and planned sessions on one line of days, which the hard limits read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.problem import SCHEDULED, PastSession, Session, WeekProblem

Days = Mapping[str, int]
"""The day of each placed session by its id; one that is left out is missing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A session with its day; ``id`` is empty for one that is done already."""

    day: int
    id: str
    what: Session | PastSession
    text: str

    @property
    def planned(self) -> bool:
        """Whether it is still to come."""
        return bool(self.id)

    @property
    def mm(self) -> int:
        """Its running in whole millimetres, so that sums are exact."""
        return millimetres(self.what.run_m)


def timeline(problem: WeekProblem, days: Days) -> tuple[Entry, ...]:
    """Everything done lately and everything placed, by day, what is done first."""
    done = (
        Entry(day, "", each, f"the {SCHEDULED[each.kind]} of {problem.day_name(day)}")
        for day, each in problem.lately
        if each.kind in SCHEDULED
    )
    placed = (
        Entry(days[each.id], each.id, each, f"{each.name} on {problem.day_name(days[each.id])}")
        for each in problem.ordered
        if each.id in days
    )
    return tuple(sorted((*done, *placed), key=lambda each: each.day))


def windows(problem: WeekProblem, length: int) -> Iterator[range]:
    """Every run of so many days that ends within the week."""
    return (range(last - length + 1, last + 1) for last in range(problem.days))


def millimetres(metres: float) -> int:
    """Metres as whole millimetres."""
    return round(metres * 1000)


def is_run(what: Session | PastSession) -> bool:
    """Whether it asks for running."""
    return what.kind.has_running


def is_hard_run(what: Session | PastSession) -> bool:
    """Whether it is a run with something faster or hillier."""
    return what.kind.has_running and what.hard


def is_strength(what: Session | PastSession) -> bool:
    """Whether it is strength work."""
    return what.kind is ActivityKind.STRENGTH


def is_heavy(what: Session | PastSession) -> bool:
    """Whether it is heavy work for the legs, apart from running."""
    return what.heavy_legs and not what.kind.has_running


def is_training(what: Session | PastSession) -> bool:
    """Whether it takes a rest day away: everything but mobility."""
    return what.kind is not ActivityKind.MOBILITY
