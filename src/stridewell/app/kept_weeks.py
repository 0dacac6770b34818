"""The weeks as they were kept: what each day held, and the plan that today is compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from stridewell.app.journal import Entry, EntryKind, newest_entry, read
from stridewell.app.ports import Transaction
from stridewell.plan.planned import PlannedSession, PlannedWeek

PAST_DAYS = 14
"""So many days before today a plan is remembered for."""

READ_DAYS = 30
"""Weeks kept longer ago hold no day that is looked at: a day behind, or one of the week before."""

KeptWeek = Entry[PlannedWeek]


def kept_weeks(transaction: Transaction, today: date) -> Sequence[KeptWeek]:
    """The weeks kept lately, the oldest first; after a long silence only the last one.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    since = datetime.combine(today - timedelta(days=READ_DAYS), time(), UTC)
    lately = read(transaction, EntryKind.WEEK, PlannedWeek, since)
    last = None if lately else newest_entry(transaction, EntryKind.WEEK, PlannedWeek)
    return lately if last is None else (last,)


def planned_days(
    weeks: Sequence[KeptWeek], today: date, count: int
) -> Mapping[date, tuple[PlannedSession, ...]]:
    """What each of the last days up to today held in the newest week kept by then."""
    days = [today - timedelta(days=back) for back in range(count)]
    return {day: _on(day, weeks) for day in days}


def remembered(weeks: Sequence[KeptWeek], today: date) -> tuple[PlannedSession, ...]:
    """What the last days held, then the newest week from today on."""
    past = planned_days(weeks, today - timedelta(days=1), PAST_DAYS)
    newest = weeks[-1].record.sessions if weeks else ()
    return (
        *(each for day in sorted(past) for each in past[day]),
        *(each for each in newest if each.day >= today),
    )


def compared(weeks: Sequence[KeptWeek], today: date) -> tuple[PlannedSession, ...]:
    """The plan that today is compared with: the last one before today, else today's first."""
    before = [each for each in weeks if each.record.first_day < today]
    chosen = before[-1] if before else (weeks[0] if len(weeks) > 1 else None)
    return chosen.record.sessions if chosen is not None else ()


def _on(day: date, weeks: Sequence[KeptWeek]) -> tuple[PlannedSession, ...]:
    known = [each.record for each in weeks if each.record.first_day <= day]
    return known[-1].on(day) if known else ()
