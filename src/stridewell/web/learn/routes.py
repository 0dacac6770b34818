"""Every page of the reading room."""

from __future__ import annotations

from fastapi import APIRouter

from stridewell.app.desk import Desk
from stridewell.web.learn import (
    advice_pages,
    claims_page,
    condition_pages,
    evidence_pages,
    exercise_page,
    exercises_page,
    front_page,
    judging_pages,
    notes_pages,
    programmes_page,
    self_test_pages,
)
from stridewell.web.learn.reading_room import ReadingRoom
from stridewell.web.rendering import Site

PAGES = (
    front_page,
    condition_pages,
    self_test_pages,
    claims_page,
    advice_pages,
    judging_pages,
    exercises_page,
    exercise_page,
    programmes_page,
    notes_pages,
    evidence_pages,
)


def routes(desk: Desk, site: Site) -> APIRouter:
    """Every page below /learn, and those of the single exercises."""
    room = ReadingRoom(desk, site)
    router = APIRouter(include_in_schema=False)
    for page in PAGES:
        router.include_router(page.routes(room))
    return router
