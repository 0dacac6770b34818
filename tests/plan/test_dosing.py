"""Exercises go to the likely causes; what could harm one of them is left out with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_inputs import CALM, KNOWLEDGE, plan, situation, with_causes, with_findings
from stridewell.knowledge.training import Stage
from stridewell.plan.dosing import choose_exercises, stage_of


def chosen(causes: dict[str, float], *, gentle_only: bool = False) -> list[str]:
    prescriptions, _ = choose_exercises(situation(with_causes(causes)), gentle_only=gentle_only)
    return [each.exercise.id for each in prescriptions]


def test_figure_four_is_left_out_when_gluteal_tendinopathy_is_likely() -> None:
    _, left_out = choose_exercises(
        situation(with_causes({"deep_gluteal_syndrome": 0.4, "gtps": 0.31}))
    )
    entry = next(each for each in left_out if each.exercise == "figure_four_stretch")
    assert entry.because == ("gtps",)
    assert "31 %" in entry.reason.text
    assert "squeezes the tendons" in entry.reason.text
    assert entry.reason.sources == ("grimaldi_fearon_2015",)


def test_figure_four_is_offered_when_nothing_speaks_against_it() -> None:
    assert "figure_four_stretch" in chosen({"deep_gluteal_syndrome": 0.4})


def test_what_the_runner_said_is_named_where_it_forbids() -> None:
    inputs = with_findings(present=("bruising",), inputs=with_causes({"doms": 0.5}))
    _, left_out = choose_exercises(situation(inputs))
    assert [each.reason.text for each in left_out if each.exercise == "foam_roll"] == [
        "Foam rolling is left out: a bruise has come out."
    ]


def test_an_unlikely_cause_forbids_nothing() -> None:
    causes = {"deep_gluteal_syndrome": 0.4, "gtps": 0.07}
    assert "figure_four_stretch" in chosen(causes)


def test_an_exercise_against_a_finding_is_left_out() -> None:
    inputs = with_findings(present=("giving_way",))
    _, left_out = choose_exercises(situation(inputs))
    entry = next(each for each in left_out if each.exercise == "step_down")
    assert "giving_way" in entry.because


def test_an_unknown_safety_finding_leaves_the_exercise_out() -> None:
    _, left_out = choose_exercises(situation(with_findings(unknown=("giving_way",))))
    assert "step_down" in {each.exercise for each in left_out}


def test_an_unknown_finding_without_a_bearing_on_safety_does_not() -> None:
    inputs = with_findings(unknown=("agg_bend_back",), inputs=with_causes({"nonspecific_lbp": 0.4}))
    _, left_out = choose_exercises(situation(inputs))
    assert "press_up" not in {each.exercise for each in left_out}


@pytest.mark.parametrize("condition", KNOWLEDGE.conditions)
def test_every_prescription_helps_a_likely_cause_and_harms_none(condition: str) -> None:
    prescriptions, _ = choose_exercises(situation(with_causes({condition: 0.5, "gtps": 0.2})))
    assert len(prescriptions) <= 5
    for each in prescriptions:
        assert each.helps
        assert {condition, "gtps"}.isdisjoint(each.exercise.avoid_for)
        assert all(reason.sources and reason.grade for reason in each.reasons)


def test_likely_bone_keeps_only_what_does_not_load_it() -> None:
    assert set(chosen({"bsi_femoral_neck": 0.6})) == {"dead_bug", "pallof_press"}


def test_bone_below_the_likely_ones_still_forbids_what_loads_it() -> None:
    assert set(chosen({"gtps": 0.5, "bsi_pelvis": 0.06})) == {"dead_bug", "pallof_press"}


def test_gentle_work_only_while_a_clinician_is_to_be_seen() -> None:
    assert chosen({"gtps": 0.6}, gentle_only=True) == ["isometric_abduction"]


def test_two_likely_causes_both_get_their_exercises() -> None:
    helped = {
        cause
        for each in plan(with_causes({"gtps": 0.5, "adductor_related": 0.1})).exercises
        for cause in each.helps
    }
    assert helped == {"gtps", "adductor_related"}


@pytest.mark.parametrize(
    ("pain", "weeks", "exercised", "stage"),
    [
        (1, 1, 0, Stage.START),
        (1, 4, 0, Stage.MID),
        (1, 12, 0, Stage.MID),
        (1, 12, 6, Stage.LATE),
        (4, 12, 6, Stage.START),
    ],
)
def test_the_stage_follows_pain_duration_and_work_done(
    pain: int, weeks: int, exercised: int, stage: Stage
) -> None:
    inputs = with_findings(pain_running=pain, duration_weeks=weeks)
    assert stage_of(situation(replace(inputs, exercise_weeks=exercised))) is stage


def test_uncleared_bone_stays_at_the_start() -> None:
    inputs = with_findings(
        inputs=with_causes({"gtps": 0.5, "bsi_pelvis": 0.06}),
        pain_daily=0,
        pain_running=0,
        duration_weeks=20,
    )
    assert stage_of(situation(inputs)) is Stage.START


def test_an_exercise_without_a_dose_for_the_stage_waits() -> None:
    early = with_findings(inputs=with_causes({"adductor_related": 0.5}), pain_running=4)
    assert "copenhagen" not in {each.exercise.id for each in plan(early).exercises}
    assert "copenhagen" in chosen({"adductor_related": 0.5})


def test_dose_and_stage_belong_together() -> None:
    for each in plan(CALM).exercises:
        assert each.dose == each.exercise.doses[each.stage]
