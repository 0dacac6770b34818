"""How the runner walked lately, as the phone measured it, and its place in words."""

from __future__ import annotations

from datetime import UTC

from stridewell.app.desk import Desk
from stridewell.app.diary import day_of
from stridewell.training_load.walking_told import (
    Least,
    WalkingCompared,
    WalkingMeasure,
    WalkingMedian,
    WalkingTold,
    walking_told,
)

DIGITS = {WalkingMeasure.ASYMMETRY: 1, WalkingMeasure.DOUBLE_SUPPORT: 1}
"""Decimals that can be believed; none where nothing is said."""


def walking_lately(desk: Desk) -> WalkingTold:
    """What the store holds of walking, up to today."""
    now = desk.clock.now()
    with desk.store.transaction() as transaction:
        days = transaction.walking().days()
    return walking_told(days, day_of(now, now.tzinfo or UTC), desk.knowledge.load)


def value_words(measure: WalkingMeasure, value: float) -> str:
    """A value with its unit: 2.5 %, 725 mm."""
    return f"{value:.{DIGITS.get(measure, 0)}f} {measure.unit}"


def median_words(row: WalkingCompared, found: WalkingMedian, least: int) -> str:
    """A median in words, with what it rests on only where that is too little."""
    if found.value is None:
        return f"not enough days yet ({found.days} of {least})"
    return value_words(row.measure, found.value)


def medians_words(row: WalkingCompared) -> tuple[str, str]:
    """The median of lately, and the one of before."""
    least: Least = row.measure.least
    return (
        median_words(row, row.lately, least.lately),
        median_words(row, row.before, least.before),
    )
