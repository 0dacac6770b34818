"""The exercises and ladders hold together with the conditions, findings and sources."""

from __future__ import annotations

import pytest

from plan_inputs import KNOWLEDGE
from stridewell.errors import KnowledgeError
from stridewell.knowledge.criteria import findings_in
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_action import parse_exercise
from stridewell.knowledge.training import Exercise, Ladder, Stage
from stridewell.plan.ladder import ladder_for

WITHOUT = {
    *("septic_hip", "cauda_equina", "spinal_infection", "vertebral_fracture"),
    *("hamstring_avulsion", "avn_hip", "transient_osteoporosis_hip", "inguinal_hernia"),
    *("gyn_referred", "uro_referred", "gi_referred", "aaa_iliac_aneurysm", "dvt_iliac"),
    *("iliac_artery_endofibrosis", "tumour", "rhabdo_compartment", "iliacus_haematoma"),
    *("inflammatory_other", "reds_bone_health"),
    *("scfe", "perthes", "apophyseal_avulsion", "transient_synovitis", "osteosarcoma_ewing"),
}
LITTLE = {
    *("meralgia_paresthetica", "post_fem_cut_or_pudendal_neuralgia", "coccydynia"),
    *("achilles_tendinopathy", "plantar_heel_pain"),
}
"""Cared for by taking pressure away, or by exercises of the lower leg, which are not ours."""


def helping(condition: str) -> list[str]:
    return [each.id for each in KNOWLEDGE.exercises.values() if condition in each.helps]


def test_an_exercise_that_may_harm_has_to_say_why() -> None:
    dose = {"sets": 1, "reps": 1, "days_per_week": 1, "effort": "easy"}
    texts = dict.fromkeys(("name", "target", "position", "feel", "progress", "regress"), "x")
    entry = {**texts, "doses": {"start": dose}, "avoid_for": ["gtps"]}
    warrant = {"grade": "expert", "source": "stridewell_design"}
    with pytest.raises(KnowledgeError, match="avoid_because"):
        parse_exercise("x", Node("library.yaml: x", entry, warrant))


def test_there_are_twenty_exercises() -> None:
    assert len(KNOWLEDGE.exercises) == 20


@pytest.mark.parametrize("condition", sorted(set(KNOWLEDGE.conditions) - WITHOUT - LITTLE))
def test_every_condition_has_two_helpful_exercises(condition: str) -> None:
    assert len(helping(condition)) >= 2


@pytest.mark.parametrize("condition", sorted(WITHOUT))
def test_what_belongs_in_other_hands_has_no_exercise(condition: str) -> None:
    assert not helping(condition)


@pytest.mark.parametrize("exercise", KNOWLEDGE.exercises.values(), ids=lambda each: each.id)
class TestExercise:
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
