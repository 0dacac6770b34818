"""Repairs of a recording: its clock, its distance, and readings that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from stridewell.activity.fixes import drop_leaping_fixes
from stridewell.activity.limits import (
    LIMITS,
    LONGEST_ACTIVITY_S,
    ON_FOOT,
    STEP_RATE_MOVING,
    Limit,
)
from stridewell.activity.totals import believable_totals
from stridewell.activity.track import Activity, Channel, Column, Samples
from stridewell.values.evidence import Issue, Severity

_DISTANCE_NOISE_M = 0.005
"""Files round distance to the centimetre; less than half of that is no step back."""

Repaired = tuple[Samples, tuple[Issue, ...]]


def clean_activity(activity: Activity) -> tuple[Activity, tuple[Issue, ...]]:
    """The activity with a rising clock, a rising distance and only possible readings.

    Impossible readings become NaN, samples of one moment become one sample, and each kind
    of repair gives one issue with its count. The device's totals are left as they are, unless
    no device can have measured them.
    """
    samples = activity.samples
    issues: list[Issue] = []
    repairs: tuple[Callable[[Samples], Repaired], ...] = (
        _drop_impossible_times,
        _order_times,
        _merge_same_times,
        _drop_no_position,
        _drop_endless_distance,
        *(_ON_FOOT_REPAIRS if activity.sport in ON_FOOT else (_limit_any_sport,)),
        _keep_distance_rising,
    )
    for repair in repairs:
        samples, found = repair(samples)
        issues.extend(found)
    cleaned, more = believable_totals(replace(activity, samples=samples))
    return cleaned, (*issues, *more)


def _drop_impossible_times(samples: Samples) -> Repaired:
    """Leave out samples more than a week from the start, or without a time."""
    possible = np.abs(samples.time_s) <= LONGEST_ACTIVITY_S
    return _select(samples, possible), _issue(
        ~possible, "time", "samples lie more than a week from the start and were left out"
    )


def _order_times(samples: Samples) -> Repaired:
    """Put samples whose clock stepped back where their time belongs."""
    if not samples.time_s.size:
        return samples, ()
    late = samples.time_s < np.maximum.accumulate(samples.time_s)
    if not late.any():
        return samples, ()
    order = np.argsort(samples.time_s, kind="stable")
    return _select(samples, order), _issue(
        late, "time", "samples were recorded after the clock stepped back and were put in order"
    )


def _merge_same_times(samples: Samples) -> Repaired:
    """Make one sample of those with the same time; the last reading of each channel stays."""
    is_new = np.diff(samples.time_s, prepend=-np.inf) > 0
    if is_new.all():
        return samples, ()
    moment = np.cumsum(is_new) - 1
    merged = {channel: _last_of(column, moment) for channel, column in samples.channels.items()}
    return Samples(samples.time_s[is_new], merged), _issue(
        ~is_new, "time", "samples repeat the time of another and were merged with it"
    )


def _last_of(column: Column, moment: NDArray[np.intp]) -> Column:
    """For each moment the last value that was measured."""
    merged = np.full(int(moment[-1]) + 1, np.nan)
    known = ~np.isnan(column)
    merged[moment[known]] = column[known]
    return merged


def _drop_no_position(samples: Samples) -> Repaired:
    """Take latitude and longitude of exactly 0 as "no position": a spot in the ocean."""
    latitude, longitude = samples.column(Channel.LATITUDE), samples.column(Channel.LONGITUDE)
    nowhere = (latitude == 0) & (longitude == 0)
    if not nowhere.any():
        return samples, ()
    blank = {
        Channel.LATITUDE: np.where(nowhere, np.nan, latitude),
        Channel.LONGITUDE: np.where(nowhere, np.nan, longitude),
    }
    text = "positions of exactly 0, 0 were taken as not measured"
    return _with(samples, blank), _issue(nowhere, "position", text)


def _limit_on_foot(samples: Samples) -> Repaired:
    """Apply every limit, and the bounds of the step rate while moving."""
    limited, issues = _limit(samples, LIMITS)
    limited, more = _limit_step_rate(limited)
    return limited, issues + more


_ON_FOOT_REPAIRS = (_limit_on_foot, drop_leaping_fixes)


def _limit_any_sport(samples: Samples) -> Repaired:
    """Apply the limits that hold in every sport."""
    return _limit(samples, tuple(limit for limit in LIMITS if not limit.on_foot_only))


def _limit(samples: Samples, limits: tuple[Limit, ...]) -> Repaired:
    """Take readings outside their limits as not measured."""
    limited: dict[Channel, Column] = {}
    issues: tuple[Issue, ...] = ()
    for limit in limits:
        column = samples.channels.get(limit.channel)
        if column is None:
            continue
        wrong = (column < limit.possible.low) | (column > limit.possible.high)
        limited[limit.channel] = np.where(wrong, np.nan, column)
        bounds = f"{limit.possible.low:g} to {limit.possible.high:g}"
        text = f"readings outside {bounds} were taken as not measured: {limit.reason}"
        issues += _issue(wrong, limit.channel, text)
    return _with(samples, limited), issues


def _limit_step_rate(samples: Samples) -> Repaired:
    """Take step rates no moving runner has as not measured; standing (0) stays."""
    rate = samples.channels.get(Channel.STEP_RATE)
    if rate is None:
        return samples, ()
    speed = samples.column(Channel.SPEED)
    may_move = (rate > 0) & ~(speed == 0)
    wrong = (rate > STEP_RATE_MOVING.high) | (may_move & (rate < STEP_RATE_MOVING.low))
    text = (
        f"step rates outside {STEP_RATE_MOVING.low:g} to {STEP_RATE_MOVING.high:g} while moving "
        "were taken as not measured"
    )
    cleaned = {Channel.STEP_RATE: np.where(wrong, np.nan, rate)}
    return _with(samples, cleaned), _issue(wrong, Channel.STEP_RATE, text)


def _drop_endless_distance(samples: Samples) -> Repaired:
    """Take a distance without end, which a broken number may hold, as not measured."""
    distance = samples.channels.get(Channel.DISTANCE)
    if distance is None:
        return samples, ()
    endless = np.isinf(distance)
    if not endless.any():
        return samples, ()
    blank = {Channel.DISTANCE: np.where(endless, np.nan, distance)}
    text = "distances without end were taken as not measured"
    return _with(samples, blank), _issue(endless, Channel.DISTANCE, text)


def _keep_distance_rising(samples: Samples) -> Repaired:
    """Let distance never fall.

    A column that ends at its maximum only dipped: the dips are filled. One that ends lower
    was counted anew by the device: the counts are added up.
    """
    distance = samples.column(Channel.DISTANCE)
    known = ~np.isnan(distance)
    values = distance[known]
    steps = np.diff(values)
    falls = steps < -_DISTANCE_NOISE_M
    if not falls.any():
        return samples, ()
    if values[-1] >= values.max():
        values = np.maximum.accumulate(values)
    else:
        values = np.cumsum(np.concatenate((values[:1], np.maximum(steps, 0.0))))
    rising = distance.copy()
    rising[known] = values
    text = "times the distance fell (a restart or a slip of the device); it was carried on"
    return _with(samples, {Channel.DISTANCE: rising}), _issue(falls, Channel.DISTANCE, text)


def _select(samples: Samples, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Samples:
    """Only these rows, in this order."""
    kept = {channel: column[rows] for channel, column in samples.channels.items()}
    return Samples(samples.time_s[rows], kept)


def _with(samples: Samples, changed: Mapping[Channel, Column]) -> Samples:
    """The samples with some columns exchanged."""
    return Samples(samples.time_s, {**samples.channels, **changed})


def _issue(found: NDArray[np.bool_], where: str, text: str) -> tuple[Issue, ...]:
    """One issue with the count of what was found, or none."""
    count = int(found.sum())
    return (Issue(Severity.NOTE, str(where), f"{count} {text}."),) if count else ()
