"""Critical safety first, then what tells most; tests only when they are safe."""

from __future__ import annotations

import numpy as np
import pytest

from cases import CRITICAL, KNOWLEDGE, MAN, WOMAN, facts, presented, well
from stridewell.differential.next_question import (
    NextQuestion,
    Turn,
    is_blocked,
    next_questions,
    open_questions,
)
from stridewell.differential.posterior import posterior_of
from stridewell.differential.question_tables import sensitivity
from stridewell.intake.presentation import facts_of
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Evidence
from stridewell.values.evidence import FactTable


def asked(answers: dict[str, Answer], runner: Runner = WOMAN) -> tuple[NextQuestion, ...]:
    told = presented(answers, runner)
    found = posterior_of(told, KNOWLEDGE, np.random.default_rng(1))
    return next_questions(told, found, KNOWLEDGE)


def ids(answers: dict[str, Answer], runner: Runner = WOMAN) -> list[str]:
    return [q.id for q in open_questions(presented(answers, runner), KNOWLEDGE)]


def test_critical_questions_come_first_and_the_most_telling_next() -> None:
    listed = asked({})
    turns = [each.turn for each in listed]
    assert turns == sorted(turns)
    critical = {each.question.id for each in listed if each.turn is Turn.CRITICAL}
    assert critical == set(CRITICAL) - {"testicular_pain"}
    told = [each.bits_per_minute for each in listed if each.turn is Turn.INFORMATION]
    assert told == sorted(told, reverse=True)


def test_safety_questions_keep_the_order_of_the_files() -> None:
    listed = [each.question.id for each in asked({}) if each.turn is not Turn.INFORMATION]
    assert listed[:3] == ["saddle_numbness", "bladder_bowel", "both_legs"]


def test_after_safety_the_place_tells_most() -> None:
    assert asked(well())[0].question.id == "pain_regions"


def test_a_quick_question_goes_before_a_slow_one_that_tells_no_more() -> None:
    question = KNOWLEDGE.questions["onset"]
    quick, slow = (
        NextQuestion(question, 0.2, Turn.INFORMATION, 7),
        NextQuestion(question, 0.2, Turn.INFORMATION, 45),
    )
    assert quick.bits_per_minute > slow.bits_per_minute == pytest.approx(0.2 * 60 / 45)


def test_a_box_whose_group_is_known_tells_less() -> None:
    place: dict[str, Answer] = well() | {"pain_regions": ["lat_hip"]}
    before = {each.question.id: each.bits for each in asked(place)}
    known: dict[str, Answer] = {"test_sls30": "positive"}
    after = {each.question.id: each.bits for each in asked(place | known)}
    assert after["test_rext_derot"] < before["test_rext_derot"]


def test_what_was_answered_is_not_asked_again() -> None:
    assert "onset" not in ids({"onset": "not_sure"})


def test_a_second_asking_follows_only_not_sure() -> None:
    assert "fever_again" not in ids({"fever": "no"})
    assert asked(well() | {"fever": "not_sure"})[0].question.id == "fever_again"


def test_questions_of_the_other_sex_are_not_asked() -> None:
    assert "testicular_pain" not in ids({}, WOMAN)
    assert {"pregnancy", "periods", "pelvic_health"}.isdisjoint(ids({}, MAN))
    assert {"testicular_pain", "pregnancy"} <= set(ids({}, Runner(30, Sex.UNKNOWN)))


SAFE = well() | {
    "pain_regions": ["lat_hip"],
    "rest_pain": "no",
    "night_pain": "none",
    "course": "same",
    "hip_mechanics": ["none"],
}


def of_a_man(answers: dict[str, Answer]) -> dict[str, Answer]:
    told = {name: answer for name, answer in answers.items() if name != "pregnancy"}
    return told | {"testicular_pain": "no"}


def test_a_hop_is_offered_when_everything_speaks_for_safety() -> None:
    assert "test_hop" in ids(SAFE)
    assert "test_hop" in ids(of_a_man(SAFE), MAN)


def test_a_heel_drop_follows_only_a_hop_that_did_not_hurt() -> None:
    assert "test_heel_drop" not in ids(SAFE)
    assert "test_heel_drop" not in ids(SAFE | {"test_hop": "positive"})
    assert "test_heel_drop" in ids(SAFE | {"test_hop": "negative"})


@pytest.mark.parametrize(
    "danger",
    [
        {"weight_bearing": "limp"},
        {"trauma": ["fall"]},
        {"pregnancy": "possible"},
        {"emergency_signs": ["deformed"]},
        {"pain_regions": ["groin"], "course": "each_run"},
        {"pain_regions": ["groin"], "night_pain": "deep"},
        {"pain_regions": ["groin"], "training_change": ["more"]},
    ],
)
def test_no_hop_is_asked_where_it_could_break_a_bone(danger: dict[str, Answer]) -> None:
    assert {"test_hop", "test_heel_drop"}.isdisjoint(ids(SAFE | danger))


def test_no_hop_is_asked_while_its_safety_is_unknown() -> None:
    unknown = {name: answer for name, answer in SAFE.items() if name != "weight_bearing"}
    assert "test_hop" not in ids(unknown)


def test_a_child_with_hip_pain_never_hops() -> None:
    assert "test_hop" not in ids(of_a_man(SAFE), Runner(12, Sex.MALE))


def test_clinician_tests_are_never_asked() -> None:
    clinicians = [t.id for t in KNOWLEDGE.self_tests.values() if t.clinician_only]
    assert clinicians
    assert all(is_blocked(test, facts(), KNOWLEDGE) for test in clinicians)


def table(answers: dict[str, Answer]) -> FactTable:
    return facts_of(presented(answers), KNOWLEDGE)


def test_a_gentle_test_is_blocked_by_a_yes_not_by_the_unknown() -> None:
    assert not is_blocked("sls30", table({}), KNOWLEDGE)
    assert is_blocked("sls30", table({"weight_bearing": "cannot"}), KNOWLEDGE)
    assert not is_blocked("palp_gt", table({"weight_bearing": "cannot"}), KNOWLEDGE)


@pytest.mark.parametrize(
    ("present", "absent", "expected"),
    [(4.0, 0.5, 4 * 0.5 / 3.5), (0.5, 1.0, 0.1), (10.0, 1.0, 0.995), (0.1, 1.2, 0.02)],
)
def test_how_often_a_finding_is_there(present: float, absent: float, expected: float) -> None:
    warrant = KNOWLEDGE.rules["E1"].warrant
    base = {0.1: 0.2, 0.5: 0.2}.get(present, 0.3)
    assert sensitivity(Evidence("x", present, absent, warrant), base, 1.0) == pytest.approx(
        expected
    )


def test_when_everything_is_answered_nothing_is_asked() -> None:
    everything = frozenset(KNOWLEDGE.questions)
    told = presented(well())
    answered = type(told)(told.at, told.findings, everything, frozenset())
    assert open_questions(answered, KNOWLEDGE) == ()
