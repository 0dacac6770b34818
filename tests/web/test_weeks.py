from __future__ import annotations

from datetime import UTC, date, datetime

from stridewell.app.desk import Desk
from stridewell.app.runs_list import list_runs
from stridewell.web.weeks import RunningWeek, monday_of, running_weeks


def weeks(desk: Desk, count: int) -> tuple[RunningWeek, ...]:
    return running_weeks(list_runs(desk).load, desk.clock.now(), count)


def test_weeks_begin_on_monday() -> None:
    assert monday_of(datetime(2026, 5, 10, 23, tzinfo=UTC), UTC) == date(2026, 5, 4)
    assert monday_of(datetime(2026, 5, 11, 0, tzinfo=UTC), UTC) == date(2026, 5, 11)


def test_the_jump_stands_in_its_week(running: Desk) -> None:
    by_monday = {week.monday: week for week in weeks(running, 26)}
    jump = by_monday[date(2026, 4, 27)].jump
    assert jump is not None
    assert jump.increase_percent == 45
    assert by_monday[date(2026, 4, 27)].longest_km == 14.5


def test_every_week_is_there_and_the_last_one_is_this_one(running: Desk) -> None:
    shown = weeks(running, 26)
    assert len(shown) == 26
    assert shown[-1].monday == date(2026, 5, 11)
    assert any(week.runs == 0 and week.distance_km == 0 for week in shown)


def test_all_runs_are_in_some_week(running: Desk) -> None:
    assert sum(week.runs for week in weeks(running, 200)) == 163


def test_without_runs_there_are_no_weeks(desk: Desk) -> None:
    assert running_weeks(list_runs(desk).load, desk.clock.now(), 26) == ()
