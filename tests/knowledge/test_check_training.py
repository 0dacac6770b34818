"""Every kind of fault of an exercise, planted: the check finds it and says where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from stridewell.knowledge.check_training import activity_warrants, check_training
from stridewell.knowledge.criteria import All, AtLeast, Present
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Exercise, ExerciseKind, MuscleActivity, Stage
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade
from stridewell.values.quantities import Interval

Change = Callable[[Exercise], Exercise]


def told(knowledge: Knowledge, exercise_id: str, change: Change) -> list[str]:
    """What the check says of the packaged exercises with one of them changed."""
    changed = change(knowledge.exercises[exercise_id])
    broken = replace(knowledge, exercises={**knowledge.exercises, exercise_id: changed})
    return [f"{issue.where} {issue.text}" for issue in check_training(broken)]


def strong(percent: Interval) -> MuscleActivity:
    return MuscleActivity("tongue", percent, Warrant(Grade.EXPERT, ("stridewell_design",)))


def without(exercise: Exercise, finding: str) -> Exercise:
    """The exercise no longer left out for one finding."""
    when = exercise.avoid_when
    assert isinstance(when, AtLeast)
    kept = tuple(part for part in when.parts if part != Present(finding))
    return replace(exercise, avoid_when=AtLeast(1, kept))


def test_the_packaged_exercises_have_no_fault(knowledge: Knowledge) -> None:
    assert check_training(knowledge) == ()


@pytest.mark.parametrize(
    ("exercise", "change", "words"),
    [
        ("bridge", lambda e: replace(e, helps=()), "helps no condition"),
        ("bridge", lambda e: replace(e, avoid_for=e.helps), "helps and harms the same"),
        ("bridge", lambda e: replace(e, doses={}), "has no dose"),
        ("bridge", lambda e: replace(e, offered=False), "is only explained and yet helps"),
        ("bridge", lambda e: replace(e, harder=("hover",)), "names the unknown exercise 'hover'"),
        ("bridge", lambda e: replace(e, easier=("crunch",)), "'crunch', which is only explained"),
        ("bridge", lambda e: replace(e, easier=e.harder), "calls 'single_leg_bridge' harder and"),
        ("bridge", lambda e: replace(e, harder=("bridge",)), "comes round to itself"),
        ("hip_thrust", lambda e: replace(e, harder=("bridge",)), "comes round to itself"),
        ("calf_raise", lambda e: replace(e, harder=("pogo_jumps",)), "jumps of 'pogo_jumps'"),
        ("bridge", lambda e: replace(e, equipment=("trapeze",)), "needs 'trapeze'"),
        ("deadlift", lambda e: replace(e, heavy_legs=frozenset({Stage.MID})), "stage 'mid'"),
        ("bridge", lambda e: replace(e, heavy_legs=frozenset({Stage.START})), "in the first stage"),
        ("bridge", lambda e: replace(e, impact=True), "is a jump in one place"),
        ("skipping", lambda e: replace(e, kind=ExerciseKind.STRENGTH), "is a jump in one place"),
        ("skipping", lambda e: replace(e, gentle=True), "called gentle"),
        ("skipping", lambda e: replace(e, heavy_legs=frozenset()), "does not tire the legs"),
        ("bridge", lambda e: replace(e, activity=(strong(Interval(0, 0)),)), "of the tongue"),
        ("bridge", lambda e: replace(e, activity=(strong(Interval(9, 900)),)), "of the tongue"),
    ],
)
def test_a_planted_fault_is_found(
    knowledge: Knowledge, exercise: str, change: Change, words: str
) -> None:
    found = told(knowledge, exercise, change)
    assert any(each.startswith(f"exercises.{exercise} ") and words in each for each in found), found


def test_a_jump_in_the_first_stage(knowledge: Knowledge) -> None:
    found = told(
        knowledge,
        "skipping",
        lambda each: replace(
            each,
            doses={**each.doses, Stage.START: each.doses[Stage.LATE]},
            heavy_legs=frozenset({Stage.START, Stage.LATE}),
        ),
    )
    assert any("jumps in the first stage" in each for each in found)


def test_a_jump_with_a_bone_that_may_be_hurt(knowledge: Knowledge) -> None:
    bones = [each.id for each in knowledge.conditions.values() if each.tissue == "bone"]
    for bone in bones:
        found = told(
            knowledge,
            "pogo_jumps",
            lambda each, bone=bone: replace(  # type: ignore[misc]
                each, avoid_for=tuple(c for c in each.avoid_for if c != bone)
            ),
        )
        assert found == [f"exercises.pogo_jumps jumps and is not avoided for {bone!r}"]


@pytest.mark.parametrize(
    "finding", ["impact_test_unsafe", "limp", "unable_to_bear_weight", "trauma_major"]
)
def test_a_jump_although_hopping_could_harm(knowledge: Knowledge, finding: str) -> None:
    found = told(knowledge, "single_leg_hop", lambda each: without(each, finding))
    assert found == [f"exercises.single_leg_hop jumps although {finding!r} is so or not known"]


def test_a_jump_that_one_finding_alone_does_not_forbid(knowledge: Knowledge) -> None:
    both = All((Present("limp"), Present("impact_test_unsafe")))
    found = told(knowledge, "bounding", lambda each: replace(each, avoid_when=both))
    assert any("'limp' is so" in each for each in found)


def test_a_warm_up_belongs_to_no_cause(knowledge: Knowledge) -> None:
    assert knowledge.exercises["leg_swings"].offered
    assert not knowledge.exercises["leg_swings"].helps


def test_every_figure_of_muscle_activity_has_a_warrant(knowledge: Knowledge) -> None:
    places = dict(activity_warrants(knowledge))
    assert "exercises.bridge.activity.big buttock muscle" in places
    assert all(warrant.sources for warrant in places.values())
