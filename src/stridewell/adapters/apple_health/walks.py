"""Measurements of walking → one row for each day and source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from stridewell.activity.walking import WalkingDay
from stridewell.adapters.apple_health.kinds import (
    ASYMMETRY,
    DOUBLE_SUPPORT,
    STEADINESS,
    STEP_LENGTH,
    Kind,
)
from stridewell.adapters.apple_health.records import Readings, Records
from stridewell.adapters.apple_health.units import Quantity

_FIELDS: Mapping[Kind, str] = {
    ASYMMETRY: "asymmetry_pct",
    DOUBLE_SUPPORT: "double_support_pct",
    STEP_LENGTH: "step_length_mm",
    STEADINESS: "steadiness_pct",
}
_EPOCH = date(1970, 1, 1)
_DAY_S = 86_400
_WHOLE_PCT = 100.0


def walking_days(records: Records) -> tuple[WalkingDay, ...]:
    """The days on which walking was measured, in order; means count by how long each lasted."""
    days: dict[tuple[int, int], dict[str, float]] = {}
    counts: dict[tuple[int, int], int] = {}
    names = records.names()
    for kind, field in _FIELDS.items():
        for key, mean, count in _means(kind, records.readings(kind)):
            days.setdefault(key, {})[field] = mean
            counts[key] = counts.get(key, 0) + count
    return tuple(
        WalkingDay(
            day=_EPOCH + timedelta(days=day),
            source=names[source],
            measurements=counts[day, source],
            **days[day, source],
        )
        for day, source in sorted(days)
    )


def _means(kind: Kind, readings: Readings) -> list[tuple[tuple[int, int], float, int]]:
    """Of each day and source the mean and how many measurements it stands for."""
    if not len(readings):
        return []
    # a share is written as a part of 1; a file with shares above 1 writes per cent
    is_percent = kind.quantity is Quantity.SHARE_PCT and readings.value.max() > _WHOLE_PCT
    values = readings.value / _WHOLE_PCT if is_percent else readings.value
    day = (readings.start_s + readings.ahead_s) // _DAY_S
    keys, row = np.unique(np.stack([day, readings.source], axis=1), axis=0, return_inverse=True)
    row = row.reshape(-1)
    weight = np.maximum(readings.duration_s, 1.0)
    totals = np.bincount(row, weight * values)
    means = totals / np.bincount(row, weight)
    counts = np.bincount(row)
    return [
        ((int(each[0]), int(each[1])), float(mean), int(count))
        for each, mean, count in zip(keys, means, counts, strict=True)
    ]
