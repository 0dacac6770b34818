"""Whether one more answer is likely to change what leads, and what it tells apart."""

from __future__ import annotations

import numpy as np
import pytest

from cases import KNOWLEDGE, presented, well
from stridewell.differential.posterior import Posterior, posterior_of
from stridewell.differential.worth import chance_of_change, finding_chances, told_apart
from stridewell.intake.reading import Answer


def posterior(answers: dict[str, Answer]) -> Posterior:
    return posterior_of(presented(well() | answers), KNOWLEDGE, np.random.default_rng(1))


OPEN = posterior({"pain_regions": ["groin"]})
CLEAR = posterior(
    {
        "pain_regions": ["lat_hip"],
        "night_pain": "on_side",
        "aggravators_load": ["single_leg", "stairs"],
        "test_sls30": "positive",
    }
)
TELLING = tuple(KNOWLEDGE.questions.values())


def test_chances_are_chances() -> None:
    for found in (OPEN, CLEAR):
        changes = chance_of_change(found, KNOWLEDGE)
        assert all(0 <= chance <= 1 for chance in changes.values())


def test_where_one_cause_leads_clearly_an_answer_changes_less() -> None:
    question = "aggravators_posture"
    changes = [chance_of_change(each, KNOWLEDGE)[question] for each in (OPEN, CLEAR)]
    assert changes[0] > changes[1]


def test_a_question_that_says_nothing_of_causes_changes_nothing() -> None:
    assert "notes" not in chance_of_change(OPEN, KNOWLEDGE)


def test_how_likely_a_finding_is_follows_from_what_leads() -> None:
    question = KNOWLEDGE.questions["test_sls30"]
    unlikely, likely = (
        finding_chances([question], each, KNOWLEDGE)["test_sls30"] for each in (OPEN, CLEAR)
    )
    assert 0 < unlikely < likely < 1


def test_only_the_questions_at_hand_can_find_something_out() -> None:
    found = finding_chances([KNOWLEDGE.questions["fever"]], OPEN, KNOWLEDGE)
    assert set(found) <= {"fever", "feeling_ill"}


def test_every_chance_of_a_finding_lies_between_never_and_always() -> None:
    chances = finding_chances(TELLING, OPEN, KNOWLEDGE)
    assert all(0 < chance <= 1 for chance in chances.values())


def test_a_question_tells_apart_two_of_the_leading_causes() -> None:
    pair = told_apart("aggravators_load", OPEN, KNOWLEDGE)
    assert pair is not None
    order = np.argsort(-OPEN.probability[:-1], kind="stable")[:3]
    leading = {OPEN.weighed.tables.conditions[int(row)].id for row in order}
    assert set(pair) <= leading
    assert len(set(pair)) == 2


def test_the_likelier_of_the_two_is_named_first() -> None:
    pair = told_apart("aggravators_load", OPEN, KNOWLEDGE)
    assert pair is not None
    first, second = (OPEN.probability[OPEN.weighed.tables.row(each)] for each in pair)
    assert first >= second


@pytest.mark.parametrize("question", ["notes", "pain_daily"])
def test_what_has_no_answers_to_weigh_tells_nothing_apart(question: str) -> None:
    assert told_apart(question, OPEN, KNOWLEDGE) is None
