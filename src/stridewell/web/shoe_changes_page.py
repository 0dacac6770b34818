"""Pairs set right on the page of the shoes: changed, merged, worn again; runs put in by days."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from stridewell.app.desk import Desk
from stridewell.app.shoe_changes import (
    NO_PAIR,
    change_shoe,
    merge_shoes,
    split_shoe,
    wear_again,
    wear_between,
)
from stridewell.app.shoe_log import shoe_shelf
from stridewell.errors import CaseError
from stridewell.web.rendering import Site
from stridewell.web.shoes_page import PAGE, shoes_context

SEVERAL = "several"
"""Stands for "on several grounds" in the form."""

Text: TypeAlias = Annotated[str, Form()]


def routes(desk: Desk, site: Site) -> APIRouter:
    """Everything that sets a pair right."""
    router = APIRouter(prefix="/shoes", include_in_schema=False)

    def done(change: Callable[[], object]) -> Response:
        try:
            change()
        except CaseError as error:
            shown = shoes_context(shoe_shelf(desk), desk.knowledge, None, str(error))
            return site.show(PAGE, shown, 400)
        return RedirectResponse("/shoes", 303)

    @router.post("/change")
    def change(shoe: Text, name: Text = "", kind: Text = "", worn_on: Text = "") -> Response:
        told = read_change(name, kind, worn_on)
        return done(lambda: change_shoe(desk, shoe, told))

    @router.post("/merge")
    def merge(shoe: Text, into: Text) -> Response:
        return done(lambda: merge_shoes(desk, shoe, into))

    @router.post("/split")
    def split(shoe: Text) -> Response:
        return done(lambda: split_shoe(desk, shoe))

    @router.post("/again")
    def again(shoe: Text) -> Response:
        return done(lambda: wear_again(desk, shoe))

    @router.post("/days")
    def days(shoe: Text = NO_PAIR, first: Text = "", last: Text = "", every: Text = "") -> Response:
        return done(lambda: _wear_between(desk, shoe, first, last, every_run=bool(every)))

    return router


def read_change(name: str, kind: str, worn_on: str) -> Mapping[str, object]:
    """What is to change of a pair; what was left empty stays as it is."""
    told = {"name": name.strip(), "kind": kind, "worn_on": worn_on}
    changed: dict[str, object] = {key: value for key, value in told.items() if value}
    return changed | {"worn_on": None} if worn_on == SEVERAL else changed


def _wear_between(desk: Desk, shoe: str, first: str, last: str, *, every_run: bool) -> int:
    if not (first or last):
        raise CaseError("No day was named.", "Name the first day, the last day, or both.")
    return wear_between(desk, shoe, _day(first), _day(last), every_run=every_run)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CaseError(f"{text!r} is no day.", "Write it as 2026-05-01.") from error
