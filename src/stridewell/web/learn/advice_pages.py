"""Cards of advice, words, questions and answers, common mistakes, and what tells causes apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from stridewell.app.learn.readings import (
    CardView,
    FaqView,
    MistakeView,
    SeparationView,
    TermView,
    cards_by_area,
    faq_view,
    mistake_view,
    separation_view,
    terms_in_order,
)
from stridewell.app.learn.shelf import Shelf
from stridewell.app.learn.words import area_words
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

CARDS = learn_page("learn_cards.html", "Advice around the run")
AREA = learn_page("learn_area.html", "Advice")
WORDS = learn_page("learn_glossary.html", "Words")
FAQ = learn_page("learn_faq.html", "Questions and answers")
MISTAKES = learn_page("learn_mistakes.html", "Common mistakes")
SEPARATIONS = learn_page("learn_separations.html", "What tells causes apart")


@dataclass(frozen=True, slots=True)
class Area:
    """An area of advice with its cards."""

    name: str
    url: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class CardsContext:
    """What the page of all areas shows."""

    areas: tuple[Area, ...]
    """Every area with its cards."""


@dataclass(frozen=True, slots=True)
class AreaContext:
    """What the page of one area shows."""

    area: Area
    """The area with its cards."""
    others: tuple[Area, ...]
    """The other areas."""


@dataclass(frozen=True, slots=True)
class GlossaryContext:
    """What the page of the words shows."""

    terms: tuple[TermView, ...]
    """Every word, by the alphabet."""


@dataclass(frozen=True, slots=True)
class FaqContext:
    """What the page of questions and answers shows."""

    entries: tuple[FaqView, ...]
    """Every question with its answer."""


@dataclass(frozen=True, slots=True)
class MistakesContext:
    """What the page of the mistakes shows."""

    mistakes: tuple[MistakeView, ...]
    """Every mistake."""


@dataclass(frozen=True, slots=True)
class SeparationsContext:
    """What the page of similar causes shows."""

    separations: tuple[SeparationView, ...]
    """Every group of causes that feel alike."""


def routes(room: ReadingRoom) -> APIRouter:
    """The pages of advice."""
    router = APIRouter(prefix=ROOM)

    @router.get("/cards")
    def cards() -> HTMLResponse:
        return room.site.show(CARDS, CardsContext(areas(room.shelf)))

    @router.get("/cards/{area}")
    def area(area: str) -> HTMLResponse:
        context = area_context(area, room.shelf)
        return room.site.show(replace(AREA, title=context.area.name), context)

    @router.get("/glossary")
    def glossary() -> HTMLResponse:
        return room.site.show(WORDS, GlossaryContext(terms_in_order(room.shelf)))

    @router.get("/faq")
    def faq() -> HTMLResponse:
        entries = room.shelf.library.faq.values()
        context = FaqContext(tuple(faq_view(each, room.shelf) for each in entries))
        return room.site.show(FAQ, context)

    @router.get("/mistakes")
    def mistakes() -> HTMLResponse:
        entries = room.shelf.library.mistakes.values()
        context = MistakesContext(tuple(mistake_view(each, room.shelf) for each in entries))
        return room.site.show(MISTAKES, context)

    @router.get("/separations")
    def separations() -> HTMLResponse:
        entries = room.shelf.library.separations.values()
        context = SeparationsContext(tuple(separation_view(each, room.shelf) for each in entries))
        return room.site.show(SEPARATIONS, context)

    return router


def areas(shelf: Shelf) -> tuple[Area, ...]:
    """Every area with its cards, by name."""
    return tuple(_area(area, cards) for area, cards in cards_by_area(shelf).items())


def area_context(area: str, shelf: Shelf) -> AreaContext:
    """The context of one area.

    Raises:
        HTTPException: there is no such area (404).
    """
    every: Mapping[str, tuple[CardView, ...]] = cards_by_area(shelf)
    if area not in every:
        raise HTTPException(404)
    others = tuple(_area(name, cards) for name, cards in every.items() if name != area)
    return AreaContext(_area(area, every[area]), others)


def _area(area: str, cards: tuple[CardView, ...]) -> Area:
    return Area(area_words(area), f"/learn/cards/{area}", cards)
