"""What the samples add up to, beside what the watch itself says of the run."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from stridewell.activity.clean import clean_activity
from stridewell.activity.moving import paused_s
from stridewell.activity.strides import STEPS_PER_STRIDE, summarise_run
from stridewell.activity.track import Activity, Channel
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.app.files import FoundFile
from stridewell.errors import FileRefusedError

LEAST: Mapping[str, float] = {
    "time without pauses": 60.0,
    "distance": 100.0,
    "steps": 100.0,
    "climb": 20.0,
}
"""Smaller totals are left out: there a metre or a second is a large share."""
CLIMBS = {"ascent_m", "descent_m"}


@dataclass(frozen=True, slots=True)
class Total:
    """How our sum over the samples lies to the watch's own number, in percent of the latter."""

    what: str
    differences_pct: tuple[float, ...]

    @property
    def median_pct(self) -> float:
        """The median, with its sign."""
        return statistics.median(self.differences_pct)

    @property
    def typical_pct(self) -> float:
        """The median of the sizes."""
        return statistics.median(abs(each) for each in self.differences_pct)

    @property
    def largest_pct(self) -> float:
        """The largest size."""
        return max(abs(each) for each in self.differences_pct)

    def within(self, percent: float) -> int:
        """How many lie so close."""
        return sum(abs(each) <= percent for each in self.differences_pct)


def _time(activity: Activity) -> tuple[float | None, float | None]:
    return activity.elapsed_s - paused_s(activity), activity.timer_s


def _distance(activity: Activity) -> tuple[float | None, float | None]:
    column = activity.samples.column(Channel.DISTANCE)
    known = column[~np.isnan(column)]
    return (float(known[-1]) if known.size else None), activity.distance_m


def _steps(activity: Activity) -> tuple[float | None, float | None]:
    ours = summarise_run(replace(activity, strides=None)).steps
    theirs = None if activity.strides is None else STEPS_PER_STRIDE * activity.strides
    return ours, theirs


def _climb(activity: Activity) -> tuple[float | None, float | None]:
    own = {name: value for name, value in activity.totals.items() if name not in CLIMBS}
    bare = summarise_run(replace(activity, totals=own))
    if bare.ascent_m is None or bare.descent_m is None or not activity.totals.keys() >= CLIMBS:
        return None, None
    theirs = activity.totals["ascent_m"] + activity.totals["descent_m"]
    return bare.ascent_m + bare.descent_m, theirs


MEASURES: Mapping[str, Callable[[Activity], tuple[float | None, float | None]]] = {
    "time without pauses": _time,
    "distance": _distance,
    "steps": _steps,
    "climb": _climb,
}


def compare_totals(folder: Path) -> list[Total]:
    """Every run in a folder, by measure; the same run in a second file counts once."""
    runs = {(run.start, run.elapsed_s): run for run in _runs(folder)}
    return [Total(what, tuple(_differences(what, [*runs.values()]))) for what in MEASURES]


def _differences(what: str, runs: list[Activity]) -> Iterator[float]:
    for run in runs:
        ours, theirs = MEASURES[what](run)
        if ours is not None and theirs is not None and theirs >= LEAST[what]:
            yield 100.0 * (ours - theirs) / theirs


def _runs(folder: Path) -> Iterator[Activity]:
    files = LocalActivityFiles()
    for found in files.walk([folder]):
        if isinstance(found, FoundFile):
            try:
                activities = files.read(found).activities
            except FileRefusedError:
                continue
            yield from (clean_activity(each)[0] for each in activities if each.is_run)
