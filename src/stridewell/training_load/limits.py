"""The numbers the single-run spike is judged by; they come from the knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.values.evidence import Grade
from stridewell.values.quantities import Interval


class SpikeClass(StrEnum):
    """How far a run jumped beyond the longest run before it.

    ``no_baseline`` means that no run came before it in the window: the jump is unknown,
    which is not the same as none.
    """

    NONE = "none"
    SMALL = "small"
    MODERATE = "moderate"
    LARGE = "large"
    NO_BASELINE = "no_baseline"

    @property
    def is_spike(self) -> bool:
        """Whether the run is known to have jumped."""
        return self in {SpikeClass.SMALL, SpikeClass.MODERATE, SpikeClass.LARGE}


@dataclass(frozen=True, slots=True)
class HazardRatio:
    """How much more often injury followed than after runs without a spike, with its 95 % band."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class SpikeLimits:
    """The look-back window, the class edges and what each class means for injury.

    ``edges_percent`` are the upper edges of none, small and moderate, each belonging to the
    lower class. ``recent_days`` is how long a spike counts as a recent one.

    Raises:
        ValueError: a span is not positive, the edges do not rise, or a class has no hazard.
    """

    window_days: int
    edges_percent: tuple[int, int, int]
    hazards: Mapping[SpikeClass, HazardRatio]
    recent_days: int
    source: str
    grade: Grade

    def __post_init__(self) -> None:
        """Refuse limits that cannot class every run."""
        if self.window_days <= 0 or self.recent_days <= 0:
            raise ValueError("the window of a spike must last at least a day")
        none, small, moderate = self.edges_percent
        if not 0 <= none < small < moderate:
            raise ValueError(f"the edges of the spike classes must rise: {self.edges_percent}")
        missing = [each for each in SpikeClass if each.is_spike and each not in self.hazards]
        if missing:
            raise ValueError(f"no hazard ratio for the spike classes {missing}")

    def classify(self, distance_cm: int, longest_before_cm: int) -> SpikeClass:
        """The class of a run, both distances in whole centimetres so that edges are exact."""
        if longest_before_cm <= 0:
            return SpikeClass.NO_BASELINE
        none, small, moderate = self.edges_percent
        excess = 100 * (distance_cm - longest_before_cm)
        if excess <= none * longest_before_cm:
            return SpikeClass.NONE
        if excess <= small * longest_before_cm:
            return SpikeClass.SMALL
        return SpikeClass.MODERATE if excess <= moderate * longest_before_cm else SpikeClass.LARGE
