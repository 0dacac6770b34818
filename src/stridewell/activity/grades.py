"""Slopes of the ground from smoothed altitude, and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.activity.exposure import AltitudeSource, GradeClass, GradeShare
from stridewell.activity.ground import EvenCells, Flags, Way
from stridewell.activity.track import Activity, Channel, Column

CLASS_BOUNDS_PCT = (-9.0, -4.0, -1.0, 1.0, 4.0, 9.0)
CLASSES = tuple(GradeClass)
NOISIEST_PCT = 1.25
"""Slopes with a larger standard error would put most of a flat run into other classes."""
NOISIEST_SHARE = 1.0 / 3.0
"""In hills more is borne: up to this share of the spread of all slopes."""
INDOORS = frozenset({"treadmill", "indoor_running", "indoor_walking", "virtual_activity"})
"""Sub-sports whose altitude, if there is one, is that of a room or of a game."""

_CELL_M = 5.0
_HALF_WINDOW = {AltitudeSource.WATCH: 5, AltitudeSource.SATELLITE: 6}
"""Cells on each side of the one whose slope is fitted: windows of 55 and 65 m."""
_LEAST_CELLS = 20
_CLIFF_M, _CLIFF_SLOPE = 6.0, 0.6
"""A step that jumps by more, and more steeply, is a device correcting itself, not ground."""
_TO_DEVIATION = 1.4826
"""From the median of absolute deviations to the standard deviation of normal noise."""
_STICKIEST = 0.95
_PHONE_APPS = ("strava", "runkeeper", "runtastic", "mapmyfitness", "polar_beat", "wahoo_app")


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """Slope of each cell in percent, and what is needed to share a run out among them."""

    way: Way
    cells: EvenCells
    grade_pct: Column
    noise_pct: float
    source: AltitudeSource

    @property
    def is_too_noisy(self) -> bool:
        """Whether the altitude cannot tell the classes of slope apart."""
        borne = NOISIEST_SHARE * float(np.std(self.grade_pct))
        return self.noise_pct > max(NOISIEST_PCT, borne)

    def at_samples(self, size: int) -> Column:
        """The slope at each of the recording's samples, NaN where altitude was not known."""
        grades = np.full(size, np.nan)
        grades[self.way.rows] = self.grade_pct[self.cells.of_samples()]
        return grades


def altitude_source(activity: Activity) -> AltitudeSource:
    """Whether altitude came from a watch or from satellites alone (GPX, phone apps)."""
    by_phone = any(device.manufacturer.startswith(_PHONE_APPS) for device in activity.devices[:1])
    if activity.origin.format == "gpx" or by_phone:
        return AltitudeSource.SATELLITE
    return AltitudeSource.WATCH


def slopes(activity: Activity, ground: Column, is_still: Flags) -> Slopes | None:
    """The slopes of a cleaned run; None indoors, without altitude, or below 100 m of ground.

    ``ground`` has shape (n,), in metres, ``is_still`` is true where the runner stood. Altitude
    is averaged over cells of 5 m and its slope fitted over 55 m (65 m for satellite heights).
    Jumps over a gap, a pause or a correction of the device are no slopes.
    """
    samples = activity.samples
    altitude = samples.channels.get(Channel.ALTITUDE)
    if altitude is None or activity.sub_sport in INDOORS:
        return None
    way = Way.along(samples.time_s, ground, np.isfinite(altitude), is_still)
    rises = np.diff(altitude[way.rows])
    cliffs = np.abs(rises) > np.maximum(_CLIFF_M, _CLIFF_SLOPE * way.steps_m)
    way = way.breaking(cliffs)
    cells = way.cells(_CELL_M, _LEAST_CELLS)
    if cells is None:
        return None
    rises[way.is_break] = 0.0
    heights = cells.means(np.concatenate(([0.0], np.cumsum(rises))))
    source = altitude_source(activity)
    grade, noise = _fit(heights, _HALF_WINDOW[source], cells.size_m)
    return Slopes(way, cells, grade, noise, source)


def grade_shares(
    found: Slopes, seconds: Column, steps: Column | None
) -> Mapping[GradeClass, GradeShare]:
    """Distance, time and steps in each class of slope.

    ``seconds`` and ``steps`` have shape (n,): what each sample stands for. Classes that did
    not occur are there with zeros.
    """
    classes = np.searchsorted(CLASS_BOUNDS_PCT, found.grade_pct, side="right")
    size = len(CLASSES)
    metres = np.bincount(classes, minlength=size) * found.cells.size_m
    durations = np.bincount(classes, weights=_in_cells(found, seconds), minlength=size)
    counts = None
    if steps is not None:
        counts = np.bincount(classes, weights=_in_cells(found, steps), minlength=size)
    return {
        each: GradeShare(
            float(metres[n]), float(durations[n]), None if counts is None else float(counts[n])
        )
        for n, each in enumerate(CLASSES)
    }


def _in_cells(found: Slopes, per_sample: Column) -> Column:
    """What lies in each cell of a quantity each sample stands for; over breaks nothing."""
    before = np.concatenate(([0.0], np.cumsum(per_sample)))[:-1]
    steps = np.diff(before[found.way.rows])
    steps[found.way.is_break] = 0.0
    return found.cells.sums(steps)


def _fit(heights: Column, half: int, size_m: float) -> tuple[Column, float]:
    """Slope of the line fitted around each cell, and its standard error, both in percent.

    At the ends the way is continued as its own mirror image through the end point. The error
    is that of the cells around their running mean, more where neighbours err together.
    """
    low = 2.0 * heights[0] - heights[half:0:-1]
    high = 2.0 * heights[-1] - heights[-2 : -half - 2 : -1]
    padded = np.concatenate((low, heights, high))
    offsets = np.arange(-half, half + 1)
    spread = float((offsets**2).sum())
    grade = np.convolve(padded, offsets[::-1] * (100.0 / (spread * size_m)), mode="valid")
    window = np.full(offsets.size, 1.0 / offsets.size)
    left_over = heights - np.convolve(padded, window, mode="valid")
    return grade, 100.0 * _deviation(left_over) / (np.sqrt(spread) * size_m)


def _deviation(left_over: Column) -> float:
    """Standard deviation of noise, widened by how much neighbours are alike.

    The first widening is that of a mean of sticky noise; the second makes good for what the
    running mean takes along of it (set on made-up noise of 2 to 300 s, right within a third).
    """
    # not @: linear algebra in threads waits for a busy machine longer than it calculates
    energy = float((left_over * left_over).sum())
    if energy <= 0:
        return 0.0
    alike = min(max(float((left_over[1:] * left_over[:-1]).sum()) / energy, 0.0), _STICKIEST)
    plain = _TO_DEVIATION * float(np.median(np.abs(left_over)))
    return plain * float(np.sqrt((1.0 + alike) / (1.0 - alike))) * (1.0 + alike)
