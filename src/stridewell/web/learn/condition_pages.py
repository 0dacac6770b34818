"""The causes: all of them by name and by place, and each on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from stridewell.app.learn.conditions import (
    ConditionLine,
    ConditionView,
    condition_lines,
    condition_view,
    conditions_by_place,
)
from stridewell.app.learn.shelf import Shelf
from stridewell.web.learn.reading_room import ROOM, ReadingRoom, learn_page

LIST = learn_page("learn_conditions.html", "Causes")
PAGE = learn_page("learn_condition.html", "Cause")


@dataclass(frozen=True, slots=True)
class ConditionsContext:
    """What the list of causes shows."""

    conditions: tuple[ConditionLine, ...]
    """Every cause, by name."""
    places: Mapping[str, tuple[ConditionLine, ...]]
    """For each place on the body the causes that hurt there first of all."""


@dataclass(frozen=True, slots=True)
class ConditionContext:
    """What the page of one cause shows."""

    condition: ConditionView
    """Everything there is to read about it."""
    safety_net: str
    """The signs at which to get help."""


def routes(room: ReadingRoom) -> APIRouter:
    """The list, and one page a cause."""
    router = APIRouter(prefix=ROOM)

    @router.get("/conditions")
    def conditions() -> HTMLResponse:
        return room.site.show(LIST, conditions_context(room.shelf))

    @router.get("/conditions/{condition_id}")
    def condition(condition_id: str) -> HTMLResponse:
        found = condition_view(condition_id, room.shelf)
        if found is None:
            raise HTTPException(404)
        context = ConditionContext(found, room.shelf.knowledge.safety_net)
        return room.site.show(replace(PAGE, title=found.name), context)

    return router


def conditions_context(shelf: Shelf) -> ConditionsContext:
    """The context of the list."""
    return ConditionsContext(condition_lines(shelf), conditions_by_place(shelf))
