"""Running, walking and standing told apart along a recording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.track import Channel, Column, Samples

WALK_BELOW_SPM, RUN_FROM_SPM = 140.0, 150.0
"""Step rates: hardly anybody runs below the first or walks at the second; between them the
gait stays what it was."""
WALK_BELOW_M_S, RUN_FROM_M_S = 2.0, 2.2
"""Speeds around the one at which people change from walking to running."""
BRISK_WALK_M_S = 2.6
"""A speed of a walker's GPS at a walker's step rate is noise up to here."""
BRISK_WALK_SPM = 125.0
STEPPING_FROM_SPM = 60.0
STANDING_BELOW_M_S = 0.5
"""GPS drifts at up to this speed while the runner stands."""
NO_FLIGHT_DUTY = 0.6
"""A foot on the ground for more than 60 % of the stride: walking. Up to there slow runners
without flight and the error of the devices reach."""
SURE_FLIGHT_DUTY = 0.38
"""With so little contact the runner flew, however slow; below 125 steps per minute it is a value
that the device held over from the run."""
SHORTEST_WALK_S = 10.0

_BLIP_S = 3.0
"""Anything shorter is noise, whatever it looks like."""


class Gait(IntEnum):
    """How the runner moved during one sample."""

    UNKNOWN = 0
    STANDING = 1
    WALKING = 2
    RUNNING = 3


_LEAST_S = np.array([10.0, 3.0, SHORTEST_WALK_S, 5.0])
"""Shorter stretches of each gait belong to what went before."""
_LEAST_SAMPLES = 2
_KEEP = -1

Labels = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Gaits:
    """The gait of each sample, shape (n,), and the seconds each stands for."""

    labels: Labels
    seconds: Column
    walk_breaks: int

    def duration_s(self, gait: Gait) -> float:
        """Seconds in one gait."""
        return float(self.seconds[self.labels == gait].sum())


def gaits(samples: Samples, seconds: Column) -> Gaits:
    """The gait of every sample of a cleaned recording.

    ``seconds`` has shape (n,): what each sample stands for, pauses left out. A gait changes
    when step rate and speed cross a band, not a line, and must last (10 s for a walk break).
    Where contact time was measured, it has a say. Without step rate and speed the gait is
    unknown.
    """
    if not len(samples):
        return Gaits(np.zeros(0, dtype=np.intp), seconds, 0)
    stretches = _Stretches.of(_carry(_votes(samples)), seconds)
    stretches = stretches.absorbing(np.full(len(Gait), _BLIP_S), 1)
    stretches = stretches.absorbing(_LEAST_S, _LEAST_SAMPLES)
    return Gaits(stretches.labels(), seconds, stretches.walk_breaks())


def _votes(samples: Samples) -> Labels:
    """What each sample shows by itself; ``_KEEP`` where it may be a walk or a run."""
    rate, speed = samples.column(Channel.STEP_RATE), samples.column(Channel.SPEED)
    steps = rate >= STEPPING_FROM_SPM
    rated, timed = ~np.isnan(rate), ~np.isnan(speed)
    walks = steps & (rate < WALK_BELOW_SPM) & ~(speed >= WALK_BELOW_M_S)
    walks |= ~steps & (speed < WALK_BELOW_M_S)
    jitters = steps & (rate < BRISK_WALK_SPM) & (speed < BRISK_WALK_M_S)
    walks |= jitters
    runs = (rate >= RUN_FROM_SPM) | ((speed >= RUN_FROM_M_S) & ~jitters)
    stands = ~steps & (rated | timed) & ~(speed >= STANDING_BELOW_M_S)
    contact = samples.channels.get(Channel.CONTACT_TIME)
    if contact is not None:
        duty = contact * rate * (1.0 / 120_000.0)
        walks &= ~((duty < SURE_FLIGHT_DUTY) & (rate >= BRISK_WALK_SPM))
        grounded = (duty > NO_FLIGHT_DUTY) & (speed < BRISK_WALK_M_S)
        walks |= grounded
        runs &= ~grounded
    votes = np.full(rate.shape, _KEEP, dtype=np.intp)
    votes[~(rated | timed)] = Gait.UNKNOWN
    votes[runs] = Gait.RUNNING
    votes[walks] = Gait.WALKING
    votes[stands] = Gait.STANDING
    return votes


def _carry(votes: Labels) -> Labels:
    """Let the last gait that showed go on; the first one reaches back to the start.

    A recording that never shows which it is gets called a run, as its own name says.
    """
    shown = np.flatnonzero(votes != _KEEP)
    if shown.size == votes.size:
        return votes
    if not shown.size:
        return np.full(votes.shape, Gait.RUNNING, dtype=np.intp)
    return _fill_forward(votes, votes != _KEEP)


def _fill_forward(labels: Labels, holds: NDArray[np.bool_]) -> Labels:
    """Each label that does not hold becomes the last one that did, else the first one."""
    last = np.maximum.accumulate(np.where(holds, np.arange(labels.size), -1))
    last[last < 0] = int(np.argmax(holds))
    return labels[last]


@dataclass(frozen=True, slots=True, eq=False)
class _Stretches:
    """Successive stretches of one gait each: first sample, gait and seconds."""

    starts: NDArray[np.intp]
    gaits: Labels
    seconds: Column
    size: int

    @classmethod
    def of(cls, labels: Labels, seconds: Column) -> _Stretches:
        """Stretches of equal labels."""
        starts = np.concatenate(([0], np.flatnonzero(labels[1:] != labels[:-1]) + 1))
        return cls(starts, labels[starts], np.add.reduceat(seconds, starts), labels.size)

    def absorbing(self, least_s: Column, least_samples: int) -> _Stretches:
        """Short stretches given to what went before (the first ones to what follows)."""
        counts = np.diff(self.starts, append=self.size)
        holds = (self.seconds >= least_s[self.gaits]) & (counts >= least_samples)
        if holds.all() or not holds.any():
            return self
        filled = _fill_forward(self.gaits, holds)
        first = np.concatenate(([0], np.flatnonzero(filled[1:] != filled[:-1]) + 1))
        seconds = np.add.reduceat(self.seconds, first)
        return _Stretches(self.starts[first], filled[first], seconds, self.size)

    def labels(self) -> Labels:
        """The gait of every sample again."""
        return np.repeat(self.gaits, np.diff(self.starts, append=self.size))

    def walk_breaks(self) -> int:
        """How often walking, with any standing around it, lay between two runs."""
        walked = np.cumsum(self.gaits == Gait.WALKING)[self.gaits == Gait.RUNNING]
        return int(np.count_nonzero(np.diff(walked)))
