"""Who waits with a test: danger first, then bone, youth, findings, pain; a jump waits longest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stridewell.knowledge.criteria import (
    All,
    AtLeast,
    Compare,
    Criterion,
    Not,
    Present,
    evaluate,
    findings_in,
)
from stridewell.knowledge.records import Level
from stridewell.knowledge.strength_tests import StrengthTest
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.gate import impact_allowed
from stridewell.plan.situation import Situation
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Grade, Reason, State, Verification

DESIGN = Warrant(Grade.EXPERT, ("stridewell_design",), Verification.DESIGN)
LEAST_AGE = "test_least_age"
SEEN_FIRST = frozenset({Level.EMERGENCY_NOW, Level.SAME_DAY})


def why_blocked(test: StrengthTest, situation: Situation) -> Reason | None:
    """Why a test may not be done now; None when nothing speaks against it."""
    return (
        _urgent(test, situation)
        or _young(test, situation)
        or _bone(test, situation)
        or _findings(test, situation)
        or _pain(test, situation)
        or _jump(test, situation)
    )


def _urgent(test: StrengthTest, situation: Situation) -> Reason | None:
    disposition = situation.inputs.disposition
    if disposition.level in SEEN_FIRST:
        return _reason("Tests wait: somebody should see you first.")
    if test.loads and disposition.level is Level.WITHIN_DAYS:
        text = "Tests that load hips or legs wait until somebody has seen you within days."
        return _reason(text)
    return None


def _young(test: StrengthTest, situation: Situation) -> Reason | None:
    age, least = situation.facts.number("age"), situation.knowledge.reasoning[LEAST_AGE]
    if not test.loads or (age is not None and age >= least.value):
        return None
    if age is None:
        return _reason("Tests that load wait until your age is known.", least.warrant)
    text = f"Tests that load are not for anybody under {least.value:g}."
    return _reason(text, least.warrant)


def _bone(test: StrengthTest, situation: Situation) -> Reason | None:
    bone = situation.uncleared_bone
    if not test.loads or not bone:
        return None
    names = " or ".join(each.plain for each in bone)
    text = f"Not before a clinician has cleared you: the pattern may fit {names}."
    return _reason(text)


def _findings(test: StrengthTest, situation: Situation) -> Reason | None:
    if test.blocked_when is None:
        return None
    verdict = evaluate(test.blocked_when, situation.facts)
    if verdict.state is State.PRESENT:
        return _reason(f"Not now: {_plain(verdict.because, situation)}.")
    safety = tuple(
        finding
        for finding in sorted(findings_in(test.blocked_when))
        if situation.knowledge.findings[finding].safety
        and situation.facts.state(finding) is State.UNKNOWN
    )
    if verdict.state is not State.UNKNOWN or not safety:
        return None
    unknown = tuple(dict.fromkeys(o for f in safety for o in _open(Present(f), situation)))
    text = f"Not until it is clear in the check-in: {_asked(unknown, situation)}"
    return replace(_reason(text), findings=unknown)


def _open(criterion: Criterion, situation: Situation) -> Iterator[str]:
    """The plain findings because of which a criterion is unknown."""
    if evaluate(criterion, situation.facts).state is not State.UNKNOWN:
        return
    match criterion:
        case Present(finding):
            when = situation.knowledge.findings[finding].when
            yield from (finding,) if when is None else _open(when, situation)
        case Compare(finding):
            yield finding
        case Not(part):
            yield from _open(part, situation)
        case All(parts) | AtLeast(_, parts):
            yield from (each for part in parts for each in _open(part, situation))


def _asked(findings: tuple[str, ...], situation: Situation) -> str:
    """The questions that would tell findings: the first one, and how many more there are."""
    asked = [
        question.text
        for question in situation.knowledge.questions.values()
        if question.asks_again is None
        and {each for option in question.options for each in option.present} & set(findings)
    ]
    if not asked:
        return f"{_plain(findings, situation)}?"
    more = f" ({len(asked) - 1} more)" if len(asked) > 1 else ""
    return f"“{asked[0]}”{more}"


def _pain(test: StrengthTest, situation: Situation) -> Reason | None:
    if not test.loads or situation.zone is not Zone.RED:
        return None
    return _reason("Not on a red day: tests that load wait until the pain is calmer.")


def _jump(test: StrengthTest, situation: Situation) -> Reason | None:
    if not test.jump:
        return None
    if situation.zone is not Zone.GREEN:
        return _reason("Jumps wait for a green day.")
    if not impact_allowed(situation):
        text = "Not until it is known that a jump does no harm, or a clinician has cleared you."
        return _reason(text)
    return None


def _plain(findings: tuple[str, ...], situation: Situation) -> str:
    return "; ".join(situation.knowledge.findings[finding].plain for finding in findings)


def _reason(text: str, warrant: Warrant = DESIGN) -> Reason:
    return Reason(text, warrant.sources, rule="test_blocked", grade=warrant.grade)
