"""Which open question would tell most: critical safety first, then expected information."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from stridewell.differential.candidates import Differential
from stridewell.differential.likelihood import evidence_by_finding, location_ratio
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import Condition, Evidence, Knowledge, Option, Question
from stridewell.values.anatomy import Region
from stridewell.values.evidence import Facts, State

Array = NDArray[np.float64]
TINY = 1e-9
RARE, COMMON = 0.005, 0.995


class Turn(IntEnum):
    """In which order questions are asked; lower comes first."""

    CRITICAL = 0
    SAFETY = 1
    INFORMATION = 2


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """An open question with the information it is expected to give, in bits."""

    question: Question
    bits: float
    turn: Turn


@dataclass(frozen=True, slots=True)
class _Belief:
    """Where the ranking stands: each condition (None: something else) and its probability."""

    conditions: tuple[Condition | None, ...]
    evidence: tuple[Mapping[str, Evidence], ...]
    probability: Array
    knowledge: Knowledge


def next_questions(
    presentation: Presentation, differential: Differential, knowledge: Knowledge
) -> tuple[NextQuestion, ...]:
    """Every question that can still be asked, the most worthwhile first."""
    conditions = tuple(c.condition for c in differential.candidates)
    belief = _Belief(
        conditions,
        tuple({} if each is None else evidence_by_finding(each) for each in conditions),
        np.array([c.probability for c in differential.candidates]),
        knowledge,
    )
    entries = [
        NextQuestion(question, round(expected_bits(question, belief), 4), _turn(question))
        for question in open_questions(presentation, knowledge)
    ]
    return tuple(sorted(entries, key=lambda e: (e.turn, -e.bits)))


def open_questions(presentation: Presentation, knowledge: Knowledge) -> tuple[Question, ...]:
    """Questions not answered yet that may be asked of this runner now, in file order."""
    facts = facts_of(presentation, knowledge)
    return tuple(
        question
        for question in knowledge.questions.values()
        if question.id not in presentation.answered
        and may_ask(question, presentation, facts, knowledge)
    )


def may_ask(
    question: Question, presentation: Presentation, facts: Facts, knowledge: Knowledge
) -> bool:
    """Whether a question applies: asked again only after "not sure", tests only when safe."""
    if question.asks_again is not None and question.asks_again not in presentation.not_sure:
        return False
    if question.test is not None and is_blocked(question.test, facts, knowledge):
        return False
    return question.asked_when is None or (
        evaluate(question.asked_when, facts).state is not State.ABSENT
    )


def is_blocked(test_id: str, facts: Facts, knowledge: Knowledge) -> bool:
    """Whether a self-test must not be done; for impact tests "unknown" blocks as well."""
    test = knowledge.self_tests[test_id]
    if test.clinician_only:
        return True
    if test.blocked_when is None:
        return False
    state = evaluate(test.blocked_when, facts).state
    return state is State.PRESENT or (test.impact and state is State.UNKNOWN)


def _turn(question: Question) -> Turn:
    if question.critical or question.asks_again is not None:
        return Turn.CRITICAL
    return Turn.SAFETY if question.section == "safety" else Turn.INFORMATION


def expected_bits(question: Question, belief: _Belief) -> float:
    """How many bits the answer is expected to take off the ranking's uncertainty."""
    if question.kind == "regions":
        return _information(belief, _region_likelihoods(belief))
    if question.kind == "multi":
        bits = math.fsum(_option_bits(option, belief) for option in question.options)
        return belief.knowledge.number("shrinkage") * bits
    if question.kind == "choice":
        return _information(belief, _choice_likelihoods(question.options, belief))
    return 0.0


def _information(belief: _Belief, likelihoods: Array) -> float:
    """Mutual information in bits; ``likelihoods`` is (outcomes, conditions), columns sum to 1."""
    outcome = likelihoods @ belief.probability
    expected_after = float(_entropy(likelihoods) @ belief.probability)
    return max(0.0, float(_entropy(outcome)) - expected_after)


def _entropy(probability: Array) -> Array:
    """Bits, summed over the first axis."""
    entropy: Array = -(probability * np.log2(np.maximum(probability, TINY))).sum(axis=0)
    return entropy


def _option_bits(option: Option, belief: _Belief) -> float:
    if not option.present:
        return 0.0
    present = _option_probability(option, belief)
    return _information(belief, np.stack([present, 1 - present]))


def _choice_likelihoods(options: Iterable[Option], belief: _Belief) -> Array:
    """One row an option; what no option's findings claim is left to the plain "no"."""
    told = [_option_probability(o, belief) for o in options if o.present]
    if not told:
        return np.ones((1, len(belief.conditions)))
    rows = np.stack(told)
    rest = np.clip(1 - rows.sum(axis=0), RARE, None)
    whole = np.vstack([rows, rest])
    shares: Array = whole / whole.sum(axis=0)
    return shares


def _option_probability(option: Option, belief: _Belief) -> Array:
    """P(option's first finding present | condition), for every condition."""
    finding = option.present[0]
    base = belief.knowledge.findings[finding].base_rate or RARE
    power = belief.knowledge.number("shrinkage")
    entries = (evidence.get(finding) for evidence in belief.evidence)
    return np.array([base if e is None else sensitivity(e, base, power) for e in entries])


def sensitivity(entry: Evidence, base: float, power: float) -> float:
    """P(present | condition) from both ratios where they fix it, else from the base rate."""
    present, absent = float(entry.present**power), float(entry.absent**power)
    both_fix_it = present > 1 > absent
    value = present * (1 - absent) / (present - absent) if both_fix_it else base * present
    return min(COMMON, max(RARE, value))


def _region_likelihoods(belief: _Belief) -> Array:
    columns = []
    for condition in belief.conditions:
        ratios = [
            1.0 if condition is None else location_ratio(condition, (region,), belief.knowledge)
            for region in Region
        ]
        columns.append(np.array(ratios) / sum(ratios))
    return np.stack(columns, axis=1)
