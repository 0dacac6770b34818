"""A criterion of a programme's stage, written out for a person."""

from __future__ import annotations

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Measure, StageCriterion

_PAINS = {
    Measure.PAIN_DAILY: "pain in daily life",
    Measure.PAIN_RUNNING: "pain while running",
    Measure.PAIN_EXERCISE: "pain in the exercises",
}
_COUNTS = {Measure.WEEKS_IN_STAGE: "week", Measure.SESSIONS_IN_STAGE: "session"}


def criterion_words(criterion: StageCriterion, knowledge: Knowledge) -> str:
    """What must hold, as a clause without a full stop: pain in daily life at most 2 out of 10."""
    measure = criterion.measure
    if measure is Measure.NIGHT_PAIN:
        return "no pain that wakes you at night"
    if measure is Measure.CLEARED:
        return "a clinician has cleared it"
    if measure in _COUNTS:
        return f"{_bounds(criterion)} {_plural(_COUNTS[measure], criterion)} in this stage"
    if measure is Measure.TEST:
        return _test_words(criterion, knowledge)
    return f"{_PAINS[measure]} {_bounds(criterion)} out of 10"


def _test_words(criterion: StageCriterion, knowledge: Knowledge) -> str:
    test = knowledge.strength_tests.get(criterion.test)
    name = criterion.test.replace("_", " ") if test is None else f"the test “{test.name}”"
    if criterion.symmetry:
        return f"in {name} the weaker side reaches {_bounds(criterion)} % of the stronger one"
    unit = f" {test.unit}" if test is not None and test.unit != "1" else ""
    return f"in {name} {_bounds(criterion)}{unit}"


def _bounds(criterion: StageCriterion) -> str:
    least = "" if criterion.at_least is None else f"at least {criterion.at_least:g}"
    most = "" if criterion.at_most is None else f"at most {criterion.at_most:g}"
    return " and ".join(each for each in (least, most) if each)


def _plural(word: str, criterion: StageCriterion) -> str:
    return word if criterion.at_least == 1 else f"{word}s"
