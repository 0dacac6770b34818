"""Time knows its zone, and spans are half open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from stridewell.values.timeline import Span, age_in_days, days_before, in_utc, require_zone

NOON = datetime(2026, 5, 11, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
EAST = timezone(timedelta(hours=9))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        require_zone(NAIVE)
    with pytest.raises(ValueError, match="no time zone"):
        Span(NAIVE, NOON)


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Span(NOON, NOON - timedelta(seconds=1))


def test_a_span_holds_its_start_but_not_its_end() -> None:
    day = days_before(NOON, 1)
    assert day.duration_s == 86_400
    assert day.contains(NOON - timedelta(days=1))
    assert not day.contains(NOON)


def test_age_counts_in_days_whatever_the_zone() -> None:
    assert age_in_days(NOON.astimezone(EAST), NOON + timedelta(hours=36)) == 1.5
    assert age_in_days(NOON, NOON - timedelta(days=2)) == -2


def test_a_time_without_a_zone_is_taken_as_utc() -> None:
    assert in_utc(NAIVE) == NOON
    assert in_utc(NOON.astimezone(EAST)).tzinfo is UTC
