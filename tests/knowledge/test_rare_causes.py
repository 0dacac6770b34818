"""What an urgent rule suspects is also near the top of the ranking, told by its sign alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stridewell.app.assess import assess
from stridewell.app.case import Case
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.criteria import findings_in
from stridewell.knowledge.records import Condition, Knowledge

AT = datetime(2026, 5, 11, 7, tzinfo=UTC)
F, M = Sex.FEMALE, Sex.MALE
Story = tuple[str, str, float, Sex, dict[str, Answer]]
STORIES: tuple[Story, ...] = (
    ("aaa_iliac_aneurysm", "E9", 66, M, {"flank": ["emergency_signs", "pulsing_belly"]}),
    ("septic_hip", "E4", 30, M, {"groin": ["fever", "yes", "weight_bearing", "cannot"]}),
    ("septic_hip", "S4", 6, M, {"groin": ["fever", "yes", "weight_bearing", "limp"]}),
    ("uro_referred", "E7", 17, M, {"groin": ["testicular_pain", "new"]}),
    ("uro_referred", "S9", 45, M, {"flank": ["belly_signs", "flank_waves"]}),
    ("gyn_referred", "E8", 28, F, {"groin": ["pregnancy", "possible", "belly_signs", "one_sided"]}),
    ("gi_referred", "E10", 25, M, {"groin": ["fever", "yes", "belly_signs", "jolt"]}),
    ("rhabdo_compartment", "E11", 30, M, {"ant_thigh": ["emergency_signs", "tense_muscle"]}),
    ("inguinal_hernia", "S16", 60, F, {"groin": ["belly_signs", "lump_stuck"]}),
    ("dvt_iliac", "S2", 35, F, {"calf": ["leg_swelling", "swollen"]}),
    ("scfe", "S3", 12, M, {"ant_knee": ["weight_bearing", "limp"]}),
    ("apophyseal_avulsion", "S5", 15, M, {"asis": ["trauma", "pop", "weight_bearing", "limp"]}),
    ("hamstring_avulsion", "S6", 45, M, {"sit_bone": ["trauma", "pop", "muscle_signs", "bruise"]}),
    ("spinal_infection", "S7", 50, M, {"lbp_mid": ["fever", "yes", "health", "diabetes"]}),
    ("tumour", "S10", 60, F, {"lbp_mid": ["health", "cancer", "rest_pain", "yes"]}),
    ("vertebral_fracture", "S11", 70, F, {"lbp_mid": ["trauma", "lift"]}),
    (
        "transient_osteoporosis_hip",
        "S12",
        33,
        F,
        {"groin": ["pregnancy", "late", "weight_bearing", "limp"]},
    ),
    ("iliacus_haematoma", "S15", 60, M, {"groin": ["health", "thinner", "muscle_signs", "bruise"]}),
    ("avn_hip", "D6", 40, M, {"groin": ["health", "blood_supply"]}),
    ("iliac_artery_endofibrosis", "D9", 38, M, {"calf": ["run_pattern", "cramp"]}),
    ("spondylolysis", "D14", 15, M, {"lbp_side": ["aggravators_posture", "bend_back"]}),
)


def told(knowledge: Knowledge, place_and_signs: dict[str, Answer]) -> dict[str, Answer]:
    """``{place: [question, option, …]}`` as answers."""
    ((place, signs),) = place_and_signs.items()
    assert isinstance(signs, list)
    answers: dict[str, Answer] = {"pain_regions": [place]}
    for question, option in zip(signs[::2], signs[1::2], strict=True):
        multi = knowledge.questions[str(question)].kind == "multi"
        answers[str(question)] = [option] if multi else option
    return answers


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story[1]}-{story[0]}")
def test_what_a_rule_suspects_is_among_the_first_three(story: Story, knowledge: Knowledge) -> None:
    cause, rule, age, sex, signs = story
    case = Case(AT, Runner(age, sex), told(knowledge, signs))
    assessment = assess(case, knowledge)
    assert rule in {each.rule.id for each in assessment.disposition.fired}
    assert cause in [each.id for each in assessment.differential.candidates[:3]]


@pytest.mark.parametrize("sign", ["pulsing_belly", "tearing", "dark_urine"])
def test_without_the_sign_the_emergency_is_unlikely(sign: str, knowledge: Knowledge) -> None:
    answers: dict[str, Answer] = {"pain_regions": ["lbp_mid"], "emergency_signs": ["none"]}
    assert knowledge.questions["emergency_signs"].option(sign) is not None
    assessment = assess(Case(AT, Runner(66, M), answers), knowledge)
    chance = {each.id: each.probability for each in assessment.differential.candidates}
    assert chance["aaa_iliac_aneurysm"] < 0.01
    assert chance["rhabdo_compartment"] < 0.01


def test_no_finding_counts_twice(knowledge: Knowledge) -> None:
    assert [c.id for c in knowledge.conditions.values() if counted_twice(c)] == []


def counted_twice(condition: Condition) -> frozenset[str]:
    moved = {finding for each in condition.modifiers for finding in findings_in(each.when)}
    return frozenset(moved & {each.finding for each in condition.evidence})
