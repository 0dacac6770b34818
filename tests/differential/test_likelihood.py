"""What one finding says about one condition, and in which words."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from cases import KNOWLEDGE, MAN, WOMAN, finding, presented
from stridewell.differential.likelihood import (
    Term,
    Weighed,
    dependence_weights,
    location_ratio,
    prior_terms_of,
    scene_of,
    terms_of,
    weigh,
)
from stridewell.intake.presentation import Presentation
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Condition, Evidence, Knowledge
from stridewell.values.anatomy import Region
from stridewell.values.evidence import Grade

GTPS = KNOWLEDGE.conditions["gtps"]
SHRINKAGE, SAME = KNOWLEDGE.number("shrinkage"), KNOWLEDGE.number("same_group")


def term(name: str, group: str, log_ratio: float) -> Term:
    return Term(name, group, log_ratio, 0.5, name, ("mellor_2018",), Grade.WEAK)


def weighed(presentation: Presentation, knowledge: Knowledge = KNOWLEDGE) -> Weighed:
    return weigh(scene_of(presentation, knowledge))


def of_gtps(told: Weighed) -> int:
    return told.tables.row("gtps")


def terms(answers: dict[str, Answer]) -> dict[str, Term]:
    told = weighed(presented(answers))
    return {each.finding: each for each in terms_of(of_gtps(told), told)}


def prior_terms(presentation: Presentation) -> tuple[Term, ...]:
    told = weighed(presentation)
    return prior_terms_of(of_gtps(told), told)


def with_gtps(condition: Condition) -> Knowledge:
    return replace(KNOWLEDGE, conditions={**KNOWLEDGE.conditions, "gtps": condition}, version="x")


def test_a_finding_counts_with_its_shrunken_log_ratio() -> None:
    night = terms({"night_pain": "on_side"})["night_pain_on_side"]
    entry = next(e for e in GTPS.evidence if e.finding == "night_pain_on_side")
    assert night.contribution == pytest.approx(SHRINKAGE * math.log(entry.present))
    assert "speaks strongly for it" in night.reason().text
    assert night.reason().sources == entry.warrant.sources


def test_a_reason_is_told_to_clinicians_too() -> None:
    night = terms({"night_pain": "on_side"})["night_pain_on_side"].reason()
    label = KNOWLEDGE.findings["night_pain_on_side"].label
    assert night.clinical.startswith(f"{label}: present (×")


def test_a_no_speaks_against_what_is_usually_there() -> None:
    against = terms({"night_pain": "none"})["night_pain_on_side"]
    assert against.contribution < 0
    assert "against it" in against.reason().text
    assert "You said no to" in against.reason().text


def test_what_was_not_asked_says_nothing() -> None:
    assert "night_pain_on_side" not in terms({})
    assert "night_pain_on_side" not in terms({"night_pain": "not_sure"})


def test_an_empty_box_counts_half_of_a_no() -> None:
    unticked = terms({"aggravators_load": ["fast"]})["agg_stairs"]
    firm = terms({"aggravators_load": ["none"]})["agg_stairs"]
    assert unticked.log_ratio == pytest.approx(firm.log_ratio / 2)
    assert "You did not tick" in unticked.text


def test_in_a_group_only_the_strongest_counts_in_full() -> None:
    night, sitting = 0, 1
    ratios = np.array([[0.2, 0.5, -1.5]])
    weights = dependence_weights(ratios, np.array([night, sitting, sitting]), KNOWLEDGE)
    assert weights[0].tolist() == pytest.approx([SHRINKAGE, SHRINKAGE * SAME, SHRINKAGE])


def test_of_two_equally_strong_in_a_group_one_counts_in_full() -> None:
    weights = dependence_weights(np.array([[1.0, 1.0]]), np.array([0, 0]), KNOWLEDGE)
    assert sorted(weights[0].tolist()) == pytest.approx([SHRINKAGE * SAME, SHRINKAGE])


def test_the_terms_add_up_to_the_log_odds() -> None:
    told = weighed(presented({"pain_regions": ["lat_hip"], "night_pain": "on_side"}))
    row = of_gtps(told)
    parts = (*prior_terms_of(row, told), *terms_of(row, told))
    total = told.tables.log_prior[row] + sum(each.contribution for each in parts)
    assert told.log_odds[row] == pytest.approx(total)


@pytest.mark.parametrize("ratio", [50.0, 0.001])
def test_no_single_finding_counts_beyond_the_cap(ratio: float) -> None:
    entry = Evidence("rest_pain", ratio, 1.0, GTPS.evidence[0].warrant)
    condition = replace(GTPS, evidence=(entry,))
    told = weighed(presented({"rest_pain": "yes"}), with_gtps(condition))
    (capped,) = terms_of(of_gtps(told), told)
    assert abs(capped.log_ratio) == pytest.approx(math.log(10))


@pytest.mark.parametrize(
    ("marked", "name", "unexplained"),
    [
        ((Region.LAT_HIP,), "location_core", 0),
        ((Region.LAT_THIGH,), "location_also", 0),
        ((Region.LAT_HIP, Region.HEEL), "location_core", 1),
        ((Region.LAT_HIP, Region.HEEL, Region.CALF, Region.FOOT), "location_core", 2),
        ((Region.GROIN,), "location_none", 0),
    ],
)
def test_the_place_counts_less_what_it_leaves_unexplained(
    marked: tuple[Region, ...], name: str, unexplained: int
) -> None:
    penalty = KNOWLEDGE.number("location_unexplained") ** unexplained
    expected = KNOWLEDGE.number(name) * penalty
    assert location_ratio(GTPS, marked, KNOWLEDGE) == pytest.approx(expected)


@pytest.mark.parametrize(("runner", "factor"), [(WOMAN, 1.5), (MAN, 0.6)])
def test_sex_moves_the_prior_in_full(runner: Runner, factor: float) -> None:
    (sex,) = prior_terms(presented({}, runner))
    assert sex.contribution == pytest.approx(math.log(factor))
    assert sex.group == "prior"


@pytest.mark.parametrize(
    ("log_ratio", "words"),
    [
        (1.0, "strongly for"),
        (0.5, "clearly for"),
        (0.1, "a little for"),
        (-1.0, "strongly against"),
    ],
)
def test_the_words_follow_from_the_number(log_ratio: float, words: str) -> None:
    assert words in term("x", "x", log_ratio).reason().text


def test_a_finding_of_a_run_counts_like_an_answer() -> None:
    spiked = presented({}).with_findings([finding("single_run_spike")])
    told = prior_terms(spiked)
    assert "frandsen_2025" in {source for each in told for source in each.sources}
