"""What is asked of a week: its sessions, the runner's days, what was done lately, the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from stridewell.plan.items import ActivityKind
from stridewell.plan.schedule.limits import WINDOW_DAYS, WeekLimits, WeekWeights

PAST_DAYS = 14
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SCHEDULED = {
    ActivityKind.CROSS_TRAIN: "cross-training session",
    ActivityKind.WALK_RUN: "walk-run",
    ActivityKind.RUN: "run",
    ActivityKind.STRENGTH: "strength session",
    ActivityKind.MOBILITY: "mobility session",
    ActivityKind.RACE: "race",
}
"""The kinds that are given a day, in words."""
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


@dataclass(frozen=True, slots=True)
class Session:
    """A session that wants a day; ``minutes`` is how long all of it takes, ``run_m`` in metres.

    ``hard`` marks a run with something faster or hillier. Sessions of a kind keep their
    ``order``; those with the same number may change places. One that is not ``must`` may be left
    out at a cost, ``worth`` times that of others. ``fixed_day`` is a race's day, or the day to
    which the runner moved it.

    Raises:
        ValueError: a kind that has no day of its own, a race without a day, a length below 0.
    """

    id: str
    kind: ActivityKind
    minutes: int
    heavy_legs: bool = False
    hard: bool = False
    run_m: float = 0.0
    order: int = 0
    must: bool = True
    fixed_day: date | None = None
    worth: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be put on a day."""
        if self.kind not in SCHEDULED:
            raise ValueError(f"{self.id}: {self.kind} is not put on a day")
        if self.kind is ActivityKind.RACE and self.fixed_day is None:
            raise ValueError(f"{self.id}: a race has its day")
        if self.minutes < 0 or self.run_m < 0:
            raise ValueError(f"{self.id}: minutes and metres are not below 0")

    @property
    def name(self) -> str:
        """The session inside a sentence: ``run_2`` is "the second run", a race "the race"."""
        noun, number = SCHEDULED[self.kind], self.id.rpartition("_")[2]
        if self.kind is ActivityKind.RACE or not number.isdecimal():
            return f"the {noun}"
        if not 1 <= int(number) <= len(ORDINALS):
            return f"{noun} {number}"
        return f"the {ORDINALS[int(number) - 1]} {noun}"


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that was done; ``run_m`` in metres."""

    day: date
    kind: ActivityKind
    heavy_legs: bool = False
    hard: bool = False
    run_m: float = 0.0


@dataclass(frozen=True, slots=True)
class WeekProblem:
    """Sessions to lay out over ``days`` days from ``first_day`` on; days count from 0.

    ``minutes`` are those of each day. ``past`` holds what was done in the last 14 days, today
    included; older sessions are not looked at. ``previous`` are the days of the plan before,
    by session id. ``races_after`` are races soon after the last day.

    Raises:
        ValueError: the record contradicts itself; the text says where.
    """

    first_day: date
    sessions: tuple[Session, ...]
    minutes: tuple[int, ...]
    limits: WeekLimits
    weights: WeekWeights
    days: int = WINDOW_DAYS
    earliest_run_day: int = 0
    past: tuple[PastSession, ...] = ()
    run_days: frozenset[int] = frozenset()
    rest_days: frozenset[int] = frozenset()
    previous: Mapping[str, date] = field(default_factory=dict)
    races_after: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        """Refuse weeks that cannot be meant."""
        ids = [each.id for each in self.sessions]
        if len(set(ids)) < len(ids):
            raise ValueError("two sessions have the same id")
        if len(self.minutes) != self.days or min(self.minutes, default=0) < 0:
            raise ValueError(f"{self.days} days need as many minutes, none below 0")
        if any(each.day > self.first_day for each in self.past):
            raise ValueError("what was done cannot lie after the first day")
        if any(not 0 <= day < self.days for day in (*self.run_days, *self.rest_days)):
            raise ValueError("a preferred day lies outside the week")
        for each in self.sessions:
            if each.fixed_day is not None and self.index_of(each.fixed_day) is None:
                raise ValueError(f"{each.id} is fixed to a day outside the week")

    @property
    def ordered(self) -> tuple[Session, ...]:
        """The sessions in an order that does not depend on how they were listed."""
        kinds = tuple(SCHEDULED)
        return tuple(
            sorted(self.sessions, key=lambda each: (kinds.index(each.kind), each.order, each.id))
        )

    @property
    def lately(self) -> tuple[tuple[int, PastSession], ...]:
        """What was done, each with its day: 0 is the first day of the week, -1 the day before."""
        counted = (((each.day - self.first_day).days, each) for each in self.past)
        return tuple((day, each) for day, each in counted if day >= -PAST_DAYS)

    def session(self, session_id: str) -> Session:
        """A session by its id.

        Raises:
            KeyError: there is none.
        """
        for each in self.sessions:
            if each.id == session_id:
                return each
        raise KeyError(session_id)

    def index_of(self, day: date) -> int | None:
        """The number of a day; None for one outside the week."""
        index = (day - self.first_day).days
        return index if 0 <= index < self.days else None

    def fixed_index(self, session: Session) -> int | None:
        """The number of the day to which a session is fixed; None where it may move."""
        return None if session.fixed_day is None else self.index_of(session.fixed_day)

    def date_of(self, day: int) -> date:
        """The date of a day number, which may lie before the week."""
        return self.first_day + timedelta(days=day)

    def day_name(self, day: int) -> str:
        """The weekday of a day number."""
        return WEEKDAYS[self.date_of(day).weekday()]
