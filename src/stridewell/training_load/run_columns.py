"""Runs as columns, the oldest first, so that ten years are worked out at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from stridewell.activity.exposure import GradeClass
from stridewell.activity.track import Column
from stridewell.training_load.run_record import RunRecord
from stridewell.values.timeline import in_utc

Days: TypeAlias = npt.NDArray[np.int64]
"""Days as proleptic ordinals, shape (n,)."""
S_PER_DAY, S_PER_MIN, M_PER_KM = 86_400.0, 60.0, 1000.0
STEEP = (GradeClass.STEEP_DOWN, GradeClass.DOWN, GradeClass.UP, GradeClass.STEEP_UP)
"""Slopes beyond 4 %, on which no force can be told from contact time."""


@dataclass(frozen=True, slots=True, eq=False)
class ForceColumns:
    """Force of the level steps; shape (n,), ``weighted`` (n, exponents). NaN where unknown."""

    source: tuple[str, ...]
    km: Column
    weighted: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RunColumns:
    """Runs in order of time; every column has shape (n,), NaN where nobody measured it.

    ``time_d`` is the start in days on the UTC clock, ``day`` the runner's calendar day as an
    ordinal. ``steep_km`` has shape (n, 4) in the order of ``STEEP``.
    """

    records: tuple[RunRecord, ...]
    time_d: Column
    day: Days
    minutes: Column
    km: Column
    steps: Column
    effort: Column
    downhill_m: Column
    ascent_m: Column
    steep_km: npt.NDArray[np.float64]
    walking_s: Column
    force: ForceColumns


def run_columns(runs: Sequence[RunRecord], zone: tzinfo, exponents: Sequence[int]) -> RunColumns:
    """Runs as columns; the order they are given in does not matter."""
    records = tuple(sorted(runs, key=lambda run: (in_utc(run.summary.start), run.id)))
    summaries = [run.summary for run in records]
    days = [each.start.astimezone(zone).toordinal() for each in summaries]
    return RunColumns(
        records=records,
        time_d=_column(each.start.timestamp() / S_PER_DAY for each in summaries),
        day=np.array(days, dtype=np.int64),
        minutes=_column(each.duration_s / S_PER_MIN for each in summaries),
        km=_column((each.distance_m or None) for each in summaries) / M_PER_KM,
        steps=_column(each.steps for each in summaries),
        effort=_column(run.effort for run in records),
        downhill_m=_column(_downhill_m(run) for run in records),
        ascent_m=_column(each.ascent_m for each in summaries),
        steep_km=_steep_km(records),
        walking_s=_column(0.0 if r.exposure is None else r.exposure.walking_s for r in records),
        force=_force(records, exponents),
    )


def _column(values: Iterable[float | None]) -> Column:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _downhill_m(run: RunRecord) -> float | None:
    return None if run.exposure is None else run.exposure.downhill_m


def _steep_km(records: Sequence[RunRecord]) -> npt.NDArray[np.float64]:
    """Kilometres of each steep class; 0 where slopes are not known, as no force is then either."""
    rows = [
        [0.0] * len(STEEP)
        if run.exposure is None or run.exposure.grades is None
        else [
            run.exposure.grades[each].distance_m / M_PER_KM if each in run.exposure.grades else 0.0
            for each in STEEP
        ]
        for run in records
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, len(STEEP))


def _force(records: Sequence[RunRecord], exponents: Sequence[int]) -> ForceColumns:
    found = [None if run.exposure is None else run.exposure.force for run in records]
    weighted = [
        [np.nan] * len(exponents) if each is None else [each.weighted(b) for b in exponents]
        for each in found
    ]
    return ForceColumns(
        source=tuple("" if each is None else each.source for each in found),
        km=_column(None if each is None else each.distance_m or None for each in found) / M_PER_KM,
        weighted=np.array(weighted, dtype=np.float64).reshape(-1, len(exponents)),
    )
