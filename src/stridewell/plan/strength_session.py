"""A session of exercises as a whole: how long it takes, and whether it tires the legs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Dose
from stridewell.plan.dosing import Prescription

SECONDS_A_MINUTE = 60


def strength_minutes(prescriptions: Sequence[Prescription], knowledge: Knowledge) -> int:
    """Whole minutes for all of them, rests and changes reckoned in; 0 for none."""
    seconds = sum(
        dose_seconds(each.dose, knowledge) + knowledge.number("session_change_s")
        for each in prescriptions
    )
    return ceil(seconds / SECONDS_A_MINUTE)


def dose_seconds(dose: Dose, knowledge: Knowledge) -> float:
    """How long one exercise takes with the rests between its sets."""
    repeats, once = dose.reps or 1, 0.0
    if dose.hold_s is not None:
        once = float(dose.hold_s)
    elif dose.distance_m is not None:
        once = dose.distance_m / knowledge.number("session_walk_m_s")
    elif dose.reps is not None:
        once = knowledge.number("session_rep_s")
    rests = max(dose.sets - 1, 0) * knowledge.number("session_rest_s")
    return dose.sets * repeats * once + rests


def is_heavy_legs(prescriptions: Sequence[Prescription]) -> bool:
    """Whether any of them needs a day before the next run."""
    return any(each.stage in each.exercise.heavy_legs for each in prescriptions)
