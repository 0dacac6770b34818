"""Programmes to read up: their stages, and what must hold to begin and to leave each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stridewell.app.learn.judging import Beside, beside
from stridewell.app.learn.shelf import Kind, Link, Shelf, condition_links, links_to
from stridewell.app.learn.standing import Standing, standing
from stridewell.app.learn.words import STAGE_WORDS, weeks
from stridewell.knowledge.library import Ref
from stridewell.knowledge.stage_words import criterion_words
from stridewell.knowledge.training import Programme, ProgrammeStage, StageCriterion


@dataclass(frozen=True, slots=True)
class ProgrammeStageView:
    """One stage: what it is for, what is done in it, and what must hold before and after it.

    ``enter_when`` and ``leave_when`` are clauses without a full stop; ``weeks`` is empty where
    the stage has no usual length.
    """

    name: str
    weeks: str
    aim: str
    dose: str
    exercises: tuple[Link, ...]
    running: str
    enter_when: tuple[str, ...]
    leave_when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """The way back for one or several causes; no causes: for a pattern that is not clear."""

    id: str
    name: str
    conditions: tuple[Link, ...]
    days_per_week: int
    load: tuple[str, ...]
    stages: tuple[ProgrammeStageView, ...]
    standing: Standing
    beside: Beside


def programme_views(shelf: Shelf) -> tuple[ProgrammeView, ...]:
    """Every programme; the one for a pattern that is not clear comes last."""
    programmes = sorted(shelf.knowledge.programmes.values(), key=lambda p: not p.conditions)
    return tuple(programme_view(each, shelf) for each in programmes)


def programme_view(programme: Programme, shelf: Shelf) -> ProgrammeView:
    """A programme as runners read it."""
    return ProgrammeView(
        id=programme.id,
        name=programme.name,
        conditions=condition_links(programme.conditions, shelf),
        days_per_week=programme.days_per_week,
        load=programme.load,
        stages=tuple(_stage(each, shelf) for each in programme.stages),
        standing=standing(programme.warrant, shelf),
        beside=beside(Kind.PROGRAMME, programme.id, shelf),
    )


def _stage(stage: ProgrammeStage, shelf: Shelf) -> ProgrammeStageView:
    return ProgrammeStageView(
        name=stage.name,
        weeks=weeks(stage.weeks),
        aim=stage.aim,
        dose=STAGE_WORDS[stage.dose.value],
        exercises=links_to((Ref(Kind.EXERCISE, each) for each in stage.exercises), shelf),
        running=stage.running,
        enter_when=_words(stage.enter_when, shelf),
        leave_when=_words(stage.leave_when, shelf),
    )


def _words(criteria: Iterable[StageCriterion], shelf: Shelf) -> tuple[str, ...]:
    return tuple(criterion_words(each, shelf.knowledge) for each in criteria)
