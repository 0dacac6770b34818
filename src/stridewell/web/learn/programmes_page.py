"""Every programme with its stages, and what must hold to begin and to leave each."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from stridewell.app.learn.programmes import ProgrammeView, programme_views
from stridewell.app.learn.shelf import Shelf
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

PAGE = learn_page("learn_programmes.html", "Programmes")


@dataclass(frozen=True, slots=True)
class ProgrammesContext:
    """What the page of the programmes shows."""

    programmes: tuple[ProgrammeView, ...]
    """Every programme with its stages."""


def routes(room: ReadingRoom) -> APIRouter:
    """The page of the programmes."""
    router = APIRouter(prefix=ROOM)

    @router.get("/programmes")
    def programmes() -> HTMLResponse:
        return room.site.show(PAGE, programmes_context(room.shelf))

    return router


def programmes_context(shelf: Shelf) -> ProgrammesContext:
    """The page's context."""
    return ProgrammesContext(programme_views(shelf))
