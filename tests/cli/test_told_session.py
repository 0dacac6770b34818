"""A told session takes over what was planned of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases import AT
from stridewell.adapters.store import MemoryStore
from stridewell.app.journal import EntryKind, write
from stridewell.cli.told_session import AsPlanned, TypedSession, planned_of, told_session
from stridewell.errors import CaseError
from stridewell.plan.diary import Completion, ExerciseDone, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession, PlannedWeek

TODAY = AT.date()
WALK_RUN, STRENGTH = ActivityKind.WALK_RUN, ActivityKind.STRENGTH


@pytest.fixture
def store() -> MemoryStore:
    """A runner for whom a walk-run with strides is planned today."""
    opened = MemoryStore()
    walk_run = PlannedSession(WALK_RUN, TODAY, ladder="A", step=3, extra="strides")
    keep(opened, PlannedWeek(TODAY, (walk_run, PlannedSession(STRENGTH, TODAY))))
    return opened


def keep(store: MemoryStore, record: object, kind: EntryKind = EntryKind.WEEK) -> None:
    with store.transaction() as transaction:
        write(transaction, kind, record, AT)


def test_the_ladder_the_step_and_the_extra_are_those_planned(store: MemoryStore) -> None:
    planned = planned_of(store, TODAY, TODAY, WALK_RUN)
    session = told_session(TypedSession(WALK_RUN, TODAY, Completion.DONE, pain=1), planned)
    assert (session.ladder, session.step, session.extra) == ("A", 3, "strides")


def test_a_session_told_again_keeps_its_step_though_the_plan_has_moved_on(
    store: MemoryStore,
) -> None:
    told = SessionDone(TODAY, WALK_RUN, Completion.DONE, 1, ladder="A", step=3)
    keep(store, told, EntryKind.SESSION)
    keep(store, PlannedWeek(TODAY, ()))
    assert planned_of(store, TODAY, TODAY, WALK_RUN) == AsPlanned("A", 3)


def test_what_was_not_planned_has_no_step(store: MemoryStore) -> None:
    assert planned_of(store, TODAY, TODAY, ActivityKind.RUN) is None
    assert planned_of(store, TODAY, TODAY - timedelta(days=1), WALK_RUN) is None
    assert planned_of(store, TODAY, TODAY, STRENGTH) == AsPlanned()
    run = told_session(TypedSession(ActivityKind.RUN, TODAY, Completion.DONE), None)
    assert (run.ladder, run.step, run.pain_during) == (None, None, None)


def test_exercises_are_read(store: MemoryStore) -> None:
    typed = TypedSession(STRENGTH, TODAY, Completion.DONE, exercises=("bridge=3x12", "hops=2x5:1"))
    session = told_session(typed, None)
    assert session.exercises == (ExerciseDone("bridge", 3, 12), ExerciseDone("hops", 2, 5, pain=1))


@pytest.mark.parametrize(
    "typed",
    [
        TypedSession(WALK_RUN, TODAY, Completion.SKIPPED, pain=3),
        TypedSession(WALK_RUN, TODAY, Completion.SKIPPED, limped=False),
        TypedSession(STRENGTH, TODAY, Completion.SKIPPED, exercises=("bridge=3x12",)),
        TypedSession(STRENGTH, TODAY, Completion.DONE, run=4),
        TypedSession(WALK_RUN, TODAY, Completion.DONE, effort=11),
    ],
    ids=str,
)
def test_what_contradicts_itself_is_refused(typed: TypedSession) -> None:
    with pytest.raises(CaseError):
        told_session(typed, None)
