"""A user's own knowledge may add; whatever would weaken the package is refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cases import facts
from stridewell.errors import KnowledgeError
from stridewell.knowledge.additions import PRIOR_LIMIT_PERCENT, refuse_weakening, weakenings
from stridewell.knowledge.criteria import Present
from stridewell.knowledge.records import Knowledge, Level, Option, Question, TriageRule
from stridewell.triage.rules import fire_rules
from stridewell.values.evidence import State


def asking(options: Sequence[Option], kind: str = "choice", **more: object) -> Question:
    """A question of one's own."""
    question = Question("mine", "story", "Is it so?", "I want to know.", kind, tuple(options))
    return replace(question, **more)  # type: ignore[arg-type]


def with_question(knowledge: Knowledge, question: Question) -> Knowledge:
    return replace(knowledge, questions={**knowledge.questions, question.id: question})


def with_rule(knowledge: Knowledge, rule: TriageRule) -> Knowledge:
    return replace(knowledge, rules={**knowledge.rules, rule.id: rule})


def own_rule(knowledge: Knowledge, level: Level, finding: str = "limp") -> TriageRule:
    return replace(knowledge.rules["S8"], id="MINE1", level=level, when=Present(finding))


def told(base: Knowledge, merged: Knowledge) -> list[str]:
    return [f"{where} {text}" for where, text in weakenings(base, merged)]


def test_nothing_added_weakens_nothing(knowledge: Knowledge) -> None:
    assert told(knowledge, knowledge) == []
    refuse_weakening(knowledge, knowledge)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            asking([Option("no", "No", absent=("fever",))]),
            "questions.mine.no denies 'fever'",
        ),
        (
            asking([Option("unsure", "Not sure", unknown=("saddle_numbness_new",))]),
            "questions.mine.unsure denies 'saddle_numbness_new'",
        ),
        (
            asking(
                [Option("hot", "Hot", present=("fever",)), Option("none", "None", none=True)],
                kind="multi",
            ),
            "questions.mine.none denies",
        ),
        (asking([Option("no", "No")], critical=True), "calls itself critical"),
        (asking([Option("no", "No")], asks_again="fever"), "asks again for 'fever'"),
    ],
    ids=["absent", "unknown", "none_of_these", "critical", "asks_again"],
)
def test_a_question_that_could_close_a_safety_question_is_refused(
    question: Question, words: str, knowledge: Knowledge
) -> None:
    merged = with_question(knowledge, question)
    assert any(words in each for each in told(knowledge, merged)), told(knowledge, merged)
    with pytest.raises(KnowledgeError) as caught:
        refuse_weakening(knowledge, merged)
    assert "Your own knowledge: questions.mine" in str(caught.value)
    assert caught.value.next_step


def test_a_question_that_only_finds_more_is_welcome(knowledge: Knowledge) -> None:
    options = [Option("yes", "Yes", present=("fever",)), Option("no", "No", absent=("agg_stairs",))]
    assert told(knowledge, with_question(knowledge, asking(options))) == []


def test_a_rule_that_says_that_home_is_enough_is_refused(knowledge: Knowledge) -> None:
    merged = with_rule(knowledge, own_rule(knowledge, Level.SELF_MANAGE))
    assert told(knowledge, merged) == [
        "rules.MINE1 says that care at home is enough; own rules may only raise"
    ]
    with pytest.raises(KnowledgeError, match=r"rules\.MINE1"):
        refuse_weakening(knowledge, merged)


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.SELF_MANAGE])
def test_a_rule_that_raises_is_welcome_and_fires(level: Level, knowledge: Knowledge) -> None:
    merged = with_rule(knowledge, own_rule(knowledge, level))
    refuse_weakening(knowledge, merged)
    fired = {each.rule.id for each in fire_rules(facts("limp"), merged)}
    assert "MINE1" in fired


def test_no_rule_of_the_package_is_silenced_by_one_of_the_user(knowledge: Knowledge) -> None:
    """Whatever is present, the most urgent level with an own rule is never below that without."""
    merged = with_rule(knowledge, own_rule(knowledge, Level.WITHIN_WEEKS, "agg_stairs"))
    for finding in knowledge.findings:
        present = facts(finding, "agg_stairs")
        assert present.state(finding) is State.PRESENT
        before = [each.rule.level.urgency for each in fire_rules(present, knowledge)]
        after = [each.rule.level.urgency for each in fire_rules(present, merged)]
        assert max(after) >= max(before, default=0)


@pytest.mark.parametrize(("percent", "refused"), [(PRIOR_LIMIT_PERCENT, False), (5.1, True)])
def test_a_cause_may_not_be_so_common_that_it_drowns_others(
    percent: float,
    refused: bool,  # noqa: FBT001
    knowledge: Knowledge,
) -> None:
    gtps = knowledge.conditions["gtps"]
    prior = replace(gtps.prior_percent, value=percent)
    mine = replace(gtps, id="mine", prior_percent=prior)
    merged = replace(knowledge, conditions={**knowledge.conditions, "mine": mine})
    assert any("conditions.mine.prior" in each for each in told(knowledge, merged)) is refused


def test_the_critical_items_may_not_change(knowledge: Knowledge) -> None:
    fewer = {name: item for name, item in knowledge.critical.items() if name != "fever"}
    merged = replace(knowledge, critical=fewer)
    assert told(knowledge, merged) == ["critical changes the eight items that may never stay open"]
    with pytest.raises(KnowledgeError, match="critical"):
        refuse_weakening(knowledge, merged)


def test_many_added_causes_may_not_drown_the_rest_together(knowledge: Knowledge) -> None:
    common = replace(knowledge.conditions["gtps"].prior_percent, value=PRIOR_LIMIT_PERCENT)
    added = {
        name: replace(knowledge.conditions["gtps"], id=name, prior_percent=common)
        for name in ("mine_1", "mine_2", "mine_3")
    }
    merged = replace(knowledge, conditions={**knowledge.conditions, **added})
    assert any("15 % of priors in all" in each for each in told(knowledge, merged))
