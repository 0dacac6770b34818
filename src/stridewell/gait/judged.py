"""A measured value held against healthy runners: where it stands, and what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stridewell.gait.bands import Band
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Facts, FactTable, Reason

NOTHING_TOLD = FactTable({}, {})
"""The facts of somebody who told nothing."""


class Standing(StrEnum):
    """Where a value stands against healthy runners; later ones deserve more attention.

    ``unclear`` lies outside the range, but not so surely that anything follows. ``red`` lies
    surely outside, and the runner told a complaint that fits.
    """

    NO_RANGE = "no_range"
    INSIDE = "inside"
    UNCLEAR = "unclear"
    NOTEWORTHY = "noteworthy"
    RED = "red"

    @property
    def is_outside(self) -> bool:
        """Whether it lies surely outside the range."""
        return self in {Standing.NOTEWORTHY, Standing.RED}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known beside the values when they are judged.

    ``facts`` are the runner's findings; ``sore`` is the side that hurts. ``posed`` tells that a
    pose model placed the points, not markers on the skin. ``withheld`` is a side of which nothing
    may be said. ``seen_before`` holds findings with their side that were seen on another day.
    ``held_back`` says why nothing about the form may be tried now; empty where it may.
    """

    facts: Facts = NOTHING_TOLD
    speed_mps: float | None = None
    sex: str | None = None
    sore: Side | None = None
    posed: bool = False
    withheld: Side | None = None
    seen_before: frozenset[tuple[str, Side | None]] = frozenset()
    held_back: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One value, or one difference of left less right, with where it stands.

    ``low`` to ``high`` is its 90 % interval, ``position`` where it lies in the band: 0 at the low
    end, 1 at the high end, None without a band. ``finding`` is what it is called when it lies
    surely outside; it is ``confirmed`` when it was seen on another day too, and ``counts`` when
    that was needed and is so. ``cues`` may be tried for it. ``text`` says all of this, ``notes``
    what else has to be known.
    """

    metric: str
    name: str
    side: Side | None
    is_difference: bool
    value: float
    unit: str
    low: float
    high: float
    band: Band | None
    standing: Standing
    reason: Reason
    notes: tuple[str, ...] = ()
    finding: str | None = None
    confirmed: bool = False
    counts: bool = False
    cues: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Where it stands, in words."""
        return self.reason.text

    @property
    def position(self) -> float | None:
        """Where the value lies in the band; None without one."""
        if self.band is None or self.band.high <= self.band.low:
            return None
        return (self.value - self.band.low) / (self.band.high - self.band.low)
