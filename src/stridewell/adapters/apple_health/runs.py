"""A workout, its route and the measurements of its time → one activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from stridewell.activity.track import Activity, Channel, Column, FileOrigin, Samples
from stridewell.adapters.apple_health.kinds import STEPS, Kind
from stridewell.adapters.apple_health.records import Readings
from stridewell.adapters.apple_health.tracks import Track
from stridewell.adapters.apple_health.workouts import Workout
from stridewell.adapters.xml_activities.earth import distance_along_m

_DEVICE = "device"
_STEPS_PER_STRIDE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One kind of measurement during one workout, from one source.

    ``source`` is "device" for what the source of the workout itself measured.
    """

    kind: Kind
    readings: Readings
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """All there is of one run, in as few bytes as it needs."""

    workout: Workout
    track: Track | None
    measured: tuple[Measured, ...]


class Runs(Sequence[Activity]):
    """The runs of an export, each made into an activity only when it is asked for.

    An activity with a reading each second needs ten times the memory of what it is made of, and
    an export holds all runs of many years.
    """

    def __init__(self, runs: Sequence[Run], origin: FileOrigin) -> None:
        """Give them in the order of the file."""
        self._runs = tuple(runs)
        self._origin = origin

    def __len__(self) -> int:
        """How many there are."""
        return len(self._runs)

    @overload
    def __getitem__(self, index: int) -> Activity: ...

    @overload
    def __getitem__(self, index: slice) -> Runs: ...

    def __getitem__(self, index: int | slice) -> Activity | Runs:
        """One run as an activity, or some of them still to be made."""
        if isinstance(index, slice):
            return Runs(self._runs[index], self._origin)
        return as_activity(self._runs[index], self._origin)

    def __iter__(self) -> Iterator[Activity]:
        """One after the other."""
        return (as_activity(run, self._origin) for run in self._runs)


def measured_during(
    workout: Workout, kind: Kind, readings: Readings, names: Sequence[str]
) -> Measured | None:
    """What was measured of one kind during a workout, from one source so that nothing adds up.

    A phone and a watch both count the steps of one run. The source of the workout itself comes
    first; where it did not measure, the one that measured for the longest time.
    """
    begin, end = workout.start.timestamp(), workout.end.timestamp()
    near = readings.between(begin - _LONGEST_READING_S, end)
    found = near.rows(near.start_s + np.maximum(near.duration_s, 1.0) > begin)
    return _from_one_source(kind, found, workout.source, names) if len(found) else None


_LONGEST_READING_S = 3_600.0
"""Phones add up steps for up to ten minutes; what began an hour before is no part of the run."""


def _from_one_source(kind: Kind, readings: Readings, own: str, names: Sequence[str]) -> Measured:
    numbers = np.unique(readings.source)
    by_name = {names[number]: number for number in numbers.tolist()}
    if own in by_name:
        return Measured(kind, readings.rows(readings.source == by_name[own]), _DEVICE)
    lasting = np.maximum(readings.duration_s, kind.held_s)
    most = max(numbers.tolist(), key=lambda number: lasting[readings.source == number].sum())
    return Measured(kind, readings.rows(readings.source == most), names[most])


def as_activity(run: Run, origin: FileOrigin) -> Activity:
    """The run with a sample each second, and one for each point of its route."""
    workout, track = run.workout, run.track
    time_s = _clock(workout, track)
    channels = {} if track is None else _placed(track, time_s)
    sources = dict.fromkeys(channels, _DEVICE)
    for each in run.measured:
        channel = each.kind.channel
        if channel is not None and channel not in channels:
            channels[channel] = _held(each, time_s + workout.start.timestamp())
            sources[channel] = each.source
    known = {channel: column for channel, column in channels.items() if np.isfinite(column).any()}
    return Activity(
        start=workout.start,
        sport="running",
        sub_sport="indoor_running" if workout.is_indoor else "generic",
        elapsed_s=workout.elapsed_s,
        timer_s=workout.timer_s,
        distance_m=workout.distance_m,
        samples=Samples(time_s, known),
        origin=origin,
        laps=workout.laps,
        pauses=workout.pauses,
        devices=() if workout.device is None else (workout.device,),
        strides=None if workout.steps is None else workout.steps // _STEPS_PER_STRIDE,
        totals=workout.totals,
        channel_sources={channel: sources[channel] for channel in known},
    )


def _clock(workout: Workout, track: Track | None) -> Column:
    """The times of all points of the route, and every full second that lies far from them."""
    seconds = np.arange(workout.elapsed_s + 1.0)
    if track is None or not track.time_s.size:
        return seconds
    points = np.sort(track.time_s)
    behind = np.searchsorted(points, seconds)
    after = points[np.minimum(behind, points.size - 1)] - seconds
    before = seconds - points[np.maximum(behind - 1, 0)]
    lonely = (np.abs(after) >= 1.0) & (np.abs(before) >= 1.0)
    return np.sort(np.concatenate([track.time_s, seconds[lonely]]), kind="stable")


def _placed(track: Track, time_s: Column) -> dict[Channel, Column]:
    """The channels of the route on the clock of the run; distance is measured along it."""
    order = np.argsort(track.time_s, kind="stable")
    channels = {channel: column[order] for channel, column in track.channels().items()}
    channels[Channel.DISTANCE] = distance_along_m(
        channels[Channel.LATITUDE], channels[Channel.LONGITUDE], track.number[order].astype(float)
    )
    rows = _rows_of(track.time_s[order], time_s)
    placed = {}
    for channel, column in channels.items():
        if np.isfinite(column).any():
            placed[channel] = np.full(time_s.shape, np.nan)
            placed[channel][rows] = column
    return placed


def _rows_of(points: Column, time_s: Column) -> Column:
    """Where on the clock each point stands; several points of one moment stand side by side."""
    first = np.searchsorted(time_s, points)
    again = np.arange(points.size) - np.searchsorted(points, points)
    rows: Column = first + again
    return rows


def _held(measured: Measured, at_s: Column) -> Column:
    """The reading that counts at each moment, NaN where none does."""
    readings, kind = measured.readings, measured.kind
    lasting = np.maximum(readings.duration_s.astype(np.float64), kind.held_s)
    values = readings.value.astype(np.float64)
    if kind is STEPS:
        values = 60.0 * values / np.maximum(readings.duration_s, 1.0)
    last = np.searchsorted(readings.start_s, at_s, side="right") - 1
    held = (last >= 0) & (at_s < (readings.start_s + lasting)[last])
    column: Column = np.where(held, values[last], np.nan)
    return column
