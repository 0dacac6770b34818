"""Finds what is wrong with the tests of strength, balance and range: each fault with its remedy."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.knowledge.criteria import AtLeast, Criterion, Present
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.strength_tests import (
    Better,
    Classes,
    Clock,
    Figures,
    Landmark,
    Quality,
    Sides,
    Spread,
    StrengthTest,
    Typical,
    Usual,
)
from stridewell.knowledge.training import Measure, StageCriterion
from stridewell.values.evidence import Issue, Severity

LOAD_UNSAFE = ("impact_test_unsafe", "limp", "unable_to_bear_weight", "trauma_major")
"""Findings with any of which nobody loads a leg to try it out; each must forbid it by itself."""
ALWAYS_UNSAFE = ("unable_to_bear_weight", "trauma_major")
"""Findings with any of which nobody tests anything at home."""
WHOLE = 100
OLDEST = 100


def check_strength_tests(knowledge: Knowledge) -> tuple[Issue, ...]:
    """Every fault: unsafe tests, impossible norms, dead references, wishes nobody can meet."""
    checks = (_safety, _words, _range, _norms, _sides, _figures, _findings)
    own = (i for test in knowledge.strength_tests.values() for check in checks for i in check(test))
    return (*own, *_known_findings(knowledge), *_programmes(knowledge))


def _fault(test: StrengthTest, text: str, remedy: str) -> Issue:
    return Issue(Severity.ERROR, f"strength_tests.{test.id}", text, remedy)


def _safety(test: StrengthTest) -> Iterator[Issue]:
    """What loads is kept from everybody it could harm, and what jumps also loads."""
    if test.jump is not (test.quality is Quality.JUMP):
        yield _fault(test, "is a jump in one place and none in another", "Make them agree.")
    if test.jump and not test.loads:
        yield _fault(test, "jumps without a load", "Say that it loads.")
    for finding in LOAD_UNSAFE if test.loads else ALWAYS_UNSAFE:
        if not _forbids(test.blocked_when, finding):
            yield _fault(test, f"goes on although {finding!r} is so", "Add it to `blocked_when`.")


def _forbids(criterion: Criterion | None, finding: str) -> bool:
    """Whether the finding alone makes the criterion true."""
    match criterion:
        case Present(found):
            return found == finding
        case AtLeast(1, parts):
            return any(_forbids(part, finding) for part in parts)
    return False


def _words(test: StrengthTest) -> Iterator[Issue]:
    """Nobody is sent to a test without knowing how it is done and what spoils it."""
    if not (test.steps and test.spoils and test.equipment):
        yield _fault(test, "lacks steps, equipment or what spoils it", "Write them.")
    if test.clock is Clock.DOWN and not test.clock_s:
        yield _fault(test, "has a clock that runs down from nowhere", "Give `clock_s`.")
    if test.repeat_weeks < 1:
        yield _fault(test, "is to be repeated at once", "Give at least one week.")


def _range(test: StrengthTest) -> Iterator[Issue]:
    if test.range.low < 0 or test.range.low >= test.range.high:
        yield _fault(test, "has an impossible range", "Give two ends from 0 up.")
    if test.choices and (test.range.low, test.range.high) != (0, len(test.choices) - 1):
        yield _fault(test, "has choices that do not fill its range", "Give one for each value.")


def _norms(test: StrengthTest) -> Iterator[Issue]:
    """Norms lie within the range, and ages within a life."""
    for norm in test.norms:
        if norm.ages.low < 0 or norm.ages.high > OLDEST:
            yield _fault(test, "has a norm for impossible ages", "Correct the ages.")
        for value in _values_of(norm.figures, int(norm.ages.low)):
            if not test.range.contains(value):
                yield _fault(test, f"has a norm of {value:g}, outside its range", "Correct one.")


def _values_of(figures: Figures, age: int) -> tuple[float, ...]:
    match figures:
        case Spread():
            return tuple(figures.mean_of(age, male=male) for male in (True, False))
        case Typical(value) | Landmark(value):
            return (value,)
        case Usual(usual):
            return (usual.low, usual.high)
        case Classes(classes):
            return tuple(each.up_to for each in classes if each.up_to is not None)


def _figures(test: StrengthTest) -> Iterator[Issue]:
    """A spread is more than nothing; classes rise and the last one has no end."""
    for norm in test.norms:
        if isinstance(norm.figures, Spread) and norm.figures.sd <= 0:
            yield _fault(test, "has a norm without a spread", "Give `sd`, or use `typical`.")
        if isinstance(norm.figures, Classes):
            ends = [each.up_to for each in norm.figures.classes]
            known = [end for end in ends[:-1] if end is not None]
            if ends[-1] is not None or len(known) < len(ends) - 1 or known != sorted(known):
                yield _fault(
                    test, "has classes out of order", "Let them rise and the last be open."
                )
    if test.smallest_change is not None and test.smallest_change.value <= 0:
        yield _fault(test, "believes every change", "Give a change above 0.")


def _sides(test: StrengthTest) -> Iterator[Issue]:
    """Sides are only compared where each has a value."""
    rule = test.side_rule
    if rule is None:
        return
    if test.sides is not Sides.EACH:
        yield _fault(test, "compares sides it does not measure", "Leave `sides_alike` out.")
    if rule.percent is not None and not 0 < rule.percent <= WHOLE:
        yield _fault(test, "wants sides alike by an impossible per cent", "Give up to 100.")
    if rule.difference is not None and rule.difference <= 0:
        yield _fault(test, "allows no difference between the sides", "Give one above 0.")


def _findings(test: StrengthTest) -> Iterator[Issue]:
    for rule in test.findings:
        if not 0 < rule.certainty <= 1:
            yield _fault(test, "shows a finding with an impossible certainty", "Give 0 to 1.")
        if rule.side_less_by is not None and test.sides is not Sides.EACH:
            yield _fault(test, "compares sides it does not measure", "Use `at_least`.")
    if test.referral is not None and test.better is not Better.LOWER:
        yield _fault(test, "refers from a value on although more is no worse", "Correct one.")


def _known_findings(knowledge: Knowledge) -> Iterator[Issue]:
    """Tests show only findings that exist, and no number."""
    for test in knowledge.strength_tests.values():
        for rule in test.findings:
            spec = knowledge.findings.get(rule.finding)
            if spec is None or spec.is_number:
                text = f"shows {rule.finding!r}, which is no finding"
                yield _fault(test, text, "Name one that is present or absent.")


def _programmes(knowledge: Knowledge) -> Iterator[Issue]:
    """What programmes want of a test can be reached, and sides are there to be compared."""
    for programme in knowledge.programmes.values():
        for stage in programme.stages:
            where = f"programmes.{programme.id}.{stage.id}"
            for wanted in (*stage.enter_when, *stage.leave_when):
                if wanted.measure is not Measure.TEST:
                    continue
                text = _wrong_wish(wanted, knowledge.strength_tests.get(wanted.test))
                if text:
                    name = f"names the test {wanted.test!r}, which {text}"
                    yield Issue(Severity.ERROR, where, name, "Correct it.")


def _wrong_wish(wanted: StageCriterion, test: StrengthTest | None) -> str:
    if test is None:
        return "does not exist"
    if wanted.symmetry:
        return "" if test.sides is Sides.EACH else "has no two sides"
    bounds = (each for each in (wanted.at_least, wanted.at_most) if each is not None)
    return "" if all(test.range.contains(each) for each in bounds) else "cannot reach that"
