"""The first page of the reading room: a search, and everything there is to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from stridewell.app.learn.search import Hit, search
from stridewell.app.learn.shelf import Shelf
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

PAGE = learn_page("learn.html", "Learn")
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the reading room: what is there, how many, and where."""

    title: str
    text: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class LearnContext:
    """What the first page of the reading room shows."""

    query: str
    """What was searched for; empty before a search."""
    hits: tuple[Hit, ...]
    """What was found, the best first."""
    sections: tuple[Section, ...]
    """Everything there is to read, by kind."""


def routes(room: ReadingRoom) -> APIRouter:
    """The first page."""
    router = APIRouter(prefix=ROOM)

    @router.get("")
    def learn(q: Annotated[str, Query(max_length=LONGEST_QUERY)] = "") -> HTMLResponse:
        return room.site.show(PAGE, learn_context(q, room.shelf))

    return router


def learn_context(query: str, shelf: Shelf) -> LearnContext:
    """The page's context from a query."""
    wanted = query.strip()
    hits = search(wanted, shelf) if wanted else ()
    return LearnContext(wanted, hits, (*_about_pain(shelf), *_about_us(shelf)))


def _about_pain(shelf: Shelf) -> tuple[Section, ...]:
    knowledge, library = shelf.knowledge, shelf.library
    return (
        Section(
            "Causes",
            "What can hurt, what speaks for it, how it runs, and what to leave alone.",
            len(knowledge.conditions),
            "/learn/conditions",
        ),
        Section(
            "What tells causes apart",
            "Causes that feel alike, side by side.",
            len(library.separations),
            "/learn/separations",
        ),
        Section(
            "Red flags",
            "Every rule that sends you for help, and how soon.",
            len(knowledge.rules),
            "/learn/red-flags",
        ),
        Section(
            "Self-tests",
            "How each is done, when not to do it, and what its result moves.",
            len(knowledge.self_tests),
            "/learn/self-tests",
        ),
        Section(
            "Exercises",
            "Steps, doses, what they help, and where they may harm.",
            len(knowledge.exercises),
            "/learn/exercises",
        ),
        Section(
            "Advice around the run",
            "Load, form, shoes, sleep, food, treatments: short cards.",
            len(library.cards),
            "/learn/cards",
        ),
        Section(
            "What you may have read",
            "What popular articles say, with what the evidence says of it.",
            len(library.claims),
            "/learn/claims",
        ),
        Section(
            "Common mistakes",
            "Why they are mistakes, and what to do instead.",
            len(library.mistakes),
            "/learn/mistakes",
        ),
        Section(
            "Questions and answers",
            "What runners ask most.",
            len(library.faq),
            "/learn/faq",
        ),
        Section("Words", "Terms in plain English.", len(library.terms), "/learn/glossary"),
    )


def _about_us(shelf: Shelf) -> tuple[Section, ...]:
    knowledge, library = shelf.knowledge, shelf.library
    return (
        Section(
            "Every question of the check-in",
            "And why each is asked.",
            len(knowledge.questions),
            "/learn/questions",
        ),
        Section(
            "Looked-up numbers",
            "Which were confirmed in their source, and which were not.",
            len(library.checks),
            "/learn/numbers",
        ),
        Section(
            "Sources",
            "Every study and guideline, and what rests on it.",
            len(knowledge.sources),
            "/learn/sources",
        ),
        Section(
            "How stridewell reckons",
            "The numbers of the reasoning itself, and the walk-run ladders.",
            len(knowledge.reasoning),
            "/learn/reasoning",
        ),
    )
