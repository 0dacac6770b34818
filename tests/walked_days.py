"""Days of walking as a phone measured them, as short as a test can say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from stridewell.activity.walking import WalkingDay

PHONE = "Anna’s iPhone"


def walked(
    today: date, ago: Iterable[int], asymmetry_pct: float, source: str = PHONE
) -> list[WalkingDay]:
    """A day of walking so many days ago, each with the same asymmetry and a step of 700 mm."""
    return [
        WalkingDay(today - timedelta(days=days), source, asymmetry_pct, None, 700.0, None, 5)
        for days in ago
    ]
