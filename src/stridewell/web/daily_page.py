"""The quick check-in of a day: three pains, and whether anything is new."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from stridewell.app.check_in import WORST_PAIN, Told
from stridewell.errors import CaseError
from stridewell.web.check_in_desk import CheckInDesk, step_url
from stridewell.web.rendering import Page, Site

PAGE = Page("daily.html", "Quick check-in", "/check-in")
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class PainField:
    """One pain to tell: the field's name, its label, and what was told so far."""

    name: str
    label: str
    hint: str
    value: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class DailyContext:
    """What the quick check-in shows."""

    pains: tuple[PainField, ...]
    """The pains to tell."""
    worst: int
    """The upper end of the pain scale."""
    news: str
    """Whether anything is new, as told so far."""
    note: str
    """The note as told so far."""
    error: str | None
    """What is wrong with what was just told; None when nothing is."""


def routes(site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The quick check-in."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)

    @router.get("/today")
    def quick() -> Response:
        if check_ins.stored_runner() is None:
            return RedirectResponse("/check-in", 303)
        return site.show(PAGE, daily_context(("", "", ""), "", "", None))

    @router.post("/today")
    def tell(
        pain_now: Annotated[str, Form()] = "",
        pain_worst: Annotated[str, Form()] = "",
        pain_run: Annotated[str, Form()] = "",
        news: Annotated[str, Form()] = "",
        note: Annotated[str, Form()] = "",
    ) -> Response:
        written = (pain_now, pain_worst, pain_run)
        try:
            told = read_pains(written, news, note)
        except CaseError as error:
            return site.show(PAGE, daily_context(written, news, note, str(error)), 400)
        if news == NO:
            check_ins.store(told)
            return RedirectResponse("/", 303)
        if check_ins.stored_runner() is None:
            return RedirectResponse("/check-in", 303)
        draft = check_ins.amendment(*check_ins.safety_questions(), pains=told)
        url = step_url(check_ins.guide(draft).stand().step)
        return check_ins.keep(RedirectResponse(url, 303), None, draft)

    return router


def daily_context(
    written: tuple[str, str, str], news: str, note: str, error: str | None
) -> DailyContext:
    """The page's context, filled with what was written so far."""
    now, worst, run = written
    return DailyContext(
        pains=(
            PainField("pain_now", "Pain now", "", now, is_needed=True),
            PainField(
                "pain_worst", "Worst pain since yesterday morning", "", worst, is_needed=True
            ),
            PainField(
                "pain_run",
                "Pain in your last run",
                "Leave it empty if you did not run.",
                run,
                is_needed=False,
            ),
        ),
        worst=WORST_PAIN,
        news=news,
        note=note,
        error=error,
    )


def read_pains(written: tuple[str, str, str], news: str, note: str) -> Told:
    """What was told in a quick check-in.

    Raises:
        CaseError: a pain is missing or not on the scale, or it is open whether anything is new.
    """
    now, worst, run = (_pain(text) for text in written)
    if now is None or worst is None:
        raise CaseError("The pain now and the worst pain are needed.", "Write 0 for none.")
    if news not in {YES, NO}:
        raise CaseError("It is open whether anything is new.", "Choose yes or no.")
    return Told(now, worst, run, None, note.strip())


def _pain(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        pain = int(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is not a whole number.", "Pain goes from 0 to 10.") from error
    if not 0 <= pain <= WORST_PAIN:
        raise CaseError(f"Pain goes from 0 to 10, not to {pain}.", "Correct the number.")
    return pain
