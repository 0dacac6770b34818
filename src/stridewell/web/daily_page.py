"""The quick check-in of a day: pains, the night, walking, sleep, and whether anything is new."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from stridewell.app.check_in import WORST_PAIN, Told
from stridewell.errors import CaseError
from stridewell.values.anatomy import Side
from stridewell.web.check_in_desk import CheckInDesk, step_url
from stridewell.web.rendering import Page, Site

PAGE = Page("daily.html", "Quick check-in", "/check-in")
YES, NO = "yes", "no"


class DailyForm(BaseModel):
    """What was written into the form; empty where nothing was."""

    pain_now: str = ""
    pain_worst: str = ""
    pain_run: str = ""
    woke: str = ""
    limp: str = ""
    stiffness_min: str = ""
    side: str = ""
    sleep_h: str = ""
    stress: str = ""
    news: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Something told from 0 to 10: the field's name, its label, and what was told so far."""

    name: str
    label: str
    hint: str
    value: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class YesNo:
    """Something told with yes or no."""

    name: str
    legend: str
    hint: str
    value: str
    no: str
    yes: str


@dataclass(frozen=True, slots=True)
class DailyContext:
    """What the quick check-in shows."""

    pains: tuple[Scale, ...]
    """The pains to tell."""
    points: tuple[int, ...]
    """The points of a scale from none to worst."""
    asks: tuple[YesNo, ...]
    """What is asked every day."""
    more: tuple[Scale, ...]
    """What may be told besides."""
    sides: tuple[tuple[str, str], ...]
    """The sides to choose from: value and label."""
    form: DailyForm
    """What was written so far."""
    error: str | None
    """What is wrong with what was just told; None when nothing is."""


def routes(site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The quick check-in."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)

    @router.get("/today")
    def quick() -> Response:
        if check_ins.stored_runner() is None:
            return RedirectResponse("/check-in", 303)
        return site.show(PAGE, daily_context(DailyForm(), None))

    @router.post("/today")
    def tell(form: Annotated[DailyForm, Form()]) -> Response:
        try:
            told = read_day(form)
        except CaseError as error:
            return site.show(PAGE, daily_context(form, str(error)), 400)
        if form.news == NO:
            check_ins.store(told)
            return RedirectResponse("/", 303)
        if check_ins.stored_runner() is None:
            return RedirectResponse("/check-in", 303)
        draft = check_ins.amendment(*check_ins.safety_questions(), pains=told)
        url = step_url(check_ins.guide(draft).stand().step)
        return check_ins.keep(RedirectResponse(url, 303), None, draft)

    return router


def daily_context(form: DailyForm, error: str | None) -> DailyContext:
    """The page's context, filled with what was written so far."""
    unrun = "Leave it open if you did not run."
    night = "Whatever way you lie; not only when you lie on the sore side."
    new = (
        "Numbness, bladder or bowel, fever, a fall, swelling, feeling ill, or anything else that "
        "worries you. With “yes” the safety questions follow."
    )
    worst = "Worst pain since yesterday morning"
    return DailyContext(
        pains=(
            Scale("pain_now", "Pain now", "", form.pain_now, is_needed=True),
            Scale("pain_worst", worst, "", form.pain_worst, is_needed=True),
            Scale("pain_run", "Pain in your last run", unrun, form.pain_run, is_needed=False),
        ),
        points=tuple(range(WORST_PAIN + 1)),
        asks=(
            YesNo("woke", "Did pain wake you last night?", night, form.woke, "No", "Yes"),
            YesNo("limp", "How do you walk?", "", form.limp, "Normally", "With a limp"),
            YesNo(
                "news", "Is anything new?", new, form.news, "No, nothing new", "Yes, or not sure"
            ),
        ),
        more=(Scale("stress", "Stress", "0 is none, 10 the most.", form.stress, is_needed=False),),
        sides=(("", "as before"), *((side.value, side.value) for side in SIDES)),
        form=form,
        error=error,
    )


SIDES = (Side.LEFT, Side.RIGHT, Side.BOTH)


def read_day(form: DailyForm) -> Told:
    """What was told in a quick check-in.

    Raises:
        CaseError: something needed is missing, or a number is none or not on its scale.
    """
    now, worst = _whole(form.pain_now), _whole(form.pain_worst)
    if now is None or worst is None:
        raise CaseError("The pain now and the worst pain are needed.", "Choose 0 for none.")
    if form.news not in {YES, NO}:
        raise CaseError("It is open whether anything is new.", "Choose yes or no.")
    return Told(
        pain_now=now,
        pain_worst_yesterday=worst,
        pain_during_run=_whole(form.pain_run),
        note=form.note.strip(),
        stiffness_min=_whole(form.stiffness_min, "Stiffness is told in minutes", 600),
        side=_side(form.side),
        sleep_h=_number(form.sleep_h),
        stress=_whole(form.stress, "Stress goes"),
        woke_at_night=_yes_no(form.woke),
        limp=_yes_no(form.limp),
    )


def _whole(text: str, what: str = "Pain goes", most: int = WORST_PAIN) -> int | None:
    if not text.strip():
        return None
    try:
        number = int(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is not a whole number.", f"{what} from 0 to {most}.") from error
    if not 0 <= number <= most:
        raise CaseError(f"{what} from 0 to {most}, not to {number}.", "Correct the number.")
    return number


def _number(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        hours = float(text.replace(",", "."))
    except ValueError as error:
        raise CaseError(f"{text!r} is no number of hours.", "Write it as 7.5.") from error
    if not 0 <= hours <= 24:  # noqa: PLR2004  (a day has 24 hours)
        raise CaseError("Sleep is told in hours from 0 to 24.", "Correct the number.")
    return hours


def _yes_no(text: str) -> bool | None:
    return {YES: True, NO: False}.get(text)


def _side(text: str) -> Side | None:
    return next((side for side in SIDES if side.value == text), None)
