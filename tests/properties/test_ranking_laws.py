"""What must hold of the ranking whatever a runner answers."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cases import AT, KNOWLEDGE, finding
from drawn import ANSWERS, CASES, RUNNERS, told
from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.app.contract import assessment_out
from stridewell.differential.likelihood import scene_of, weigh
from stridewell.differential.posterior import posterior_of
from stridewell.errors import CaseError
from stridewell.intake.answers import presentation_of
from stridewell.intake.presentation import Presentation
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Condition, Evidence
from stridewell.values.evidence import State

SPEAKS_FOR = [
    (condition, entry)
    for condition in KNOWLEDGE.conditions.values()
    for entry in condition.evidence
    if entry.present > 1
]
GROUP = {spec.id: spec.group for spec in KNOWLEDGE.findings.values()}
SAME_GROUP = [
    (condition, first, second)
    for condition, first in SPEAKS_FOR
    for second in condition.evidence
    if second.present > 1
    and first.finding != second.finding
    and GROUP[first.finding] == GROUP[second.finding]
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


def log_odds_of(presentation: Presentation, condition: Condition) -> float:
    weighed = weigh(scene_of(presentation, KNOWLEDGE))
    return float(weighed.log_odds[weighed.tables.row(condition.id)])


@some
@given(RUNNERS, ANSWERS, st.sampled_from(SPEAKS_FOR))
def test_what_speaks_for_a_condition_never_lowers_its_odds(
    runner: Runner, answers: dict[str, Answer], pair: tuple[Condition, Evidence]
) -> None:
    condition, entry = pair
    before = told(runner, answers)
    after = before.with_findings([finding(entry.finding)])
    assert log_odds_of(after, condition) >= log_odds_of(before, condition) - 1e-9


@some
@given(RUNNERS, ANSWERS, st.sampled_from(SPEAKS_FOR))
def test_the_same_finding_told_twice_counts_once(
    runner: Runner, answers: dict[str, Answer], pair: tuple[Condition, Evidence]
) -> None:
    condition, entry = pair
    once = told(runner, answers).with_findings([finding(entry.finding)])
    twice = once.with_findings([finding(entry.finding)])
    assert log_odds_of(twice, condition) == log_odds_of(once, condition)


@some
@given(RUNNERS, st.sampled_from(SAME_GROUP))
def test_a_second_sign_of_one_group_adds_less_than_by_itself(
    runner: Runner, signs: tuple[Condition, Evidence, Evidence]
) -> None:
    condition, first, second = signs
    bare = presentation_of(runner, {}, AT, KNOWLEDGE)
    alone = log_odds_of(bare.with_findings([finding(second.finding)]), condition)
    with_first = bare.with_findings([finding(first.finding)])
    both = with_first.with_findings([finding(second.finding)])
    added = log_odds_of(both, condition) - log_odds_of(with_first, condition)
    assert added < alone - log_odds_of(bare, condition) + 1e-9


@some
@given(RUNNERS, ANSWERS)
def test_no_finding_moves_something_else(runner: Runner, answers: dict[str, Answer]) -> None:
    found = posterior_of(told(runner, answers), KNOWLEDGE, np.random.default_rng(1))
    assert found.log_odds[-1] == pytest.approx(
        np.log(KNOWLEDGE.number("something_else_percent") / 100)
    )


@some
@given(RUNNERS, ANSWERS, st.sampled_from(SPEAKS_FOR))
def test_unknown_is_not_absent(
    runner: Runner, answers: dict[str, Answer], pair: tuple[Condition, Evidence]
) -> None:
    condition, entry = pair
    known = told(runner, answers)
    assume(entry.finding not in {each.id for each in known.findings})
    unknown = known.with_findings([finding(entry.finding, State.UNKNOWN)])
    assert log_odds_of(unknown, condition) == log_odds_of(known, condition)
