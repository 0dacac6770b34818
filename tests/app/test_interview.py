"""What to ask next and why; it always ends, and never asks what could harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cases import AT, KNOWLEDGE, WOMAN, case_of, no_to, well
from drawn import RUNNERS, answers_to
from stridewell.app.assess import Assessment, assess
from stridewell.app.case import Case
from stridewell.app.interview import (
    ALL_ASKED,
    DECIDES,
    UNSURE,
    Ask,
    Finished,
    Phase,
    further_step,
    next_step,
    unsettled,
)
from stridewell.differential.next_question import is_blocked
from stridewell.errors import CaseError
from stridewell.intake.presentation import facts_of
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Question

MOST_QUESTIONS = 40
STORY: Mapping[str, Answer] = {
    "pain_regions": ["lat_hip"],
    "duration_weeks": 6.0,
    "night_pain": "on_side",
    "rest_pain": "no",
}


def assessed(answers: Mapping[str, Answer], runner: Runner = WOMAN) -> Assessment:
    return assess(case_of(answers, runner), KNOWLEDGE)


def step_after(answers: Mapping[str, Answer]) -> Ask | Finished:
    return next_step(assessed(answers), KNOWLEDGE)


def asks(answers: Mapping[str, Answer]) -> Ask:
    step = step_after(answers)
    assert isinstance(step, Ask)
    return step


def test_safety_comes_first_and_says_why() -> None:
    step = next_step(assess(Case(AT, WOMAN, {}), KNOWLEDGE), KNOWLEDGE)
    assert isinstance(step, Ask)
    assert (step.phase, step.because) == (Phase.SAFETY, DECIDES)


def test_what_the_runner_was_not_sure_of_is_asked_in_another_way() -> None:
    step = asks({"fever": "not_sure"})
    assert (step.question.id, step.because) == ("fever_again", UNSURE)


def test_the_story_follows_in_the_order_of_the_knowledge() -> None:
    told: dict[str, Answer] = {}
    for question in KNOWLEDGE.interview.core:
        step = asks(told)
        assert (step.phase, step.question.id) == (Phase.STORY, question)
        told[question] = STORY[question]


def test_then_comes_what_could_raise_the_urgency_and_names_the_rule() -> None:
    step = asks(STORY)
    assert step.phase is Phase.URGENCY
    assert any(f"rule {rule}" in step.because for rule in KNOWLEDGE.rules)


def test_a_question_about_the_cause_names_what_it_tells_apart() -> None:
    groin: dict[str, Answer] = {
        **STORY,
        "pain_regions": ["groin", "ant_hip"],
        "weight_bearing": "limp",
        "night_pain": "after_load",
    }
    step = asks(groin)
    assert step.phase is Phase.CAUSE
    assert step.because.startswith("It helps to tell ")


def test_an_emergency_ends_it_at_once() -> None:
    step = step_after({"saddle_numbness": "new"})
    assert isinstance(step, Finished)
    assert "needs help now" in step.because


def test_no_question_for_the_plan_while_no_plan_can_be_made() -> None:
    urgent: dict[str, Answer] = {**STORY, "fever": "yes"}
    asked = phases(urgent)
    assert Phase.PLAN not in asked


def phases(answers: Mapping[str, Answer]) -> list[Phase]:
    return [step.phase for step in walk(Case(AT, WOMAN, {**well(), **answers}), calmly)]


def calmly(question: Question) -> Answer:
    """The quietest answer a question takes."""
    if question.kind == "regions":
        return ["lat_hip"]
    if question.kind in {"number", "date"}:
        return 1.0 if question.kind == "number" else "not_sure"
    words = ("no", "none", "normal", "negative", "same", "not_sure")
    word = next((each for each in words if question.option(each) is not None), None)
    chosen = word or question.options[0].id if question.options else "nothing"
    return [chosen] if question.kind == "multi" else chosen


def walk(case: Case, answer: Callable[[Question], Answer]) -> list[Ask]:
    """Every question until the end."""
    asked: list[Ask] = []
    while isinstance(step := next_step(assess(case, KNOWLEDGE), KNOWLEDGE), Ask):
        asked.append(step)
        case = replace(case, answers={**case.answers, step.question.id: answer(step.question)})
    return asked


def test_what_was_passed_over_is_not_asked_again() -> None:
    first = asks(STORY).question.id
    then = next_step(assessed(STORY), KNOWLEDGE, passed=[first])
    assert isinstance(then, Ask)
    assert then.question.id != first


def test_the_end_says_whether_the_rest_could_still_sort_the_causes() -> None:
    told = {step.question.id: calmly(step.question) for step in walk(case_of(STORY), calmly)}
    end = step_after({**STORY, **told})
    assert isinstance(end, Finished)
    assert "how urgent this is" in end.because


def test_whoever_wants_to_answer_more_is_asked_the_rest_until_nothing_is_left() -> None:
    case, asked = case_of(STORY), []
    while isinstance(step := further_step(assess(case, KNOWLEDGE), KNOWLEDGE), Ask):
        asked.append(step)
        case = replace(case, answers={**case.answers, step.question.id: calmly(step.question)})
    assert step.because == ALL_ASKED
    ended = [step.phase for step in asked]
    assert ended[-1] is Phase.MORE
    assert ended.index(Phase.MORE) == len(walk(case_of(STORY), calmly))


def test_contradictions_come_up_until_they_are_stood_by() -> None:
    found = assessed({**STORY, "rest_pain": "yes", "pain_daily": 0.0})
    first = unsettled(found)
    assert first is not None
    assert first.questions == ("rest_pain", "pain_daily")
    assert unsettled(found, [first.id]) is None


def test_nothing_is_cleared_up_in_an_emergency() -> None:
    told: dict[str, Answer] = {"rest_pain": "yes", "pain_daily": 0.0, "saddle_numbness": "new"}
    assert unsettled(assessed(told)) is None


def _drawn(data: st.DataObject, case: Case, question: Question) -> Case:
    """The case with an answer that this runner can give: calm ones are likelier."""
    calm = question.section == "safety" and data.draw(st.integers(0, 19)) > 0
    first = calm and question.asks_again is None and data.draw(st.booleans())
    unsure: Answer = ["not_sure"] if question.kind == "multi" else "not_sure"
    quiet = unsure if first else no_to(question) if calm else None
    answer = quiet if quiet is not None else data.draw(answers_to(question))
    told = replace(case, answers={**case.answers, question.id: answer})
    try:
        assess(told, KNOWLEDGE)
    except CaseError:
        return replace(case, answers={**case.answers, question.id: calmly(question)})
    return told


@settings(max_examples=15)
@given(data=st.data(), runner=RUNNERS)
def test_every_interview_ends_and_never_asks_for_a_blocked_self_test(
    data: st.DataObject, runner: Runner
) -> None:
    case, asked = Case(AT, runner, {}), list[str]()
    while isinstance(step := next_step(found := assess(case, KNOWLEDGE), KNOWLEDGE), Ask):
        question = step.question
        asked.append(question.id)
        assert len(asked) <= MOST_QUESTIONS
        if question.test is not None:
            facts = facts_of(found.presentation, KNOWLEDGE)
            assert not is_blocked(question.test, facts, KNOWLEDGE)
        case = _drawn(data, case, question)
    assert len(asked) == len(set(asked))


def test_not_sure_about_everything_critical_still_ends_in_time() -> None:
    def unsure(question: Question) -> Answer:
        return "not_sure" if question.critical and question.kind == "choice" else calmly(question)

    for runner in (WOMAN, Runner(40)):
        assert len(walk(Case(AT, runner, {}), unsure)) <= MOST_QUESTIONS
