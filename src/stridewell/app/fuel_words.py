"""How amounts and kinds of days are said to a person."""

from __future__ import annotations

from collections.abc import Mapping

from stridewell.knowledge.fuel import DayKind
from stridewell.plan.energy import EnergyAvailability
from stridewell.plan.fuel import Amount
from stridewell.values.quantities import Interval

DAY_WORDS: Mapping[DayKind, str] = {
    DayKind.REST: "a day without endurance training",
    DayKind.EASY: "an easy day",
    DayKind.MODERATE: "a day with about an hour of training",
    DayKind.LONG: "a long day",
    DayKind.HARD: "a hard day",
}


def figures(amount: Amount) -> str:
    """A band with its unit: 72 to 120 g; one number where both ends are the same."""
    return f"{span(amount.range)} {amount.unit}"


def span(interval: Interval) -> str:
    """Both ends of a range, or the one number they share."""
    low, high = f"{interval.low:,g}", f"{interval.high:,g}"
    return low if low == high else f"{low} to {high}"


def unconfirmed(amount: Amount) -> str:
    """What to say behind figures that nobody has seen in the source; else nothing."""
    return amount.advice.band.warrant.caveat("These figures are").strip()


def energy_parts(energy: EnergyAvailability) -> str:
    """What the energy availability was made of."""
    spent, lean = energy.exercise_kcal, energy.fat_free_mass_kg
    how = "estimated by a formula made for people in general" if energy.estimated_mass else "told"
    return (
        f"The day's training takes about {spent.low:.0f} to {spent.high:.0f} kcal. Fat-free mass: "
        f"{lean.low:.0f} to {lean.high:.0f} kg ({how})."
    )
