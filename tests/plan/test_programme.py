"""Which programme fits, which stage the runner is in, and that only told days move it forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from diaries import TODAY, both_sides, cleared, day, kept, morning, trained, with_diary
from plan_inputs import CALM, KNOWLEDGE, situation, with_causes, with_findings
from stridewell.knowledge.training import Measure
from stridewell.plan.diary import Completion, Diary, ExerciseDone, TestDone
from stridewell.plan.inputs import PlanInput
from stridewell.plan.programme import Standing, standing_in, standings
from stridewell.plan.stage_criteria import Met
from stridewell.values.anatomy import Side

SORE = with_findings(pain_daily=4, pain_running=4)
"""Too sore to begin anywhere but at the first stage."""
GTPS = with_causes({"gtps": 0.6}, SORE)
BONE = with_causes({"bsi_pelvis": 0.6}, with_findings(pain_daily=0, pain_running=0, inputs=CALM))


def outer_hip(inputs: PlanInput) -> Standing:
    return standing_in(KNOWLEDGE.programmes["outer_hip"], situation(inputs))


def bone(inputs: PlanInput) -> Standing:
    return standing_in(KNOWLEDGE.programmes["bone"], situation(inputs))


def found(standing: Standing, measure: Measure) -> Met:
    return next(each.met for each in standing.criteria if each.criterion.measure is measure)


class TestWhichProgramme:
    def test_the_likeliest_cause_leads(self) -> None:
        fitting = standings(situation(with_causes({"gtps": 0.3, "adductor_related": 0.5})))
        assert [each.programme.id for each in fitting] == ["groin_adductor", "outer_hip"]

    def test_causes_of_one_programme_count_together(self) -> None:
        causes = {"gtps": 0.3, "fai_syndrome": 0.2, "labral_tear": 0.15}
        fitting = standings(situation(with_causes(causes)))
        assert [each.programme.id for each in fitting] == ["hip_joint", "outer_hip"]
        assert fitting[0].share == pytest.approx(0.35)

    def test_where_no_cause_stands_out_the_general_one_leads(self) -> None:
        fitting = standings(situation(with_causes({"gtps": 0.1, "hip_oa": 0.09})))
        assert fitting[0].programme.id == "unclear"

    @pytest.mark.parametrize("cause", ["septic_hip", "inguinal_hernia", "bsi_pelvis"])
    def test_it_never_leads_where_a_cause_belongs_in_other_hands(self, cause: str) -> None:
        fitting = standings(situation(with_causes({"gtps": 0.1, cause: 0.09})))
        assert "unclear" not in {each.programme.id for each in fitting}


class TestWhereOneBegins:
    def test_mild_pain_begins_at_the_second_stage(self) -> None:
        assert outer_hip(with_causes({"gtps": 0.6})).index == 1

    def test_more_pain_begins_at_the_first(self) -> None:
        assert outer_hip(GTPS).index == 0

    def test_pain_at_night_begins_at_the_first(self) -> None:
        inputs = with_findings(present=("pain_lat_hip", "night_pain_on_side"))
        assert outer_hip(inputs).index == 0

    def test_unknown_nights_begin_at_the_first(self) -> None:
        assert outer_hip(with_findings(unknown=("night_pain_deep",))).index == 0

    def test_a_pulled_muscle_always_begins_at_the_first(self) -> None:
        programme = KNOWLEDGE.programmes["hamstring_muscle"]
        inputs = with_findings(
            pain_daily=0, pain_running=0, inputs=with_causes({"hamstring_strain": 0.6})
        )
        assert standing_in(programme, situation(inputs)).index == 0


class TestForward:
    def test_sessions_and_calm_mornings_move_on(self) -> None:
        assert outer_hip(with_diary(kept(14), GTPS)).index == 1

    def test_weeks_lead_no_further_than_the_strength_tests(self) -> None:
        standing = outer_hip(with_diary(kept(120), GTPS))
        assert standing.stage.id == "strong"
        assert found(standing, Measure.TEST) is Met.UNKNOWN

    def test_with_the_tests_the_last_stage_comes(self) -> None:
        tests = (
            *both_sides("single_leg_bridge_reps", 22, 21, TODAY - timedelta(days=3)),
            *both_sides("heel_raise_reps", 25, 24, TODAY - timedelta(days=3)),
            *both_sides("step_down_quality", 1, 0, TODAY - timedelta(days=3)),
        )
        standing = outer_hip(with_diary(replace(kept(120), tests=tests), GTPS))
        assert standing.stage.id == "run"
        assert standing.next_stage is None

    def test_a_weaker_side_holds_it_back(self) -> None:
        tests = (
            *both_sides("single_leg_bridge_reps", 22, 12),
            *both_sides("heel_raise_reps", 25, 24),
            *both_sides("step_down_quality", 1, 0),
        )
        standing = outer_hip(with_diary(replace(kept(120), tests=tests), GTPS))
        assert standing.stage.id == "strong"
        assert found(standing, Measure.TEST) is Met.NOT_MET

    def test_one_side_alone_proves_nothing(self) -> None:
        one = (TestDone("heel_raise_reps", TODAY, 30, Side.LEFT),)
        standing = outer_hip(with_diary(replace(kept(120), tests=one), GTPS))
        assert found(standing, Measure.TEST) is Met.UNKNOWN

    def test_an_old_test_no_longer_counts(self) -> None:
        before = TODAY - timedelta(days=60)
        old = both_sides("single_leg_bridge_reps", 22, 21, before)
        standing = outer_hip(with_diary(replace(kept(120), tests=old), GTPS))
        assert found(standing, Measure.TEST) is Met.UNKNOWN

    def test_pain_above_the_limit_holds(self) -> None:
        assert outer_hip(with_diary(kept(60, pain=4), GTPS)).index == 0

    def test_every_criterion_says_what_was_found(self) -> None:
        standing = outer_hip(with_diary(kept(7), GTPS))
        assert all(each.reason.sources and each.reason.grade for each in standing.criteria)
        assert any("it is" in each.text for each in standing.criteria)


class TestSilence:
    def test_time_alone_moves_nothing(self) -> None:
        began = replace(kept(0), began=TODAY - timedelta(days=200))
        assert outer_hip(with_diary(began, GTPS)).index == 0

    def test_check_ins_without_sessions_move_nothing(self) -> None:
        assert outer_hip(with_diary(replace(kept(90), sessions=()), GTPS)).index == 0

    def test_sessions_without_check_ins_move_nothing(self) -> None:
        assert outer_hip(with_diary(replace(kept(90), mornings=()), GTPS)).index == 0

    def test_one_session_a_week_makes_no_week(self) -> None:
        assert outer_hip(with_diary(kept(90, every=7), GTPS)).index == 1

    def test_skipped_sessions_do_not_count(self) -> None:
        diary = kept(30)
        skipped = tuple(replace(each, completion=Completion.SKIPPED) for each in diary.sessions)
        assert outer_hip(with_diary(replace(diary, sessions=skipped), GTPS)).index == 0

    def test_a_month_of_silence_goes_one_stage_back(self) -> None:
        before = kept(40)
        silent = Diary(
            before.began,
            tuple(each for each in before.sessions if each.day < day(12, 40)),
            tuple(each for each in before.mornings if each.day < day(12, 40)),
        )
        ahead = with_diary(silent, GTPS)
        assert outer_hip(replace(ahead, at=ahead.at - timedelta(days=25))).index == 1
        standing = outer_hip(ahead)
        assert standing.index == 0
        assert "No exercise session for" in standing.why.text

    def test_what_lies_ahead_of_the_plan_does_not_count(self) -> None:
        inputs = with_diary(kept(14), GTPS)
        assert outer_hip(replace(inputs, at=inputs.at - timedelta(days=14))).index == 0

    def test_sessions_of_other_exercises_do_not_count(self) -> None:
        diary = kept(30)
        other = tuple(
            trained(each.day, 1, [ExerciseDone("ankle_mobility", 2, 10)]) for each in diary.sessions
        )
        assert outer_hip(with_diary(replace(diary, sessions=other), GTPS)).index == 0


class TestBack:
    def test_a_red_day_goes_one_stage_back(self) -> None:
        diary = kept(14)
        red = (*diary.mornings[:-1], morning(TODAY, 7))
        standing = outer_hip(with_diary(replace(diary, mornings=red), GTPS))
        assert standing.index == 0
        assert "7 out of 10" in standing.why.text

    def test_a_night_of_pain_goes_back(self) -> None:
        diary = kept(14)
        woken = (*diary.mornings[:-1], morning(TODAY, 1, night=True))
        assert outer_hip(with_diary(replace(diary, mornings=woken), GTPS)).index == 0

    def test_two_red_days_in_a_week_are_one_step(self) -> None:
        diary = kept(60)
        assert outer_hip(with_diary(diary, GTPS)).index == 2
        red = (*diary.mornings[:-2], morning(day(59, 60), 7), morning(TODAY, 7))
        assert outer_hip(with_diary(replace(diary, mornings=red), GTPS)).index == 1

    def test_pain_told_today_counts_before_it_is_in_the_diary(self) -> None:
        inputs = with_diary(kept(14), with_causes({"gtps": 0.6}, with_findings(pain_daily=8)))
        assert outer_hip(inputs).index == 0


class TestBone:
    def test_nothing_leads_on_without_a_clearance(self) -> None:
        assert bone(with_diary(kept(90, pain=0), BONE)).index == 0

    def test_with_it_and_without_pain_the_next_stage_comes(self) -> None:
        diary = replace(kept(30, pain=0), clearances=cleared(["bsi_pelvis"], day(10, 30)))
        standing = bone(with_diary(diary, BONE))
        assert standing.index == 1

    def test_any_pain_goes_back_to_the_first(self) -> None:
        diary = replace(kept(30, pain=0), clearances=cleared(["bsi_pelvis"], day(10, 30)))
        sore = (*diary.mornings[:-1], morning(TODAY, 1))
        assert bone(with_diary(replace(diary, mornings=sore), BONE)).index == 0

    def test_a_second_bone_that_nobody_cleared_goes_back_to_the_first(self) -> None:
        diary = replace(kept(30, pain=0), clearances=cleared(["bsi_pelvis"], day(10, 30)))
        both = with_causes({"bsi_pelvis": 0.5, "bsi_femoral_neck": 0.2}, BONE)
        assert bone(with_diary(diary, both)).index == 0
