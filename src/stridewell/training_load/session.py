"""What one run adds to the training load."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from stridewell.activity.strides import RunSummary
from stridewell.values.timeline import require_zone


@dataclass(frozen=True, slots=True)
class SessionLoad:
    """One run as load: how far, how long and how many steps of both feet.

    What was not measured is None, never 0.

    Raises:
        ValueError: the start has no time zone, or a number is negative or not finite.
    """

    start: datetime
    distance_m: float | None
    duration_s: float
    steps: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no run can be."""
        require_zone(self.start)
        for number in (self.distance_m, self.duration_s, self.steps):
            if number is not None and not (math.isfinite(number) and number >= 0):
                raise ValueError(f"a run cannot be of size {number}")


def session_load(run: RunSummary) -> SessionLoad:
    """The load of a measured run; its duration is the running time without pauses."""
    return SessionLoad(run.start, run.distance_m, run.duration_s, run.steps)
