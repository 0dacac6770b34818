"""A stored run sample by sample: ground, speed, slope and gait along the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stridewell.activity.gaits import Gait, Labels, gaits
from stridewell.activity.grades import slopes
from stridewell.activity.ground import ground_m, with_speed
from stridewell.activity.moving import LONGEST_GAP_S, MovingTime, moving_time
from stridewell.activity.plane import Plane, plane_of
from stridewell.activity.track import Activity, Channel, Column, Samples


@dataclass(frozen=True, slots=True, eq=False)
class Along:
    """A cleaned run along its way; columns of shape (n,), NaN where nothing was measured.

    ``samples`` hold a speed in m/s, worked out where the device gave none. ``ground_m`` is None
    without distance and positions, ``plane`` without positions. ``grade_pct`` is all NaN where
    slopes are not known or too noisy to tell. ``moving`` says how long each sample counts.
    """

    samples: Samples
    ground_m: Column | None
    plane: Plane | None
    grade_pct: Column
    gait: Labels
    moving: MovingTime

    def __len__(self) -> int:
        """Number of samples."""
        return len(self.samples)

    @property
    def breaks(self) -> Labels:
        """Where a new stretch begins after a gap in the recording: indices of samples."""
        return np.flatnonzero(np.diff(self.samples.time_s) > LONGEST_GAP_S) + 1


def along(activity: Activity) -> Along:
    """A cleaned run along its way."""
    plane = plane_of(activity.samples)
    ground = ground_m(activity.samples, plane) if len(activity.samples) else None
    samples = with_speed(activity.samples, plane, ground)
    moving = moving_time(activity)
    found = gaits(samples, moving.seconds)
    slope = None
    if ground is not None:
        slope = slopes(activity, ground, found.labels == Gait.STANDING)
    known = slope is not None and not slope.is_too_noisy
    return Along(
        samples=samples,
        ground_m=ground,
        plane=plane,
        grade_pct=slope.at_samples(len(samples))
        if slope is not None and known
        else np.full(len(samples), np.nan),
        gait=found.labels,
        moving=moving,
    )


def measured(way: Along, channel: Channel) -> bool:
    """Whether a channel holds anything at all."""
    return bool(np.isfinite(way.samples.column(channel)).any())
