"""What leaves the app is the week kept last, from today on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases import AT, KNOWLEDGE
from stridewell.adapters.store import MemoryStore
from stridewell.app.exports import week_calendar, week_workouts, workout_on
from stridewell.app.journal import EntryKind, write
from stridewell.errors import NothingStoredError, NotPlannedError
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession, PlannedWeek

DAY = timedelta(days=1)
TODAY = AT.date()
RUN_DAY = TODAY + 2 * DAY
RUN = PlannedSession(ActivityKind.RUN, RUN_DAY, "Easy run.", 40, run_minutes=30.0, run_m=5000.0)
PAST = PlannedSession(ActivityKind.RUN, TODAY - DAY, "Easy run.", 40, run_minutes=30.0, run_m=5000)
STRENGTH = PlannedSession(
    ActivityKind.STRENGTH, TODAY, "Your exercises.", 20, exercises=("bridge",)
)


@pytest.fixture
def kept(store: MemoryStore) -> MemoryStore:
    """A store with a week that began yesterday, and an older one with more in it."""
    with store.transaction() as tx:
        older = PlannedWeek(TODAY - 2 * DAY, (PlannedSession(ActivityKind.RUN, TODAY + DAY),))
        write(tx, EntryKind.WEEK, older, AT - 2 * DAY)
        write(tx, EntryKind.WEEK, PlannedWeek(TODAY - DAY, (PAST, STRENGTH, RUN)), AT - DAY)
    return store


def test_the_calendar_holds_the_newest_week_from_today_on(kept: MemoryStore) -> None:
    entries = week_calendar(kept, AT, KNOWLEDGE)
    assert [each.day for each in entries] == [TODAY, RUN_DAY]
    assert KNOWLEDGE.exercises["bridge"].name in entries[0].text


def test_a_watch_gets_the_runs_and_nothing_else(kept: MemoryStore) -> None:
    (found,) = week_workouts(kept, AT, KNOWLEDGE)
    assert found.day == RUN_DAY
    assert found.workout == workout_on(kept, AT, RUN_DAY, KNOWLEDGE)
    assert found.workout.seconds > 0


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_day_without_a_run_ahead_is_named(kept: MemoryStore, days: int) -> None:
    with pytest.raises(NotPlannedError, match="There is no run on"):
        workout_on(kept, AT, TODAY + days * DAY, KNOWLEDGE)


def test_before_the_first_week_nothing_leaves(store: MemoryStore) -> None:
    with pytest.raises(NothingStoredError, match="No week is planned yet"):
        week_calendar(store, AT, KNOWLEDGE)
    with pytest.raises(NothingStoredError):
        week_workouts(store, AT, KNOWLEDGE)
