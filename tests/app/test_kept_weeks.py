"""What earlier weeks said of a day, and which plan today's is compared with."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases import AT
from stridewell.adapters.store import MemoryStore
from stridewell.app.journal import Entry, EntryKind, write
from stridewell.app.kept_weeks import compared, kept_weeks, planned_days, remembered
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession, PlannedWeek

DAY = timedelta(days=1)
TODAY = AT.date()
KEPT = Entry[PlannedWeek]


def week(number: int, at: datetime, *runs: int) -> KEPT:
    """A week kept at a moment, with runs so many days after its first day."""
    first = at.date()
    sessions = (PlannedSession(ActivityKind.RUN, first + days * DAY) for days in runs)
    return Entry(number, at, PlannedWeek(first, tuple(sessions)))


def run(days: int) -> PlannedSession:
    return PlannedSession(ActivityKind.RUN, TODAY + days * DAY)


def test_weeks_are_read_in_the_order_in_which_they_were_kept() -> None:
    with MemoryStore().transaction() as tx:
        for days in (-1, 0):
            write(tx, EntryKind.WEEK, PlannedWeek(TODAY + days * DAY), AT + days * DAY)
        kept = kept_weeks(tx, TODAY)
    assert [each.record.first_day for each in kept] == [TODAY - DAY, TODAY]


def test_only_weeks_kept_lately_are_read_and_after_a_silence_the_last_one() -> None:
    with MemoryStore().transaction() as tx:
        for days in (-60, -45):
            write(tx, EntryKind.WEEK, PlannedWeek(TODAY + days * DAY), AT + days * DAY)
        silent = kept_weeks(tx, TODAY)
        write(tx, EntryKind.WEEK, PlannedWeek(TODAY - 3 * DAY), AT - 3 * DAY)
        lately = kept_weeks(tx, TODAY)
    assert [each.record.first_day for each in silent] == [TODAY - 45 * DAY]
    assert [each.record.first_day for each in lately] == [TODAY - 3 * DAY]


def test_a_day_behind_holds_what_the_newest_week_by_then_said() -> None:
    weeks = [week(1, AT - 4 * DAY, 0, 2), week(2, AT - 3 * DAY, 0, 2)]
    days = planned_days(weeks, TODAY, 6)
    assert [-back for back, day in enumerate(days) if days[day]] == [-1, -3, -4]
    assert days[TODAY - 2 * DAY] == ()
    assert days[TODAY - 5 * DAY] == ()


def test_a_later_week_does_not_change_what_was_planned_for_days_before_it() -> None:
    weeks = [week(1, AT - 2 * DAY, 0), week(2, AT)]
    assert planned_days(weeks, TODAY, 3)[TODAY - 2 * DAY] == (run(-2),)


def test_the_days_behind_and_the_newest_week_ahead_are_remembered() -> None:
    weeks = [week(1, AT - 3 * DAY, 0, 4), week(2, AT - DAY, 0, 3)]
    assert remembered(weeks, TODAY) == (run(-3), run(-1), run(2))
    assert remembered([], TODAY) == ()


def test_today_is_compared_with_the_last_plan_before_it() -> None:
    weeks = [week(1, AT - 2 * DAY, 0), week(2, AT - DAY, 1), week(3, AT, 0)]
    assert compared(weeks, TODAY) == (run(0),)
    assert compared(weeks[:2], TODAY) == weeks[1].record.sessions


def test_on_the_first_day_the_first_plan_is_the_measure() -> None:
    first, second = week(1, AT, 0), week(2, AT + timedelta(hours=1), 1)
    assert compared([first, second], TODAY) == first.record.sessions
    assert compared([first], TODAY) == ()
    assert compared([], TODAY) == ()
