"""The page that asks for the passphrase."""

import math
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from stridewell.errors import SettingsError
from stridewell.web.doorkeeper import COOKIE, Doorkeeper
from stridewell.web.lock_gate import UNLOCK
from stridewell.web.rendering import Page, Site

PAGE = Page("unlock.html", "Locked", "")


@dataclass(frozen=True, slots=True)
class UnlockContext:
    """What the page shows."""

    to: str
    """Where to go afterwards."""
    is_lost: bool
    """Whether a form was sent that was not taken."""
    error: str
    """Why it stays locked; empty before a try."""


def routes(site: Site, doorkeeper: Doorkeeper) -> APIRouter:
    """Asking, and letting in."""
    router = APIRouter(include_in_schema=False)

    @router.get(UNLOCK)
    def ask(to: str = "/", *, lost: bool = False) -> Response:
        if doorkeeper.lock.key() is None:
            return RedirectResponse(local(to), 303)
        return site.show(PAGE, UnlockContext(local(to), lost, ""))

    @router.post(UNLOCK)
    def unlock(
        passphrase: Annotated[str, Form()] = "", to: Annotated[str, Form()] = "/"
    ) -> Response:
        if doorkeeper.lock.key() is None:
            return RedirectResponse(local(to), 303)
        try:
            token = doorkeeper.unlock(passphrase)
        except SettingsError as error:
            return site.show(PAGE, UnlockContext(local(to), is_lost=False, error=str(error)), 403)
        if token is not None:
            return with_session(RedirectResponse(local(to), 303), token)
        wait = math.ceil(doorkeeper.wait_s())
        told = f"Not let in. Try again in {wait} seconds." if wait else "That is not it. Try again."
        status = 429 if wait else 403
        return site.show(PAGE, UnlockContext(local(to), is_lost=False, error=told), status)

    return router


def with_session(answer: Response, token: str) -> Response:
    """The answer with the session in a cookie that no script and no other site gets."""
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
    return answer


def local(to: str) -> str:
    """The address within the app; anything else becomes the first page."""
    is_path = to.startswith("/") and not to.startswith("//") and to.isprintable()
    return to if is_path and "\\" not in to else "/"
