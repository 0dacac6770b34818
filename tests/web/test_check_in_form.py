from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level
from stridewell.values.evidence import Finding, Origin, State
from stridewell.web.check_in_form import Form
from stridewell.web.drafts import Draft
from web_app import KNOWLEDGE

AT = datetime(2026, 5, 11, 7, tzinfo=UTC)
ALL = tuple(KNOWLEDGE.questions)
WOMAN, MAN = Runner(46, Sex.FEMALE), Runner(36, Sex.MALE)
SAFE: dict[str, Answer] = {
    **dict.fromkeys(("saddle_numbness", "bladder_bowel", "both_legs", "fever", "pregnancy"), "no"),
    "weight_bearing": "normal",
    **dict.fromkeys(
        ("trauma", "leg_strength", "emergency_signs", "belly_signs", "leg_swelling", "wellbeing"),
        "none",
    ),
}


def whole(runner: Runner = WOMAN) -> Form:
    return Form(Draft(runner, ALL, whole=True), AT, KNOWLEDGE)


def after(form: Form, answers: dict[str, Answer]) -> Form:
    for question, answer in answers.items():
        form = form.answered(KNOWLEDGE.questions[question], answer)
    return form


def next_id(form: Form) -> str | None:
    question = form.next_question()
    return None if question is None else question.id


def test_safety_comes_first() -> None:
    assert next_id(whole()) == "saddle_numbness"
    assert {q.section for q in whole().waiting()[:12]} == {"safety"}


def test_not_sure_leads_to_the_second_question_at_once() -> None:
    assert next_id(after(whole(), {"saddle_numbness": "not_sure"})) == "saddle_numbness_again"


def test_a_firm_answer_does_not() -> None:
    assert next_id(after(whole(), {"saddle_numbness": "no"})) == "bladder_bowel"


def test_a_new_first_answer_drops_the_old_second_one() -> None:
    unsure: dict[str, Answer] = {"fever": "not_sure", "fever_again": "no"}
    form = after(after(whole(), unsure), {"fever": "yes"})
    assert "fever_again" not in form.draft.answers
    assert "fever_again" not in form.draft.done
    assert form.disposition.level is not Level.SELF_MANAGE


@pytest.mark.parametrize(("runner", "asked"), [(WOMAN, "pregnancy"), (MAN, "testicular_pain")])
def test_questions_that_do_not_apply_are_not_asked(runner: Runner, asked: str) -> None:
    waiting = {question.id for question in whole(runner).waiting()}
    assert waiting & {"pregnancy", "testicular_pain"} == {asked}


def test_a_corrected_sex_drops_answers_that_no_longer_apply() -> None:
    form = after(whole(), {"fever": "no", "pregnancy": "early"}).of_runner(MAN)
    assert form.draft.answers == {"fever": "no"}
    assert form.draft.done == ("fever",)


def test_passing_over_a_question_leaves_it_unknown() -> None:
    form = whole().answered(KNOWLEDGE.questions["other_sports"], None)
    assert "other_sports" not in form.draft.answers
    assert "other_sports" not in {question.id for question in form.waiting()}


def test_the_answer_may_be_asked_for_once_safety_is_done() -> None:
    form = after(whole(), SAFE)
    assert form.may_finish()
    assert not after(whole(), {**SAFE, "fever": "not_sure"}).may_finish()


def test_an_impossible_answer_is_refused() -> None:
    with pytest.raises(CaseError):
        after(whole(), {"pain_since": "2027-01-01"})


def test_what_the_runs_say_counts() -> None:
    jump = Finding("single_run_spike", State.PRESENT, AT, Origin.RUN)
    form = Form(Draft(WOMAN, ALL, whole=True), AT, KNOWLEDGE, (jump,))
    assert jump in form.presentation.findings


def test_impact_tests_are_left_out_until_they_are_known_to_be_safe() -> None:
    form = after(whole(), {**SAFE, "pain_regions": ["groin"]})
    assert "Three small hops" in form.blocked_tests()
    assert "test_hop" not in {question.id for question in form.waiting()}


def test_among_self_tests_the_most_telling_comes_first() -> None:
    tests = tuple(q.id for q in KNOWLEDGE.questions.values() if q.section == "tests")
    told: dict[str, Answer] = {**SAFE, "pain_regions": ["lat_hip"], "pain_side": "right"}
    form = Form(Draft(WOMAN, tests, told, whole=True), AT, KNOWLEDGE)
    assert next_id(form) in {"test_sls30", "test_palp_gt"}


def test_back_leads_to_the_question_before() -> None:
    form = after(whole(), {"saddle_numbness": "no", "bladder_bowel": "no"})
    assert form.before(KNOWLEDGE.questions["both_legs"]) == "bladder_bowel"
    assert form.before(KNOWLEDGE.questions["bladder_bowel"]) == "saddle_numbness"
    assert form.before(KNOWLEDGE.questions["saddle_numbness"]) is None


def test_an_emergency_shows_in_the_first_answer() -> None:
    assert after(whole(), {"saddle_numbness": "new"}).disposition.level is Level.EMERGENCY_NOW


def test_nothing_is_left_when_a_single_question_is_answered() -> None:
    form = Form(Draft(WOMAN, ("onset",), dict(SAFE)), AT, KNOWLEDGE)
    assert next_id(after(form, {"onset": "sudden"})) is None
