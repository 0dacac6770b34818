"""One run in numbers: how long, how far, how many steps, and how the feet met the ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from stridewell.activity.climb import climb
from stridewell.activity.moving import MovingTime, moving_time, paused_s
from stridewell.activity.track import Activity, Channel, Column
from stridewell.values.evidence import Issue, Severity

STEPS_PER_STRIDE = 2
TOTALS_TOLERANCE = 0.02
"""How far our own means and the device's may lie apart before we say so."""
_SUMS = ("distance_m", "steps")
_TOLD: Mapping[str, tuple[str, str]] = {
    "distance_m": ("Distance", "{:,.0f} m"),
    "steps": ("Steps", "{:,.0f}"),
    Channel.STEP_RATE: ("Step rate", "{:.1f} steps a minute"),
    Channel.CONTACT_TIME: ("Time on the ground", "{:.0f} ms a step"),
    Channel.CONTACT_BALANCE: ("The left foot's share of the time on the ground", "{:.1f} %"),
    Channel.VERTICAL_OSCILLATION: ("Up and down", "{:.1f} mm a step"),
    Channel.VERTICAL_RATIO: ("Up and down beside the length of a step", "{:.1f} %"),
    Channel.STEP_LENGTH: ("Length of a step", "{:.0f} mm"),
    Channel.HEART_RATE: ("Heart rate", "{:.0f} beats a minute"),
}
"""What a number is called, and how it is written."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run in numbers; None where the file has no measurement, never 0.

    ``duration_s`` leaves pauses out, ``elapsed_s`` counts them. Means are weighted by time
    and taken over movement only: no pauses, no standing, no gaps beyond 30 s.
    """

    start: datetime
    sport: str
    sub_sport: str
    duration_s: float
    elapsed_s: float
    distance_m: float | None
    steps: int | None
    step_rate_spm: float | None
    contact_time_ms: float | None
    contact_balance_left_pct: float | None
    vertical_oscillation_mm: float | None
    vertical_ratio_pct: float | None
    step_length_mm: float | None
    power_w: float | None
    heart_rate_bpm: float | None
    ascent_m: float | None
    descent_m: float | None
    contact_time_source: str | None


def summarise_run(activity: Activity) -> RunSummary:
    """A cleaned activity in numbers.

    The device's own totals come first (timer, distance, strides, climb); what it left out is
    worked out from the samples: steps as step rate over time, climb from smoothed altitude.
    Means always come from the samples.
    """
    moving = moving_time(activity)
    ascent, descent = climb(activity)
    timer = activity.timer_s
    return RunSummary(
        start=activity.start,
        sport=activity.sport,
        sub_sport=activity.sub_sport,
        duration_s=activity.elapsed_s - paused_s(activity) if timer is None else timer,
        elapsed_s=activity.elapsed_s,
        distance_m=_distance(activity),
        steps=_steps(activity, moving),
        step_rate_spm=_mean(activity, moving, Channel.STEP_RATE),
        contact_time_ms=_mean(activity, moving, Channel.CONTACT_TIME),
        contact_balance_left_pct=_mean(activity, moving, Channel.CONTACT_BALANCE),
        vertical_oscillation_mm=_mean(activity, moving, Channel.VERTICAL_OSCILLATION),
        vertical_ratio_pct=_mean(activity, moving, Channel.VERTICAL_RATIO),
        step_length_mm=_mean(activity, moving, Channel.STEP_LENGTH),
        power_w=_mean(activity, moving, Channel.POWER),
        heart_rate_bpm=_mean(activity, moving, Channel.HEART_RATE),
        ascent_m=ascent,
        descent_m=descent,
        contact_time_source=activity.channel_sources.get(Channel.CONTACT_TIME),
    )


def check_totals(activity: Activity, summary: RunSummary) -> tuple[Issue, ...]:
    """Where the samples and the device's own totals lie more than 2 % apart."""
    return tuple(
        _apart(name, ours, theirs)
        for name, ours, theirs in _pairs(activity, summary)
        if theirs > 0 and abs(ours - theirs) > TOTALS_TOLERANCE * theirs
    )


def _apart(name: str, ours: float, theirs: float) -> Issue:
    """Two numbers for one thing, in words and with its unit."""
    what, number = _TOLD[name]
    text = (
        f"{what}: {number.format(ours)} from the single readings, {number.format(theirs)} in the "
        "watch's own summary."
    )
    if name in _SUMS:
        return Issue(Severity.WARNING, name, text, "The watch's number is shown.")
    remedy = "The mean while moving is shown; the watch may count standing."
    return Issue(Severity.NOTE, name, text, remedy)


def _pairs(activity: Activity, summary: RunSummary) -> Iterator[tuple[str, float, float]]:
    """What can be compared: name, the samples' number, the device's number."""
    distance = _last_known(activity.samples.column(Channel.DISTANCE))
    if distance is not None and activity.distance_m is not None:
        yield "distance_m", distance, activity.distance_m
    counted = _integrated_steps(activity, moving_time(activity))
    if counted is not None and activity.strides is not None:
        yield "steps", float(counted), float(STEPS_PER_STRIDE * activity.strides)
    for name, ours in _means(summary).items():
        theirs = activity.totals.get(name)
        is_own = activity.channel_sources.get(Channel(name), "device") == "device"
        if ours is not None and theirs is not None and is_own:
            yield name, ours, theirs


def _means(summary: RunSummary) -> Mapping[str, float | None]:
    """The summary's means under the names of their channels."""
    return {
        Channel.STEP_RATE: summary.step_rate_spm,
        Channel.CONTACT_TIME: summary.contact_time_ms,
        Channel.CONTACT_BALANCE: summary.contact_balance_left_pct,
        Channel.VERTICAL_OSCILLATION: summary.vertical_oscillation_mm,
        Channel.VERTICAL_RATIO: summary.vertical_ratio_pct,
        Channel.STEP_LENGTH: summary.step_length_mm,
        Channel.HEART_RATE: summary.heart_rate_bpm,
    }


def _mean(activity: Activity, moving: MovingTime, channel: Channel) -> float | None:
    """The mean of a channel over movement; None when it was not measured or only read 0."""
    return moving.mean(activity.samples.column(channel)) or None


def _distance(activity: Activity) -> float | None:
    """The device's distance, else where its distance column ended; 0 means not measured."""
    return activity.distance_m or _last_known(activity.samples.column(Channel.DISTANCE)) or None


def _steps(activity: Activity, moving: MovingTime) -> int | None:
    """Two steps for each stride the device counted, else step rate over time; 0 is None."""
    if activity.strides:
        return STEPS_PER_STRIDE * activity.strides
    return _integrated_steps(activity, moving)


def _integrated_steps(activity: Activity, moving: MovingTime) -> int | None:
    """Step rate over time; None when no step was measured."""
    rate = activity.samples.column(Channel.STEP_RATE)
    return round(moving.integral(rate / 60.0)) or None


def _last_known(column: Column) -> float | None:
    """The last value that was measured."""
    known = column[~np.isnan(column)]
    return float(known[-1]) if known.size else None
