"""What leaves the app is the plan of now, or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases import AT, KNOWLEDGE, case_of
from stridewell.adapters.store import MemoryStore
from stridewell.app.care import Writers, answer_today
from stridewell.app.check_in import Told, check_in, save_case
from stridewell.app.exports import week_calendar, week_workouts, workout_on
from stridewell.errors import NothingStoredError, NotPlannedError
from stridewell.plan.planner import Plan

DAY = timedelta(days=1)


@pytest.fixture
def planned(store: MemoryStore, writers: Writers) -> MemoryStore:
    """A runner with mild outer hip pain who has a plan."""
    told = {"pain_regions": ["lat_hip"], "pain_daily": 1, "pain_running": 1}
    save_case(store, case_of(told), KNOWLEDGE, writers)  # type: ignore[arg-type]
    return store


def test_the_calendar_holds_the_week_of_now(planned: MemoryStore) -> None:
    plan = answer_today(planned, AT, KNOWLEDGE).plan
    assert isinstance(plan, Plan)
    days = {day.date for day in plan.week.days}
    entries = week_calendar(planned, AT, KNOWLEDGE)
    assert entries
    assert {entry.day for entry in entries} <= days


def test_a_watch_gets_as_many_workouts_as_the_week_has_runs(planned: MemoryStore) -> None:
    plan = answer_today(planned, AT, KNOWLEDGE).plan
    assert isinstance(plan, Plan)
    assert len(week_workouts(planned, AT, KNOWLEDGE)) == len(plan.week.runs)


@pytest.mark.parametrize("days", [-1, 30])
def test_a_day_without_a_run_is_named(planned: MemoryStore, days: int) -> None:
    with pytest.raises(NotPlannedError, match="no run on"):
        workout_on(planned, AT, (AT + days * DAY).date(), KNOWLEDGE)


def test_before_the_first_check_in_nothing_leaves(store: MemoryStore) -> None:
    for export in (week_calendar, week_workouts):
        with pytest.raises(NothingStoredError):
            export(store, AT, KNOWLEDGE)


def test_after_an_alarm_or_a_silence_nothing_leaves(planned: MemoryStore, writers: Writers) -> None:
    with pytest.raises(NotPlannedError, match="no plan now"):
        week_calendar(planned, AT + 10 * DAY, KNOWLEDGE)
    check_in(planned, AT, Told(answers={"saddle_numbness": "new"}), KNOWLEDGE, writers)
    for export in (week_calendar, week_workouts):
        with pytest.raises(NotPlannedError, match="no plan now"):
            export(planned, AT, KNOWLEDGE)
