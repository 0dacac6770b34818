"""What a day of a plan is made of: a run, a walk-run, other training, rest, strength, a visit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stridewell.values.evidence import Reason


class ActivityKind(StrEnum):
    """What a day holds; the members up to run go from the most to the least careful."""

    SEE_SOMEONE = "see_someone"
    REST = "rest"
    CROSS_TRAIN = "cross_train"
    WALK_RUN = "walk_run"
    RUN = "run"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    RACE = "race"

    @property
    def has_running(self) -> bool:
        """Whether it asks the runner to run."""
        return self in {ActivityKind.RUN, ActivityKind.WALK_RUN, ActivityKind.RACE}


@dataclass(frozen=True, slots=True)
class RunDose:
    """How much running: minutes and metres of running itself, walking breaks left out.

    ``ladder`` and ``step`` are set for a walk-run; ``text`` writes it for a person.
    """

    minutes: float
    distance_m: float
    text: str
    ladder: str | None = None
    step: int | None = None
    extra: str | None = None
    """What is reintroduced in it, such as strides; None for nothing but easy running."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing to do on a day; ``exercises`` are the ids of a strength session.

    ``id`` names the session within its week (``run_1``), empty for what is no session;
    ``minutes`` is how long all of it takes, None where that is open.
    """

    kind: ActivityKind
    text: str
    run: RunDose | None = None
    exercises: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    id: str = ""
    minutes: int | None = None
    heavy_legs: bool = False
    is_pinned: bool = False
    """Whether the runner chose its day."""
