"""An exercise grows into its next form and comes back from it, by what the diary tells."""

from __future__ import annotations

from dataclasses import replace

from diaries import day, morning, trained, with_diary
from plan_inputs import CALM, KNOWLEDGE, situation, with_causes
from stridewell.plan.diary import Diary, ExerciseDone, SessionDone
from stridewell.plan.dosing import Prescription, choose_exercises
from stridewell.plan.strength_progression import Direction
from stridewell.plan.wishes import Wishes

LENGTH = 12
OUTER_HIP = replace(
    with_causes({"gtps": 0.6}, CALM), wishes=Wishes(equipment=frozenset(KNOWLEDGE.equipment))
)
"""Begins at the second stage, in which the bridge may become one on a single leg."""


def lifted(number: int, exercise: str = "bridge", *, pain: int = 1) -> SessionDone:
    dose = KNOWLEDGE.exercises[exercise].doses["mid"]
    reps = dose.reps_to or dose.reps
    done = ExerciseDone(exercise, dose.sets, reps, dose.hold_s, pain=pain, clean=True)
    return trained(day(number, LENGTH), None, [done])


def lifting(*sessions: SessionDone) -> Prescription:
    """The bridge of today, or the form it has become."""
    mornings = tuple(morning(day(each, LENGTH), 1) for each in range(LENGTH + 1))
    diary = Diary(day(0, LENGTH), sessions, mornings)
    found = choose_exercises(situation(with_diary(diary, OUTER_HIP)))[0]
    return next(each for each in found if each.exercise.id in {"bridge", "single_leg_bridge"})


def test_two_good_sessions_lead_to_the_next_form() -> None:
    now = lifting(lifted(4), lifted(7))
    assert now.exercise.id == "single_leg_bridge"
    assert now.change.direction is Direction.PROGRESS
    assert now.dose.sets == now.exercise.doses[now.stage].sets


def test_one_does_not() -> None:
    assert lifting(lifted(7)).exercise.id == "bridge"


def test_the_next_form_stays_once_it_has_been_done() -> None:
    now = lifting(lifted(4), lifted(7), lifted(10, "single_leg_bridge", pain=4))
    assert now.exercise.id == "single_leg_bridge"
    assert now.change.direction is Direction.HOLD


def test_pain_in_the_next_form_leads_back() -> None:
    now = lifting(
        lifted(2),
        lifted(5),
        lifted(8, "single_leg_bridge", pain=5),
        lifted(10, "single_leg_bridge", pain=5),
    )
    assert now.exercise.id == "bridge"
    assert now.change.direction is Direction.REGRESS


def test_after_coming_back_two_good_sessions_are_needed_anew() -> None:
    there = (lifted(1), lifted(2), lifted(4, "single_leg_bridge", pain=5))
    assert lifting(*there, lifted(6)).exercise.id == "bridge"
    assert lifting(*there, lifted(6), lifted(8)).exercise.id == "single_leg_bridge"


def test_a_form_that_could_harm_is_never_the_next() -> None:
    forms = KNOWLEDGE.exercises["single_leg_bridge"]
    harmful = replace(forms, avoid_for=("gtps",))
    knowledge = replace(KNOWLEDGE, exercises={**KNOWLEDGE.exercises, "single_leg_bridge": harmful})
    mornings = tuple(morning(day(each, LENGTH), 1) for each in range(LENGTH + 1))
    diary = Diary(day(0, LENGTH), (lifted(4), lifted(7)), mornings)
    inputs = replace(with_diary(diary, OUTER_HIP), knowledge=knowledge)
    found = choose_exercises(situation(inputs))[0]
    assert "single_leg_bridge" not in {each.exercise.id for each in found}
