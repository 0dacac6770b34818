"""Which open answers could still raise the urgency, to what, and how likely that is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cases import KNOWLEDGE, facts, judged, presented, well
from stridewell.intake.reading import Answer
from stridewell.knowledge.criteria import All, AtLeast, Compare, Criterion, Not, Present
from stridewell.knowledge.records import Level
from stridewell.triage.deciding import NUMBER_CHANCE, Outlook, Stake, rests_on, stakes_of

CHANCES = {"limp": 0.5, "fever": 0.2, "rest_pain": 0.1}


def outlook(*present: str, absent: tuple[str, ...] = (), **numbers: float) -> Outlook:
    return Outlook(facts(*present, absent=absent, **numbers), CHANCES, KNOWLEDGE)


@pytest.mark.parametrize(
    ("criterion", "chance"),
    [
        (Present("limp"), 0.5),
        (Present("osteoporosis"), 0.0),
        (Not(Present("limp")), 0.5),
        (All((Present("limp"), Present("fever"))), 0.1),
        (AtLeast(1, (Present("limp"), Present("fever"))), 0.6),
        (AtLeast(2, (Present("limp"), Present("fever"), Present("rest_pain"))), 0.15),
    ],
)
def test_the_chance_of_a_rule_follows_from_those_of_its_parts(
    criterion: Criterion, chance: float
) -> None:
    assert outlook().chance(criterion) == pytest.approx(chance)


def test_what_is_known_is_certain() -> None:
    assert outlook("limp").chance(Present("limp")) == 1.0
    assert outlook(absent=("limp",)).chance(Present("limp")) == 0.0


def test_a_told_number_is_certain_and_an_open_one_a_guess() -> None:
    worst = Compare("pain_daily", ">=", 7)
    assert outlook(pain_daily=8.0).chance(worst) == 1.0
    assert outlook(pain_daily=2.0).chance(worst) == 0.0
    guessed = Outlook(facts(), {"pain_daily": NUMBER_CHANCE}, KNOWLEDGE)
    assert guessed.chance(worst) == NUMBER_CHANCE


def test_supposing_an_answer_changes_only_what_it_says() -> None:
    supposed = outlook().supposing(["limp"], ["fever"])
    assert supposed.chance(Present("limp")) == 1.0
    assert supposed.chance(Present("fever")) == 0.0
    assert supposed.chance(Present("rest_pain")) == 0.1


def stakes(
    answers: Mapping[str, Answer], *questions: str, chance: float = 0.1
) -> Mapping[str, tuple[Stake, ...]]:
    asked = [KNOWLEDGE.questions[each] for each in questions]
    chances = {f: chance for q in asked for o in q.options for f in o.present}
    told = {**well(), **answers}
    for question in questions:
        told.pop(question, None)
    return stakes_of(asked, presented(told), judged(told), chances, KNOWLEDGE)


def test_a_red_flag_question_has_an_emergency_at_stake() -> None:
    found = stakes({"pain_regions": ["lbp_mid"]}, "saddle_numbness")
    assert Level.EMERGENCY_NOW in {stake.level for stake in found["saddle_numbness"]}


def test_a_question_no_rule_rests_on_has_nothing_at_stake() -> None:
    assert stakes({"pain_regions": ["groin"]}, "other_sports", "notes") == {}


def test_only_what_would_raise_the_level_is_at_stake() -> None:
    urgent = {"fever": "yes", "pain_regions": ["groin"], "weight_bearing": "limp"}
    level = judged({**well(), **urgent}).level
    found = stakes(urgent, "course", "saddle_numbness")
    assert all(s.level.urgency > level.urgency for each in found.values() for s in each)


def test_a_likelier_answer_makes_a_likelier_stake() -> None:
    rare, common = (
        max(s.chance for s in stakes({}, "saddle_numbness", chance=chance)["saddle_numbness"])
        for chance in (0.01, 0.2)
    )
    assert 0 < rare < common <= 1


def test_a_rule_rests_on_plain_findings_through_its_composites() -> None:
    plain = {f for f, spec in KNOWLEDGE.findings.items() if spec.when is None}
    assert rests_on(KNOWLEDGE).keys() == KNOWLEDGE.rules.keys()
    for found in rests_on(KNOWLEDGE).values():
        assert found <= plain
