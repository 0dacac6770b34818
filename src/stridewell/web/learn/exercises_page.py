"""Every exercise by kind, in full, filtered by kind."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.learn.exercises import (
    EXERCISE_KIND_WORDS,
    SAYS_LOAD,
    ExerciseView,
    exercises_by_kind,
)
from stridewell.app.learn.shelf import Shelf
from stridewell.knowledge.training import ExerciseKind
from stridewell.web.learn.choices import Choice, choice
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

PAGE = learn_page("learn_exercises.html", "Exercises")
ADDRESS = "/learn/exercises"


@dataclass(frozen=True, slots=True)
class ExerciseSection:
    """The exercises of one kind."""

    id: str
    name: str
    exercises: tuple[ExerciseView, ...]


@dataclass(frozen=True, slots=True)
class ExercisesContext:
    """What the page of the exercises shows."""

    choices: tuple[Choice, ...]
    """The kinds to choose from, with how many exercises each has."""
    sections: tuple[ExerciseSection, ...]
    """The exercises that are wanted, by kind."""
    says_load: str
    """What stands behind every figure of muscle activity."""


def routes(room: ReadingRoom) -> APIRouter:
    """The page of the exercises."""
    router = APIRouter(prefix=ROOM)

    @router.get("/exercises")
    def exercises(kind: ExerciseKind | None = None) -> HTMLResponse:
        return room.site.show(PAGE, exercises_context(kind, room.shelf))

    return router


def exercises_context(kind: ExerciseKind | None, shelf: Shelf) -> ExercisesContext:
    """The page's context for one kind, or for all."""
    return ExercisesContext(
        choices=_choices(kind, shelf),
        sections=tuple(
            ExerciseSection(each, EXERCISE_KIND_WORDS[each], views)
            for each, views in exercises_by_kind(shelf, kind).items()
        ),
        says_load=SAYS_LOAD,
    )


def _choices(kind: ExerciseKind | None, shelf: Shelf) -> tuple[Choice, ...]:
    every = shelf.knowledge.exercises.values()
    counted = {each: sum(found.kind is each for found in every) for each in ExerciseKind}
    return (
        Choice("All", len(every), ADDRESS, chosen=kind is None),
        *(
            choice(EXERCISE_KIND_WORDS[each], count, (ADDRESS, "kind", each), chosen=kind is each)
            for each, count in counted.items()
            if count
        ),
    )
