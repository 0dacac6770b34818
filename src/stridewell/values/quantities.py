"""Numbers that carry their unit, and ranges that cannot be upside down."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NewType

Seconds = NewType("Seconds", float)
Metres = NewType("Metres", float)
StepsPerMinute = NewType("StepsPerMinute", float)
LogOdds = NewType("LogOdds", float)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, e.g. ``Quantity(30, "day")``.

    Raises:
        ValueError: the number is not finite, or the unit is empty.
    """

    value: float
    unit: str

    def __post_init__(self) -> None:
        """Refuse numbers nobody could act on."""
        if not math.isfinite(self.value):
            raise ValueError(f"a quantity must be finite, not {self.value}")
        if not self.unit:
            raise ValueError("a quantity needs a unit; write '1' for a ratio")

    def __str__(self) -> str:
        """Write the number the way a person would: ``30 day``, ``1.5``."""
        number = f"{self.value:g}"
        return number if self.unit == "1" else f"{number} {self.unit}"


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed range ``[low, high]``.

    Raises:
        ValueError: the range is upside down.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse a range that is upside down or not a number."""
        if not self.low <= self.high:
            raise ValueError(f"the range {self.low} to {self.high} is upside down")

    def contains(self, value: float) -> bool:
        """Whether the value lies in the range, both ends included."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Probability:
    """A probability between 0 and 1, both included.

    Raises:
        ValueError: the value lies outside 0 to 1.
    """

    value: float

    def __post_init__(self) -> None:
        """Refuse what cannot be a probability."""
        if not 0.0 <= self.value <= 1.0:
            raise ValueError(f"a probability lies between 0 and 1, not at {self.value}")

    @property
    def percent(self) -> int:
        """The probability in whole percent, for people."""
        return round(100 * self.value)
