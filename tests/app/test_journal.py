"""The journal gives back the very records that were written, or says which entry is broken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import AT
from stridewell.adapters.store import MemoryStore
from stridewell.app.journal import EntryKind, from_plain, newest, read, write
from stridewell.errors import CaseError
from stridewell.plan.diary import (
    Clearance,
    Completion,
    ExerciseDone,
    GateDone,
    SessionDone,
    TestDone,
)
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession, PlannedWeek
from stridewell.plan.scores import ActivityScore, WeeklyScore
from stridewell.plan.wishes import Race, Wishes
from stridewell.values.anatomy import Side

TODAY = date(2026, 5, 11)
RECORDS = [
    (EntryKind.WISHES, Wishes((0, 30, 60, 0, 45, 90, 20), frozenset({"band"}), frozenset({1, 5}),
                              frozenset({0}), ("swimming",), (Race(TODAY, 21_097.5, "Half"),))),
    (EntryKind.SESSION, SessionDone(TODAY, ActivityKind.WALK_RUN, Completion.PARTLY, 2, 4,
                                    limped=False, ladder="A", step=3, exercises=(
                                        ExerciseDone("bridge", 3, 12, clean=True),))),
    (EntryKind.CLEARANCE, Clearance("bsi_sacrum", TODAY, "Dr Adams")),
    (EntryKind.TEST, TestDone("side_plank_hold", TODAY, 45.5, Side.LEFT, 1)),
    (EntryKind.GATE, GateDone("walk_30_min", TODAY, passed=True)),
    (EntryKind.WEEK, PlannedWeek(TODAY, (PlannedSession(ActivityKind.RUN, TODAY),), 5000.0)),
    (EntryKind.SCORE, WeeklyScore(TODAY, {"load_cut": 2}, (ActivityScore("stairs", 4),), 6)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "record"), RECORDS, ids=[kind for kind, _ in RECORDS])
def test_a_record_comes_back_as_it_was_written(kind: EntryKind, record: object) -> None:
    with MemoryStore().transaction() as tx:
        number = write(tx, kind, record, AT)
        (entry,) = read(tx, kind, type(record))
    assert (entry.id, entry.at, entry.record) == (number, AT, record)


@given(st.lists(st.integers(0, 600), min_size=7, max_size=7).map(tuple), st.frozensets(st.text()))
def test_every_possible_week_comes_back(
    minutes: tuple[int, ...], equipment: frozenset[str]
) -> None:
    wishes = Wishes(minutes, frozenset(e.encode("utf-8", "replace").decode() for e in equipment))
    with MemoryStore().transaction() as tx:
        write(tx, EntryKind.WISHES, wishes, AT)
        assert newest(tx, EntryKind.WISHES, Wishes) == wishes


def test_without_an_entry_there_is_no_newest() -> None:
    with MemoryStore().transaction() as tx:
        assert newest(tx, EntryKind.WISHES, Wishes) is None


def test_what_cannot_be_is_refused_with_its_field() -> None:
    with pytest.raises(CaseError, match="seven days"):
        from_plain({"minutes": [60] * 6}, Wishes)
    with pytest.raises(CaseError, match="completion"):
        from_plain({"day": "2026-05-11", "kind": "run", "completion": "almost"}, SessionDone)


def test_a_broken_entry_is_named_with_the_way_to_take_it_back() -> None:
    with MemoryStore().transaction() as tx:
        number = tx.add_entry("session", AT, {"day": "someday"})
        with pytest.raises(CaseError, match=f"--undo {number}"):
            read(tx, EntryKind.SESSION, SessionDone)
