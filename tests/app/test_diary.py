"""The journal and the check-ins become the diary that the plan reads."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest

from cases import AT
from stridewell.adapters.store import MemoryStore
from stridewell.app.diary import add_test, day_of, morning_of, read_diary
from stridewell.app.journal import EntryKind, write
from stridewell.app.ports import CheckIn
from stridewell.errors import CaseError
from stridewell.plan.diary import Clearance, Completion, GateDone, Morning, SessionDone, TestDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedWeek
from stridewell.values.anatomy import Side

DAY = timedelta(days=1)
TODAY = AT.date()
FAR_EAST = timezone(timedelta(hours=9))
DONE = SessionDone(TODAY, ActivityKind.STRENGTH, Completion.DONE, 1)


def test_an_empty_store_has_an_empty_diary_that_never_began(store: MemoryStore) -> None:
    with store.transaction() as tx:
        diary = read_diary(tx, UTC)
    assert diary.began is None
    assert (diary.sessions, diary.mornings, diary.tests) == ((), (), ())


def test_the_diary_began_with_the_first_week(store: MemoryStore) -> None:
    with store.transaction() as tx:
        for days in (-3, 0):
            write(tx, EntryKind.WEEK, PlannedWeek(TODAY + days * DAY), AT + days * DAY)
        assert read_diary(tx, UTC).began == TODAY - 3 * DAY


def test_of_a_session_told_twice_the_later_telling_counts(store: MemoryStore) -> None:
    again = SessionDone(TODAY, ActivityKind.STRENGTH, Completion.PARTLY, 5)
    other = SessionDone(TODAY - DAY, ActivityKind.STRENGTH, Completion.DONE)
    with store.transaction() as tx:
        for session in (DONE, again, other):
            write(tx, EntryKind.SESSION, session, AT)
        assert read_diary(tx, UTC).sessions == (other, again)


def test_two_kinds_of_one_day_are_two_sessions(store: MemoryStore) -> None:
    run = SessionDone(TODAY, ActivityKind.RUN, Completion.DONE)
    with store.transaction() as tx:
        for session in (DONE, run):
            write(tx, EntryKind.SESSION, session, AT)
        assert set(read_diary(tx, UTC).sessions) == {DONE, run}


def test_the_pain_of_an_intake_is_a_morning_and_that_of_a_check_in_is_not_counted_twice(
    store: MemoryStore,
) -> None:
    with store.transaction() as tx:
        tx.add_answers({"pain_daily": 4}, AT - DAY)
        tx.add_answers({"pain_daily": 2}, AT)
        tx.add_check_in(CheckIn(AT, 2, None))
        mornings = read_diary(tx, UTC).mornings
    assert mornings == (Morning(TODAY - DAY, pain_now=4), Morning(TODAY, pain_now=2))


@pytest.mark.parametrize("nonsense", ["not_sure", 99])
def test_what_is_no_pain_is_no_morning(store: MemoryStore, nonsense: str | int) -> None:
    with store.transaction() as tx:
        tx.add_answers({"pain_daily": nonsense}, AT)
        assert read_diary(tx, UTC).mornings == ()


def test_days_are_those_of_the_runners_clock() -> None:
    evening = AT.replace(hour=20)
    assert day_of(evening, UTC) == TODAY
    assert day_of(evening, FAR_EAST) == TODAY + DAY
    told = morning_of(CheckIn(evening, 1, 2, side="left", limp=True), FAR_EAST)
    assert told == Morning(TODAY + DAY, 1, 2, side=Side.LEFT, limp=True)


def test_tests_are_in_the_order_of_their_days(store: MemoryStore) -> None:
    late, early = (TestDone("side_plank_hold", TODAY - n * DAY, 40) for n in (0, 9))
    with store.transaction() as tx:
        for test in (late, early):
            add_test(tx, test, AT)
        assert read_diary(tx, UTC).tests == (early, late)


def test_clearances_and_gates_are_read_as_they_were_told(store: MemoryStore) -> None:
    clearance, gate = Clearance("gtps", TODAY, "Dr Adams"), GateDone("hop", TODAY, passed=True)
    with store.transaction() as tx:
        write(tx, EntryKind.CLEARANCE, clearance, AT)
        write(tx, EntryKind.GATE, gate, AT)
        diary = read_diary(tx, UTC)
    assert (diary.clearances, diary.gates) == ((clearance,), (gate,))
    assert diary.cleared == {"gtps"}


def test_a_broken_entry_is_named(store: MemoryStore) -> None:
    with store.transaction() as tx:
        tx.add_entry(EntryKind.GATE.value, AT, {"gate": "hop"})
        with pytest.raises(CaseError, match=r"gate.*cannot be read"):
            read_diary(tx, UTC)
