"""The week as it was last planned and kept, so that the next plan changes no more than it must."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stridewell.plan.items import ActivityKind


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session as it was planned; ``is_pinned`` says that the runner chose its day.

    Minutes and metres are of running itself in a run, walking breaks left out.
    """

    kind: ActivityKind
    day: date
    text: str = ""
    minutes: int | None = None
    run_minutes: float | None = None
    run_m: float | None = None
    ladder: str | None = None
    step: int | None = None
    extra: str | None = None
    exercises: tuple[str, ...] = ()
    heavy_legs: bool = False
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A kept week: its first day, its sessions by day, and how far running may go at most."""

    first_day: date
    sessions: tuple[PlannedSession, ...] = ()
    longest_run_m: float | None = None

    def on(self, day: date) -> tuple[PlannedSession, ...]:
        """What was planned for a day."""
        return tuple(each for each in self.sessions if each.day == day)
