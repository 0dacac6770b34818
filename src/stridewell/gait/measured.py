"""What was measured in a clip: values with unit, side, steps and interval."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.values.anatomy import Side


@dataclass(frozen=True, slots=True)
class StepValue:
    """A metric in one step: when its contact began, in seconds of the clip, and its value."""

    t_s: float
    value: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One metric of one side (None: of the whole runner).

    ``low`` to ``high`` is the 90 % interval of the value, with everything in it that is known to
    be uncertain: steps, frame rate, body points, camera, method. ``steps`` holds every step that
    counted. ``label`` is a word for a value that has classes, as the foot-strike pattern.
    """

    id: str
    value: float
    unit: str
    side: Side | None
    low: float
    high: float
    n_steps: int
    steps: tuple[StepValue, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Left minus right of one metric, with its 90 % interval."""

    id: str
    value: float
    unit: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Drift:
    """How one metric changes over the clip, in its unit a minute, with its 90 % interval."""

    id: str
    side: Side | None
    per_minute: float
    unit: str
    low: float
    high: float
