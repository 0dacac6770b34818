"""The learned part of finding contacts: from the mean cycle of a foot to its two events.

The middle of each contact is physics (the foot at its lowest). How long before and after it the
force begins and ends depends on how the runner moves; linear weights, learned on trials with
force plates, read it from the mean cycle: first roughly around the middle, then finely around the
rough moment. Single steps differ from the mean by smaller weights that depend on the noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.gait.contact_features import ROUGH_S, Cycle, Seen
from stridewell.gait.keypoints import Floats

FINE_ON_S = np.round(np.arange(-0.08, 0.0801, 0.01), 3)
FINE_OFF_S = np.round(np.arange(-0.10, 0.0601, 0.01), 3)
STEP_ON_S, STEP_OFF_S = FINE_ON_S[::2], FINE_OFF_S[::2]
ROUNDS = 3
REACHED_S = 0.06
"""The fine weights never move an event further than this from the rough moment."""
STEP_REACH_S = 0.03
QUIET = 0.005
"""Legs a second of unrest below which recordings are alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A weighted sum: one number from a row of features."""

    weights: Floats
    bias: float = 0.0

    def of(self, features: Floats) -> Floats:
        """The sum for one row, or for each of several."""
        return np.asarray(features @ self.weights + self.bias)


@dataclass(frozen=True, slots=True, eq=False)
class Grade:
    """A kind of recording: its frame rate and unrest, weights of single steps, and errors.

    Errors are standard deviations in seconds, measured on runners that were left out:
    ``between`` of the mean of a foot in a trial, ``within`` of single steps around it.
    """

    rate_hz: float
    unrest: float
    on: Linear
    off: Linear
    on_between_s: float
    off_between_s: float
    on_within_s: float
    off_within_s: float


@dataclass(frozen=True, slots=True, eq=False)
class SeenModel:
    """The weights for one set of points."""

    rough_on: Linear
    rough_off: Linear
    fine_on: Linear
    fine_off: Linear
    grades: tuple[Grade, ...]

    def grade_of(self, rate_hz: float, unrest: float) -> Grade:
        """The kind of recording that this one is most like."""

        def distance(grade: Grade) -> float:
            noise = np.log2((unrest + QUIET) / (grade.unrest + QUIET))
            return abs(float(noise)) + abs(float(np.log2(max(rate_hz, 1.0) / grade.rate_hz)))

        return min(self.grades, key=distance)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """The events of one foot, a row a step, in seconds, with their standard errors."""

    on_s: Floats
    off_s: Floats
    on_sd_s: float
    off_sd_s: float


@dataclass(frozen=True, slots=True, eq=False)
class ContactModel:
    """Weights for each set of points, how they were made, and what they are worth.

    Two standard errors are added to those measured on runners left out: ``elsewhere_sd_s`` as no
    reader's recording comes from the laboratory that the weights were learned in, and
    ``posed_sd_s`` where a pose model placed the points instead of markers. ``made`` names data,
    runners, date, seed and errors.
    """

    version: str
    parts: Mapping[Seen, SeenModel]
    elsewhere_sd_s: float
    posed_sd_s: float
    made: Mapping[str, str]

    def moments(self, cycle: Cycle, rate_hz: float, *, posed: bool) -> Moments:
        """The events of every step of a foot.

        Raises:
            KeyError: there are no weights for the points that were seen.
        """
        part = self.parts[cycle.seen]
        on, off = mean_events(part, cycle)
        grade = part.grade_of(rate_hz, cycle.unrest)
        extra = float(np.hypot(self.elsewhere_sd_s, self.posed_sd_s if posed else 0.0))
        return Moments(
            on_s=cycle.middles + on + _step(grade.on, cycle, on + STEP_ON_S),
            off_s=cycle.middles + off + _step(grade.off, cycle, off + STEP_OFF_S),
            on_sd_s=float(np.hypot(np.hypot(grade.on_between_s, grade.on_within_s), extra)),
            off_sd_s=float(np.hypot(np.hypot(grade.off_between_s, grade.off_within_s), extra)),
        )


def mean_events(part: SeenModel, cycle: Cycle) -> tuple[float, float]:
    """When a foot's contact begins and ends on average, in seconds from its middle."""
    rough = cycle.mean_at(ROUGH_S)
    return (
        _refined(part.fine_on, cycle, float(part.rough_on.of(rough)), FINE_ON_S),
        _refined(part.fine_off, cycle, float(part.rough_off.of(rough)), FINE_OFF_S),
    )


def _refined(fine: Linear, cycle: Cycle, rough_s: float, offsets_s: Floats) -> float:
    at = rough_s
    for _ in range(ROUNDS):
        at += float(fine.of(cycle.mean_at(at + offsets_s)))
        at = float(np.clip(at, rough_s - REACHED_S, rough_s + REACHED_S))
    return at


def _step(weights: Linear, cycle: Cycle, offsets_s: Floats) -> Floats:
    """How far each step lies from the mean of the foot, in seconds."""
    rows = cycle.steps_at(offsets_s)
    return np.clip(weights.of(rows - rows.mean(axis=0)), -STEP_REACH_S, STEP_REACH_S)
