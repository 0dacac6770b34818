"""Force of the running steps on the flat, from contact time alone."""

from __future__ import annotations

import numpy as np

from stridewell.activity.exposure import DAMAGE_EXPONENTS, ForceExposure
from stridewell.activity.ground import Flags
from stridewell.activity.limits import STEP_RATE_MOVING
from stridewell.activity.track import Activity, Channel, Column
from stridewell.values.quantities import Interval

FLAT_PCT = 3.0
"""The sine model fails on slopes steeper than this."""
POSSIBLE_BW = Interval(1.2, 4.0)
"""Peak force of a running step in body weights; anything else is an error of the device."""
FLAT_BY_NAME = frozenset({"treadmill", "indoor_running", "track"})
LEAST_STEPS = 60.0
"""Fewer steps are no measure of a run."""


def force(
    activity: Activity, is_running: Flags, steps: Column, grade_pct: Column | None, metres: Column
) -> ForceExposure | None:
    """Peak vertical force while running on the flat: (pi / 2) × step time / contact time.

    All columns have shape (n,): ``steps`` and ``metres`` are those each sample stands for,
    ``grade_pct`` is NaN where unknown. None without measured contact time and step rate, and
    outdoors without known slopes: nothing is made up.
    """
    samples = activity.samples
    contact = samples.channels.get(Channel.CONTACT_TIME)
    rate = samples.channels.get(Channel.STEP_RATE)
    by_name = activity.sub_sport in FLAT_BY_NAME
    if contact is None or rate is None or (grade_pct is None and not by_name):
        return None
    counted = is_running & (contact > 0) & (rate >= STEP_RATE_MOVING.low) & (steps > 0)
    if not by_name and grade_pct is not None:
        counted &= np.abs(grade_pct) < FLAT_PCT
    rows = np.flatnonzero(counted)
    peak = (0.5 * np.pi * 60_000.0) / (rate[rows] * contact[rows])
    possible = (peak >= POSSIBLE_BW.low) & (peak <= POSSIBLE_BW.high)
    rows, peak = rows[possible], peak[possible]
    counts = steps[rows]
    if counts.sum() < LEAST_STEPS:
        return None
    covered = float(metres[rows].sum())
    return ForceExposure(
        source=activity.channel_sources.get(Channel.CONTACT_TIME, "device"),
        median_bw=_weighted_median(peak, counts),
        steps=float(counts.sum()),
        distance_m=covered if covered > 0 else None,
        weighted_steps=_weighted_steps(peak, counts),
        is_flat_by_name=by_name,
    )


def _weighted_steps(peak_bw: Column, counts: Column) -> dict[str, float]:
    """The sum of steps × force^b by exponent; powers by multiplication, as ``**`` is slow."""
    square = peak_bw * peak_bw
    third = square * peak_bw
    seventh = square * square * third
    ninth = seventh * square
    powers = {7: seventh, 9: ninth, 13: ninth * square * square}
    return {str(b): float((powers[b] * counts).sum()) for b in DAMAGE_EXPONENTS}


def _weighted_median(values: Column, weights: Column) -> float:
    """The value below which half the weight lies."""
    order = np.argsort(values)
    below = np.cumsum(weights[order])
    return float(values[order[np.searchsorted(below, 0.5 * below[-1])]])
