"""Tests of strength, balance and range: what was done, what waits, and telling a new result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from stridewell.app.assess import assess
from stridewell.app.care import Writers, decide, keep, plan_input
from stridewell.app.current import CurrentState, current_state
from stridewell.app.daily import CHANGED
from stridewell.app.diary import add_test, day_of
from stridewell.app.journal import Entry, EntryKind, read
from stridewell.app.ports import Store
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.strength_tests import Sides, StrengthTest
from stridewell.plan.diary import TestDone
from stridewell.plan.situation import Situation
from stridewell.plan.situation import assess as situation_of
from stridewell.plan.testing.allowed import why_blocked
from stridewell.plan.testing.refusals import impossible
from stridewell.plan.testing.results import Result, results_of
from stridewell.triage.disposition import Disposition
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class ResultTold:
    """A result as it is told: each leg, or one value with the side it is about; pain 0 to 10.

    ``pain`` belongs to whatever was told and has no pain of its own; ``day`` None is today.
    """

    left: float | None = None
    right: float | None = None
    value: float | None = None
    side: Side | None = None
    pain: int | None = None
    pain_left: int | None = None
    pain_right: int | None = None
    is_new: bool | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class TestsAnswer:
    """Every test with its results, those that wait with the reason, and what was told."""

    __test__ = False  # it is no test of pytest's

    at: datetime
    today: date
    locale: str
    disposition: Disposition
    results: Mapping[str, Result]
    blocked: Mapping[str, Reason]
    told: tuple[Entry[TestDone], ...]

    def told_of(self, test_id: str) -> tuple[Entry[TestDone], ...]:
        """What was told of one test, the newest day first."""
        own = [each for each in self.told if each.record.test == test_id]
        return tuple(sorted(own, key=lambda each: (each.record.day, each.id), reverse=True))


def read_tests(store: Store, at: datetime, knowledge: Knowledge) -> TestsAnswer:
    """Every test as it stands at a moment; nothing is changed.

    Raises:
        NothingStoredError: no check-in was made yet.
    """
    with store.transaction() as transaction:
        state = current_state(transaction, at, knowledge)
        told = tuple(read(transaction, EntryKind.TEST, TestDone))
    situation = _situation(state, knowledge)
    blocked = {
        test.id: reason
        for test in knowledge.strength_tests.values()
        if (reason := why_blocked(test, situation)) is not None
    }
    runner, today = state.case.runner, _today(at)
    return TestsAnswer(
        at=at,
        today=today,
        locale=runner.locale,
        disposition=situation.inputs.disposition,
        results=results_of(state.diary.tests, runner, today, knowledge),
        blocked=blocked,
        told=told,
    )


def record_result(
    store: Store,
    at: datetime,
    test_id: str,
    told: ResultTold,
    knowledge: Knowledge,
    writers: Writers,
) -> None:
    """Store a result and plan anew, since programmes move on by results.

    Raises:
        CaseError: there is no such test, it may not be done now, or the result cannot be; the
            text says which. Nothing is stored.
        NothingStoredError: no check-in was made yet.
    """
    test = known_test(test_id, knowledge)
    done = _done(test, told, told.day or _today(at))
    with store.transaction() as transaction:
        state = current_state(transaction, at, knowledge)
        _refuse(test, done, state, at, knowledge)
        for each in done:
            add_test(transaction, each, at)
        answer = decide(current_state(transaction, at, knowledge), knowledge)
        keep(transaction, CHANGED, answer, writers)


def known_test(test_id: str, knowledge: Knowledge) -> StrengthTest:
    """The test of that id.

    Raises:
        CaseError: there is none.
    """
    test = knowledge.strength_tests.get(test_id)
    if test is None:
        raise CaseError(
            f"There is no test called {test_id!r}.", "List them with: stridewell test list"
        )
    return test


def _done(test: StrengthTest, told: ResultTold, day: date) -> tuple[TestDone, ...]:
    """What was told as results of single sides."""
    if test.sides is Sides.EACH:
        if told.value is not None or told.side is not None:
            raise CaseError(
                f"{test.name} is measured on each side.", "Tell the left and the right value."
            )
        legs = (
            (Side.LEFT, told.left, told.pain_left),
            (Side.RIGHT, told.right, told.pain_right),
        )
        return tuple(
            TestDone(test.id, day, value, side, told.pain if pain is None else pain)
            for side, value, pain in legs
            if value is not None
        )
    if told.left is not None or told.right is not None:
        raise CaseError(f"{test.name} has one value.", "Tell the value alone.")
    if told.value is None:
        return ()
    if told.is_new is not None and test.referral is None:
        raise CaseError(f"{test.name} is not asked whether it is new.", "Leave it out.")
    return (TestDone(test.id, day, told.value, told.side, told.pain, told.is_new),)


def _refuse(
    test: StrengthTest,
    done: Sequence[TestDone],
    state: CurrentState,
    at: datetime,
    knowledge: Knowledge,
) -> None:
    wrong = impossible(done, _today(at), state.case.runner.age, knowledge)
    if wrong is not None:
        raise CaseError(wrong.text, wrong.next_step)
    blocked = why_blocked(test, _situation(state, knowledge))
    if blocked is not None:
        raise CaseError(f"{test.name}: {blocked.text}", "Leave it out for now.")


def _situation(state: CurrentState, knowledge: Knowledge) -> Situation:
    return situation_of(plan_input(state, assess(state.case, knowledge), knowledge))


def _today(at: datetime) -> date:
    return day_of(at, at.tzinfo or UTC)
