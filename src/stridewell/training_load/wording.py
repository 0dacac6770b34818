"""Plain sentences about days and jumps in distance."""

from __future__ import annotations

from datetime import date

from stridewell.training_load.limits import SpikeLimits
from stridewell.values.evidence import Reason

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_CM_PER_KM = 100_000


def day_name(day: date) -> str:
    """A day as people write it: ``3 May``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def counted(number: int, what: str) -> str:
    """How many of a thing: ``1 run``, ``3 runs``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def spike_reason(day: date, distance_cm: int, longest_cm: int, limits: SpikeLimits) -> Reason:
    """How a run compares with the longest one before it, as a sentence with its source."""
    return Reason(
        text=_sentence(day, distance_cm, longest_cm, limits),
        sources=(limits.source,),
        rule="single_run_spike",
        grade=limits.grade,
    )


def _sentence(day: date, distance_cm: int, longest_cm: int, limits: SpikeLimits) -> str:
    before = f"the {limits.window_days} days before it"
    if not longest_cm:
        return (
            f"Nothing is known to compare your run on {day_name(day)} with: "
            f"no run with a distance was recorded in {before}."
        )
    return (
        f"Your run on {day_name(day)} was {_compared(distance_cm, longest_cm, limits)} the longest "
        f"run of {before} ({_km(distance_cm)} against {_km(longest_cm)})."
    )


def _compared(distance_cm: int, longest_cm: int, limits: SpikeLimits) -> str:
    percent = 100 * (distance_cm - longest_cm) / longest_cm
    if distance_cm == longest_cm:
        return "as long as"
    whole = round(percent)
    if not whole:
        return f"barely {'longer' if percent > 0 else 'shorter'} than"
    if whole < 0:
        return f"{-whole} % shorter than"
    if whole in limits.edges_percent and percent > whole:
        return f"just over {whole} % longer than"
    return f"{whole} % longer than"


def _km(distance_cm: int) -> str:
    return f"{distance_cm / _CM_PER_KM:.1f} km"
