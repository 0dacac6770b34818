"""What decisions rest on, to read up: red flags, questions, the reasoning's numbers."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.learn.judging import (
    QuestionView,
    ReasoningView,
    RuleView,
    SpikeView,
    questions_by_section,
    reasoning_groups,
    rules_by_level,
    spike_view,
)
from stridewell.app.learn.shelf import Shelf
from stridewell.app.learn.words import section_words
from stridewell.knowledge.records import LevelSpec
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

RED_FLAGS = learn_page("learn_red_flags.html", "Red flags")
QUESTIONS = learn_page("learn_questions.html", "Every question of the check-in")
REASONING = learn_page("learn_reasoning.html", "How stridewell reckons")


@dataclass(frozen=True, slots=True)
class RedFlagsContext:
    """What the page of the red flags shows."""

    levels: tuple[tuple[LevelSpec, tuple[RuleView, ...]], ...]
    """Every level with its rules, the most urgent first."""
    safety_net: str
    """The signs at which to get help."""


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """A section of the check-in with its questions."""

    id: str
    name: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class QuestionsContext:
    """What the page of the questions shows."""

    sections: tuple[QuestionSection, ...]
    """Every section with its questions."""


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """Numbers for one thing, under a heading."""

    id: str
    name: str
    numbers: tuple[ReasoningView, ...]


@dataclass(frozen=True, slots=True)
class ReasoningContext:
    """What the page of the reasoning shows."""

    groups: tuple[NumberGroup, ...]
    """Every number that is reckoned with, by what it is for."""
    spike: SpikeView
    """The rule for single runs."""


def routes(room: ReadingRoom) -> APIRouter:
    """The pages about what decisions rest on."""
    router = APIRouter(prefix=ROOM)

    @router.get("/red-flags")
    def red_flags() -> HTMLResponse:
        shelf = room.shelf
        context = RedFlagsContext(rules_by_level(shelf), shelf.knowledge.safety_net)
        return room.site.show(RED_FLAGS, context)

    @router.get("/questions")
    def questions() -> HTMLResponse:
        return room.site.show(QUESTIONS, questions_context(room.shelf))

    @router.get("/reasoning")
    def reasoning() -> HTMLResponse:
        return room.site.show(REASONING, reasoning_context(room.shelf))

    return router


def questions_context(shelf: Shelf) -> QuestionsContext:
    """The context of the questions."""
    return QuestionsContext(
        tuple(
            QuestionSection(section, section_words(section), questions)
            for section, questions in questions_by_section(shelf).items()
        )
    )


def reasoning_context(shelf: Shelf) -> ReasoningContext:
    """The context of the reasoning."""
    groups = enumerate(reasoning_groups(shelf).items(), 1)
    return ReasoningContext(
        tuple(NumberGroup(f"group-{n}", heading, numbers) for n, (heading, numbers) in groups),
        spike_view(shelf),
    )
