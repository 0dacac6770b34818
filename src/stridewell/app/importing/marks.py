"""What tells one recording from another, and which of several measured most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from stridewell.activity.strides import RunSummary
from stridewell.activity.track import RUNNING_DYNAMICS, Activity, Channel, Column
from stridewell.app.importing.records import RecordingMark

MINUTE_S = 60.0
MINUTES = 16
UNKNOWN = -1_000_000
"""Stands for a minute without a measurement; no heart rate, distance or angle is that low."""
FRESH_S = 12.0
"""How old a sample may be and still tell of its minute: watches that save space write each 8 s."""
ANGLE_PARTS = 100_000
COVERS = 0.97
"""A recording that ran for less of the run than this was cut short."""
FORMAT_RANKS = {"fit": 3, "tcx": 2, "gpx": 1}
POSITION = (Channel.LATITUDE, Channel.LONGITUDE)
Richness = tuple[bool, int, int, bool, float, int]
_Key = TypeVar("_Key")


def mark_of(activity: Activity, summary: RunSummary) -> RecordingMark:
    """The mark of a cleaned recording."""
    samples = activity.samples
    measured = {name for name, column in samples.channels.items() if not np.isnan(column).all()}
    has_places = set(POSITION) <= measured
    both = [_by_minute(activity, channel, ANGLE_PARTS) for channel in POSITION]
    return RecordingMark(
        start_s=summary.start.timestamp(),
        duration_s=summary.duration_s,
        distance_m=summary.distance_m,
        format=str(activity.origin.format),
        samples=len(samples),
        dynamics=len(measured & set(RUNNING_DYNAMICS)),
        body=len(measured & {Channel.STEP_RATE, Channel.HEART_RATE}),
        has_places=has_places,
        heart=_by_minute(activity, Channel.HEART_RATE, 1),
        metres=_by_minute(activity, Channel.DISTANCE, 1),
        places=tuple(angle for pair in zip(*both, strict=False) for angle in pair),
        elapsed_s=summary.elapsed_s,
    )


def bare_mark(summary: RunSummary) -> RecordingMark:
    """What can be told of a recording that was stored before marks were."""
    start_s = summary.start.timestamp()
    return RecordingMark(
        *(start_s, summary.duration_s, summary.distance_m, ""), elapsed_s=summary.elapsed_s
    )


def richness(mark: RecordingMark, longest_s: float) -> Richness:
    """The order of recordings of one run; the larger measured more.

    First whether it covers the run from its start to its end, pauses included, then running
    dynamics, step rate and heart rate, positions, samples a second, and the format: FIT before
    TCX before GPX.
    """
    density = round(mark.samples / mark.duration_s, 1) if mark.duration_s > 0 else 0.0
    return (
        mark.span_s >= COVERS * longest_s,
        mark.dynamics,
        mark.body,
        mark.has_places,
        density,
        FORMAT_RANKS.get(mark.format, 0),
    )


def richest(marks: Sequence[tuple[_Key, RecordingMark]]) -> _Key:
    """The key of the richest mark, the first of several that are alike."""
    longest_s = max(mark.span_s for _, mark in marks)
    key, _ = max(marks, key=lambda each: richness(each[1], longest_s))
    return key


def _by_minute(activity: Activity, channel: Channel, parts: int) -> tuple[int, ...]:
    """A channel at the full minutes, in whole parts; empty when it was not measured."""
    column = activity.samples.channels.get(channel)
    time_s = activity.samples.time_s
    if column is None or not time_s.size:
        return ()
    known = ~np.isnan(column)
    if not known.any():
        return ()
    return _at_minutes(time_s[known], column[known] * parts)


def _at_minutes(time_s: Column, values: Column) -> tuple[int, ...]:
    minutes = np.arange(1, MINUTES + 1) * MINUTE_S
    minutes = minutes[minutes <= time_s[-1]]
    places = np.searchsorted(time_s, minutes, side="right") - 1
    fresh = (places >= 0) & (minutes - time_s[places] <= FRESH_S)
    at = np.where(fresh, np.rint(values[places]), UNKNOWN)
    return tuple(int(each) for each in at)
