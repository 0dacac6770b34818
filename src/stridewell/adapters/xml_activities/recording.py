"""Points of an XML file: put on one clock, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import numpy as np

from stridewell.activity.track import Channel, Column, Samples
from stridewell.adapters.xml_activities.earth import distance_along_m
from stridewell.adapters.xml_activities.sports import Sport
from stridewell.values.evidence import Issue, Severity
from stridewell.values.timeline import Span

_HIGHEST_ONE_LEG_RATE = 120.0
"""Strides per minute nobody reaches: it would be 240 steps, so the file counted both feet."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point as filed. ``track`` changes where the recording was interrupted.

    The step rate is still the file's own cadence here, most often of one leg.
    """

    at: datetime | None
    track: int
    values: Mapping[Channel, float]


@dataclass(frozen=True, slots=True)
class Recording:
    """Points on one clock; the first timed point of the file is second 0."""

    start: datetime
    samples: Samples
    pauses: tuple[Span, ...]
    issues: tuple[Issue, ...]


def record(points: Sequence[Point], sport: Sport, where: str) -> Recording | None:
    """All timed points in file order, or None when none has a time.

    Distance is measured over the positions where the file has none of its own.
    """
    timed = [(point.at, point) for point in points if point.at is not None]
    if not timed:
        return None
    start = timed[0][0]
    time_s = np.array([(at - start).total_seconds() for at, _ in timed])
    filed = _columns([point for _, point in timed])
    tracks = np.array([point.track for _, point in timed])
    cadence_issues = _adopt_cadence(filed, sport, where)
    _adopt_distance(filed, tracks)
    pauses = tuple(
        Span(before, after)
        for (before, one), (after, other) in pairwise(timed)
        if one.track != other.track and before < after
    )
    clock_issues = _clock_issues(time_s, len(points) - len(timed), where)
    return Recording(start, Samples(time_s, filed), pauses, clock_issues + cadence_issues)


def _columns(points: Sequence[Point]) -> dict[Channel, Column]:
    columns = {
        channel: np.array([point.values.get(channel, np.nan) for point in points])
        for channel in Channel
    }
    heart_rate = columns[Channel.HEART_RATE]
    heart_rate[heart_rate <= 0] = np.nan
    for channel, limit in ((Channel.LATITUDE, 90.0), (Channel.LONGITUDE, 180.0)):
        columns[channel][np.abs(columns[channel]) > limit] = np.nan
    return {channel: column for channel, column in columns.items() if np.isfinite(column).any()}


def _adopt_distance(columns: dict[Channel, Column], tracks: Column) -> None:
    if Channel.DISTANCE in columns or not {Channel.LATITUDE, Channel.LONGITUDE} <= columns.keys():
        return
    columns[Channel.DISTANCE] = distance_along_m(
        columns[Channel.LATITUDE], columns[Channel.LONGITUDE], tracks
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
        text = f"{untimed} points have no time and were left out."
        issues.append(Issue(Severity.WARNING, where, text))
    backward = np.flatnonzero(np.diff(time_s) < 0)
    if backward.size:
        first = int(backward[0])
        step_s = time_s[first] - time_s[first + 1]
        text = (
            f"The time runs backwards {backward.size} times, first by {step_s:g} s after point "
            f"{first + 1}; the points were kept in the order of the file."
        )
        issues.append(Issue(Severity.WARNING, where, text))
    return tuple(issues)
