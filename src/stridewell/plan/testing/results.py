"""What the tests come to: values beside norms, sides, courses, what is due, and whom to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.strength_tests import Sides, StrengthTest
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.diary import TestDone
from stridewell.plan.testing.history import LEGS, Reading, histories
from stridewell.plan.testing.norms import Comparison, NoNorm, compare
from stridewell.plan.testing.sides import SideBalance, side_balance
from stridewell.plan.testing.trend import Trend, trend
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Reason

PAIN_STOP = "test_pain_stop"


@dataclass(frozen=True, slots=True)
class SideResult:
    """One leg, or the whole where the test has no legs: every reading and the newest judged."""

    side: Side | None
    readings: tuple[Reading, ...]
    comparison: Comparison | NoNorm
    trend: Trend | None

    @property
    def newest(self) -> Reading:
        """The newest reading."""
        return self.readings[-1]


@dataclass(frozen=True, slots=True)
class Result:
    """One test with everything its results come to.

    ``balance`` is None where the sides cannot be compared, and ``balance_unknown`` says why.
    ``notes`` say what to heed (pain), ``refer`` whom to see and why. ``due`` is None before the
    first time.
    """

    test: StrengthTest
    sides: tuple[SideResult, ...]
    balance: SideBalance | None
    balance_unknown: str
    due: date | None
    is_due: bool
    notes: tuple[Reason, ...]
    refer: tuple[Reason, ...]

    @property
    def is_done(self) -> bool:
        """Whether it was ever done."""
        return bool(self.sides)

    @property
    def last_day(self) -> date | None:
        """When it was last done; None when never."""
        return max((each.newest.day for each in self.sides), default=None)


def results_of(
    done: Sequence[TestDone], runner: Runner, today: date, knowledge: Knowledge
) -> Mapping[str, Result]:
    """Every test of the knowledge by its id, done or not; results of a day to come do not count."""
    return {
        test.id: result_of(test, done, runner, today, knowledge)
        for test in knowledge.strength_tests.values()
    }


def result_of(
    test: StrengthTest,
    done: Sequence[TestDone],
    runner: Runner,
    today: date,
    knowledge: Knowledge,
) -> Result:
    """What one test comes to."""
    read = histories(test, done, today)
    sides = tuple(
        SideResult(side, each, compare(test, each[-1].value, runner), trend(test, each))
        for side, each in read.items()
    )
    balance, unknown = _balance(test, {each.side: each.newest for each in sides})
    last = max((each.newest.day for each in sides), default=None)
    due = last + timedelta(weeks=test.repeat_weeks) if last is not None else None
    return Result(
        test=test,
        sides=sides,
        balance=balance,
        balance_unknown=unknown,
        due=due,
        is_due=due is not None and due <= today,
        notes=tuple(note for each in sides for note in _pain(test, each.newest, knowledge)),
        refer=tuple(each for side in sides for each in _refer(test, side.newest)),
    )


def _balance(
    test: StrengthTest, newest: Mapping[Side | None, Reading]
) -> tuple[SideBalance | None, str]:
    """Both sides beside one another when they were measured within the time to repeat."""
    if test.sides is not Sides.EACH or not newest:
        return None, ""
    left, right = (newest.get(side) for side in LEGS)
    if left is None or right is None:
        missing = "left" if left is None else "right"
        return None, f"How alike the sides are is not known: the {missing} one was not measured."
    if abs(left.day - right.day) > timedelta(weeks=test.repeat_weeks):
        return None, "The sides were measured too far apart to compare them. Do both on one day."
    return side_balance(test, left.value, right.value), ""


def _pain(test: StrengthTest, newest: Reading, knowledge: Knowledge) -> tuple[Reason, ...]:
    """Pain in the newest reading: noted from 1 on, above the limit a reason to stop."""
    limit = knowledge.reasoning[PAIN_STOP]
    if not newest.pain:
        return ()
    side = f" on the {newest.side.value}" if newest.side in LEGS else ""
    text = f"It hurt {newest.pain} of 10{side}, so the value says what pain allowed."
    if newest.pain > limit.value:
        text = (
            f"{text} Above {limit.value:g} a test ends: leave {test.name.lower()} out until it is "
            "calm again, and tell the pain in the check-in."
        )
    return (_reason(text, limit.warrant, "test_pain"),)


def _refer(test: StrengthTest, newest: Reading) -> tuple[Reason, ...]:
    referral = test.referral
    if referral is None:
        return ()
    texts = []
    if newest.is_new and newest.value > 0:
        texts.append(referral.new_text)
    if newest.value >= referral.at_least:
        texts.append(referral.text)
    return tuple(_reason(each, referral.warrant, "test_referral") for each in texts)


def _reason(text: str, warrant: Warrant, rule: str) -> Reason:
    told = f"{text}{warrant.caveat('This is')}"
    return Reason(told, warrant.sources, rule=rule, grade=warrant.grade)
