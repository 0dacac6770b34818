"""The side of load: the left share of contact time against the runner's own, turns, the road.

None of it is scored. More uneven runners were not hurt more often (Malisoux 2024); a shift is
told beside the pain in the order of time, and with that sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from stridewell.activity.exposure import Surface, TrackDirection
from stridewell.activity.track import Column
from stridewell.knowledge.load import LoadKnowledge
from stridewell.training_load.baseline import Usual, usual_before
from stridewell.training_load.run_columns import RunColumns
from stridewell.training_load.run_record import RoadSide, RunRecord
from stridewell.values.anatomy import Side

HALF_PCT = 50.0


@dataclass(frozen=True, slots=True)
class RunBalance:
    """The left share of contact time of one run, in percent, by one device.

    ``usual_pct`` and ``spread_pct`` (a robust standard deviation) are those of the runs of this
    device in the days before; None where there were too few (``usual_runs``).
    """

    run_id: int
    day: date
    source: str
    left_pct: float
    usual_pct: float | None
    spread_pct: float | None
    usual_runs: int

    @property
    def shift_pct(self) -> float | None:
        """Percentage points beyond what is usual, above 0 towards the left; None if unknown."""
        return None if self.usual_pct is None else self.left_pct - self.usual_pct


@dataclass(frozen=True, slots=True)
class BalanceShift:
    """Several runs in a row on which one leg stood longer than usual, by the same device.

    ``toward`` is the leg that stood longer. ``left_pct`` is the median of these runs.
    """

    source: str
    first: date
    last: date
    runs: int
    left_pct: float
    usual_pct: float
    spread_pct: float
    usual_runs: int

    @property
    def shift_pct(self) -> float:
        """Percentage points, above 0 towards the left."""
        return self.left_pct - self.usual_pct

    @property
    def toward(self) -> Side:
        """The leg that stood longer."""
        return Side.LEFT if self.shift_pct > 0 else Side.RIGHT


@dataclass(frozen=True, slots=True)
class SideExposure:
    """What one side of the body met more of in the last days; written down, not scored.

    ``runs_measured`` is how many of the runs had a track to count turns on.
    """

    first: date
    last: date
    runs: int
    runs_measured: int
    measured_m: float
    left_deg: float
    right_deg: float
    tight_left_m: float
    tight_right_m: float
    anticlockwise_m: float
    clockwise_m: float
    road_left_m: float
    road_right_m: float


def balances(runs: RunColumns, load: LoadKnowledge) -> tuple[RunBalance, ...]:
    """The balance of every run and device, the oldest first, each device on its own."""
    days, least = load.days("baseline_days"), load.days("baseline_runs")
    points = [(row, s, v) for row, run in enumerate(runs.records) for s, v in _shares(run)]
    found: list[tuple[int, RunBalance]] = []
    for source in sorted({source for _, source, _ in points}):
        rows = [row for row, named, _ in points if named == source]
        values = np.array([value for _, named, value in points if named == source])
        usual = usual_before(runs.time_d[rows], values, days, least)
        found.extend(zip(rows, _told(runs, rows, source, values, usual), strict=True))
    return tuple(balance for _, balance in sorted(found, key=lambda each: each[0]))


def _shares(run: RunRecord) -> Iterator[tuple[str, float]]:
    """The left shares of a run by device; the summary's where the run was not worked through."""
    if run.exposure is not None and run.exposure.balance_sources:
        yield from run.exposure.balance_sources.items()
    elif run.summary.contact_balance_left_pct is not None:
        yield run.summary.contact_time_source or "device", run.summary.contact_balance_left_pct


def _told(
    runs: RunColumns, rows: Sequence[int], source: str, values: Column, usual: Usual
) -> Iterator[RunBalance]:
    columns = zip(
        *(rows, values.tolist(), usual.median.tolist(), usual.spread.tolist()),
        *(usual.runs.tolist(),),
        strict=True,
    )
    for row, value, median, spread, count in columns:
        is_known = not np.isnan(median)
        yield RunBalance(
            run_id=runs.records[row].id,
            day=date.fromordinal(int(runs.day[row])),
            source=source,
            left_pct=value,
            usual_pct=median if is_known else None,
            spread_pct=spread if is_known else None,
            usual_runs=int(count),
        )


class _Base(NamedTuple):
    """What was usual before a shift began, and from where on a run lies beyond it."""

    median: float
    spread: float
    needed: float
    sign: float


def balance_shifts(points: Sequence[RunBalance], load: LoadKnowledge) -> tuple[BalanceShift, ...]:
    """Every stretch of runs in a row beyond what was usual before it, the oldest first.

    A run counts when it lies at least 1 percentage point and 1.5 of the runner's own spreads to
    one side; so many runs in a row make a shift. One run alone never does.
    """
    found = [
        shift
        for source in sorted({each.source for each in points})
        for shift in _shifts([each for each in points if each.source == source], load)
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.source)))


def _shifts(points: Sequence[RunBalance], load: LoadKnowledge) -> Iterator[BalanceShift]:
    least, place = load.days("shift_runs"), 0
    while place < len(points):
        base = _base(points[place], load)
        end = place if base is None else _end(points, place, base)
        if base is not None and end - place >= least:
            yield _shift(points[place:end], base)
        place = max(end, place + 1)


def _base(point: RunBalance, load: LoadKnowledge) -> _Base | None:
    """What a shift that begins with this run is measured against; None if it begins none."""
    if point.usual_pct is None or point.spread_pct is None:
        return None
    needed = max(load.number("shift_percent"), load.number("shift_spread") * point.spread_pct)
    beyond = point.left_pct - point.usual_pct
    if abs(beyond) < needed:
        return None
    return _Base(point.usual_pct, point.spread_pct, needed, 1.0 if beyond > 0 else -1.0)


def _end(points: Sequence[RunBalance], start: int, base: _Base) -> int:
    place = start
    while place < len(points) and base.sign * (points[place].left_pct - base.median) >= base.needed:
        place += 1
    return place


def _shift(points: Sequence[RunBalance], base: _Base) -> BalanceShift:
    return BalanceShift(
        source=points[0].source,
        first=points[0].day,
        last=points[-1].day,
        runs=len(points),
        left_pct=float(np.median([each.left_pct for each in points])),
        usual_pct=base.median,
        spread_pct=base.spread,
        usual_runs=points[0].usual_runs,
    )


def side_exposure(runs: RunColumns, today: date, days: int) -> SideExposure:
    """Turns, laps and sides of the road of the last days, today included."""
    first = today - timedelta(days=days - 1)
    since, until = np.searchsorted(runs.day, [first.toordinal(), today.toordinal() + 1])
    records = runs.records[int(since) : int(until)]
    turned = [r.exposure.turns for r in records if r.exposure and r.exposure.turns]
    return SideExposure(
        first=first,
        last=today,
        runs=len(records),
        runs_measured=len(turned),
        measured_m=sum(each.measured_m for each in turned),
        left_deg=sum(each.left_deg for each in turned),
        right_deg=sum(each.right_deg for each in turned),
        tight_left_m=sum(each.tight_left_m for each in turned),
        tight_right_m=sum(each.tight_right_m for each in turned),
        anticlockwise_m=sum(
            e.oval_m for e in turned if e.track_direction is TrackDirection.ANTICLOCKWISE
        ),
        clockwise_m=sum(e.oval_m for e in turned if e.track_direction is TrackDirection.CLOCKWISE),
        road_left_m=sum(_road_m(each, RoadSide.LEFT) for each in records),
        road_right_m=sum(_road_m(each, RoadSide.RIGHT) for each in records),
    )


def _road_m(run: RunRecord, side: RoadSide) -> float:
    """Metres on a road on that side; those known to be on a track or a treadmill are not."""
    if run.road_side is not side:
        return 0.0
    elsewhere = {Surface.TRACK, Surface.TREADMILL, Surface.UNPAVED}
    surfaces = {} if run.exposure is None else run.exposure.surfaces_m
    off_road = sum(metres for surface, metres in surfaces.items() if surface in elsewhere)
    return max(0.0, (run.summary.distance_m or 0.0) - off_road)
