"""The door of the check-in: begin, go on with a half-finished one, or tell about today."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from stridewell.web.check_in_desk import CheckInDesk, DraftId, step_url
from stridewell.web.rendering import Page, Site

PAGE = Page("check_in.html", "Check-in", "/check-in")


@dataclass(frozen=True, slots=True)
class CheckInContext:
    """What the door of the check-in shows."""

    is_known: bool
    """Whether the runner has made a full check-in before."""
    resume_url: str | None
    """Where a half-finished check-in goes on; None without one."""
    is_lost: bool
    """Whether a half-finished check-in was lost, as when the app was restarted."""


def routes(site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The door, and throwing a half-finished check-in away."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)

    @router.get("")
    def door(draft_id: DraftId = None, *, lost: bool = False) -> HTMLResponse:
        draft = check_ins.drafts.get(draft_id)
        context = CheckInContext(
            is_known=check_ins.stored_runner() is not None,
            resume_url=None if draft is None else step_url(check_ins.guide(draft).stand().step),
            is_lost=lost,
        )
        return site.show(PAGE, context)

    @router.post("/discard")
    def discard(draft_id: DraftId = None) -> RedirectResponse:
        check_ins.drafts.drop(draft_id)
        return RedirectResponse("/check-in", 303)

    return router
