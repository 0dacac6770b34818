"""A session moves to another day, is refused by name, or is let go again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases import AT, KNOWLEDGE, case_of
from stridewell.adapters.store import MemoryStore
from stridewell.app.care import DayAnswer, Writers, answer_today
from stridewell.app.check_in import save_case
from stridewell.app.daily import set_wishes
from stridewell.app.moves import Moved, Slot, move_session, release_session
from stridewell.errors import CaseError, NothingStoredError, NotPlannedError
from stridewell.intake.reading import Answer
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession
from stridewell.plan.planner import Plan
from stridewell.plan.schedule.moving import MoveRefused
from stridewell.plan.wishes import Wishes

TODAY, DAY = AT.date(), timedelta(days=1)
OUTER_HIP: dict[str, Answer] = {"pain_regions": ["lat_hip"], "pain_daily": 1, "pain_running": 1}


@pytest.fixture
def busy(store: MemoryStore, writers: Writers) -> MemoryStore:
    """A runner with mild outer hip pain and an hour on every day but the fourth from today."""
    save_case(store, case_of(OUTER_HIP), KNOWLEDGE, writers)
    off = (TODAY + 3 * DAY).weekday()
    wishes = Wishes(tuple(0 if day == off else 60 for day in range(7)))
    set_wishes(store, AT, wishes, KNOWLEDGE, writers)
    return store


def slots(answer: DayAnswer, *, pinned: bool = False) -> list[Slot]:
    """Where strength sessions are; only those the runner placed, if asked so."""
    assert isinstance(answer.plan, Plan)
    return [
        Slot(item.kind, day.date)
        for day in answer.plan.week.days
        for item in day.items
        if item.kind is ActivityKind.STRENGTH and item.is_pinned >= pinned
    ]


def free_day(busy: MemoryStore, writers: Writers) -> Moved:
    """The first move of the first strength session that is not refused."""
    (slot, *_) = slots(answer_today(busy, AT, KNOWLEDGE))
    for days in (1, 2, 4, 5, 6):
        moved = move_session(busy, AT, slot, TODAY + days * DAY, KNOWLEDGE, writers)
        if isinstance(moved, Moved):
            return moved
    raise AssertionError("no day was free")


def test_a_moved_session_stays_on_its_day(busy: MemoryStore, writers: Writers) -> None:
    placed = slots(free_day(busy, writers).answer, pinned=True)
    assert len(placed) == 1
    assert slots(answer_today(busy, AT, KNOWLEDGE), pinned=True) == placed


def test_a_session_that_is_let_go_is_the_plans_again(busy: MemoryStore, writers: Writers) -> None:
    (slot,) = slots(free_day(busy, writers).answer, pinned=True)
    answer = release_session(busy, AT, slot, KNOWLEDGE, writers)
    assert slots(answer, pinned=True) == []
    assert slots(answer) != []


def test_a_day_without_time_is_refused_by_name(busy: MemoryStore, writers: Writers) -> None:
    (slot, *_) = slots(answer_today(busy, AT, KNOWLEDGE))
    with busy.transaction() as tx:
        before = tx.entries()
    refused = move_session(busy, AT, slot, TODAY + 3 * DAY, KNOWLEDGE, writers)
    assert isinstance(refused, MoveRefused)
    assert {breach.rule for breach in refused.breaches} & {"minutes", "day_off"}
    with busy.transaction() as tx:
        assert tx.entries() == before


def test_a_day_of_another_week_is_refused(busy: MemoryStore, writers: Writers) -> None:
    (slot, *_) = slots(answer_today(busy, AT, KNOWLEDGE))
    refused = move_session(busy, AT, slot, TODAY + 9 * DAY, KNOWLEDGE, writers)
    assert isinstance(refused, MoveRefused)
    assert "outside this week" in refused.breaches[0].text


def test_what_is_not_in_the_week_cannot_be_moved_or_let_go(
    busy: MemoryStore, writers: Writers
) -> None:
    nothing = Slot(ActivityKind.RACE, TODAY)
    with pytest.raises(CaseError, match="There is no race on Monday 11 May"):
        move_session(busy, AT, nothing, TODAY + DAY, KNOWLEDGE, writers)
    with pytest.raises(CaseError, match="There is no race"):
        release_session(busy, AT, nothing, KNOWLEDGE, writers)


def test_without_a_plan_nothing_is_moved(store: MemoryStore, writers: Writers) -> None:
    slot = Slot(ActivityKind.STRENGTH, TODAY)
    with pytest.raises(NothingStoredError):
        move_session(store, AT, slot, TODAY + DAY, KNOWLEDGE, writers)
    limp = case_of({"pain_regions": ["groin"], "pain_daily": 3, "weight_bearing": "limp"})
    save_case(store, limp, KNOWLEDGE, writers)
    with pytest.raises(NotPlannedError, match="no plan now"):
        move_session(store, AT, slot, TODAY + DAY, KNOWLEDGE, writers)


def test_a_slot_holds_the_session_of_its_kind_and_day() -> None:
    slot = Slot(ActivityKind.RUN, TODAY)
    assert slot.holds(PlannedSession(ActivityKind.RUN, TODAY))
    assert not slot.holds(PlannedSession(ActivityKind.RUN, TODAY + DAY))
    assert not slot.holds(PlannedSession(ActivityKind.STRENGTH, TODAY))
