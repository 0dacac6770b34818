"""The looked-up numbers, with how many were confirmed; the sources, with where they are used."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.learn.numbers import SourceView, counts, numbers, source_views
from stridewell.app.learn.shelf import Shelf
from stridewell.app.learn.standing import NumberView
from stridewell.app.learn.words import CHECK_WORDS, VERIFICATION_WORDS
from stridewell.knowledge.library import CheckResult
from stridewell.values.wording import sentence_case
from stridewell.web.learn.choices import Choice, choice
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

NUMBERS = learn_page("learn_numbers.html", "Looked-up numbers")
SOURCES = learn_page("learn_sources.html", "Sources")
ADDRESS = "/learn/numbers"


@dataclass(frozen=True, slots=True)
class NumbersContext:
    """What the page of the looked-up numbers shows."""

    choices: tuple[Choice, ...]
    """The results to choose from, with how many numbers have each."""
    numbers: tuple[NumberView, ...]
    """The numbers that are wanted."""
    verifications: tuple[tuple[str, int], ...]
    """How many entries of the whole knowledge rest on what."""


@dataclass(frozen=True, slots=True)
class SourcesContext:
    """What the page of the sources shows."""

    sources: tuple[SourceView, ...]
    """Every source with what rests on it."""


def routes(room: ReadingRoom) -> APIRouter:
    """The pages of the evidence."""
    router = APIRouter(prefix=ROOM)

    @router.get("/numbers")
    def looked_up(result: CheckResult | None = None) -> HTMLResponse:
        return room.site.show(NUMBERS, numbers_context(result, room.shelf))

    @router.get("/sources")
    def sources() -> HTMLResponse:
        return room.site.show(SOURCES, SourcesContext(source_views(room.shelf)))

    return router


def numbers_context(result: CheckResult | None, shelf: Shelf) -> NumbersContext:
    """The context of the numbers with one result, or with any."""
    counted = counts(shelf)
    return NumbersContext(
        choices=(
            Choice("All", sum(counted.results.values()), ADDRESS, chosen=result is None),
            *(
                choice(
                    sentence_case(CHECK_WORDS[each]),
                    count,
                    (ADDRESS, "result", each),
                    chosen=result is each,
                )
                for each, count in counted.results.items()
            ),
        ),
        numbers=numbers(shelf, result),
        verifications=tuple(
            (VERIFICATION_WORDS[each], count) for each, count in counted.verifications.items()
        ),
    )
