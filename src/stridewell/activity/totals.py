"""Totals of the device that cannot be: a broken number must not become somebody's longest run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stridewell.activity.limits import (
    FASTEST_RUN_M_S,
    LONGEST_ACTIVITY_S,
    ON_FOOT,
    STEP_RATE_MOVING,
)
from stridewell.activity.track import Activity, Channel, Samples
from stridewell.values.evidence import Issue, Severity

_LOOK = "Look whether time and distance of this run are right."
_MINUTE_S = 60.0


def believable_totals(activity: Activity) -> tuple[Activity, tuple[Issue, ...]]:
    """The activity without totals no watch can have measured, and what was left out.

    ``activity`` has cleaned samples. Times beyond a week give way to the samples' own; on foot,
    distances faster than any sprinter and strides quicker than any runner's are not measured.
    """
    issues: list[Issue] = []
    if max(activity.elapsed_s, activity.timer_s or 0.0) > LONGEST_ACTIVITY_S:
        activity = _timed_by_samples(activity)
        issues.append(_issue("time", "The file claims more than a week of activity"))
    if activity.sport not in ON_FOOT:
        return activity, tuple(issues)
    last_sample_s = float(np.max(activity.samples.time_s, initial=0.0))
    seconds = max(activity.elapsed_s, activity.timer_s or 0.0, last_sample_s)
    if (activity.distance_m or 0.0) > FASTEST_RUN_M_S * seconds > 0:
        activity = replace(activity, distance_m=None)
        issues.append(_issue("distance_m", "The file claims a distance no one can run in its time"))
    if (activity.strides or 0) > STEP_RATE_MOVING.high / 2 * seconds / _MINUTE_S > 0:
        activity = replace(activity, strides=None)
        issues.append(_issue("steps", "The file claims more steps than fit into its time"))
    samples = _reachable(activity.samples, seconds)
    if samples is not activity.samples:
        activity = replace(activity, samples=samples)
        issues.append(
            _issue("distance_m", "The distance begins farther on than anyone can have run")
        )
    return activity, tuple(issues)


def _reachable(samples: Samples, seconds: float) -> Samples:
    """Samples whose distance ends where a runner can be after so many seconds.

    One that ends farther on begins at 0 instead (the way before was lost); one that still ends
    too far was never measured.
    """
    distance = samples.channels.get(Channel.DISTANCE)
    farthest = FASTEST_RUN_M_S * seconds
    if distance is None or farthest <= 0 or not np.nanmax(distance, initial=0.0) > farthest:
        return samples
    channels = dict(samples.channels)
    channels[Channel.DISTANCE] = distance - np.nanmin(distance)
    if np.nanmax(channels[Channel.DISTANCE]) > farthest:
        del channels[Channel.DISTANCE]
    return Samples(samples.time_s, channels)


def _timed_by_samples(activity: Activity) -> Activity:
    """The activity as long as its samples."""
    last = float(np.max(activity.samples.time_s, initial=0.0))
    return replace(activity, elapsed_s=last, timer_s=None, pauses=())


def _issue(where: str, claim: str) -> Issue:
    text = f"{claim}; what its samples tell was taken instead."
    return Issue(Severity.WARNING, where, text, _LOOK)
