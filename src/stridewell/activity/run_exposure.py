"""The exposure of one run, worked out from its cleaned samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.activity.exposure import (
    ForceExposure,
    GradeClass,
    GradeShare,
    RunExposure,
    TurnExposure,
)
from stridewell.activity.flight import balance_sources, flight, vertical_ratio_gap_pct
from stridewell.activity.force import force
from stridewell.activity.gaits import Gait, Gaits, gaits
from stridewell.activity.grades import Slopes, grade_shares, slopes
from stridewell.activity.ground import Flags, ground_m, with_speed
from stridewell.activity.moving import MovingTime, moving_time
from stridewell.activity.notes import RunNotes
from stridewell.activity.plane import Plane, plane_of
from stridewell.activity.surface import surfaces
from stridewell.activity.track import Activity, Channel, Column
from stridewell.activity.turns import turns

_NO_NOTES = RunNotes()


def run_exposure(activity: Activity, notes: RunNotes = _NO_NOTES) -> RunExposure:
    """What a cleaned run did beyond its summary: gaits, flight, slopes, ground, turns, force.

    ``notes`` are what an export says of the run beside the recording. Everything else comes
    from the samples; what they do not hold is None.
    """
    run = _Run.of(activity)
    slope = None if run.ground is None else slopes(activity, run.ground, run.is_still)
    known = None if slope is None or slope.is_too_noisy else slope
    flown = flight(activity, run.running)
    said = surfaces(run.distance_m, activity.sub_sport, notes)
    return RunExposure(
        running_s=run.found.duration_s(Gait.RUNNING),
        walking_s=run.found.duration_s(Gait.WALKING),
        standing_s=run.found.duration_s(Gait.STANDING),
        walk_breaks=run.found.walk_breaks,
        unknown_s=run.found.duration_s(Gait.UNKNOWN),
        flight_time_ms=None if flown is None else flown.flight_time_ms,
        duty_factor_pct=None if flown is None else flown.duty_factor_pct,
        vertical_ratio_gap_pct=vertical_ratio_gap_pct(activity, run.running),
        balance_sources=balance_sources(activity, run.running),
        grades=None if known is None else run.grade_shares(known),
        altitude_source=None if slope is None else slope.source,
        grade_noise_pct=None if slope is None else slope.noise_pct,
        surfaces_m=said.metres,
        surface_source=said.source,
        turns=run.turns(),
        force=run.force(known),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """A cleaned run with what every part of its exposure needs; columns of shape (n,)."""

    activity: Activity
    found: Gaits
    running: MovingTime
    plane: Plane | None
    ground: Column | None
    is_still: Flags

    @classmethod
    def of(cls, activity: Activity) -> _Run:
        """The gaits, positions and ground of a run."""
        samples = activity.samples
        plane = plane_of(samples)
        ground = ground_m(samples, plane)
        seconds = moving_time(activity).seconds
        found = gaits(with_speed(samples, plane, ground), seconds)
        running = MovingTime(seconds, found.labels == Gait.RUNNING)
        return cls(activity, found, running, plane, ground, found.labels == Gait.STANDING)

    @property
    def distance_m(self) -> float | None:
        """The device's distance, else the ground of the samples."""
        if self.activity.distance_m or self.ground is None:
            return self.activity.distance_m or None
        return float(self.ground[-1] - self.ground[0]) or None

    @property
    def steps(self) -> Column | None:
        """Steps each sample stands for; None where no step rate was measured."""
        rate = self.activity.samples.channels.get(Channel.STEP_RATE)
        return None if rate is None else np.nan_to_num(rate) * self.running.seconds / 60.0

    def grade_shares(self, slope: Slopes) -> Mapping[GradeClass, GradeShare]:
        """Distance, time on the move and steps by class of slope."""
        moved_s = np.where(self.is_still, 0.0, self.running.seconds)
        return grade_shares(slope, moved_s, self.steps)

    def turns(self) -> TurnExposure | None:
        """Turning, where positions are known."""
        if self.plane is None or self.ground is None:
            return None
        return turns(self.plane, self.activity.samples.time_s, self.ground, self.is_still)

    def force(self, slope: Slopes | None) -> ForceExposure | None:
        """Force of the running steps, where contact time was measured."""
        steps = self.steps
        if steps is None or Channel.CONTACT_TIME not in self.activity.samples.channels:
            return None
        grade = None if slope is None else slope.at_samples(steps.size)
        metres = np.zeros(steps.shape)
        if self.ground is not None:
            metres[:-1] = np.diff(self.ground)
        return force(self.activity, self.running.is_moving, steps, grade, metres)
