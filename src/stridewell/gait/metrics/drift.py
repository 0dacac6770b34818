"""How a metric changes over a clip: the middle of all slopes between two steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stridewell.gait.measured import Drift, Measured
from stridewell.gait.metrics.spread import MAD_TO_SD, student

SHORTEST_S = 25.0
"""A slope a minute from a shorter clip says nothing: its interval is wider than any change."""
LEAST_STEPS = 20
MOST_STEPS = 400
"""Of longer clips every second, third … step is read."""


def drifts(measured: Sequence[Measured]) -> tuple[Drift, ...]:
    """The drift of each metric whose steps span long enough."""
    return tuple(found for each in measured if (found := _drift(each)) is not None)


def _drift(measured: Measured) -> Drift | None:
    every = len(measured.steps) // MOST_STEPS + 1
    steps = measured.steps[::every]
    if len(steps) < LEAST_STEPS or steps[-1].t_s - steps[0].t_s < SHORTEST_S:
        return None
    minutes = np.array([each.t_s for each in steps]) / 60
    values = np.array([each.value for each in steps])
    first, second = np.triu_indices(len(steps), 1)
    apart = minutes[second] - minutes[first]
    slope = float(np.median((values[second] - values[first])[apart > 0] / apart[apart > 0]))
    rest = values - slope * minutes
    spread = MAD_TO_SD * float(np.median(np.abs(rest - np.median(rest))))
    if spread <= 0:
        spread = float(rest.std())
    around = minutes - minutes.mean()
    half = student(len(steps) - 2) * spread / float(np.sqrt((around**2).sum()))
    return Drift(measured.id, measured.side, slope, measured.unit, slope - half, slope + half)
