"""Where a result goes: change per week, and whether the change is large enough to believe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stridewell.knowledge.strength_tests import Better, StrengthTest
from stridewell.plan.testing.history import Reading
from stridewell.values.evidence import Reason

WEEK_DAYS = 7
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Trend:
    """The course of one side.

    ``per_week`` is the slope of the straight line through all readings and ``change`` the newest
    minus the first, both in the test's unit. ``is_believable`` is None where the error of the
    test is not known.
    """

    per_week: float
    change: float
    first_day: date
    last_day: date
    is_believable: bool | None
    reason: Reason


def trend(test: StrengthTest, readings: Sequence[Reading]) -> Trend | None:
    """The course of readings of different days, the oldest first; None with fewer than two."""
    if len(readings) < FEWEST:
        return None
    first, last = readings[0], readings[-1]
    change = last.value - first.value
    least = test.smallest_change
    believable = None if least is None else abs(change) >= least.value
    warrant = least.warrant if least is not None else None
    text = f"{_said(test, change)} {_worth(test, believable)}".strip()
    return Trend(
        per_week=_slope(readings),
        change=change,
        first_day=first.day,
        last_day=last.day,
        is_believable=believable,
        reason=Reason(
            text,
            warrant.sources if warrant is not None else (),
            rule="trend",
            grade=warrant.grade if warrant is not None else None,
        ),
    )


def _slope(readings: Sequence[Reading]) -> float:
    """The least-squares slope per week."""
    days = [(each.day - readings[0].day).days for each in readings]
    mean_day = sum(days) / len(days)
    # differences from the first value: a constant has the slope 0 whatever its rounding
    values = [each.value - readings[0].value for each in readings]
    spread = sum((day - mean_day) ** 2 for day in days)
    shared = sum((day - mean_day) * value for day, value in zip(days, values, strict=True))
    return WEEK_DAYS * shared / spread


def _said(test: StrengthTest, change: float) -> str:
    if change == 0:
        return "The same as at first."
    way = "more" if change > 0 else "less"
    said = f"{abs(change):g} {test.unit} {way} than at first."
    if test.better is Better.NEITHER:
        return said
    improved = (change > 0) is (test.better is Better.HIGHER)
    return f"{said} That is the {'good' if improved else 'wrong'} direction."


def _worth(test: StrengthTest, believable: bool | None) -> str:  # noqa: FBT001
    least = test.smallest_change
    if believable is None or least is None:
        return "How much of it is chance is not known for this test."
    caveat = least.warrant.caveat("This limit is")
    if believable:
        return f"Changes from {least.value:g} {test.unit} on are worth believing.{caveat}"
    return f"Changes below {least.value:g} {test.unit} can be chance.{caveat}"
