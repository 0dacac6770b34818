"""The log asks for what was planned or run and not told yet, and lists what was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from activities import even_run
from cases import AT
from shelved_runs import put_run
from stridewell.adapters.store import MemoryStore
from stridewell.app.journal import EntryKind, write
from stridewell.app.log import SHOWN_DAYS, read_log
from stridewell.errors import CaseError
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession, PlannedWeek

DAY = timedelta(days=1)
TODAY = AT.date()
YESTERDAY = TODAY - DAY


def plan(store: MemoryStore, *sessions: PlannedSession, days_ago: int = 6) -> None:
    first = TODAY - days_ago * DAY
    with store.transaction() as tx:
        write(tx, EntryKind.WEEK, PlannedWeek(first, sessions), AT - days_ago * DAY)


def tell(store: MemoryStore, session: SessionDone) -> int:
    with store.transaction() as tx:
        return write(tx, EntryKind.SESSION, session, AT)


def imported(store: MemoryStore, days_ago: int) -> int:
    run = replace(even_run(), start=AT - days_ago * DAY)
    with store.transaction() as tx:
        return put_run(tx, run)


def test_a_planned_session_is_asked_for_until_it_is_told(store: MemoryStore) -> None:
    strength = PlannedSession(ActivityKind.STRENGTH, YESTERDAY)
    plan(store, strength)
    (open_,) = read_log(store, AT).to_tell
    assert (open_.kind, open_.day, open_.planned, open_.run) == (
        ActivityKind.STRENGTH,
        YESTERDAY,
        strength,
        None,
    )
    tell(store, SessionDone(YESTERDAY, ActivityKind.STRENGTH, Completion.SKIPPED))
    assert read_log(store, AT).to_tell == ()


def test_the_run_of_a_day_goes_with_what_was_planned(store: MemoryStore) -> None:
    plan(store, PlannedSession(ActivityKind.WALK_RUN, YESTERDAY))
    number = imported(store, 1)
    (open_,) = read_log(store, AT).to_tell
    assert open_.run is not None
    assert (open_.kind, open_.run.id) == (ActivityKind.WALK_RUN, number)


def test_a_run_that_no_plan_held_is_asked_for(store: MemoryStore) -> None:
    number = imported(store, 1)
    plan(store)
    (open_,) = read_log(store, AT).to_tell
    assert (open_.kind, open_.planned) == (ActivityKind.RUN, None)
    tell(store, SessionDone(YESTERDAY, ActivityKind.RUN, Completion.DONE, run_id=number))
    assert read_log(store, AT).to_tell == ()


def test_a_run_told_without_its_recording_is_not_asked_for_again(store: MemoryStore) -> None:
    imported(store, 1)
    tell(store, SessionDone(YESTERDAY, ActivityKind.RUN, Completion.DONE))
    assert read_log(store, AT).to_tell == ()


def test_neither_the_coming_days_nor_old_ones_are_asked_for(store: MemoryStore) -> None:
    old = TODAY - SHOWN_DAYS * DAY
    plan(
        store,
        *(PlannedSession(ActivityKind.STRENGTH, day) for day in (TODAY + DAY, old)),
        days_ago=SHOWN_DAYS,
    )
    assert read_log(store, AT).to_tell == ()


def test_what_was_told_comes_newest_first_with_its_number(store: MemoryStore) -> None:
    kinds = (ActivityKind.STRENGTH, ActivityKind.RUN)
    later = tell(store, SessionDone(TODAY, kinds[0], Completion.DONE))
    earlier = tell(store, SessionDone(YESTERDAY, kinds[1], Completion.DONE))
    assert [entry.id for entry in read_log(store, AT).told] == [later, earlier]


def test_an_empty_store_has_an_empty_log(store: MemoryStore) -> None:
    log = read_log(store, AT)
    assert (log.to_tell, log.told) == ((), ())


def test_a_broken_entry_is_named(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.add_entry(EntryKind.SESSION.value, AT, {"day": "someday"})
    with pytest.raises(CaseError, match="cannot be read"):
        read_log(store, AT)
