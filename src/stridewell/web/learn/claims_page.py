"""What you may have read: popular claims with verdicts, by section, filtered by verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.learn.readings import ClaimChoice, ClaimView, claims_by_section
from stridewell.app.learn.shelf import Shelf
from stridewell.app.learn.words import VERDICT_WORDS
from stridewell.knowledge.library import Verdict
from stridewell.web.learn.choices import Choice, choice
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

PAGE = learn_page("learn_claims.html", "What you may have read")
ADDRESS = "/learn/claims"


@dataclass(frozen=True, slots=True)
class ClaimsContext:
    """What the page of the claims shows."""

    choices: tuple[Choice, ...]
    """The verdicts to choose from, with how many claims have each."""
    sections: Mapping[str, tuple[ClaimView, ...]]
    """The claims that are wanted, by section."""
    total: int
    """How many are shown."""


def routes(room: ReadingRoom) -> APIRouter:
    """The page of the claims."""
    router = APIRouter(prefix=ROOM)

    @router.get("/claims")
    def claims(verdict: Verdict | None = None) -> HTMLResponse:
        return room.site.show(PAGE, claims_context(verdict, room.shelf))

    return router


def claims_context(verdict: Verdict | None, shelf: Shelf) -> ClaimsContext:
    """The page's context for one verdict, or for all."""
    sections = claims_by_section(shelf, ClaimChoice(verdict))
    every = shelf.library.claims.values()
    return ClaimsContext(
        choices=(
            Choice("All", len(every), ADDRESS, chosen=verdict is None),
            *(
                choice(
                    VERDICT_WORDS[each],
                    sum(claim.verdict is each for claim in every),
                    (ADDRESS, "verdict", each),
                    chosen=verdict is each,
                )
                for each in Verdict
            ),
        ),
        sections=sections,
        total=sum(len(claims) for claims in sections.values()),
    )
