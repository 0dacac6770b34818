"""What must hold of the urgency whatever a runner answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import CRITICAL, KNOWLEDGE, finding, no_to
from drawn import ANSWERS, RUNNERS, SAFETY, SECOND_ASKINGS, level_of, told, without
from stridewell.intake.reading import NOT_SURE, Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Question
from stridewell.triage.disposition import triage
from stridewell.triage.rules import ask_again

SAFETY_QUESTIONS = [
    q for q in KNOWLEDGE.questions.values() if q.section == "safety" and q.asks_again is None
]
few, some = settings(max_examples=15), settings(max_examples=30)
critical_questions = pytest.mark.parametrize("question", CRITICAL)


def unsure_of(question: Question) -> Answer:
    return [NOT_SURE] if question.kind == "multi" else NOT_SURE


def ways_to_say_yes(question: str) -> list[str]:
    return [option.id for option in KNOWLEDGE.questions[question].options if option.present]


@some
@given(RUNNERS, ANSWERS, st.lists(st.sampled_from(SAFETY), min_size=1, max_size=3))
def test_a_further_red_flag_never_lowers_the_level(
    runner: Runner, answers: dict[str, Answer], flags: list[str]
) -> None:
    before = told(runner, answers)
    after = before.with_findings(finding(flag) for flag in flags)
    level, worse = triage(before, KNOWLEDGE), triage(after, KNOWLEDGE)
    assert worse.level.urgency >= level.level.urgency
    assert worse.could_be.urgency >= level.could_be.urgency


@some
@given(RUNNERS, ANSWERS, st.lists(st.sampled_from(SAFETY_QUESTIONS), unique=True))
def test_saying_nothing_is_never_less_urgent_than_saying_no(
    runner: Runner, answers: dict[str, Answer], left_open: list[Question]
) -> None:
    silent = without(answers, [q.id for q in left_open])
    no = silent | {q.id: no_to(q) for q in left_open}
    assert level_of(runner, silent).level.urgency >= level_of(runner, no).level.urgency


@some
@given(RUNNERS, ANSWERS, st.lists(st.sampled_from(SAFETY_QUESTIONS), unique=True))
def test_not_sure_is_never_less_urgent_than_no(
    runner: Runner, answers: dict[str, Answer], asked: list[Question]
) -> None:
    unsure = answers | {q.id: unsure_of(q) for q in asked if q.option(NOT_SURE) is not None}
    no = answers | {q.id: no_to(q) for q in asked}
    assert level_of(runner, unsure).level.urgency >= level_of(runner, no).level.urgency


@critical_questions
@few
@given(runner=RUNNERS, answers=ANSWERS)
def test_an_open_critical_item_could_be_as_urgent_as_a_yes(
    question: str, runner: Runner, answers: dict[str, Answer]
) -> None:
    again = ask_again(question, KNOWLEDGE)
    open_ = without(answers, [question, again])
    could_be = level_of(runner, open_).could_be
    first = open_ | {question: unsure_of(KNOWLEDGE.questions[question])}
    for yes in ways_to_say_yes(again):
        level = level_of(runner, first | {again: yes}).level
        assert could_be.urgency >= level.urgency, yes


@critical_questions
@few
@given(runner=RUNNERS, answers=ANSWERS)
def test_not_sure_twice_is_at_least_as_urgent_as_yes(
    question: str, runner: Runner, answers: dict[str, Answer]
) -> None:
    first = answers | {question: unsure_of(KNOWLEDGE.questions[question])}
    again = ask_again(question, KNOWLEDGE)
    twice = level_of(runner, first | {again: NOT_SURE})
    for yes in ways_to_say_yes(again):
        level = level_of(runner, first | {again: yes}).level
        assert twice.level.urgency >= level.urgency, yes


@some
@given(RUNNERS, ANSWERS)
def test_the_level_is_that_of_the_most_urgent_rule_that_fired(
    runner: Runner, answers: dict[str, Answer]
) -> None:
    disposition = level_of(runner, answers)
    urgencies = [each.rule.level.urgency for each in disposition.fired]
    assert disposition.level.urgency == max(urgencies, default=0)
    assert disposition.could_be.urgency >= disposition.level.urgency
    assert disposition.reasons


@some
@given(RUNNERS, ANSWERS)
def test_second_askings_are_open_only_after_not_sure(
    runner: Runner, answers: dict[str, Answer]
) -> None:
    first = without(answers, SECOND_ASKINGS)
    presentation = told(runner, first)
    for entry in triage(presentation, KNOWLEDGE).open_items:
        unsure = entry.item.question in presentation.not_sure
        assert (entry.ask in SECOND_ASKINGS) is unsure
