"""Points of an XML file: put on one clock, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from stridewell.activity.track import Channel, Column, Samples
from stridewell.adapters.xml_activities.earth import distance_along_m
from stridewell.adapters.xml_activities.letters import Rows
from stridewell.adapters.xml_activities.moments import NO_MOMENT, Moments, as_datetime
from stridewell.adapters.xml_activities.points import Points
from stridewell.adapters.xml_activities.sports import Sport
from stridewell.values.evidence import Issue, Severity
from stridewell.values.timeline import Span

_HIGHEST_ONE_LEG_RATE = 120.0
"""Strides per minute nobody reaches: it would be 240 steps, so the file counted both feet."""
_PER_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Recording:
    """Points on one clock; the first timed point of the file is second 0."""

    start: datetime
    samples: Samples
    pauses: tuple[Span, ...]
    issues: tuple[Issue, ...]


def record(points: Points, tracks: Rows, sport: Sport, where: str) -> Recording | None:
    """All timed points in file order, or None when none has a time.

    ``tracks`` has one number for each point, which changes where the recording was interrupted.
    The step rate of the points is the file's own cadence, most often of one leg. Distance is
    measured over the positions where the file has none of its own.
    """
    timed = points.moments != NO_MOMENT
    if not timed.any():
        return None
    moments, tracks = points.moments[timed], tracks[timed]
    time_s: Column = (moments - moments[0]) / _PER_SECOND
    filed = _columns(points, timed)
    cadence_issues = _adopt_cadence(filed, sport, where)
    _adopt_distance(filed, tracks)
    clock_issues = _clock_issues(time_s, int((~timed).sum()), where)
    return Recording(
        start=as_datetime(int(moments[0])),
        samples=Samples(time_s, filed),
        pauses=_pauses(moments, tracks),
        issues=clock_issues + cadence_issues,
    )


def _columns(points: Points, timed: Rows) -> dict[Channel, Column]:
    columns = {channel: column[timed] for channel, column in points.columns.items()}
    if Channel.HEART_RATE in columns:
        heart_rate = columns[Channel.HEART_RATE]
        heart_rate[heart_rate <= 0] = np.nan
    for channel, limit in ((Channel.LATITUDE, 90.0), (Channel.LONGITUDE, 180.0)):
        if channel in columns:
            columns[channel][np.abs(columns[channel]) > limit] = np.nan
    return {channel: column for channel, column in columns.items() if np.isfinite(column).any()}


def _pauses(moments: Moments, tracks: Rows) -> tuple[Span, ...]:
    breaks = np.flatnonzero((np.diff(tracks) != 0) & (np.diff(moments) > 0))
    return tuple(
        Span(as_datetime(int(moments[row])), as_datetime(int(moments[row + 1]))) for row in breaks
    )


def _adopt_distance(columns: dict[Channel, Column], tracks: Rows) -> None:
    if Channel.DISTANCE in columns or not {Channel.LATITUDE, Channel.LONGITUDE} <= columns.keys():
        return
    columns[Channel.DISTANCE] = distance_along_m(
        columns[Channel.LATITUDE], columns[Channel.LONGITUDE], tracks.astype(np.float64)
    )


def _adopt_cadence(columns: dict[Channel, Column], sport: Sport, where: str) -> tuple[Issue, ...]:
    cadence = columns.pop(Channel.STEP_RATE, None)
    if cadence is None or not sport.is_on_foot:
        return ()
    moving = cadence[cadence > 0]
    if moving.size and np.median(moving) > _HIGHEST_ONE_LEG_RATE:
        columns[Channel.STEP_RATE] = cadence
        text = "The cadence is too high for one leg; it was read as steps of both feet."
        return (Issue(Severity.NOTE, where, text),)
    columns[Channel.STEP_RATE] = 2 * cadence
    return ()


def _clock_issues(time_s: Column, untimed: int, where: str) -> tuple[Issue, ...]:
    issues = []
    if untimed:
        counted = "1 point has" if untimed == 1 else f"{untimed:,} points have"
        text = f"{counted} no time and {'was' if untimed == 1 else 'were'} left out."
        issues.append(Issue(Severity.WARNING, where, text))
    backward = np.flatnonzero(np.diff(time_s) < 0)
    if backward.size:
        first = int(backward[0])
        step_s = time_s[first] - time_s[first + 1]
        often = "once," if backward.size == 1 else f"{backward.size:,} times, first"
        text = (
            f"The time runs backwards {often} by {step_s:g} s after point {first + 1}; "
            "the points were kept in the order of the file."
        )
        issues.append(Issue(Severity.WARNING, where, text))
    return tuple(issues)
