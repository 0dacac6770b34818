"""Whether what a stage asks for holds: met, not met, or unknown because nobody told it lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.stage_words import criterion_words
from stridewell.knowledge.strength_tests import Sides
from stridewell.knowledge.training import Measure, Programme, StageCriterion
from stridewell.plan.day_log import DayLog
from stridewell.plan.diary import TestDone
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Reason


class Met(StrEnum):
    """Whether a criterion holds; unknown never counts as met."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CriterionState:
    """A criterion with whether it holds, what was found (None: nothing), and the words for it."""

    criterion: StageCriterion
    met: Met
    found: float | None
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known on one day: the days told, the tests, and how long the stage has lasted."""

    knowledge: Knowledge
    days: Mapping[date, DayLog]
    tests: Sequence[TestDone]
    day: date
    weeks: int
    sessions: int
    cleared: bool
    at_beginning: Mapping[Measure, float | None] | None = None
    """What the runner told before there was a diary; then nothing else is looked at."""


def judge(criterion: StageCriterion, programme: Programme, evidence: Evidence) -> CriterionState:
    """Whether one criterion holds on the day of the evidence."""
    found = _found(criterion, evidence)
    met = _met(criterion, found)
    words = criterion_words(criterion, evidence.knowledge)
    text = f"{words[0].upper()}{words[1:]}: {_found_words(criterion, met, found)}."
    warrant = programme.warrant
    reason = Reason(text, warrant.sources, rule="stage_criterion", grade=warrant.grade)
    return CriterionState(criterion, met, found, text, reason)


def all_met(criteria: Sequence[StageCriterion], evidence: Evidence) -> bool:
    """Whether every criterion holds."""
    return all(_met(each, _found(each, evidence)) is Met.MET for each in criteria)


def _met(criterion: StageCriterion, found: float | None) -> Met:
    if found is None:
        return Met.UNKNOWN
    low = criterion.at_least is None or found >= criterion.at_least
    high = criterion.at_most is None or found <= criterion.at_most
    return Met.MET if low and high else Met.NOT_MET


def _found_words(criterion: StageCriterion, met: Met, found: float | None) -> str:
    if found is None:
        return "not known yet" if criterion.measure is Measure.TEST else "not told lately"
    if criterion.measure in {Measure.NIGHT_PAIN, Measure.CLEARED}:
        return str(met)
    return f"{met}, it is {found:g} now"


def _found(criterion: StageCriterion, evidence: Evidence) -> float | None:
    measure = criterion.measure
    if measure is Measure.CLEARED:
        return float(evidence.cleared)
    if measure is Measure.WEEKS_IN_STAGE:
        return evidence.weeks
    if measure is Measure.SESSIONS_IN_STAGE:
        return evidence.sessions
    if evidence.at_beginning is not None:
        return evidence.at_beginning.get(measure)
    return _test(criterion, evidence) if measure is Measure.TEST else _pain(measure, evidence)


def _pain(measure: Measure, evidence: Evidence) -> float | None:
    if measure is Measure.PAIN_DAILY:
        told = [each.pain_daily for each in _recent(evidence, "programme_recent_days")]
        return _worst(told, evidence.knowledge.number("programme_recent_mornings"))
    if measure is Measure.NIGHT_PAIN:
        nights = [each.night for each in _recent(evidence, "programme_recent_days")]
        return _worst(nights, evidence.knowledge.number("programme_recent_mornings"))
    sessions = _recent(evidence, "programme_session_days")
    count = int(evidence.knowledge.number("programme_recent_sessions"))
    told = [
        each.pain_running if measure is Measure.PAIN_RUNNING else each.pain_exercise
        for each in sessions
    ]
    return _worst([each for each in told if each is not None][-count:], count)


def _recent(evidence: Evidence, window: str) -> list[DayLog]:
    days = int(evidence.knowledge.number(window))
    wanted = (evidence.day - timedelta(days=back) for back in reversed(range(days)))
    return [evidence.days[day] for day in wanted if day in evidence.days]


def _worst(told: Sequence[float | None], needed: float) -> float | None:
    known = [each for each in told if each is not None]
    return max(known) if known and len(known) >= needed else None


def _test(criterion: StageCriterion, evidence: Evidence) -> float | None:
    sides = _sides(criterion, evidence)
    if criterion.symmetry:
        left, right = sides.get(Side.LEFT), sides.get(Side.RIGHT)
        if left is None or right is None or max(left, right) <= 0:
            return None
        return 100 * min(left, right) / max(left, right)
    if not sides or (_is_one_sided(sides) and _each_side(criterion.test, evidence.knowledge)):
        return None
    return _worse(criterion, list(sides.values()))


def _is_one_sided(sides: Mapping[Side | None, float]) -> bool:
    """Whether the other side was never tested."""
    return set(sides) in ({Side.LEFT}, {Side.RIGHT})


def _each_side(test: str, knowledge: Knowledge) -> bool:
    known = knowledge.strength_tests.get(test)
    return known is None or known.sides is Sides.EACH


def _worse(criterion: StageCriterion, values: Sequence[float]) -> float:
    return max(values) if criterion.at_least is None else min(values)


def _sides(criterion: StageCriterion, evidence: Evidence) -> Mapping[Side | None, float]:
    """The newest result of each side that is not too old; the worse of two of one day."""
    oldest = evidence.day - timedelta(days=evidence.knowledge.number("programme_test_days"))
    done: dict[Side | None, list[TestDone]] = {}
    for each in evidence.tests:
        if each.test == criterion.test and oldest <= each.day <= evidence.day:
            done.setdefault(each.side, []).append(each)
    newest = {side: max(each.day for each in tests) for side, tests in done.items()}
    return {
        side: _worse(criterion, [each.value for each in tests if each.day == newest[side]])
        for side, tests in done.items()
    }
