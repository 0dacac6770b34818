"""The parts of a step that metrics read."""

from __future__ import annotations

from enum import Enum

MOMENTS = 41
"""So many moments of each phase are looked at."""


class Phase(Enum):
    """The part of a step that a metric reads."""

    CONTACT = "from first touch to toe-off"
    STEP = "from first touch to the first touch of the other foot"
    SWING_BACK = "the first half of the time in the air"
    NEXT = "the contact of the other foot that follows"
