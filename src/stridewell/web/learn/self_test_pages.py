"""The self-tests: all of them, and each on a page of its own with its picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from stridewell.app.learn.self_tests import SelfTestView, self_test_links, self_test_view
from stridewell.app.learn.shelf import Link, Shelf
from stridewell.web.figures import figure_svg
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

LIST = learn_page("learn_self_tests.html", "Self-tests")
PAGE = learn_page("learn_self_test.html", "Self-test")


@dataclass(frozen=True, slots=True)
class SelfTestsContext:
    """What the list of self-tests shows."""

    own: tuple[Link, ...]
    """Those that a runner does."""
    for_clinicians: tuple[Link, ...]
    """Those that only a clinician does."""


@dataclass(frozen=True, slots=True)
class SelfTestContext:
    """What the page of one self-test shows."""

    test: SelfTestView
    """Everything there is to read about it."""
    figure: Markup | None
    """A drawing of it, where there is one."""


def routes(room: ReadingRoom) -> APIRouter:
    """The list, and one page a self-test."""
    router = APIRouter(prefix=ROOM)

    @router.get("/self-tests")
    def self_tests() -> HTMLResponse:
        return room.site.show(LIST, self_tests_context(room.shelf))

    @router.get("/self-tests/{test_id}")
    def self_test(test_id: str) -> HTMLResponse:
        found = self_test_view(test_id, room.shelf)
        if found is None:
            raise HTTPException(404)
        context = SelfTestContext(found, figure_svg(test_id))
        return room.site.show(replace(PAGE, title=found.name), context)

    return router


def self_tests_context(shelf: Shelf) -> SelfTestsContext:
    """The context of the list."""
    return SelfTestsContext(
        self_test_links(shelf, for_clinicians=False), self_test_links(shelf, for_clinicians=True)
    )
