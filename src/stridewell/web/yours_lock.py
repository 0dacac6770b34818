"""Setting, changing and removing the lock before the pages, and locking now."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from stridewell.app.desk import Desk
from stridewell.errors import StridewellError, UsageError
from stridewell.web.doorkeeper import Doorkeeper
from stridewell.web.errors_shown import status_of
from stridewell.web.lock_gate import UNLOCK
from stridewell.web.rendering import Site
from stridewell.web.unlock_page import with_session
from stridewell.web.yours_page import PAGE, yours_context


def routes(desk: Desk, site: Site, doorkeeper: Doorkeeper) -> APIRouter:
    """What the page of one's data does with the lock."""
    router = APIRouter(prefix="/yours/lock", include_in_schema=False)

    def refused(error: StridewellError) -> Response:
        return site.show(PAGE, yours_context(desk, error, ""), status_of(error))

    @router.post("")
    def lock(
        passphrase: Annotated[str, Form()] = "",
        again: Annotated[str, Form()] = "",
        present: Annotated[str, Form()] = "",
        minutes: Annotated[str, Form()] = "15",
    ) -> Response:
        try:
            require_present(doorkeeper, present)
            if passphrase != again:
                raise UsageError("The two passphrases are not the same.", "Type both once more.")
            desk.lock.set(passphrase, int(minutes) if minutes.strip().isdecimal() else 0)
        except StridewellError as error:
            return refused(error)
        return with_session(RedirectResponse("/yours?done=locked", 303), doorkeeper.begin())

    @router.post("/remove")
    def remove(present: Annotated[str, Form()] = "") -> Response:
        try:
            require_present(doorkeeper, present)
        except StridewellError as error:
            return refused(error)
        desk.lock.remove()
        return RedirectResponse("/yours?done=unlocked", 303)

    @router.post("/now")
    def lock_now() -> Response:
        doorkeeper.end_all()
        return RedirectResponse(UNLOCK, 303)

    return router


def require_present(doorkeeper: Doorkeeper, passphrase: str) -> None:
    """See that whoever changes the lock knows the passphrase that counts now.

    Raises:
        UsageError: they do not, or tried too often.
    """
    if doorkeeper.lock.key() is not None and doorkeeper.unlock(passphrase) is None:
        raise UsageError(
            "The present passphrase is not right; the lock is as it was.",
            "Wait a moment and try again, or use `stridewell lock set` on this machine.",
        )
