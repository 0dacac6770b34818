"""The first page of the reading room: a search, and everything there is to read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from stridewell.app.learn.search import Hit, search
from stridewell.app.learn.shelf import Shelf
from stridewell.web.learn.notes_pages import PAGES
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

PAGE = learn_page("learn.html", "Learn")
LONGEST_QUERY = 200
SECTIONS: tuple[tuple[str, str, Callable[[Shelf], int], str], ...] = (
    (
        "Causes",
        "What can hurt, what speaks for it, how it runs, and what to leave alone.",
        lambda shelf: len(shelf.knowledge.conditions),
        "/learn/conditions",
    ),
    (
        "What tells causes apart",
        "Causes that feel alike, side by side.",
        lambda shelf: len(shelf.library.separations),
        "/learn/separations",
    ),
    (
        "Red flags",
        "Every rule that sends you for help, and how soon.",
        lambda shelf: len(shelf.knowledge.rules),
        "/learn/red-flags",
    ),
    (
        "Self-tests",
        "How each is done, when not to do it, and what its result moves.",
        lambda shelf: len(shelf.knowledge.self_tests),
        "/learn/self-tests",
    ),
    (
        "Exercises",
        "Steps, doses, what they help, and where they may harm.",
        lambda shelf: len(shelf.knowledge.exercises),
        "/learn/exercises",
    ),
    (
        "Programmes",
        "The way back in stages: what each asks for, and when the next one comes.",
        lambda shelf: len(shelf.knowledge.programmes),
        "/learn/programmes",
    ),
    (
        "Back to running",
        "Hard limits, tests before the first run, ladders, and what comes back one by one.",
        PAGES["return"].count,
        "/learn/return",
    ),
    (
        "Before, after and instead of a run",
        "Warm-ups, other training, shoes, ground and cues, by group of causes.",
        PAGES["around"].count,
        "/learn/around",
    ),
    (
        "Strength tests",
        "How each is done, what others reach, and how far that may be trusted.",
        PAGES["strength-tests"].count,
        "/learn/strength-tests",
    ),
    (
        "Food, sleep and whom to see",
        "What the advice rests on, when to see whom, and the questions of the week.",
        PAGES["care"].count,
        "/learn/care",
    ),
    (
        "Advice around the run",
        "Load, form, shoes, sleep, food, treatments: short cards.",
        lambda shelf: len(shelf.library.cards),
        "/learn/cards",
    ),
    (
        "What you may have read",
        "What popular articles say, with what the evidence says of it.",
        lambda shelf: len(shelf.library.claims),
        "/learn/claims",
    ),
    (
        "Common mistakes",
        "Why they are mistakes, and what to do instead.",
        lambda shelf: len(shelf.library.mistakes),
        "/learn/mistakes",
    ),
    (
        "Questions and answers",
        "What runners ask most.",
        lambda shelf: len(shelf.library.faq),
        "/learn/faq",
    ),
    (
        "Words",
        "Terms in plain English.",
        lambda shelf: len(shelf.library.terms),
        "/learn/glossary",
    ),
    (
        "Every question of the check-in",
        "And why each is asked.",
        lambda shelf: len(shelf.knowledge.questions),
        "/learn/questions",
    ),
    (
        "Looked-up numbers",
        "Which were confirmed in their source, and which were not.",
        lambda shelf: len(shelf.library.checks),
        "/learn/numbers",
    ),
    (
        "Sources",
        "Every study and guideline, and what rests on it.",
        lambda shelf: len(shelf.knowledge.sources),
        "/learn/sources",
    ),
    (
        "How stridewell reckons",
        "Every number of the ranking and of the plan, by what it is for.",
        lambda shelf: len(shelf.numbers),
        "/learn/reasoning",
    ),
)
"""Title, what is there, how many, and the address."""


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
    sections = tuple(
        Section(title, text, count(shelf), url) for title, text, count, url in SECTIONS
    )
    return LearnContext(wanted, hits, sections)
