"""Answers that cannot both be right are found and left out of the ranking, never averaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cases import AT, KNOWLEDGE, case_of, presented
from stridewell.app.assess import assess
from stridewell.intake.contradictions import find_clashes, find_contradictions, in_doubt
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Level

AT_REST: Mapping[str, Answer] = {"rest_pain": "yes", "pain_daily": 0}
CASES: Mapping[str, Mapping[str, Answer]] = {
    "no_pain_but_at_rest": AT_REST,
    "no_pain_but_each_run": {"pain_running": 0, "course": "each_run"},
    "no_link_but_builds": {"run_pattern": ["unlinked", "builds"]},
    "walks_but_cannot_move": {"weight_bearing": "normal", "emergency_signs": ["small_movements"]},
    "cannot_stand_but_tested": {"weight_bearing": "cannot", "test_squat": "positive"},
    "well_but_sweats": {"fever": "no", "whole_body": ["sweats"]},
    "pregnant_and_menopause": {"pregnancy": "early", "periods": "menopause"},
}
REST = KNOWLEDGE.questions["rest_pain"]
TWICE = replace(
    KNOWLEDGE,
    questions={**KNOWLEDGE.questions, "rest_twice": replace(REST, id="rest_twice")},
    version="twice",
)


@pytest.mark.parametrize("contradiction", CASES)
def test_what_cannot_both_be_right_is_found(contradiction: str) -> None:
    answers = CASES[contradiction]
    found = {each.id: each for each in find_contradictions(presented(answers), KNOWLEDGE)}
    assert contradiction in found
    assert set(found[contradiction].questions) <= set(answers)


def test_answers_that_agree_make_no_contradiction() -> None:
    assert find_contradictions(presented({"rest_pain": "yes", "pain_daily": 3}), KNOWLEDGE) == ()


def test_what_was_not_asked_contradicts_nothing() -> None:
    assert find_contradictions(presented({"rest_pain": "yes"}), KNOWLEDGE) == ()


def test_every_contradiction_asks_for_at_least_one_question_again() -> None:
    for rule in KNOWLEDGE.contradictions.values():
        assert set(rule.questions) <= set(KNOWLEDGE.questions)
        assert rule.questions


def test_what_is_in_doubt_says_nothing_about_the_causes() -> None:
    contradictions = find_contradictions(presented(AT_REST), KNOWLEDGE)
    assert in_doubt(contradictions) == {"rest_pain"}
    assessment = assess(case_of(AT_REST), KNOWLEDGE)
    told = {
        f for c in assessment.differential.candidates for r in c.reasons_for for f in r.findings
    }
    assert "rest_pain" not in told


def test_a_red_flag_in_doubt_still_counts_for_the_urgency() -> None:
    stuck = case_of({"weight_bearing": "cannot", "test_squat": "positive"})
    assessment = assess(stuck, KNOWLEDGE)
    assert assessment.contradictions
    assert assessment.disposition.level.urgency >= Level.SAME_DAY.urgency


def test_a_yes_and_a_no_to_the_same_finding_clash() -> None:
    answers: Mapping[str, Answer] = {"rest_pain": "no", "rest_twice": "yes"}
    (clash,) = find_clashes(answers, AT, TWICE)
    assert set(clash.questions) == set(answers)
    assert clash.doubt == ("rest_pain",)
    assert KNOWLEDGE.findings["rest_pain"].plain in clash.text


@pytest.mark.parametrize(
    "answers",
    [
        {"rest_pain": "yes", "rest_twice": "yes"},
        {"rest_pain": "no", "rest_twice": "not_sure"},
        {"fever": "not_sure", "fever_again": "no"},
    ],
)
def test_answers_that_agree_or_settle_each_other_do_not_clash(
    answers: Mapping[str, Answer],
) -> None:
    assert find_clashes(answers, AT, TWICE) == ()
