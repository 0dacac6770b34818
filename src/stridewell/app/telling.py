"""The order of what was told: on a clock that went back, what is told now still comes last.

Everything is stored under the moment that the clock showed. Where the clock shows less than when
something was told before, it is stored just after that, beside what the clock showed in truth.
Otherwise an alarm of now would be overruled by a calm answer of before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from stridewell.app.journal import EntryKind, read, write
from stridewell.app.ports import Transaction

AFTER = timedelta(microseconds=1)

Shown: TypeAlias = Mapping[datetime, datetime]
"""What the clock showed, by the moment under which something is stored; others are as stored."""


@dataclass(frozen=True, slots=True)
class ClockBehind:
    """Something was told while the clock showed less than it had before."""

    shown: datetime


def told_at(transaction: Transaction, at: datetime) -> datetime:
    """The moment under which to store what is told now; never before what was told earlier."""
    last = transaction.newest_moment()
    if last is None or last <= at:
        return at
    write(transaction, EntryKind.CLOCK, ClockBehind(at), last + AFTER)
    return last + AFTER


def shown_clocks(transaction: Transaction) -> Shown:
    """What the clock showed where that is not the moment something is stored under.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    entries = read(transaction, EntryKind.CLOCK, ClockBehind)
    return {entry.at: entry.record.shown for entry in entries}
