"""Recognising one run that arrived in two files."""

from __future__ import annotations

from stridewell.activity.strides import RunSummary

START_TOLERANCE_S = 120.0
"""Apps that pass a run on round its start or begin with the first position fix."""
SHARE_TOLERANCE = 0.03
"""Files of one run differ in pauses and in how distance is measured, by a few per cent."""


def same_run(a: RunSummary, b: RunSummary) -> bool:
    """Whether two summaries describe one run.

    The starts lie within two minutes, and durations and distances within 3 % of the longer
    one. A distance that only one of them measured is not compared.
    """
    starts_s = abs((a.start - b.start).total_seconds())
    if starts_s > START_TOLERANCE_S or not _close(a.duration_s, b.duration_s):
        return False
    if a.distance_m is None or b.distance_m is None:
        return True
    return _close(a.distance_m, b.distance_m)


def _close(a: float, b: float) -> bool:
    """Whether two numbers lie within 3 % of the larger one."""
    return abs(a - b) <= SHARE_TOLERANCE * max(a, b)
