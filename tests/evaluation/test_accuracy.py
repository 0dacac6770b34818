"""The goals that the scenarios must keep to; docs/accuracy.md has the figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.metrics import Outcome, share
from evaluation.runs import all_answers, answer_from, interviews
from evaluation.scenario import Scenario, load, sets

from cases import KNOWLEDGE
from stridewell.app.assess import assess
from stridewell.app.interview import Ask, next_step
from stridewell.knowledge.records import Level

pytestmark = pytest.mark.untraced
"""Hundreds of whole interviews reach no more lines than a few do."""
ACCURACY = Path(__file__).parents[2] / "docs" / "accuracy.md"


@pytest.fixture(scope="module")
def development() -> list[Outcome]:
    return all_answers(load("development"), KNOWLEDGE)


def at_home(outcomes: list[Outcome]) -> list[Outcome]:
    return [each for each in outcomes if each.expected is Level.SELF_MANAGE]


def test_no_urgent_development_scenario_is_missed(development: list[Outcome]) -> None:
    assert [each.scenario for each in development if each.urgent and each.under] == []


def test_the_development_scenarios_keep_to_the_goals(development: list[Outcome]) -> None:
    assert share(development, lambda o: o.within(1)).value >= 0.80
    assert share(development, lambda o: o.within(3)).value >= 0.95
    assert share(development, lambda o: o.acceptable).value >= 0.90
    assert share(development, lambda o: o.under).value <= 0.02
    assert share(at_home(development), lambda o: o.over).value <= 0.15


@pytest.mark.parametrize("name", sets())
def test_every_label_and_every_question_exists(name: str) -> None:
    for scenario in load(name):
        expected = scenario.expect
        named = {*expected.candidates, *([expected.second] if expected.second else [])}
        assert named <= KNOWLEDGE.conditions.keys(), scenario.id
        assert scenario.answers.keys() <= KNOWLEDGE.questions.keys(), scenario.id


def urgent(scenarios: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
    return tuple(s for s in scenarios if s.expect.level.urgency >= Level.SAME_DAY.urgency)


def test_the_interview_misses_no_urgent_development_scenario() -> None:
    asked = interviews(urgent(load("development")), KNOWLEDGE)
    assert [each.outcome.scenario for each in asked if each.outcome.under] == []


def test_a_typical_interview_is_short() -> None:
    calm = [s for s in load("development") if s.expect.level.urgency <= Level.WITHIN_DAYS.urgency]
    asked = sorted(each.questions for each in interviews(calm[::4], KNOWLEDGE))
    assert asked[len(asked) // 2] <= KNOWLEDGE.interview.most


def test_what_a_story_does_not_say_is_no_for_safety_and_not_sure_else() -> None:
    scenario = load("development")[0]
    step = next_step(assess(scenario.case(), KNOWLEDGE), KNOWLEDGE)
    assert isinstance(step, Ask)
    assert answer_from({}, KNOWLEDGE.questions["fever"]) == "no"
    assert answer_from({}, KNOWLEDGE.questions["easers"]) == ["not_sure"]


def test_the_table_in_the_docs_is_of_this_knowledge() -> None:
    assert f"`{KNOWLEDGE.version}`" in ACCURACY.read_text(encoding="utf-8"), (
        "measure anew: python -m evaluation.accuracy --stories FOLDER --write"
    )
