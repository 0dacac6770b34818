"""One exercise on a page of its own: how it moves, how it is done, how much, and a clock for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from stridewell.app.learn.exercises import ExerciseView, exercise_view
from stridewell.app.learn.shelf import Shelf
from stridewell.app.learn.words import STAGE_WORDS
from stridewell.knowledge.training import Dose, Exercise
from stridewell.web.figures import MovePictures, move_pictures
from stridewell.web.learn.reading_room import ReadingRoom, learn_page

PAGE = learn_page("exercise.html", "Exercise")


@dataclass(frozen=True, slots=True)
class SetPlan:
    """How many sets a clock counts, and what each holds: repetitions, seconds, or both.

    ``reps`` or ``hold_s`` is 0 where a set has none of it; ``distance_m`` is walked instead.
    """

    stage: str
    text: str
    sets: int
    reps: int
    hold_s: int
    distance_m: int


@dataclass(frozen=True, slots=True)
class ExerciseContext:
    """What the page of one exercise shows."""

    exercise: ExerciseView
    """Everything there is to read about it."""
    move: MovePictures | None
    """How it moves."""
    plans: tuple[SetPlan, ...]
    """What the clock can count, one for each stage."""


def routes(room: ReadingRoom) -> APIRouter:
    """One page an exercise."""
    router = APIRouter(prefix="/exercises")

    @router.get("/{exercise_id}")
    def exercise(exercise_id: str) -> HTMLResponse:
        found = room.shelf.knowledge.exercises.get(exercise_id)
        if found is None:
            raise HTTPException(404)
        return room.site.show(replace(PAGE, title=found.name), exercise_context(found, room.shelf))

    return router


def exercise_context(exercise: Exercise, shelf: Shelf) -> ExerciseContext:
    """The page's context."""
    return ExerciseContext(
        exercise=exercise_view(exercise, shelf),
        move=move_pictures(exercise.id),
        plans=tuple(_plan(stage, dose) for stage, dose in exercise.doses.items()),
    )


def _plan(stage: str, dose: Dose) -> SetPlan:
    return SetPlan(
        stage=STAGE_WORDS.get(stage, stage),
        text=dose.text,
        sets=dose.sets,
        reps=dose.reps or 0,
        hold_s=dose.hold_s or 0,
        distance_m=dose.distance_m or 0,
    )
