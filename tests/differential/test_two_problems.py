"""Two problems at once: only where each explains a place of its own."""

from __future__ import annotations

import numpy as np
import pytest

from cases import AT, KNOWLEDGE, WOMAN, presented, well
from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.differential.likelihood import Weighed, scene_of, weigh
from stridewell.differential.ranking import TOGETHER_AT_LEAST
from stridewell.differential.two_problems import MEMBERS, pairs_of
from stridewell.intake.reading import Answer

BOTH: dict[str, Answer] = well() | {
    "pain_regions": ["lat_hip", "heel"],
    "night_pain": "on_side",
    "aggravators_load": ["single_leg", "stairs"],
}


def weighed(answers: dict[str, Answer]) -> Weighed:
    return weigh(scene_of(presented(answers), KNOWLEDGE))


def paired(told: Weighed) -> set[frozenset[str]]:
    pairs, conditions = pairs_of(told), told.tables.conditions
    rows = zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    return {frozenset((conditions[i].id, conditions[j].id)) for i, j in rows}


def test_one_place_needs_no_second_problem() -> None:
    assert pairs_of(weighed(well() | {"pain_regions": ["lat_hip"]})).log_odds.size == 0


def test_no_place_no_pairs() -> None:
    assert pairs_of(weighed(well())).first.size == 0


def test_each_of_a_pair_has_a_core_place_that_the_other_cannot_explain() -> None:
    told = weighed(well() | {"pain_regions": ["lat_hip", "groin", "lbp_mid"]})
    marked = set(told.scene.marked)
    pairs, conditions = pairs_of(told), told.tables.conditions
    assert pairs.first.size > 0
    for i, j in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True):
        for one, other in ((conditions[i], conditions[j]), (conditions[j], conditions[i])):
            foreign = {*other.core_regions, *other.other_regions}
            assert marked & set(one.core_regions) - foreign


def test_only_leading_causes_are_paired() -> None:
    told = weighed(well() | {"pain_regions": ["lat_hip", "groin", "lbp_mid", "sit_bone"]})
    leading = {told.tables.conditions[int(row)].id for row in np.argsort(-told.log_odds)[:MEMBERS]}
    assert {condition for pair in paired(told) for condition in pair} <= leading


def test_two_problems_are_rarer_than_either_and_what_is_absent_counts_against_both() -> None:
    told = weighed(well() | {"pain_regions": ["lat_hip", "groin"]})
    pairs = pairs_of(told)
    prior = told.tables.log_prior
    assert (prior[pairs.first] + prior[pairs.second] < prior[pairs.first]).all()
    quiet = weighed(well() | {"pain_regions": ["lat_hip", "groin"], "aggravators_load": ["none"]})
    common = paired(told) & paired(quiet)
    assert common


def test_the_probabilities_still_sum_to_one_and_a_likely_pair_is_named() -> None:
    answers = well() | {"pain_regions": ["lat_hip", "groin"], "night_pain": "on_side"}
    differential = assess(Case(AT, WOMAN, answers), KNOWLEDGE).differential
    total = sum(each.probability for each in differential.candidates)
    assert total == pytest.approx(1.0)
    for each in differential.candidates:
        for other in each.together:
            assert other.probability >= TOGETHER_AT_LEAST
            partner = differential.candidate(other.condition)
            assert partner is not None
            assert each.id in {back.condition for back in partner.together}
