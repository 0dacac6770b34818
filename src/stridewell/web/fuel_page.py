"""Food, sleep and help: the day's food by its training, a screen, and whom to see when."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from stridewell.app.desk import Desk
from stridewell.app.fuel import FuelAnswer, FuelTold, fuel_today, tell_body, tell_screen
from stridewell.app.learn.shelf import Shelf
from stridewell.errors import CaseError
from stridewell.web.form_fields import sent_form
from stridewell.web.fuel_views import FuelContext, fuel_context
from stridewell.web.rendering import Page, Site

PAGE = Page("fuel.html", "Food, sleep and help", "/plan")
BODY_FIELDS = ("mass_kg", "height_cm", "fat_free_mass_kg", "intake_kcal")


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page with its two forms."""
    router = APIRouter(prefix="/fuel", include_in_schema=False)

    def shown(error: str = "", status: int = 200) -> HTMLResponse:
        return site.show(PAGE, _context(desk, error), status)

    @router.get("")
    def fuel() -> HTMLResponse:
        return shown()

    @router.post("/screen")
    async def screened(request: Request) -> Response:
        sent = await sent_form(request)
        answers = {name: values[0] for name, values in sent.items() if values and values[0]}
        try:
            tell_screen(desk.store, desk.clock.now(), answers, desk.knowledge)
        except CaseError as error:
            return shown(str(error), 400)
        return RedirectResponse("/fuel#screen", 303)

    @router.post("/body")
    def body(
        mass_kg: Annotated[str, Form()] = "",
        height_cm: Annotated[str, Form()] = "",
        fat_free_mass_kg: Annotated[str, Form()] = "",
        intake_kcal: Annotated[str, Form()] = "",
    ) -> Response:
        sent = (mass_kg, height_cm, fat_free_mass_kg, intake_kcal)
        try:
            told = read_body(dict(zip(BODY_FIELDS, sent, strict=True)))
            tell_body(desk.store, desk.clock.now(), told, desk.knowledge)
        except CaseError as error:
            return shown(str(error), 400)
        return RedirectResponse("/fuel#food", 303)

    return router


def read_body(sent: Mapping[str, str]) -> FuelTold:
    """What a browser sent about the body; an empty field is not told.

    Raises:
        CaseError: something is no number.
    """
    numbers = {name: _number(text) for name, text in sent.items()}
    return FuelTold(
        mass_kg=numbers["mass_kg"],
        height_cm=numbers["height_cm"],
        fat_free_mass_kg=numbers["fat_free_mass_kg"],
        intake_kcal=numbers["intake_kcal"],
    )


def _number(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        return float(text.strip().replace(",", "."))
    except ValueError as error:
        raise CaseError(
            f"{text!r} is not a number.", "Write it in digits, such as 61.5."
        ) from error


def _context(desk: Desk, error: str) -> FuelContext:
    answer: FuelAnswer = fuel_today(desk.store, desk.clock.now(), desk.knowledge)
    return fuel_context(answer, Shelf(desk.knowledge, desk.library()), error)
