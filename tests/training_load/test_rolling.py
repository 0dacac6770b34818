"""Totals over weeks and over the last days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.training_load.rolling import Totals, recent_load, totals, weekly_totals
from stridewell.training_load.session import SessionLoad

MONDAY = datetime(2026, 5, 4, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def run(day: float, metres: float | None = 10_000.0, steps: int | None = 9_000) -> SessionLoad:
    return SessionLoad(MONDAY + day * DAY, metres, 3_600.0, steps)


def test_a_week_adds_up_its_runs() -> None:
    (week,) = weekly_totals([run(0), run(6, 5_000.0, 4_000)], UTC)
    assert (week.year, week.week, week.monday) == (2026, 19, date(2026, 5, 4))
    assert week.totals == Totals(2, 7_200.0, 15_000.0, 13_000, 0, 0)


def test_weeks_without_a_run_are_there_with_zero() -> None:
    weeks = weekly_totals([run(0), run(21)], UTC, at=MONDAY + 30 * DAY)
    assert [week.totals.runs for week in weeks] == [1, 0, 0, 1, 0]
    assert weeks[1].totals == Totals(0, 0.0, 0.0, 0, 0, 0)


def test_a_run_on_sunday_night_belongs_to_the_week_on_the_runners_clock() -> None:
    sunday_23h = SessionLoad(datetime(2026, 5, 10, 23, tzinfo=UTC), 1_000.0, 600.0)
    assert weekly_totals([sunday_23h], UTC)[0].week == 19
    assert weekly_totals([sunday_23h], ZoneInfo("Europe/Berlin"))[0].week == 20


def test_the_year_of_a_week_is_that_of_its_thursday() -> None:
    new_year = SessionLoad(datetime(2027, 1, 1, 12, tzinfo=UTC), 1_000.0, 600.0)
    (week,) = weekly_totals([new_year], UTC)
    assert (week.year, week.week) == (2026, 53)


def test_runs_after_the_moment_do_not_count() -> None:
    assert weekly_totals([run(3)], UTC, at=MONDAY) == ()


@given(st.lists(st.builds(run, st.integers(0, 400)), max_size=30))
def test_weeks_follow_one_another_and_lose_no_run(sessions: list[SessionLoad]) -> None:
    weeks = weekly_totals(sessions, UTC)
    assert sum(week.totals.runs for week in weeks) == len(sessions)
    mondays = [week.monday for week in weeks]
    assert mondays == [mondays[0] + place * 7 * DAY for place in range(len(mondays))]


@pytest.mark.parametrize("missing", [1, 2])
def test_what_some_runs_did_not_measure_is_counted(missing: int) -> None:
    summed = totals([run(0)] + [run(1, None, None)] * missing)
    assert (summed.distance_m, summed.steps) == (10_000.0, 9_000)
    assert (summed.runs_without_distance, summed.runs_without_steps) == (missing, missing)


def test_what_no_run_measured_is_unknown_not_zero() -> None:
    summed = totals([run(0, None, None)])
    assert (summed.distance_m, summed.steps) == (None, None)


def test_the_last_7_and_28_days_end_at_the_moment() -> None:
    load = recent_load([run(-28.001), run(-28), run(-7), run(-1), run(0)], MONDAY)
    assert (load.last_7_days.runs, load.last_28_days.runs) == (2, 3)
    assert load.days_since_last_run == pytest.approx(1.0)


def test_without_a_run_nobody_knows_when_the_last_one_was() -> None:
    assert recent_load([run(1)], MONDAY).days_since_last_run is None
