"""What the ledger reads: runs with what they did, and days of pain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stridewell.activity.exposure import RunExposure
from stridewell.activity.strides import RunSummary
from stridewell.values.anatomy import Side

WORST = 10


class RoadSide(StrEnum):
    """The side of the road a runner keeps to; on the left one the right foot lands higher up."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as the ledger reads it.

    ``effort`` is how hard the whole run felt from 0 to 10; None where nobody said. ``shoe`` is
    the pair it was run in, empty where not told. ``road_side`` is the side of the road the runner
    says they keep to.

    Raises:
        ValueError: the effort is not on the scale.
    """

    id: int
    summary: RunSummary
    exposure: RunExposure | None = None
    effort: float | None = None
    shoe: str = ""
    road_side: RoadSide | None = None

    def __post_init__(self) -> None:
        """Refuse what is not on the scale."""
        _on_scale(self.effort, "effort")


@dataclass(frozen=True, slots=True)
class PainDay:
    """The pain of a day as the runner told it, from 0 to 10; the side is None where not told.

    Raises:
        ValueError: the pain is not on the scale.
    """

    day: date
    pain: float
    side: Side | None = None

    def __post_init__(self) -> None:
        """Refuse what is not on the scale."""
        _on_scale(self.pain, "pain")


@dataclass(frozen=True, slots=True)
class PainTold:
    """Which side hurts and since when; rough where only the weeks since then were told."""

    sore: Side | None = None
    onset: date | None = None
    is_rough: bool = False

    def began(self, day: date, what: str = "Pain") -> str:
        """When the pain began, seen from a day, as a sentence; empty without an onset."""
        if self.onset is None:
            return ""
        days, about = (self.onset - day).days, "about " if self.is_rough else ""
        if not days:
            return f" {what} began {about}the same day."
        when = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
        return f" {what} began {about}{when} {'later' if days > 0 else 'earlier'}."


def _on_scale(told: float | None, what: str) -> None:
    if told is not None and not (math.isfinite(told) and 0 <= told <= WORST):
        raise ValueError(f"{what} is told from 0 to {WORST}, not as {told}")
