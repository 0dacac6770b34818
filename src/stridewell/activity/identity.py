"""Recognising one run that arrived in two files."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator

from stridewell.activity.strides import RunSummary

START_TOLERANCE_S = 120.0
"""Apps that pass a run on round its start or begin with the first position fix."""
SHARE_TOLERANCE = 0.03
"""Files of one run differ in pauses and in how distance is measured, by a few per cent."""

ZONE_STEP_S, FARTHEST_ZONE_S = 1800.0, 14 * 3600.0
"""A clock read in a wrong time zone is off by whole or half hours, by 14 hours at most."""
ZONE_START_TOLERANCE_S, ZONE_DURATION_TOLERANCE_S = 5.0, 2.0
ZONE_SHARE_TOLERANCE = 0.005
"""The same lap run again at another hour must not pass for a copy: copies agree far better
than two runs do, within seconds in time and half a per cent in distance."""


def same_run(a: RunSummary, b: RunSummary) -> bool:
    """Whether two summaries describe one run.

    The starts lie within two minutes, durations (or the times with pauses) and distances
    within 3 % of the longer one. A distance that only one of them measured is not compared.
    Starts that differ by whole or half hours, as time zones do, are one run only if all else
    is the same: distance, duration with pauses, step rate and heart rate.
    """
    apart_s = abs((a.start - b.start).total_seconds())
    if apart_s <= START_TOLERANCE_S:
        return _is_alike(a, b)
    return _is_off_by_a_zone(apart_s) and _is_a_copy(a, b)


def stored_keys(run: RunSummary) -> tuple[Hashable, Hashable]:
    """The keys to file a run under, so that its twins are found without comparing all runs.

    Any two runs for which ``same_run`` holds share a key: one of ``searched_keys`` of either
    is one of ``stored_keys`` of the other. A shared key alone proves nothing.
    """
    start_s = run.start.timestamp()
    return (
        _start_key(math.floor(start_s / START_TOLERANCE_S)),
        _copy_key(math.floor(start_s / ZONE_START_TOLERANCE_S), _duration_slot(run)),
    )


def searched_keys(run: RunSummary) -> Iterator[Hashable]:
    """The keys under which twins of a run may be filed."""
    start_s = run.start.timestamp()
    near = math.floor(start_s / START_TOLERANCE_S)
    at = math.floor(start_s / ZONE_START_TOLERANCE_S)
    for shift in (-1, 0, 1):
        yield _start_key(near + shift)
        for more in (-1, 0, 1):
            yield _copy_key(at + shift, _duration_slot(run) + more)


def _is_alike(a: RunSummary, b: RunSummary) -> bool:
    """Whether durations and distances agree as those of two files of one run do."""
    alike = _close(a.duration_s, b.duration_s) or _close(a.elapsed_s, b.elapsed_s)
    return alike and _agree(a.distance_m, b.distance_m, SHARE_TOLERANCE)


def _is_off_by_a_zone(apart_s: float) -> bool:
    """Whether two starts lie apart as clocks of two time zones do."""
    rest = apart_s - ZONE_STEP_S * round(apart_s / ZONE_STEP_S)
    return abs(rest) <= ZONE_START_TOLERANCE_S and apart_s <= FARTHEST_ZONE_S + abs(rest)


def _is_a_copy(a: RunSummary, b: RunSummary) -> bool:
    """Whether everything that does not depend on the clock is the same."""
    if a.distance_m is None or b.distance_m is None:
        return False
    if abs(a.elapsed_s - b.elapsed_s) > ZONE_DURATION_TOLERANCE_S:
        return False
    pairs = (
        (a.distance_m, b.distance_m),
        (a.step_rate_spm, b.step_rate_spm),
        (a.heart_rate_bpm, b.heart_rate_bpm),
    )
    return all(_agree(one, other, ZONE_SHARE_TOLERANCE) for one, other in pairs)


def _start_key(slot: int) -> Hashable:
    """The key of a stretch of two minutes."""
    return ("start", slot)


def _copy_key(at: int, duration: int) -> Hashable:
    """The key of a start within its half hour, and of a duration with pauses."""
    return ("copy", at % round(ZONE_STEP_S / ZONE_START_TOLERANCE_S), duration)


def _duration_slot(run: RunSummary) -> int:
    """The stretch of two seconds the duration with pauses lies in."""
    return math.floor(run.elapsed_s / ZONE_DURATION_TOLERANCE_S)


def _agree(a: float | None, b: float | None, share: float) -> bool:
    """Whether two numbers agree; one that only one run has is not compared."""
    return a is None or b is None or _close(a, b, share)


def _close(a: float, b: float, share: float = SHARE_TOLERANCE) -> bool:
    """Whether two numbers lie within a share of the larger one."""
    return abs(a - b) <= share * max(a, b)
