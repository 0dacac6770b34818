"""A day of the week, as a terminal shows it."""

from __future__ import annotations

from cases import KNOWLEDGE
from stridewell.cli.show_plan import day_text
from stridewell.plan.items import Activity, ActivityKind


def session(kind: ActivityKind, *exercises: str, is_pinned: bool = False) -> Activity:
    return Activity(kind, "Your exercises.", exercises=exercises, is_pinned=is_pinned)


RUN = Activity(ActivityKind.RUN, "4 km easy.")
STRENGTH = session(ActivityKind.STRENGTH, "bridge", "dead_bug")
DAILY = session(ActivityKind.MOBILITY, "isometric_abduction", "bridge")


def named(*ids: str) -> str:
    return ", ".join(KNOWLEDGE.exercises[each].name for each in ids)


def test_the_exercises_of_all_sessions_of_a_day_are_named_once() -> None:
    exercises = named("bridge", "dead_bug", "isometric_abduction")
    assert day_text((RUN, STRENGTH, DAILY), KNOWLEDGE) == f"4 km easy; exercises: {exercises}"


def test_a_day_without_exercises_names_none() -> None:
    assert day_text((RUN,), KNOWLEDGE) == "4 km easy"
    assert day_text((), KNOWLEDGE) == ""


def test_a_session_on_the_day_the_runner_chose_is_marked() -> None:
    moved = session(ActivityKind.STRENGTH, "bridge", is_pinned=True)
    assert day_text((moved, DAILY), KNOWLEDGE).startswith("exercises (your day): ")
    run = Activity(ActivityKind.RUN, "4 km easy.", is_pinned=True)
    assert day_text((run, DAILY), KNOWLEDGE).startswith("4 km easy (your day); exercises: ")


def test_a_race_needs_no_mark_it_has_its_day() -> None:
    race = Activity(ActivityKind.RACE, "Harbour half.", is_pinned=True)
    assert day_text((race,), KNOWLEDGE) == "Harbour half"
