"""The results of one test over time: one value a day and side, the newest last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stridewell.knowledge.strength_tests import Better, Sides, StrengthTest
from stridewell.plan.diary import TestDone
from stridewell.values.anatomy import Side

LEGS = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was reached on one day, in the test's unit, and how much it hurt (0 to 10).

    ``side`` is the leg, or for an alignment the lower side; ``is_new`` says of an alignment
    that it was not so before. None where it was not told.
    """

    day: date
    value: float
    side: Side | None = None
    pain: int | None = None
    is_new: bool | None = None


Histories = Mapping[Side | None, tuple[Reading, ...]]
"""The readings of each leg (None: of the whole), the oldest first; what has none is left out."""


def histories(test: StrengthTest, done: Sequence[TestDone], today: date) -> Histories:
    """The readings of a test up to today; of several on one day the worse counts."""
    own = [each for each in done if each.test == test.id and each.day <= today]
    keys = LEGS if test.sides is Sides.EACH else (None,)
    read = {key: _daily(test, [e for e in own if key is None or e.side is key]) for key in keys}
    return {key: readings for key, readings in read.items() if readings}


def _daily(test: StrengthTest, done: Sequence[TestDone]) -> tuple[Reading, ...]:
    days = sorted({each.day for each in done})
    return tuple(_worse(test, [each for each in done if each.day == day]) for day in days)


def _worse(test: StrengthTest, of_day: Sequence[TestDone]) -> Reading:
    pick = max if test.better is Better.LOWER else min
    chosen = pick(of_day, key=lambda each: each.value)
    pains = [each.pain for each in of_day if each.pain is not None]
    new = [each.is_new for each in of_day if each.is_new is not None]
    return Reading(
        chosen.day, chosen.value, chosen.side, max(pains, default=None), any(new) if new else None
    )
