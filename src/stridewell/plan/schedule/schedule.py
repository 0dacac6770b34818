"""A week laid out: the day of each session, why it is there, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class Soft:
    """Why a session is on its day."""

    session: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class LeftOutSession:
    """An optional session that has no day; ``reason`` names what stands in its way."""

    session: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Shift:
    """A session that had to make way for another; a day of None means without one."""

    session: str
    before: date | None
    after: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """The day of each session by its id, with notes; on one day a run comes first.

    ``cost`` is what its wishes cost in points, ``shifted`` what else moved when a session was
    moved.
    """

    days: Mapping[str, date]
    left_out: tuple[LeftOutSession, ...]
    notes: tuple[Soft, ...]
    cost: int
    shifted: tuple[Shift, ...] = ()

    def on(self, day: date) -> tuple[str, ...]:
        """The ids of a day's sessions in the order in which to do them, the run first."""
        return tuple(each for each, its_day in self.days.items() if its_day == day)
