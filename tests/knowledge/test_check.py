"""Every kind of fault, planted: the check finds it and says where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from stridewell.knowledge.check import check_knowledge
from stridewell.knowledge.criteria import All, AtLeast, Compare, Criterion, Not, Present
from stridewell.knowledge.records import Condition, Evidence, FindingSpec, Knowledge, Question
from stridewell.knowledge.training import Exercise
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade

OWN = ("stridewell_design",)


def told(knowledge: Knowledge) -> list[str]:
    return [f"{issue.where} {issue.text}" for issue in check_knowledge(knowledge)]


def assert_found(knowledge: Knowledge, *words: str) -> None:
    issues = told(knowledge)
    assert any(all(word in issue for word in words) for issue in issues), issues


def with_rule(knowledge: Knowledge, when: Criterion) -> Knowledge:
    changed = replace(knowledge.rules["E6"], when=when)
    return replace(knowledge, rules={**knowledge.rules, "E6": changed})


def with_findings(knowledge: Knowledge, findings: Iterable[FindingSpec]) -> Knowledge:
    return replace(knowledge, findings={**knowledge.findings, **{f.id: f for f in findings}})


def with_gtps(knowledge: Knowledge, condition: Condition) -> Knowledge:
    return replace(knowledge, conditions={**knowledge.conditions, "gtps": condition})


def with_question(knowledge: Knowledge, question: Question) -> Knowledge:
    return replace(knowledge, questions={**knowledge.questions, question.id: question})


def with_exercise(knowledge: Knowledge, exercise: Exercise) -> Knowledge:
    return replace(knowledge, exercises={**knowledge.exercises, exercise.id: exercise})


def composite(name: str, when: Criterion) -> FindingSpec:
    warrant = Warrant(Grade.EXPERT, OWN)
    return FindingSpec(name, name, name, name, None, safety=False, warrant=warrant, when=when)


def test_the_packaged_knowledge_has_no_fault(knowledge: Knowledge) -> None:
    assert told(knowledge) == []


def test_a_dangling_finding(knowledge: Knowledge) -> None:
    assert told(with_rule(knowledge, Present("lipm"))) == [
        "rules.E6 names the unknown finding 'lipm'"
    ]


def test_a_dangling_finding_in_an_option(knowledge: Knowledge) -> None:
    question = knowledge.questions["rest_pain"]
    option = replace(question.options[0], absent=("rest_pian",))
    broken = replace(question, options=(option, *question.options[1:]))
    assert_found(with_question(knowledge, broken), "questions.rest_pain.no", "rest_pian")


def test_an_unknown_source(knowledge: Knowledge) -> None:
    warrant = Warrant(Grade.WEAK, ("nobody_1999",))
    rule = replace(knowledge.rules["E6"], warrant=warrant)
    broken = replace(knowledge, rules={**knowledge.rules, "E6": rule})
    assert_found(broken, "rules.E6", "nobody_1999")


def test_a_number_without_a_source(knowledge: Knowledge) -> None:
    value = replace(knowledge.reasoning["shrinkage"], warrant=Warrant(Grade.EXPERT, ()))
    broken = replace(knowledge, reasoning={**knowledge.reasoning, "shrinkage": value})
    assert_found(broken, "reasoning.shrinkage", "has no source")


def test_our_own_choice_is_never_strong_evidence(knowledge: Knowledge) -> None:
    rule = replace(knowledge.rules["E6"], warrant=Warrant(Grade.STRONG, OWN))
    assert_found(replace(knowledge, rules={**knowledge.rules, "E6": rule}), "rules.E6", "strong")


@pytest.mark.parametrize(
    ("present", "absent", "words"),
    [
        (12.0, 0.5, "outside 0.1 to 10"),
        (2.0, 0.05, "outside 0.1 to 10"),
        (2.0, 1.5, "the same of present and absent"),
        (0.5, 0.9, "the same of present and absent"),
    ],
)
def test_a_ratio_beyond_the_cap_or_against_itself(
    knowledge: Knowledge, present: float, absent: float, words: str
) -> None:
    gtps = knowledge.conditions["gtps"]
    entry = Evidence("limp", present, absent, gtps.evidence[0].warrant)
    assert_found(
        with_gtps(knowledge, replace(gtps, evidence=(entry,))), "gtps.evidence.limp", words
    )


def test_a_prior_that_is_no_percentage(knowledge: Knowledge) -> None:
    gtps = knowledge.conditions["gtps"]
    prior = replace(gtps.prior_percent, value=0)
    assert_found(with_gtps(knowledge, replace(gtps, prior_percent=prior)), "gtps.prior")


def test_a_modifier_that_abolishes(knowledge: Knowledge) -> None:
    gtps = knowledge.conditions["gtps"]
    modifier = replace(gtps.modifiers[0], factor=0)
    assert_found(with_gtps(knowledge, replace(gtps, modifiers=(modifier,))), "gtps.modifiers")


def test_a_region_that_is_not_on_the_map(knowledge: Knowledge) -> None:
    gtps = replace(knowledge.conditions["gtps"], core_regions=("elbow",))
    assert_found(with_gtps(knowledge, gtps), "conditions.gtps", "elbow")


def test_a_body_map_with_a_hole(knowledge: Knowledge) -> None:
    fewer = {name: each for name, each in knowledge.regions.items() if name != "heel"}
    assert_found(replace(knowledge, regions=fewer), "regions", "body map")


def test_a_base_rate_that_is_none(knowledge: Knowledge) -> None:
    limp = replace(knowledge.findings["limp"], base_rate=1.5)
    assert_found(with_findings(knowledge, [limp]), "findings.limp", "base rate")


def test_not_in_an_urgent_rule(knowledge: Knowledge) -> None:
    assert_found(with_rule(knowledge, Not(Present("limp"))), "rules.E6", "uses `not`")


def test_not_hidden_in_a_composite_of_an_urgent_rule(knowledge: Knowledge) -> None:
    hidden = composite("no_limp", Not(Present("limp")))
    broken = with_rule(with_findings(knowledge, [hidden]), Present("no_limp"))
    assert_found(broken, "rules.E6", "'no_limp', which uses `not`")


def test_not_hidden_two_composites_deep(knowledge: Knowledge) -> None:
    deep = [composite("no_limp", Not(Present("limp"))), composite("fine", Present("no_limp"))]
    broken = with_rule(with_findings(knowledge, deep), All((Present("fine"),)))
    assert_found(broken, "rules.E6", "'fine', which uses `not`")


def test_a_composite_before_what_it_uses(knowledge: Knowledge) -> None:
    late = [composite("early", Present("late")), composite("late", Present("limp"))]
    assert_found(with_findings(knowledge, late), "findings.early", "comes later")


def test_a_comparison_with_what_is_no_number(knowledge: Knowledge) -> None:
    assert_found(with_rule(knowledge, Compare("limp", ">", 1)), "rules.E6", "is no number")


def test_a_choice_without_options(knowledge: Knowledge) -> None:
    broken = replace(knowledge.questions["onset"], options=())
    assert_found(with_question(knowledge, broken), "questions.onset", "no options")


def test_a_question_with_an_unknown_self_test(knowledge: Knowledge) -> None:
    broken = replace(knowledge.questions["test_hop"], test="jump")
    assert_found(with_question(knowledge, broken), "questions.test_hop", "self-test")


def test_a_number_without_a_range(knowledge: Knowledge) -> None:
    age = replace(knowledge.findings["pain_daily"], range=None)
    assert_found(with_findings(knowledge, [age]), "questions.pain_daily", "without a range")


def test_a_finding_nobody_can_find_out(knowledge: Knowledge) -> None:
    orphan = replace(knowledge.findings["limp"], id="hair_colour")
    assert_found(with_findings(knowledge, [orphan]), "findings.hair_colour", "never be found out")


def test_a_critical_item_without_its_questions(knowledge: Knowledge) -> None:
    fewer = {name: q for name, q in knowledge.questions.items() if q.id != "fever_again"}
    assert_found(replace(knowledge, questions=fewer), "critical.fever", "asks again")


def test_there_are_eight_critical_items(knowledge: Knowledge) -> None:
    fewer = {name: item for name, item in knowledge.critical.items() if name != "fever"}
    assert_found(replace(knowledge, critical=fewer), "critical", "7 items")


def test_the_faults_of_exercises_are_among_them(knowledge: Knowledge) -> None:
    first = next(iter(knowledge.exercises.values()))
    both = replace(first, helps=("gtps",), avoid_for=("gtps",))
    assert_found(with_exercise(knowledge, both), f"exercises.{first.id}", "helps and harms")


def test_a_figure_of_muscle_activity_without_a_source(knowledge: Knowledge) -> None:
    first = next(each for each in knowledge.exercises.values() if each.activity)
    bare = replace(first.activity[0], warrant=Warrant(Grade.MODERATE, ()))
    broken = with_exercise(knowledge, replace(first, activity=(bare,)))
    assert_found(broken, f"exercises.{first.id}.activity", "has no source")


def test_an_exercise_for_an_unknown_condition(knowledge: Knowledge) -> None:
    first = next(iter(knowledge.exercises.values()))
    broken = with_exercise(knowledge, replace(first, helps=("sore_toe",)))
    assert_found(broken, f"exercises.{first.id}", "sore_toe")


def test_any_part_of_an_urgent_rule_is_looked_at(knowledge: Knowledge) -> None:
    hidden = AtLeast(1, (Present("limp"), All((Present("fever"), Not(Present("limp"))))))
    assert_found(with_rule(knowledge, hidden), "rules.E6", "uses `not`")
