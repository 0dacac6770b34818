"""The units Apple Health writes beside its numbers, which follow the settings of the phone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Quantity(StrEnum):
    """What is measured; the factors turn a unit into the one named here."""

    LENGTH_MM = "length"
    DURATION_MS = "duration"
    SPEED_M_S = "speed"
    POWER_W = "power"
    PER_MINUTE = "rate"
    COUNT = "count"
    SHARE_PCT = "share"


_LENGTHS_MM = {
    "mm": 1.0,
    "cm": 10.0,
    "m": 1_000.0,
    "km": 1_000_000.0,
    "in": 25.4,
    "ft": 304.8,
    "yd": 914.4,
    "mi": 1_609_344.0,
}
_DURATIONS_MS = {"ms": 1.0, "s": 1_000.0, "min": 60_000.0, "hr": 3_600_000.0, "h": 3_600_000.0}
_FACTORS: Mapping[Quantity, Mapping[str, float]] = {
    Quantity.LENGTH_MM: _LENGTHS_MM,
    Quantity.DURATION_MS: _DURATIONS_MS,
    Quantity.POWER_W: {"W": 1.0, "kW": 1_000.0},
    Quantity.PER_MINUTE: {"count/min": 1.0, "bpm": 1.0, "count/s": 60.0},
    Quantity.COUNT: {"count": 1.0},
    # a share of 1 is written 1, whatever the unit says
    Quantity.SHARE_PCT: {"%": 100.0},
}


def factor(quantity: Quantity, unit: str) -> float | None:
    """What a number in this unit is to be multiplied by; None for a unit nobody knows."""
    if quantity is not Quantity.SPEED_M_S:
        return _FACTORS[quantity].get(unit)
    length, _, duration = unit.partition("/")
    if length not in _LENGTHS_MM or duration not in _DURATIONS_MS:
        return None
    return _LENGTHS_MM[length] / _DURATIONS_MS[duration]


def converted(text: str | None, unit: str | None, quantity: Quantity) -> float | None:
    """A number as text in its unit; None where either says nothing, or the number is below 0."""
    by = factor(quantity, unit or "")
    try:
        value = float(text or "") * (by or 0.0)
    except ValueError:
        return None
    return value if by is not None and 0 <= value < float("inf") else None
