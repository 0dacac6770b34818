"""Pages of notes: back to running, around the run, strength tests, and food, sleep and help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.learn.note_kinds import NOTES, notes_of
from stridewell.app.learn.notes import NoteView
from stridewell.app.learn.shelf import Kind, Shelf
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

PAGE = learn_page("learn_notes.html", "Notes")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page holds: its title, what it says first, and its kinds with their headings."""

    title: str
    lead: str
    kinds: Mapping[Kind, str]

    def count(self, shelf: Shelf) -> int:
        """How many entries it holds."""
        return sum(len(tuple(NOTES[kind][1](shelf))) for kind in self.kinds)


PAGES: Mapping[str, Shown] = {
    "return": Shown(
        "Back to running",
        "What no plan breaks, what comes before the first run, the steps of walking and running, "
        "and what comes back one thing at a time.",
        {
            Kind.LIMIT: "Hard limits of a day",
            Kind.WEEK_RULE: "Hard limits of a week",
            Kind.LADDER: "Walk-run ladders",
            Kind.GATE: "Tests at home before the first run",
            Kind.REINTRODUCED: "What comes back, one thing at a time",
        },
    ),
    "around": Shown(
        "Before, after and instead of a run",
        "Warm-ups, other training for each group of causes, shoes, ground, and cues for the way "
        "of running, with what the evidence says of each.",
        {
            Kind.BLOCK: "Warm-up and cool-down",
            Kind.MODE: "Training instead of running",
            Kind.SHOE: "Shoes",
            Kind.SURFACE: "Ground and side of the road",
            Kind.CUE: "Cues for the way of running",
            Kind.GROUP: "Groups of causes",
        },
    ),
    "strength-tests": Shown(
        "Strength tests",
        "How each is done, what other people reach, and how far that may be trusted. None of them "
        "forecasts an injury.",
        {Kind.STRENGTH_TEST: "Tests"},
    ),
    "care": Shown(
        "Food, sleep and whom to see",
        "What advice on food and sleep rests on, when to see whom, and the questions of the week.",
        {
            Kind.FUEL: "Food and energy",
            Kind.SLEEP: "Sleep and stress",
            Kind.HELP: "Whom to see",
            Kind.WEEKLY: "Questions of the week",
        },
    ),
}
"""By the last part of the address."""


@dataclass(frozen=True, slots=True)
class NotesSection:
    """The notes of one kind."""

    id: str
    name: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class NotesContext:
    """What a page of notes shows."""

    title: str
    """What the page is called."""
    lead: str
    """What it holds, in a sentence."""
    sections: tuple[NotesSection, ...]
    """The notes, by kind."""


def routes(room: ReadingRoom) -> APIRouter:
    """The pages of notes."""
    router = APIRouter(prefix=ROOM)
    for path in PAGES:
        router.add_api_route(f"/{path}", _Notes(room, path), methods=["GET"])
    return router


@dataclass(frozen=True, slots=True)
class _Notes:
    """One page as a route."""

    room: ReadingRoom
    path: str

    def __call__(self) -> HTMLResponse:
        """The page."""
        page = replace(PAGE, title=PAGES[self.path].title)
        return self.room.site.show(page, notes_context(self.path, self.room.shelf))


def notes_context(path: str, shelf: Shelf) -> NotesContext:
    """The context of one page."""
    shown = PAGES[path]
    sections = (
        NotesSection(kind.value, heading, notes_of(kind, shelf))
        for kind, heading in shown.kinds.items()
    )
    return NotesContext(shown.title, shown.lead, tuple(sections))
