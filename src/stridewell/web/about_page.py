"""The limits: what stridewell cannot know, and which knowledge it rests on."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell import __version__
from stridewell.app.desk import Desk
from stridewell.app.learn.shelf import Kind, Shelf
from stridewell.app.learn.standing import NumberView, numbers_of
from stridewell.web.rendering import Page, Site

PAGE = Page("limits.html", "Limits", "/limits")
ABOUT = "about"
"""The name of this page among those that a number can belong to."""


@dataclass(frozen=True, slots=True)
class LimitsContext:
    """What the page of the limits shows."""

    knowledge_version: str
    """The version of the knowledge: a hash of its content."""
    version: str
    """The version of the program."""
    counts: tuple[tuple[str, int], ...]
    """How much is known: what, and how many."""
    numbers: tuple[NumberView, ...]
    """Looked-up numbers about programs such as this one."""
    safety_net: str
    """The signs at which to get help."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the limits."""
    router = APIRouter(include_in_schema=False)

    @router.get("/limits")
    def limits() -> HTMLResponse:
        return site.show(PAGE, limits_context(Shelf(desk.knowledge, desk.library())))

    return router


def limits_context(shelf: Shelf) -> LimitsContext:
    """The page's context from the knowledge and the library."""
    knowledge = shelf.knowledge
    return LimitsContext(
        knowledge_version=knowledge.version,
        version=__version__,
        counts=(
            ("causes", len(knowledge.conditions)),
            ("red-flag rules", len(knowledge.rules)),
            ("questions", len(knowledge.questions)),
            ("exercises", len(knowledge.exercises)),
            ("sources", len(knowledge.sources)),
        ),
        numbers=numbers_of(Kind.PAGE, ABOUT, shelf),
        safety_net=knowledge.safety_net,
    )
