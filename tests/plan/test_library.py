"""The exercises and ladders hold together with the conditions, findings and sources."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from plan_inputs import KNOWLEDGE
from stridewell.adapters.knowledge_files import packaged_library
from stridewell.errors import KnowledgeError
from stridewell.knowledge.criteria import findings_in
from stridewell.knowledge.library import Verdict
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_action import parse_exercise
from stridewell.knowledge.training import Dose, Exercise, Ladder, Stage
from stridewell.plan.ladder import ladder_for
from stridewell.values.evidence import Verification

LIBRARY = packaged_library()

WITHOUT = {
    *("septic_hip", "cauda_equina", "spinal_infection", "vertebral_fracture"),
    *("hamstring_avulsion", "avn_hip", "transient_osteoporosis_hip", "inguinal_hernia"),
    *("gyn_referred", "uro_referred", "gi_referred", "aaa_iliac_aneurysm", "dvt_iliac"),
    *("iliac_artery_endofibrosis", "tumour", "rhabdo_compartment", "iliacus_haematoma"),
    *("inflammatory_other", "reds_bone_health"),
    *("scfe", "perthes", "apophyseal_avulsion", "transient_synovitis", "osteosarcoma_ewing"),
}
LITTLE = {"meralgia_paresthetica", "post_fem_cut_or_pudendal_neuralgia"}
"""Cared for by taking pressure away."""
EVIDENCE: Mapping[int, tuple[str, ...]] = {
    1: ("hip_flexor_stretch",),
    2: ("bridge",),
    3: ("clamshell",),
    4: ("kneeling_hip_extension",),
    5: ("figure_four_stretch", "supine_figure_four"),
    6: ("single_leg_reach",),
    7: ("step_down",),
    8: ("single_leg_bridge",),
    9: ("leg_swings", "lateral_lunge"),
    10: ("butterfly_stretch", "squat_hold"),
    11: ("childs_pose",),
    12: ("supine_figure_four",),
    13: ("press_up",),
    14: ("pigeon_stretch",),
    15: ("seated_twist",),
    16: ("front_plank",),
    17: ("side_plank",),
    18: ("bird_dog",),
    19: ("dead_bug",),
    20: ("crunch", "bicycle_crunch", "russian_twist"),
    21: ("deadlift", "hip_hinge"),
    22: ("split_squat",),
    23: ("foam_roll",),
    24: ("side_lying_abduction",),
    25: ("standing_abduction", "band_walk"),
    26: ("isometric_abduction",),
    27: ("single_leg_squat",),
    28: ("hip_thrust",),
    29: ("single_leg_deadlift",),
    30: ("step_up",),
    31: ("hip_hike",),
    32: ("copenhagen",),
    33: ("ball_squeeze", "slide_out"),
    34: ("ball_squeeze", "slide_out"),
    35: ("hamstring_hold", "long_lever_bridge", "hamstring_slider", "nordic_curl"),
    36: ("standing_march", "straight_leg_raise", "psoas_hold"),
    37: ("calf_raise", "bent_knee_calf_raise"),
    38: ("seated_calf_raise",),
    39: ("pallof_press", "suitcase_carry"),
    40: ("pelvic_floor_contraction",),
    41: ("balance_eyes_closed",),
    42: ("nerve_slider",),
    43: ("pogo_jumps", "skipping", "bounding", "single_leg_hop", "lateral_hop"),
    44: ("hip_rotation_90_90", "thoracic_rotation", "ankle_mobility"),
    45: ("aqua_jog", "easy_cycling", "elliptical", "swimming"),
}
"""The numbered exercises of the evidence on rehabilitation, each with ours."""
ALSO = {"downward_dog", "yoga_pilates", "brisk_walking"}
"""What articles and the programmes ask for beside the numbered exercises."""
ACROSS = {
    *("figure_four_stretch", "supine_figure_four", "pigeon_stretch", "seated_twist"),
    *("clamshell", "hip_rotation_90_90", "leg_swings", "foam_roll", "side_plank"),
}
"""What draws the thigh across, presses the outer hip, or lies on it."""
DEEP = {"pigeon_stretch", "squat_hold", "childs_pose", "single_leg_squat", "deadlift", "step_up"}
"""What bends the hip deeply."""


def doses_in_order(exercise: Exercise) -> list[Dose]:
    return [exercise.doses[stage] for stage in Stage if stage in exercise.doses]


def helping(condition: str) -> list[str]:
    return [each.id for each in KNOWLEDGE.exercises.values() if condition in each.helps]


def test_an_exercise_that_may_harm_has_to_say_why() -> None:
    dose = {"sets": 1, "reps": 1, "days_per_week": 1, "effort": "easy"}
    texts = dict.fromkeys(("name", "target", "position", "feel", "progress", "regress"), "x")
    entry = {**texts, "doses": {"start": dose}, "avoid_for": ["gtps"]}
    warrant = {"grade": "expert", "source": "stridewell_design"}
    with pytest.raises(KnowledgeError, match="avoid_because"):
        parse_exercise("x", Node("library.yaml: x", entry, warrant))


@pytest.mark.parametrize("number", EVIDENCE)
def test_every_exercise_of_the_evidence_is_there(number: int) -> None:
    assert set(EVIDENCE[number]) <= set(KNOWLEDGE.exercises)


def test_no_number_of_the_evidence_is_forgotten_and_no_exercise_comes_from_nowhere() -> None:
    assert sorted(EVIDENCE) == list(range(1, 46))
    told = {each for ids in EVIDENCE.values() for each in ids}
    assert set(KNOWLEDGE.exercises) == told | ALSO


@pytest.mark.parametrize("condition", sorted(set(KNOWLEDGE.conditions) - WITHOUT - LITTLE))
def test_every_condition_has_two_helpful_exercises(condition: str) -> None:
    assert len(helping(condition)) >= 2


@pytest.mark.parametrize("condition", sorted(WITHOUT))
def test_what_belongs_in_other_hands_has_no_exercise(condition: str) -> None:
    assert not helping(condition)


@pytest.mark.parametrize("exercise", KNOWLEDGE.exercises.values(), ids=lambda each: each.id)
class TestExercise:
    def test_says_load_only_with_a_source(self, exercise: Exercise) -> None:
        for each in exercise.activity:
            assert each.warrant.verification is not Verification.ESTIMATE
            assert set(each.warrant.sources) <= set(KNOWLEDGE.sources)

    def test_asks_no_less_of_a_runner_later(self, exercise: Exercise) -> None:
        efforts = [dose.rpe.high for dose in doses_in_order(exercise) if dose.rpe is not None]
        assert efforts == sorted(efforts)

    def test_comes_with_the_claim_that_made_it_known_where_it_is_only_explained(
        self, exercise: Exercise
    ) -> None:
        verdicts = {claim.verdict for claim in LIBRARY.claims_at("exercise", exercise.id)}
        assert exercise.offered or verdicts & {Verdict.UNSUPPORTED, Verdict.CONTRADICTED}

    def test_has_a_way_back_from_each_harder_form(self, exercise: Exercise) -> None:
        for harder in exercise.harder:
            assert exercise.id in KNOWLEDGE.exercises[harder].easier

    def test_never_helps_what_it_may_harm(self, exercise: Exercise) -> None:
        assert set(exercise.helps).isdisjoint(exercise.avoid_for)
        assert {*exercise.helps, *exercise.avoid_for} <= set(KNOWLEDGE.conditions)

    def test_says_why_where_it_may_harm(self, exercise: Exercise) -> None:
        assert bool(exercise.avoid_for) == bool(exercise.avoid_because)

    def test_names_known_sources_findings_and_stages(self, exercise: Exercise) -> None:
        assert set(exercise.warrant.sources) <= set(KNOWLEDGE.sources)
        assert set(exercise.doses) <= set(Stage)
        if exercise.avoid_when is not None:
            assert findings_in(exercise.avoid_when) <= set(KNOWLEDGE.findings)

    def test_is_explained_step_by_step(self, exercise: Exercise) -> None:
        assert len(exercise.steps) >= 3
        assert exercise.faults
        assert all(1 <= dose.days_per_week <= 7 for dose in exercise.doses.values())


@pytest.mark.parametrize("exercise", sorted(ACROSS))
def test_nothing_presses_a_sore_outer_hip(exercise: str) -> None:
    assert "gtps" in KNOWLEDGE.exercises[exercise].avoid_for


@pytest.mark.parametrize("exercise", sorted(DEEP))
def test_nothing_bends_a_pinching_hip_deeply(exercise: str) -> None:
    assert {"fai_syndrome", "labral_tear"} <= set(KNOWLEDGE.exercises[exercise].avoid_for)


def test_the_sore_sit_bone_begins_with_the_hip_nearly_straight() -> None:
    early = {
        each.id
        for each in KNOWLEDGE.exercises.values()
        if "proximal_hamstring_tendinopathy" in each.helps and Stage.START in each.doses
    }
    assert early == {"bridge", "hamstring_hold"}


def test_nothing_under_load_is_planned_for_a_bone_that_is_not_cleared() -> None:
    quiet = {"dead_bug", "pallof_press"}
    for bone in ("bsi_femoral_neck", "bsi_pelvis", "bsi_femoral_shaft", "bsi_sacrum"):
        assert set(helping(bone)) == quiet


def test_jumps_come_late_and_only_for_muscle_and_tendon() -> None:
    jumps = [each for each in KNOWLEDGE.exercises.values() if each.impact]
    assert {each.id for each in jumps} == set(EVIDENCE[43])
    helped = {KNOWLEDGE.conditions[name].tissue for each in jumps for name in each.helps}
    assert helped <= {"muscle", "tendon"}
    assert all(set(each.doses) == {Stage.LATE} for each in jumps)


def test_the_bone_ladder_is_the_stricter_one() -> None:
    soft, bone = (ladder_for(KNOWLEDGE, bone=is_bone) for is_bone in (False, True))
    assert (soft.id, bone.id) == ("A", "B")
    assert bone.pain_limit == 0
    assert bone.steps[0].run_total_min < soft.steps[0].run_total_min
    assert bone.sessions_per_step > soft.sessions_per_step


@pytest.mark.parametrize("ladder", KNOWLEDGE.ladders.values(), ids=lambda each: each.id)
def test_every_step_holds_no_less_running_than_the_one_before(ladder: Ladder) -> None:
    minutes = [step.run_total_min for step in ladder.steps]
    assert minutes == sorted(minutes)


def test_the_ladders_cover_every_tissue_of_a_condition_with_exercise() -> None:
    covered = {tissue for ladder in KNOWLEDGE.ladders.values() for tissue in ladder.tissues}
    tissues = {KNOWLEDGE.conditions[each].tissue for each in set(KNOWLEDGE.conditions) - WITHOUT}
    assert tissues <= covered
