"""Moving a session of the week to another day: checked anew, refused by name, or let go again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from stridewell.app.care import DayAnswer, Writers, decide, keep
from stridewell.app.current import current_state
from stridewell.app.daily import CHANGED, kept_week, told_and_planned
from stridewell.app.journal import EntryKind, write
from stridewell.app.ports import Store, Transaction
from stridewell.app.telling import told_at
from stridewell.errors import CaseError, NotPlannedError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.changes import NAMES
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession, PlannedWeek
from stridewell.plan.planner import Plan
from stridewell.plan.schedule.moving import MoveRefused, move
from stridewell.plan.schedule.schedule import Schedule
from stridewell.plan.week import Week, planned_week


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a session in the week: its kind and its day."""

    kind: ActivityKind
    day: date

    def holds(self, session: PlannedSession) -> bool:
        """Whether a session is the one in this place."""
        return (session.kind, session.day) == (self.kind, self.day)


@dataclass(frozen=True, slots=True)
class Moved:
    """A session on its new day, what else had to shift, and the plan with it."""

    answer: DayAnswer
    shifted: tuple[str, ...]


def move_session(
    store: Store, at: datetime, slot: Slot, to_day: date, knowledge: Knowledge, writers: Writers
) -> Moved | MoveRefused:
    """Move a session of the kept week to another day; every hard limit is checked anew.

    What breaks a limit is refused and changes nothing.

    Raises:
        CaseError: there is no such session on that day.
        NothingStoredError: no check-in was made yet, or there is no plan now.
    """
    with store.transaction() as transaction:
        plan = decide(current_state(transaction, at, knowledge), knowledge).plan
        if not isinstance(plan, Plan):
            raise NotPlannedError("There is no plan now.", plan.next_step)
        week, schedule = plan.week, plan.week.schedule
        moved = move(week.problem, schedule, _named(week, slot), to_day)
        if isinstance(moved, MoveRefused):
            return moved
        kept = _with_days(
            planned_week(week, plan.longest_run_m), week, moved, Slot(slot.kind, to_day)
        )
        write(transaction, EntryKind.WEEK, kept, told_at(transaction, at))
        answer = decide(current_state(transaction, at, knowledge), knowledge)
        keep(transaction, CHANGED, answer, writers)
    return Moved(answer, tuple(each.text for each in moved.shifted))


def release_session(
    store: Store, at: datetime, slot: Slot, knowledge: Knowledge, writers: Writers
) -> DayAnswer:
    """Let the plan choose the day of a moved session again.

    Raises:
        CaseError: there is no such session on that day.
        NothingStoredError: no week was planned yet.
    """

    def told(transaction: Transaction) -> None:
        week = kept_week(transaction)
        if not any(slot.holds(each) for each in week.sessions):
            raise _no_session(slot)
        freed = tuple(
            replace(each, is_pinned=False) if slot.holds(each) else each for each in week.sessions
        )
        write(
            transaction,
            EntryKind.WEEK,
            replace(week, sessions=freed),
            told_at(transaction, at),
        )

    return told_and_planned(store, at, told, CHANGED, knowledge, writers)


def _named(week: Week, slot: Slot) -> str:
    """The id of the session of a kind on a day."""
    for planned in week.days:
        for item in planned.items:
            if planned.date == slot.day and item.kind is slot.kind and item.id:
                return item.id
    raise _no_session(slot)


def _no_session(slot: Slot) -> CaseError:
    name = NAMES.get(slot.kind, slot.kind.value.replace("_", "-"))
    return CaseError(
        f"There is no {name} on {slot.day:%A} {slot.day.day} {slot.day:%B}.",
        "Look at the week with: stridewell plan",
    )


def _with_days(kept: PlannedWeek, week: Week, moved: Schedule, pinned: Slot) -> PlannedWeek:
    """The kept week with the days of the moved schedule; the moved session stays where it is."""
    to = {
        (week.problem.session(name).kind, week.schedule.days[name]): day
        for name, day in moved.days.items()
        if name in week.schedule.days
    }

    def placed(each: PlannedSession) -> PlannedSession:
        there = replace(each, day=to.get((each.kind, each.day), each.day))
        return replace(there, is_pinned=each.is_pinned or pinned.holds(there))

    return replace(kept, sessions=tuple(placed(each) for each in kept.sessions))
