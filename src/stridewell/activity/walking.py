"""How somebody walked on one day, as a phone in the pocket measures it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WalkingDay:
    """Means of one day from one source ("Anna's iPhone"); None where it measured nothing.

    The day is that of the place where it was measured. ``asymmetry_pct`` is the share of the
    time in which one foot's steps were quicker or slower than the other's; it does not say which
    foot. ``double_support_pct`` is the share of time with both feet on the ground.
    ``steadiness_pct`` is the phone's own score of the last week, not a mean of the day's steps.
    ``measurements`` are all that stand behind the means.
    """

    day: date
    source: str
    asymmetry_pct: float | None = None
    double_support_pct: float | None = None
    step_length_mm: float | None = None
    steadiness_pct: float | None = None
    measurements: int = 0
