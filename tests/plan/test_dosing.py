"""Exercises come from the programmes of the plausible causes; what could harm one is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diaries import cleared, day, kept, with_diary
from plan_inputs import CALM, KNOWLEDGE, plan, situation, with_causes, with_findings
from stridewell.knowledge.training import ExerciseKind, Stage
from stridewell.plan.dosing import Prescription, choose_exercises
from stridewell.plan.harm import LeftOut
from stridewell.plan.inputs import PlanInput
from stridewell.plan.wishes import Wishes

EVERYTHING = Wishes(equipment=frozenset(KNOWLEDGE.equipment))
EQUIPPED = replace(CALM, wishes=EVERYTHING)
BONE = with_causes({"bsi_pelvis": 0.6}, with_findings(pain_daily=0, pain_running=0))


def choose(
    inputs: PlanInput, *, gentle_only: bool = False
) -> tuple[tuple[Prescription, ...], tuple[LeftOut, ...]]:
    return choose_exercises(situation(inputs), gentle_only=gentle_only)


def chosen(causes: dict[str, float], inputs: PlanInput = EQUIPPED) -> list[str]:
    return [each.exercise.id for each in choose(with_causes(causes, inputs))[0]]


def out(causes: dict[str, float], inputs: PlanInput = EQUIPPED) -> dict[str, LeftOut]:
    return {each.exercise: each for each in choose(with_causes(causes, inputs))[1]}


class TestWhatIsChosen:
    def test_one_cause_gets_the_stage_of_its_programme(self) -> None:
        stage = KNOWLEDGE.programmes["outer_hip"].stages[1]
        assert chosen({"gtps": 0.6}) == list(stage.exercises)

    def test_figure_four_is_offered_where_nothing_speaks_against_it(self) -> None:
        assert "figure_four_stretch" in chosen({"deep_gluteal_syndrome": 0.4})

    def test_an_unlikely_cause_forbids_nothing(self) -> None:
        causes = {"deep_gluteal_syndrome": 0.4, "gtps": 0.07}
        assert "figure_four_stretch" in chosen(causes)

    def test_what_serves_two_causes_comes_first(self) -> None:
        first = choose(with_causes({"deep_gluteal_syndrome": 0.4, "gtps": 0.31}, EQUIPPED))[0][0]
        assert set(first.helps) == {"deep_gluteal_syndrome", "gtps"}

    def test_two_likely_causes_both_get_their_exercises(self) -> None:
        made = plan(with_causes({"gtps": 0.5, "adductor_related": 0.1}, EQUIPPED))
        assert {cause for each in made.exercises for cause in each.helps} == {
            "gtps",
            "adductor_related",
        }

    @pytest.mark.parametrize("condition", KNOWLEDGE.conditions)
    def test_every_prescription_helps_a_likely_cause_and_harms_none(self, condition: str) -> None:
        inputs = with_causes({condition: 0.5, "gtps": 0.2}, EQUIPPED)
        prescriptions, _ = choose(inputs)
        assert len(prescriptions) <= KNOWLEDGE.number("max_exercises")
        for each in prescriptions:
            assert each.helps
            assert {condition, "gtps"}.isdisjoint(each.exercise.avoid_for)
            assert all(reason.sources and reason.grade for reason in each.reasons)
            assert each.why_dose.sources
            assert each.why_dose.grade

    def test_a_cause_in_other_hands_gets_nothing(self) -> None:
        assert chosen({"septic_hip": 0.5}) == []

    def test_an_unclear_pattern_gets_gentle_work_and_says_so(self) -> None:
        prescriptions, _ = choose(with_causes({"gtps": 0.1, "hip_oa": 0.09}, EQUIPPED))
        unclear = [each for each in prescriptions if not each.helps]
        assert unclear
        assert "no cause clearly" in unclear[0].reasons[0].text

    def test_irritable_pain_gets_holds_and_gentle_work_alone(self) -> None:
        inputs = with_findings(pain_daily=7, inputs=with_causes({"gtps": 0.6}, EQUIPPED))
        for each in choose(inputs)[0]:
            assert each.exercise.kind is ExerciseKind.HOLD or each.exercise.gentle

    def test_gentle_work_only_while_a_clinician_is_to_be_seen(self) -> None:
        prescriptions, _ = choose(with_causes({"gtps": 0.6}, EQUIPPED), gentle_only=True)
        assert prescriptions
        assert all(each.exercise.gentle and each.stage is Stage.START for each in prescriptions)

    def test_two_forms_of_one_exercise_are_not_planned_twice(self) -> None:
        for programme in KNOWLEDGE.programmes.values():
            if programme.conditions:
                names = chosen(dict.fromkeys(programme.conditions[:1], 0.6))
                assert len(names) == len(set(names))


class TestBone:
    def test_likely_bone_keeps_only_what_does_not_load_it(self) -> None:
        protect = KNOWLEDGE.programmes["bone"].stages[0]
        assert set(chosen({"bsi_femoral_neck": 0.6})) == set(protect.exercises)

    def test_bone_below_the_likely_ones_still_forbids_what_loads_it(self) -> None:
        prescriptions, missed = choose(with_causes({"gtps": 0.5, "bsi_pelvis": 0.06}, EQUIPPED))
        assert all("bsi_pelvis" not in each.exercise.avoid_for for each in prescriptions)
        assert ("bsi_pelvis",) in {each.because for each in missed}

    def test_a_clearance_opens_what_the_programme_asks_for_and_nothing_else(self) -> None:
        diary = replace(kept(30, pain=0), clearances=cleared(["bsi_pelvis"], day(10, 30)))
        inputs = replace(BONE, diary=diary, wishes=EVERYTHING)
        inputs = replace(inputs, cleared_by_clinician=frozenset({"bsi_pelvis"}))
        prescriptions, _ = choose(inputs)
        loading = [each for each in prescriptions if "bsi_pelvis" in each.exercise.avoid_for]
        stage = KNOWLEDGE.programmes["bone"].stages[1]
        assert loading
        assert {each.exercise.id for each in loading} <= set(stage.exercises)

    def test_a_clearance_without_a_diary_of_work_opens_nothing(self) -> None:
        inputs = replace(BONE, cleared_by_clinician=frozenset({"bsi_pelvis"}))
        for each in choose(inputs)[0]:
            assert "bsi_pelvis" not in each.exercise.avoid_for


class TestWhatIsLeftOut:
    def test_figure_four_is_left_out_when_gluteal_tendinopathy_is_likely(self) -> None:
        entry = out({"deep_gluteal_syndrome": 0.4, "gtps": 0.31})["figure_four_stretch"]
        assert entry.because == ("gtps",)
        assert "31 %" in entry.reason.text
        assert entry.reason.sources

    def test_only_what_would_be_chosen_or_is_expected_is_named(self) -> None:
        entries = out({"gtps": 0.5, "bsi_pelvis": 0.06})
        wanted = set(chosen({"gtps": 0.5})) | set(KNOWLEDGE.programmes["bone"].stages[0].exercises)
        assert set(entries) <= wanted | set(KNOWLEDGE.dosing.popular)

    def test_nothing_is_both_planned_and_left_out(self) -> None:
        for causes in ({"gtps": 0.5}, {"adductor_related": 0.4, "fai_syndrome": 0.3}):
            assert set(chosen(causes)).isdisjoint(out(causes))

    def test_what_the_runner_said_is_named_where_it_forbids(self) -> None:
        inputs = with_findings(present=("bruising",), inputs=EQUIPPED)
        entry = out({"doms": 0.5}, inputs)["foam_roll"]
        assert entry.reason.text == "Foam rolling is left out: a bruise has come out."

    def test_an_exercise_against_a_finding_is_left_out(self) -> None:
        entry = out({"gtps": 0.6}, with_findings(present=("giving_way",)))["step_down"]
        assert "giving_way" in entry.because

    def test_an_unknown_safety_finding_leaves_the_exercise_out(self) -> None:
        assert "step_down" in out({"gtps": 0.6}, with_findings(unknown=("giving_way",)))

    def test_an_unknown_finding_without_a_bearing_on_safety_does_not(self) -> None:
        inputs = with_findings(unknown=("agg_bend_back",), pain_daily=3, pain_running=4)
        assert "press_up" not in out({"nonspecific_lbp": 0.4}, inputs)


class TestEquipment:
    def test_a_stand_in_is_named(self) -> None:
        prescriptions, _ = choose(with_causes({"gtps": 0.6}))
        step = next(each for each in prescriptions if each.exercise.id == "step_down")
        assert step.note == "No step? The lowest stair will do."

    def test_with_the_equipment_nothing_is_said(self) -> None:
        prescriptions, _ = choose(with_causes({"gtps": 0.6}, EQUIPPED))
        assert not any(each.note for each in prescriptions)

    def test_without_a_band_another_form_stands_in_and_says_so(self) -> None:
        prescriptions, _ = choose(with_causes({"itbs": 0.6}))
        swapped = next(e for e in prescriptions if e.instead_of == "standing_abduction")
        assert "band" not in swapped.exercise.equipment
        assert "elastic band" in swapped.note

    def test_what_nothing_stands_in_for_is_left_out_with_its_reason(self) -> None:
        entry = out({"doms": 0.6}, CALM)["easy_cycling"]
        assert "bicycle" in entry.reason.text

    @pytest.mark.parametrize("condition", KNOWLEDGE.conditions)
    def test_no_exercise_needs_what_is_not_there(self, condition: str) -> None:
        there = {each.id for each in KNOWLEDGE.equipment.values() if each.always}
        there |= set(KNOWLEDGE.dosing.stand_ins)
        for each in choose(with_causes({condition: 0.6}))[0]:
            assert set(each.exercise.equipment) <= there


class TestDose:
    def test_dose_and_stage_belong_together(self) -> None:
        for each in plan(EQUIPPED).exercises:
            assert each.dose == each.exercise.doses[each.stage]

    def test_the_more_careful_of_two_stages_gives_the_dose(self) -> None:
        sore = with_findings(pain_daily=2, pain_running=2, inputs=EQUIPPED)
        both = choose(with_causes({"gtps": 0.4, "hamstring_strain": 0.3}, sore))[0]
        bridge = next(each for each in both if each.exercise.id == "bridge")
        assert bridge.stage is Stage.START

    def test_why_dose_names_programme_stage_and_aim(self) -> None:
        first = choose(with_causes({"gtps": 0.6}, EQUIPPED))[0][0]
        assert "stage 2 of 4" in first.why_dose.text

    def test_an_exercise_waits_for_its_stage(self) -> None:
        early = with_findings(pain_daily=4, pain_running=4, inputs=EQUIPPED)
        assert "copenhagen" not in chosen({"adductor_related": 0.5}, early)
        assert "copenhagen" in chosen({"adductor_related": 0.5})

    def test_the_stage_follows_the_diary(self) -> None:
        sore = with_findings(pain_daily=4, pain_running=4, inputs=EQUIPPED)
        inputs = with_diary(kept(40), with_causes({"gtps": 0.6}, sore))
        assert {each.stage for each in choose(inputs)[0]} == {Stage.LATE}
