"""The guided check-in: what an answer changes, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cases import AT, KNOWLEDGE, MAN, WOMAN, finding, well
from stridewell.app.draft import Draft
from stridewell.app.guide import ANSWERED, LOOK_OVER, ClearUp, Guide, without
from stridewell.app.interview import Ask, Finished, Phase
from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Knowledge, Level, Question
from stridewell.values.evidence import State

REST = KNOWLEDGE.questions["rest_pain"]
TWICE = replace(
    KNOWLEDGE,
    questions={**KNOWLEDGE.questions, "rest_twice": replace(REST, id="rest_twice")},
    version="twice",
)
"""Knowledge in which two questions ask for the same thing."""
OUTER_HIP: Mapping[str, Answer] = {
    **well(),
    "pain_regions": ["lat_hip"],
    "duration_weeks": 6.0,
    "night_pain": "on_side",
    "rest_pain": "no",
}


def whole(runner: Runner = WOMAN, knowledge: Knowledge = KNOWLEDGE) -> Guide:
    return Guide(Draft(runner, whole=True), AT, knowledge)


def after(guide: Guide, answers: Mapping[str, Answer | None]) -> Guide:
    for question, answer in answers.items():
        guide = guide.answered(guide.knowledge.questions[question], answer)
    return guide


def next_id(guide: Guide) -> str | None:
    step = guide.stand().step
    return step.question.id if isinstance(step, Ask) else None


def asked_until_the_end(guide: Guide) -> list[str]:
    """Whatever is asked is answered with "not sure" or passed over."""
    asked = []
    while (question_id := next_id(guide)) is not None:
        question = guide.knowledge.questions[question_id]
        unsure = question.option("not_sure") is not None or question.kind in {"number", "date"}
        guide = guide.answered(question, "not_sure" if unsure else None)
        asked.append(question_id)
    return asked


def test_safety_comes_first() -> None:
    step = whole().stand().step
    assert isinstance(step, Ask)
    assert (step.phase, step.question.critical) == (Phase.SAFETY, True)


def test_not_sure_leads_to_the_second_question() -> None:
    unsure = after(whole(), {**well(), "fever": "not_sure"})
    assert next_id(unsure) == "fever_again"


def test_a_new_first_answer_drops_the_old_second_one() -> None:
    guide = after(whole(), {"fever": "not_sure", "fever_again": "no", "trauma": ["none"]})
    changed = after(guide, {"fever": "yes"})
    assert "fever_again" not in changed.draft.answers
    assert "fever_again" not in changed.draft.done
    assert changed.stand().disposition.level is not Level.SELF_MANAGE


@pytest.mark.parametrize(("runner", "applies"), [(WOMAN, "pregnancy"), (MAN, "testicular_pain")])
def test_questions_that_do_not_apply_are_not_asked(runner: Runner, applies: str) -> None:
    may = [q for q in ("pregnancy", "testicular_pain") if whole(runner).may_ask(_question(q))]
    assert may == [applies]


def _question(question_id: str) -> Question:
    return KNOWLEDGE.questions[question_id]


def test_a_corrected_sex_drops_answers_that_no_longer_apply() -> None:
    guide = after(whole(), {"fever": "no", "pregnancy": "early"}).of_runner(MAN)
    assert guide.draft.answers == {"fever": "no"}
    assert guide.draft.done == ("fever",)


def test_an_answer_that_hangs_on_a_changed_one_is_dropped() -> None:
    woken: Mapping[str, Answer] = {**OUTER_HIP, "nights_woken": 5.0}
    guide = after(after(whole(), woken), {"night_pain": "none"})
    assert "nights_woken" not in guide.draft.answers


def test_passing_over_a_question_leaves_it_unknown_and_done() -> None:
    guide = after(whole(), {**OUTER_HIP, "other_sports": None})
    assert "other_sports" not in guide.draft.answers
    assert "other_sports" not in asked_until_the_end(guide)


def test_the_answer_may_be_asked_for_once_safety_is_done() -> None:
    assert not whole().stand().may_finish
    assert after(whole(), well()).stand().may_finish
    assert not after(whole(), {**well(), "fever": "not_sure"}).stand().may_finish


@pytest.mark.parametrize("answers", [{"pain_since": "2027-01-01"}, {"pain_daily": 11.0}])
def test_an_impossible_answer_is_refused(answers: Mapping[str, Answer]) -> None:
    with pytest.raises(CaseError):
        after(whole(), answers).stand()


def test_what_the_runs_say_counts() -> None:
    jump = finding("single_run_spike")
    guide = Guide(Draft(WOMAN, whole=True), AT, KNOWLEDGE, (jump,))
    assert jump in guide.presentation.findings
    assert guide.case.findings == (jump,)


def test_impact_tests_are_left_out_until_they_are_known_to_be_safe() -> None:
    guide = after(whole(), {**well(), "pain_regions": ["groin"]})
    assert "Three small hops" in guide.blocked_tests()
    assert not guide.may_ask(KNOWLEDGE.questions["test_hop"])


def test_back_leads_to_the_question_before() -> None:
    guide = after(whole(), {"fever": "no", "trauma": ["none"]})
    assert guide.before(KNOWLEDGE.questions["both_legs"]) == "trauma"
    assert guide.before(KNOWLEDGE.questions["trauma"]) == "fever"
    assert guide.before(KNOWLEDGE.questions["fever"]) is None


def test_an_emergency_shows_in_the_first_answer_and_ends_the_interview() -> None:
    stand = after(whole(), {"saddle_numbness": "new"}).stand()
    assert stand.disposition.level is Level.EMERGENCY_NOW
    assert isinstance(stand.step, Finished)


def test_a_check_in_of_one_question_ends_after_it() -> None:
    guide = Guide(Draft(WOMAN, ("onset",), dict(OUTER_HIP)), AT, KNOWLEDGE)
    assert next_id(guide) == "onset"
    assert after(guide, {"onset": "sudden"}).stand().step == ANSWERED


def test_a_check_in_of_a_few_questions_follows_its_list() -> None:
    guide = Guide(Draft(WOMAN, ("fever", "onset"), dict(OUTER_HIP)), AT, KNOWLEDGE)
    assert next_id(guide) == "fever"
    assert next_id(after(guide, {"fever": "not_sure"})) == "fever_again"


def test_who_wants_to_answer_more_is_asked_everything_that_applies() -> None:
    guide = after(whole(), OUTER_HIP)
    more = replace(guide, draft=replace(guide.draft, more=True))
    asked = asked_until_the_end(more)
    assert len(asked) > len(asked_until_the_end(guide))
    assert {"notes", "other_sports", "test_sls30"} <= set(asked)
    assert len(asked) == len(set(asked))


SOFT: Mapping[str, Answer] = {**OUTER_HIP, "rest_pain": "yes", "pain_daily": 0.0}


def test_answers_that_cannot_both_be_right_are_cleared_up_next() -> None:
    step = after(whole(), SOFT).stand().step
    assert isinstance(step, ClearUp)
    assert step.contradiction.questions == ("rest_pain", "pain_daily")
    assert not step.must


def test_a_corrected_answer_clears_it_up_and_so_does_standing_by_both() -> None:
    guide = after(whole(), SOFT)
    assert isinstance(after(guide, {"pain_daily": 3.0}).stand().step, Ask | Finished)
    assert isinstance(guide.standing_by("no_pain_but_at_rest").stand().step, Ask | Finished)


def test_older_contradictions_do_not_stop_a_new_answer() -> None:
    guide = Guide(Draft(WOMAN, ("onset",), dict(SOFT)), AT, KNOWLEDGE)
    assert after(guide, {"onset": "sudden"}).stand().step == ANSWERED
    assert guide.contradiction("no_pain_but_at_rest") is not None


def test_an_emergency_is_not_held_up_by_a_contradiction() -> None:
    stand = after(whole(), {**SOFT, "saddle_numbness": "new"}).stand()
    assert isinstance(stand.step, Finished)


CLASH: Mapping[str, Answer] = {**OUTER_HIP, "rest_twice": "yes"}


def test_a_yes_and_a_no_to_the_same_thing_must_be_cleared_up_and_nothing_is_lost() -> None:
    guide = after(whole(knowledge=TWICE), CLASH)
    step = guide.stand().step
    assert isinstance(step, ClearUp)
    assert step.must
    assert set(step.contradiction.questions) == {"rest_pain", "rest_twice"}
    assert guide.draft.answers == CLASH
    assert not guide.stand().may_finish
    assert guide.contradiction(step.contradiction.id) == step


def test_while_answers_clash_the_worse_of_them_counts_for_the_urgency() -> None:
    numb = KNOWLEDGE.questions["saddle_numbness"]
    knowledge = replace(
        KNOWLEDGE,
        questions={**KNOWLEDGE.questions, "numb_twice": replace(numb, id="numb_twice")},
        version="numb twice",
    )
    guide = after(whole(knowledge=knowledge), {"saddle_numbness": "no", "numb_twice": "new"})
    assert guide.stand().disposition.level is Level.EMERGENCY_NOW


def test_answers_without_some() -> None:
    assert without({"a": "1", "b": "2"}, "a", "c") == {"b": "2"}


def test_what_a_text_ticks_leaves_the_other_boxes_unknown() -> None:
    guide = after(whole(), well()).confirmed({"aggravators_load": ["stairs"]})
    assert guide.draft.answers["aggravators_load"] == ["stairs", "not_sure"]
    assert "agg_single_leg" not in guide.presentation.by_id() or (
        guide.presentation.by_id()["agg_single_leg"].state is State.UNKNOWN
    )


def test_what_a_text_ticks_of_safety_counts_and_is_looked_over() -> None:
    told = after(whole(), well()).confirmed({"belly_signs": ["lump"]})
    step = told.stand().step
    assert isinstance(step, Ask)
    assert (step.question.id, step.because) == ("belly_signs", LOOK_OVER)
    assert not told.stand().may_finish
    assert "groin_lump" in told.presentation.by_id()
    done = after(told, {"belly_signs": ["lump", "jolt"]})
    assert done.draft.look_over == ()
    assert done.stand().may_finish


@pytest.mark.parametrize("answer", [["none"], ["not_sure"]])
def test_an_answer_that_says_all_there_is_need_not_be_looked_over(answer: Answer) -> None:
    assert whole().confirmed({"belly_signs": answer}).draft.look_over == ()
