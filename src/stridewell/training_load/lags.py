"""Load of a day beside the pain of the days after it, with how little that may say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.activity.track import Column
from stridewell.knowledge.load import LoadKnowledge
from stridewell.training_load.calendar_days import Calendar
from stridewell.training_load.run_record import PainDay
from stridewell.values.evidence import Reason
from stridewell.values.quantities import Interval

_Z_95 = 1.959964
_LEAST_OWN = 4.0
"""Fisher's interval needs more than 3 pairs."""


@dataclass(frozen=True, slots=True)
class LagRow:
    """Rank correlation of load and the pain so many days later, with its 95 % interval.

    ``pairs`` days have both; as days in a row are alike they count as ``own_pairs`` only.
    """

    days_later: int
    correlation: float
    interval: Interval
    pairs: int
    own_pairs: float


@dataclass(frozen=True, slots=True)
class LagTable:
    """Every lag from the same day on; never without its reason."""

    rows: tuple[LagRow, ...]
    reason: Reason


def lag_table(
    values: Column, pains: Sequence[PainDay], calendar: Calendar, load: LoadKnowledge
) -> LagTable | None:
    """Daily load against later pain; None where fewer days are known than are asked for."""
    pain = np.full(calendar.size, np.nan)
    for each in pains:
        if 0 <= calendar.index(each.day) < calendar.size:
            pain[calendar.index(each.day)] = each.pain
    rows = [
        _row(values[: calendar.size - lag], pain[lag:], lag, load)
        for lag in range(min(load.days("lag_days"), calendar.size - 1) + 1)
    ]
    told = tuple(row for row in rows if row is not None)
    return LagTable(told, load.reason("lag")) if told else None


def _row(values: Column, pain: Column, lag: int, load: LoadKnowledge) -> LagRow | None:
    both = ~np.isnan(values) & ~np.isnan(pain)
    loads, pains = values[both], pain[both]
    sore = int(np.count_nonzero(pains > 0))
    if loads.size < load.number("lag_pairs") or min(sore, loads.size - sore) < load.number(
        "lag_pain_days"
    ):
        return None
    loads, pains = _ranks(loads), _ranks(pains)
    if not (loads.std() and pains.std()):
        return None
    correlation = float(np.corrcoef(loads, pains)[0, 1])
    own = _own_pairs(loads, pains)
    return LagRow(lag, correlation, _interval(correlation, own), int(loads.size), own)


def _ranks(values: Column) -> Column:
    """Ranks from 1 on; equal values share the mean of theirs."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: Column = (ends - (counts - 1) / 2.0)[places]
    return ranks


def _own_pairs(loads: Column, pains: Column) -> float:
    """How many independent pairs alike days come to, by both series' link from day to day."""
    shared = max(0.0, _next_day(loads) * _next_day(pains))
    return max(_LEAST_OWN, loads.size * (1.0 - shared) / (1.0 + shared))


def _next_day(values: Column) -> float:
    first, second = values[:-1], values[1:]
    return float(np.corrcoef(first, second)[0, 1]) if first.std() and second.std() else 0.0


def _interval(correlation: float, own: float) -> Interval:
    if abs(correlation) >= 1.0:
        return Interval(correlation, correlation)
    middle, half = math.atanh(correlation), _Z_95 / math.sqrt(max(own - 3.0, 1e-9))
    return Interval(math.tanh(middle - half), math.tanh(middle + half))
