"""What must hold of the ranking whatever a runner answers."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cases import KNOWLEDGE, finding
from drawn import ANSWERS, CASES, RUNNERS, told
from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.app.contract import assessment_out
from stridewell.differential.posterior import Scored, score_conditions
from stridewell.errors import CaseError
from stridewell.intake.presentation import Presentation
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Condition, Evidence

SPEAKS_FOR = [
    (condition, entry)
    for condition in KNOWLEDGE.conditions.values()
    for entry in condition.evidence
    if entry.present > 1
]
few, some = settings(max_examples=15), settings(max_examples=40)


def assessed(case: Case) -> Assessment:
    try:
        return assess(case, KNOWLEDGE)
    except CaseError:
        assume(condition=False)
        raise


def written(case: Case) -> str:
    return assessment_out(assessed(case), KNOWLEDGE).model_dump_json()


@few
@given(CASES)
def test_probabilities_sum_to_one_and_lie_in_their_intervals(case: Case) -> None:
    candidates = assessed(case).differential.candidates
    assert sum(each.probability for each in candidates) == pytest.approx(1, abs=1e-9)
    assert all(each.interval.contains(each.probability) for each in candidates)
    assert [c.probability for c in candidates] == sorted(
        (c.probability for c in candidates), reverse=True
    )


@few
@given(CASES)
def test_the_same_case_gives_the_same_bytes(case: Case) -> None:
    assert written(case) == written(case)


@few
@given(CASES, st.randoms())
def test_the_order_of_the_answers_does_not_matter(case: Case, order: random.Random) -> None:
    answers = list(case.answers.items())
    order.shuffle(answers)
    shuffled = Case(case.at, case.runner, dict(answers), case.findings, case.seed)
    assert written(shuffled) == written(case)


@few
@given(CASES)
def test_information_is_never_negative_nor_more_than_there_is_doubt(case: Case) -> None:
    assessment = assessed(case)
    shares = np.array([each.probability for each in assessment.differential.candidates])
    entropy = float(-(shares * np.log2(np.maximum(shares, 1e-12))).sum())
    for entry in assessment.next_questions:
        assert 0 <= entry.bits <= entropy + 1e-3, entry.question.id


def of_condition(presentation: Presentation, condition: Condition) -> Scored:
    scored = score_conditions(presentation, KNOWLEDGE)
    return next(each for each in scored if each.condition is condition)


@some
@given(RUNNERS, ANSWERS, st.sampled_from(SPEAKS_FOR))
def test_what_speaks_for_a_condition_never_lowers_its_odds(
    runner: Runner, answers: dict[str, Answer], pair: tuple[Condition, Evidence]
) -> None:
    condition, entry = pair
    before = told(runner, answers)
    after = before.with_findings([finding(entry.finding)])
    less, more = of_condition(before, condition), of_condition(after, condition)
    assert more.log_odds >= less.log_odds - 1e-9


@some
@given(RUNNERS, ANSWERS)
def test_no_finding_moves_something_else(runner: Runner, answers: dict[str, Answer]) -> None:
    rest = score_conditions(told(runner, answers), KNOWLEDGE)[-1]
    assert rest.condition is None
    assert rest.log_odds == pytest.approx(np.log(KNOWLEDGE.number("something_else_percent") / 100))
