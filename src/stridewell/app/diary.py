"""The store's journal and check-ins as the diary the plan reads, on the runner's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from stridewell.app.journal import Entry, EntryKind, oldest, read, write
from stridewell.app.ports import CheckIn, Transaction
from stridewell.app.telling import Shown
from stridewell.plan.diary import (
    WORST_PAIN,
    Clearance,
    Diary,
    GateDone,
    Morning,
    SessionDone,
    TestDone,
)
from stridewell.plan.planned import PlannedWeek
from stridewell.values.anatomy import Side


def read_diary(transaction: Transaction, zone: tzinfo, shown: Shown | None = None) -> Diary:
    """Everything told since the plan began, each the oldest first.

    ``shown`` tells what the clock showed where that is not the moment of storing.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    first = oldest(transaction, EntryKind.WEEK, PlannedWeek)
    clocks = shown or {}
    sessions = read(transaction, EntryKind.SESSION, SessionDone)
    return Diary(
        began=first.first_day if first is not None else None,
        sessions=_newest_a_day(sessions, clocks, zone),
        mornings=_mornings(transaction, clocks, zone),
        clearances=tuple(each.record for each in read(transaction, EntryKind.CLEARANCE, Clearance)),
        tests=_by_day(tuple(e.record for e in read(transaction, EntryKind.TEST, TestDone))),
        gates=tuple(each.record for each in read(transaction, EntryKind.GATE, GateDone)),
    )


def _mornings(transaction: Transaction, shown: Shown, zone: tzinfo) -> tuple[Morning, ...]:
    """Every check-in, and the pain in daily life that a whole intake told."""
    check_ins = transaction.check_ins()
    moments = {each.at for each in check_ins}
    intakes = [
        (told, Morning(day_of(told, zone), pain_now=int(answer.value)))
        for answer in transaction.answer_history("pain_daily")
        for told in (shown.get(answer.at, answer.at),)
        if answer.at not in moments
        and isinstance(answer.value, int | float)
        and 0 <= answer.value <= WORST_PAIN
    ]
    on_clock = [replace(each, at=shown.get(each.at, each.at)) for each in check_ins]
    told = [(each.at, morning_of(each, zone)) for each in on_clock]
    return tuple(morning for _, morning in sorted((*intakes, *told), key=lambda each: each[0]))


def morning_of(check_in: CheckIn, zone: tzinfo) -> Morning:
    """A check-in as the plan reads it, dated on the runner's clock."""
    return Morning(
        day=day_of(check_in.at, zone),
        pain_now=check_in.pain_now,
        worst_yesterday=check_in.pain_worst_yesterday,
        during_last_run=check_in.pain_during_run,
        stiffness_min=check_in.stiffness_min,
        side=Side(check_in.side) if check_in.side else None,
        sleep_h=check_in.sleep_h,
        stress=check_in.stress,
        woke_at_night=check_in.woke_at_night,
        limp=check_in.limp,
    )


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day of a moment on the runner's clock."""
    return moment.astimezone(zone).date()


def add_test(transaction: Transaction, test: TestDone, at: datetime) -> int:
    """Write a test into the journal; returns the entry's number."""
    return write(transaction, EntryKind.TEST, test, at)


def _newest_a_day(
    entries: Sequence[Entry[SessionDone]], shown: Shown, zone: tzinfo
) -> tuple[SessionDone, ...]:
    """Of sessions of one kind told twice for a day the later telling counts.

    No session was done after it was told: where the calendar has gone back with the time zone
    since then, it counts for the day on which it was told.
    """
    told = {(each.record.day, each.record.kind): each for each in entries}
    done = (
        replace(each.record, day=min(each.record.day, day_of(shown.get(each.at, each.at), zone)))
        for each in told.values()
    )
    return tuple(sorted(done, key=lambda session: session.day))


def _by_day(tests: Sequence[TestDone]) -> tuple[TestDone, ...]:
    return tuple(sorted(tests, key=lambda test: test.day))
