"""The limits: what stridewell cannot know, and which knowledge it rests on."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell import __version__
from stridewell.app.desk import Desk
from stridewell.knowledge.records import Knowledge
from stridewell.web.rendering import Page, Site

PAGE = Page("limits.html", "Limits", "/limits")


@dataclass(frozen=True, slots=True)
class LimitsContext:
    """What the page of the limits shows."""

    knowledge_version: str
    """The version of the knowledge: a hash of its content."""
    version: str
    """The version of the program."""
    counts: tuple[tuple[str, int], ...]
    """How much is known: what, and how many."""
    safety_net: str
    """The signs at which to get help."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the limits."""
    router = APIRouter(include_in_schema=False)

    @router.get("/limits")
    def limits() -> HTMLResponse:
        return site.show(PAGE, limits_context(desk.knowledge))

    return router


def limits_context(knowledge: Knowledge) -> LimitsContext:
    """The page's context from the knowledge."""
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
        safety_net=knowledge.safety_net,
    )
