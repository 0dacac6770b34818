"""What a metric is: where it can be seen, what it needs, which part of a step it reads, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from stridewell.gait.keypoints import Floats, View
from stridewell.gait.metrics.phases import Phase
from stridewell.gait.metrics.steps import Steps

NEAR_PEAK = 1
"""Moments on either side of the peak that count with it (2.5 % of the contact each)."""


class Reading(Enum):
    """How the curve of a step becomes one number."""

    FIRST = "at first touch"
    MIDDLE = "in the middle of the phase"
    MEAN = "mean over the phase"
    PEAK = "where the mean of all steps is greatest"
    RISE = "from first touch to the peak"
    SPAN = "from the lowest to the highest"
    SINGLE = "one number of each step"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. ``curve`` gives (n, moments), or (n,) for a ``SINGLE`` reading.

    ``views`` are ``side``, ``rear``, ``space``. ``own`` are parts of the standing side, ``both``
    parts of either side that it needs. A ``length`` needs a scale. ``share`` marks a metric whose
    steps are 0 or 100, of which the share is given.
    """

    id: str
    unit: str
    views: frozenset[str]
    phase: Phase
    reading: Reading
    curve: Callable[[Steps], Floats]
    own: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    length: bool = False
    share: bool = False
    sided: bool = True

    @property
    def is_time(self) -> bool:
        """Whether it reads contacts only and no body point."""
        return not self.own and not self.both

    def steps(self, steps: Steps) -> Floats:
        """The value of every step (n,); NaN where it cannot be told."""
        return READ[self.reading](self.curve(steps))


def kind_of(view: View) -> str:
    """The word for a view in metrics and their errors."""
    return {View.REAR: "rear", View.SPACE: "space"}.get(view, "side")


def _near(curves: Floats, at: int) -> Floats:
    window = curves[:, max(at - NEAR_PEAK, 0) : at + NEAR_PEAK + 1]
    return np.asarray(window.mean(axis=1))


def _usual(curves: Floats) -> Floats:
    """The middle curve of all steps that were seen whole, (moments,)."""
    whole = curves[np.isfinite(curves).all(axis=1)]
    return np.asarray(np.median(whole, axis=0)) if len(whole) else np.zeros(curves.shape[1])


def _peak(curves: Floats) -> Floats:
    """Each step where the usual curve is greatest: trembling makes no single peak higher."""
    return _near(curves, int(np.argmax(_usual(curves))))


def _rise(curves: Floats) -> Floats:
    return np.asarray(_peak(curves) - curves[:, 0])


def _span(curves: Floats) -> Floats:
    usual = _usual(curves)
    return _near(curves, int(np.argmax(usual))) - _near(curves, int(np.argmin(usual)))


READ: dict[Reading, Callable[[Floats], Floats]] = {
    Reading.FIRST: lambda curves: curves[:, 0],
    Reading.MIDDLE: lambda curves: _near(curves, curves.shape[1] // 2),
    Reading.MEAN: lambda curves: np.asarray(curves.mean(axis=1)),
    Reading.PEAK: _peak,
    Reading.RISE: _rise,
    Reading.SPAN: _span,
    Reading.SINGLE: lambda values: values,
}
