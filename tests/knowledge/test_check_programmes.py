"""Every kind of fault of a programme, planted: the check finds it and says where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stridewell.knowledge.check import check_knowledge
from stridewell.knowledge.check_programmes import check_programmes
from stridewell.knowledge.records import Knowledge, Running
from stridewell.knowledge.training import Measure, Programme, ProgrammeStage, StageCriterion
from stridewell.values.quantities import Interval

WITHOUT = {
    **dict.fromkeys(("inguinal_hernia", "gyn_referred"), "an organ that has to be looked at first"),
    "iliac_artery_endofibrosis": "an artery that has to be looked at first",
    "inflammatory_other": "an illness that has to be named and treated first",
    "reds_bone_health": "it is helped by food and rest, not by exercises",
}
"""Conditions that do not stop running and yet have no programme, each with the reason."""


def told(knowledge: Knowledge) -> list[str]:
    return [f"{issue.where} {issue.text}" for issue in check_programmes(knowledge)]


def assert_found(knowledge: Knowledge, *words: str) -> None:
    issues = told(knowledge)
    assert any(all(word in issue for word in words) for issue in issues), issues


def with_programme(knowledge: Knowledge, programme: Programme) -> Knowledge:
    return replace(knowledge, programmes={**knowledge.programmes, programme.id: programme})


def with_stage(knowledge: Knowledge, index: int, stage: ProgrammeStage) -> Knowledge:
    programme = knowledge.programmes["outer_hip"]
    stages = (*programme.stages[:index], stage, *programme.stages[index + 1 :])
    return with_programme(knowledge, replace(programme, stages=stages))


def first(knowledge: Knowledge) -> ProgrammeStage:
    return knowledge.programmes["outer_hip"].stages[0]


def test_the_packaged_programmes_have_no_fault(knowledge: Knowledge) -> None:
    assert told(knowledge) == []


def test_every_condition_that_exercise_can_help_has_a_programme(knowledge: Knowledge) -> None:
    covered = {c for each in knowledge.programmes.values() for c in each.conditions}
    bare = {
        each.id
        for each in knowledge.conditions.values()
        if each.running is not Running.STOP and each.id not in covered
    }
    assert bare == set(WITHOUT)


def test_no_stage_of_the_package_begins_with_jumps_or_lasts_no_week(knowledge: Knowledge) -> None:
    for programme in knowledge.programmes.values():
        assert 2 <= len(programme.stages) <= 4
        assert programme.load
        for stage in programme.stages:
            assert stage.aim.endswith(".")
            assert stage.running.endswith(".")
            assert stage.weeks is not None


def test_an_unknown_condition(knowledge: Knowledge) -> None:
    programme = replace(knowledge.programmes["outer_hip"], conditions=("sore_toe",))
    assert_found(with_programme(knowledge, programme), "programmes.outer_hip", "sore_toe")


def test_a_condition_with_two_programmes(knowledge: Knowledge) -> None:
    programme = replace(knowledge.programmes["outer_hip"], conditions=("gtps", "itbs"))
    assert_found(with_programme(knowledge, programme), "itbs", "2 times")


def test_two_general_programmes(knowledge: Knowledge) -> None:
    programme = replace(knowledge.programmes["outer_hip"], conditions=())
    assert_found(with_programme(knowledge, programme), "names no condition", "have 2")


def test_a_condition_that_stops_running_without_a_clearance(knowledge: Knowledge) -> None:
    programme = replace(knowledge.programmes["outer_hip"], conditions=("bsi_sacrum",))
    assert_found(with_programme(knowledge, programme), "without a clearance", "bsi_sacrum")


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        ("toe_yoga", "the unknown exercise 'toe_yoga'"),
        ("pigeon_stretch", "only explained"),
        ("side_plank", "to be avoided for gtps"),
        ("nordic_curl", "no start dose"),
        ("pogo_jumps", "begins with the jumps"),
    ],
)
def test_an_exercise_that_cannot_stand_there(
    knowledge: Knowledge, exercise: str, words: str
) -> None:
    stage = replace(first(knowledge), exercises=(exercise,))
    assert_found(with_stage(knowledge, 0, stage), "programmes.outer_hip.calm", words)


def test_a_stage_without_exercises(knowledge: Knowledge) -> None:
    stage = replace(first(knowledge), exercises=())
    assert_found(with_stage(knowledge, 0, stage), "outer_hip.calm", "has no exercises")


def test_a_first_stage_that_not_everybody_may_begin(knowledge: Knowledge) -> None:
    entry = StageCriterion(Measure.TEST, at_least=20, test="heel_raise_reps")
    stage = replace(first(knowledge), enter_when=(entry,))
    assert_found(with_stage(knowledge, 0, stage), "outer_hip.calm", "before one may begin")


def test_a_stage_that_can_be_left_without_a_session(knowledge: Knowledge) -> None:
    stage = replace(first(knowledge), leave_when=(StageCriterion(Measure.PAIN_DAILY, at_most=2),))
    assert_found(with_stage(knowledge, 0, stage), "outer_hip.calm", "without a session")


def test_more_weeks_asked_for_than_it_lasts(knowledge: Knowledge) -> None:
    wanted = StageCriterion(Measure.WEEKS_IN_STAGE, at_least=9)
    stage = replace(first(knowledge), weeks=Interval(1, 3), leave_when=(wanted,))
    assert_found(with_stage(knowledge, 0, stage), "outer_hip.calm", "more weeks")
    stage = replace(first(knowledge), weeks=Interval(0, 3))
    assert_found(with_stage(knowledge, 0, stage), "outer_hip.calm", "lasts no week")


@pytest.mark.parametrize(
    ("test", "symmetry", "words"),
    [
        ("toe_curl", False, "the unknown test 'toe_curl'"),
        ("sit_to_stand_30s", True, "which has none"),
    ],
)
def test_a_test_that_cannot_be_asked_for(
    knowledge: Knowledge,
    test: str,
    symmetry: bool,  # noqa: FBT001
    words: str,
) -> None:
    asked = StageCriterion(Measure.TEST, at_least=20, test=test, symmetry=symmetry)
    stage = replace(first(knowledge), leave_when=(*first(knowledge).leave_when, asked))
    assert_found(with_stage(knowledge, 0, stage), "outer_hip.calm", words)


def test_stages_out_of_order_or_of_one_name(knowledge: Knowledge) -> None:
    programme = knowledge.programmes["outer_hip"]
    turned = replace(programme, stages=tuple(reversed(programme.stages)))
    assert_found(with_programme(knowledge, turned), "back to a smaller dose")
    doubled = replace(programme, stages=(programme.stages[0], programme.stages[0]))
    assert_found(with_programme(knowledge, doubled), "two stages of one name")
    assert_found(with_programme(knowledge, replace(programme, stages=())), "has no stages")


def test_an_expected_exercise_or_equipment_that_does_not_exist(knowledge: Knowledge) -> None:
    dosing = replace(knowledge.dosing, popular=("toe_yoga",), stand_ins={"sofa": "a bed"})
    assert_found(replace(knowledge, dosing=dosing), "dosing.popular", "toe_yoga")
    assert_found(replace(knowledge, dosing=dosing), "dosing.stand_ins", "sofa")


def test_the_check_of_everything_looks_at_programmes_too(knowledge: Knowledge) -> None:
    broken = with_stage(knowledge, 0, replace(first(knowledge), exercises=("toe_yoga",)))
    assert any("toe_yoga" in issue.text for issue in check_knowledge(broken))
