"""Equivalent easy flat kilometres: how far a run was, weighed by how hard its steps were.

A level step counts as the power of its force, against what a km usually costs this runner with
the same device. Slopes and walking count by their class, as no force can be told for them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stridewell.activity.track import Column
from stridewell.knowledge.load import LoadKnowledge, LoadWeight
from stridewell.training_load.baseline import usual_before
from stridewell.training_load.run_columns import M_PER_KM, STEEP, RunColumns
from stridewell.training_load.run_record import RunRecord
from stridewell.training_load.unknown import WhyUnknown

Flags = npt.NDArray[np.bool_]
MIDDLE = 1
"""Which of the exponents gives the middle of the range: that of tendon."""


@dataclass(frozen=True, slots=True)
class EquivalentKm:
    """The equivalent km of a run with their range.

    ``by_class`` is the share of the middle that rests on classes of slope and gait rather than
    on measured steps. ``usual_runs`` is how many runs of the device told what is usual.
    """

    low: float
    middle: float
    high: float
    by_class: float
    usual_runs: int
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class EquivalentColumns:
    """Lowest, middle and highest equivalent km of each run, shape (n,); NaN where refused."""

    low: Column
    middle: Column
    high: Column
    by_class: Column
    usual_runs: Column
    refused: tuple[WhyUnknown | None, ...]


def equivalent_columns(runs: RunColumns, load: LoadKnowledge) -> EquivalentColumns:
    """The equivalent km of every run, or why there are none."""
    ratios, usual_runs = _against_usual(runs, load)
    ground = _ground(runs, load)
    ends = (ratios.min(axis=1), ratios[:, MIDDLE], ratios.max(axis=1))
    parts = [_weighed(ground, load, end) for end in range(len(ends))]
    # what is neither steep, walked nor measured is level enough to count like the measured part
    middling = (load.weights["gentle_up"].band.low, 1.0, load.weights["gentle_down"].band.high)
    sums = [
        ratio * (ground.level_km + factor * ground.rest_km) + other
        for ratio, factor, other in zip(ends, middling, parts, strict=True)
    ]
    refused = _refused(runs, ground, usual_runs, load)
    known = np.array([each is None for each in refused], dtype=np.bool_)
    low, middle, high = (np.where(known, each, np.nan) for each in sums)
    share = np.where(known & (middle > 0), parts[MIDDLE] / np.where(middle > 0, middle, 1), 0.0)
    return EquivalentColumns(low, middle, high, share, usual_runs, refused)


def _against_usual(runs: RunColumns, load: LoadKnowledge) -> tuple[Column, Column]:
    """Cost of a level km against the runner's usual one, shape (n, exponents); and of how many."""
    rates = runs.force.weighted / runs.force.km[:, None]
    ratios, counts = np.full(rates.shape, np.nan), np.zeros(runs.km.shape)
    days, least = load.days("baseline_days"), load.days("baseline_runs")
    sources = np.array(runs.force.source, dtype=np.str_)
    for source in sorted(set(runs.force.source) - {""}):
        rows = np.flatnonzero(sources == source)
        for column in range(rates.shape[1]):
            usual = usual_before(runs.time_d[rows], rates[rows, column], days, least)
            ratios[rows, column] = rates[rows, column] / usual.median
            counts[rows] = usual.runs
    return ratios, counts


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """How a run's distance divides, in km: measured level, steep by class, walked, the rest."""

    level_km: Column
    steep_km: npt.NDArray[np.float64]
    walked_km: Column
    rest_km: Column
    measured_share: Column


def _ground(runs: RunColumns, load: LoadKnowledge) -> _Ground:
    total = runs.km
    steep = (
        runs.steep_km
        * np.minimum(1.0, total / np.maximum(runs.steep_km.sum(axis=1), 1e-9))[:, None]
    )
    flat = np.maximum(0.0, total - steep.sum(axis=1))
    level = np.minimum(runs.force.km, flat)
    walked = runs.walking_s * load.number("walking_mps") / M_PER_KM
    walked = np.minimum(walked, flat - level)
    rest = flat - level - walked
    run_flat = flat - walked
    share = np.divide(level, run_flat, out=np.zeros_like(level), where=run_flat > 0)
    return _Ground(level, steep, walked, rest, share)


def _weighed(ground: _Ground, load: LoadKnowledge, end: int) -> Column:
    """What steep ground and walking count at the low end (0), the middle (1) or the high end."""
    weights = np.array([_end(load.weights[each.value], end) for each in STEEP])
    walked = ground.walked_km * _end(load.weights["walking"], end)
    weighed: Column = ground.steep_km @ weights + walked
    return weighed


def _end(weight: LoadWeight, end: int) -> float:
    return (weight.band.low, weight.middle, weight.band.high)[end]


def _refused(
    runs: RunColumns, ground: _Ground, usual_runs: Column, load: LoadKnowledge
) -> tuple[WhyUnknown | None, ...]:
    few = usual_runs < load.number("baseline_runs")
    little = ~(ground.measured_share >= load.number("measured_share"))
    no_km = np.isnan(runs.km) | np.isnan(runs.force.km)
    return tuple(
        _unmeasured(run)
        or (WhyUnknown.NO_DISTANCE if bare else None)
        or (WhyUnknown.FEW_RUNS if rare else None)
        or (WhyUnknown.LITTLE_MEASURED if thin else None)
        for run, bare, rare, thin in zip(
            runs.records, no_km.tolist(), few.tolist(), little.tolist(), strict=True
        )
    )


def _unmeasured(run: RunRecord) -> WhyUnknown | None:
    """Why a run has no force of its level steps, if it has none."""
    if run.exposure is None:
        return WhyUnknown.NOT_WORKED_OUT
    if run.exposure.force is not None:
        return None
    if run.summary.contact_time_ms is None:
        return WhyUnknown.NO_CONTACT_TIME
    return WhyUnknown.NO_SLOPES if run.exposure.grades is None else WhyUnknown.FEW_STEPS
