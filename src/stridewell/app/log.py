"""The log: what was planned and is still to be told, and what was told, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from stridewell.app.diary import day_of
from stridewell.app.journal import Entry, EntryKind, read
from stridewell.app.kept_weeks import kept_weeks, planned_days
from stridewell.app.ports import Store, StoredRun
from stridewell.plan.diary import SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession

SHOWN_DAYS = 7
"""Sessions of so many days are asked for."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """A session nobody told of yet: as it was planned, with the run of that day if there is one.

    ``planned`` is None for a run that no plan held.
    """

    kind: ActivityKind
    day: date
    planned: PlannedSession | None
    run: StoredRun | None


@dataclass(frozen=True, slots=True)
class Log:
    """What is still to be told, and what was told with the number to take it back by."""

    to_tell: tuple[ToTell, ...]
    told: tuple[Entry[SessionDone], ...]


def read_log(store: Store, at: datetime) -> Log:
    """The log of one moment.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    zone = at.tzinfo or UTC
    with store.transaction() as transaction:
        told = read(transaction, EntryKind.SESSION, SessionDone)
        runs = transaction.runs()
        weeks = kept_weeks(transaction, day_of(at, zone))
    days = planned_days(weeks, day_of(at, zone), SHOWN_DAYS)
    newest = sorted(told, key=lambda entry: (entry.record.day, entry.id), reverse=True)
    return Log(_to_tell(days, told, runs, zone), tuple(newest))


def _to_tell(
    days: Mapping[date, tuple[PlannedSession, ...]],
    told: Sequence[Entry[SessionDone]],
    runs: Sequence[StoredRun],
    zone: tzinfo,
) -> tuple[ToTell, ...]:
    done = {(entry.record.day, entry.record.kind) for entry in told}
    linked = {entry.record.run_id for entry in told}
    open_runs = {day_of(r.summary.start, zone): r for r in runs if r.id not in linked}
    found: list[ToTell] = []
    for day, planned in days.items():
        run = open_runs.get(day)
        running = [each for each in planned if each.kind.has_running]
        if run is not None and not running and not _ran(day, told):
            found.append(ToTell(ActivityKind.RUN, day, None, run))
        found += [
            ToTell(each.kind, day, each, run if each.kind.has_running else None)
            for each in planned
            if (day, each.kind) not in done
        ]
    return tuple(found)


def _ran(day: date, told: Sequence[Entry[SessionDone]]) -> bool:
    return any(e.record.day == day and e.record.kind.has_running for e in told)
