"""How long nothing was told, and when progress waits because of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from stridewell.plan.inputs import PlanInput


@dataclass(frozen=True, slots=True)
class Silence:
    """Days without a check-in from ``since`` to ``until``; ``back`` of the check-ins after it."""

    since: date
    until: date
    back: int

    @property
    def days(self) -> int:
        """How long it lasted."""
        return (self.until - self.since).days


def told_days(inputs: PlanInput) -> tuple[date, ...]:
    """The days up to now on which pain was told, each once, the oldest first."""
    today = inputs.at.date()
    mornings = inputs.diary.mornings
    return tuple(sorted({m.day for m in mornings if m.pain_now is not None and m.day <= today}))


def silences(inputs: PlanInput) -> tuple[Silence, ...]:
    """Every stretch between two check-ins, the one up to now last; none before the first plan."""
    today, told = inputs.at.date(), told_days(inputs)
    began = inputs.diary.began
    before = (began,) if began is not None and began <= today and began not in told else ()
    days = sorted({*before, *told, today}) if (*before, *told) else []
    return tuple(
        Silence(first, second, len(told) - bisect_left(told, second))
        for first, second in pairwise(days)
    )


def holding_silence(inputs: PlanInput) -> Silence | None:
    """The silence on account of which nothing is added now: too long, and not yet made good."""
    longest = inputs.knowledge.number("silence_days")
    enough = inputs.knowledge.number("silence_back_mornings")
    return next(
        (each for each in reversed(silences(inputs)) if each.days > longest and each.back < enough),
        None,
    )
