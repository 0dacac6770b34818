"""Means of daily load that fade with time, with days nobody recorded left out."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from stridewell.activity.track import Column

Flags = npt.NDArray[np.bool_]
_NAN = float("nan")


def fade(days: int) -> float:
    """How fast a mean over N days fades: lambda = 2 / (N + 1)."""
    return 2.0 / (days + 1)


def ewma(values: Column, days: int) -> Column:
    """The exponentially weighted moving mean, shape (days,), told where it is sound.

    E = lambda × load + (1 - lambda) × E of yesterday. It begins anew with the first known day
    after an unknown one, and is NaN until ``days`` known days lie behind it.
    """
    share = fade(days)
    told: list[float] = []
    mean = run = 0.0
    for value in values.tolist():
        if math.isnan(value):
            run = 0
        else:
            mean = share * value + (1.0 - share) * mean if run else value
            run += 1
        told.append(mean if run >= days else _NAN)
    return np.array(told, dtype=np.float64)


def redi(values: Column, ran: Flags, days: int, least_known: float) -> Column:
    """The Robust Exponential Decreasing Index, shape (days,).

    Weights exp(-lambda × days ago), shared among the known days. A day with a run (``ran``) but no
    value counts as the other days with a run do, and not as the days of rest. NaN where known
    days hold less than a share ``least_known`` of all the weight, or days with a value less than
    that of the days with a run; days before the first count as unknown.
    """
    keep = math.exp(-fade(days))
    needed = least_known / (1.0 - keep)
    told: list[float] = []
    total = valued = running = known = 0.0
    for value, has_run in zip(values.tolist(), ran.tolist(), strict=True):
        total, valued, running, known = total * keep, valued * keep, running * keep, known * keep
        is_valued = not math.isnan(value)
        if has_run:
            running += 1.0
            valued += is_valued
            total += value if is_valued else 0.0
        known += has_run or is_valued
        told.append(_redi(total, (valued, running, known), needed, least_known))
    return np.array(told, dtype=np.float64)


def _redi(total: float, weights: tuple[float, float, float], needed: float, least: float) -> float:
    valued, running, known = weights
    if known < needed or valued < least * running:
        return _NAN
    return total / valued * running / known if valued else 0.0


def window_sum(values: Column, days: int) -> Column:
    """The sum of the last so many days, shape (days,); NaN with an unknown day among them."""
    told = np.full(values.shape, np.nan)
    if values.size >= days:
        told[days - 1 :] = _windows(values, days).sum(axis=1)
    return told


def monotony(values: Column, days: int) -> Column:
    """Mean over sample standard deviation of the last days, shape (days,).

    NaN with an unknown day among them, and where all are alike: then there is no spread to
    divide by.
    """
    told = np.full(values.shape, np.nan)
    if values.size < days:
        return told
    windows = _windows(values, days)
    mean = windows.mean(axis=1)
    spread = windows.std(axis=1, ddof=1)
    is_told = spread > 1e-9 * np.abs(mean)
    told[days - 1 :] = np.where(is_told, mean / np.where(is_told, spread, 1.0), np.nan)
    return told


def ratio(values: Column, recent: int, before: int) -> Column:
    """Mean of the last days over that of the days before them, shape (days,)."""
    sums = window_sum(values, recent)
    earlier = np.full(values.shape, np.nan)
    if values.size > recent:
        earlier[recent:] = window_sum(values, before)[:-recent]
    is_told = earlier > 0
    means = np.where(is_told, earlier, 1.0) / before
    return np.where(is_told, sums / recent / means, np.nan)


def _windows(values: Column, days: int) -> npt.NDArray[np.float64]:
    """Every stretch of so many days, shape (days - n + 1, n)."""
    return np.lib.stride_tricks.sliding_window_view(values, days)
