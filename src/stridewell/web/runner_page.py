"""The first step of a full check-in: age, sex, and the country whose numbers to call."""

import math
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from stridewell.errors import CaseError
from stridewell.intake.runner import Runner, Sex
from stridewell.web.check_in_desk import CheckInDesk, DraftId, step_url
from stridewell.web.countries import ELSEWHERE, countries
from stridewell.web.rendering import Page, Site

PAGE = Page("runner.html", "About you", "/check-in")
OLDEST = 110
WORDS, WORDS_URL = "words", "/check-in/words"
"""The button that leads to telling it in one's own words first, and where that is."""
SEXES = (
    (Sex.FEMALE.value, "Female"),
    (Sex.MALE.value, "Male"),
    (Sex.UNKNOWN.value, "I would rather not say"),
)


@dataclass(frozen=True, slots=True)
class RunnerContext:
    """What the first step shows."""

    age: str
    """The age as it was written before."""
    sex: str
    """The sex that was chosen before."""
    country: str
    """The country that was chosen before."""
    sexes: tuple[tuple[str, str], ...]
    """What can be chosen: value and label."""
    countries: tuple[tuple[str, str], ...]
    """What can be chosen: code and name."""
    error: str | None
    """What is wrong with what was just told; None when nothing is."""


def routes(site: Site, check_ins: CheckInDesk) -> APIRouter:
    """The first step."""
    router = APIRouter(prefix="/check-in", include_in_schema=False)
    known = countries(check_ins.knowledge)

    @router.get("/you")
    def you(draft_id: DraftId = None) -> Response:
        draft = check_ins.drafts.get(draft_id)
        runner = draft.runner if draft is not None else check_ins.stored_runner()
        if runner is None:
            return site.show(PAGE, RunnerContext("", "", "", SEXES, known, None))
        told = (f"{runner.age:g}", runner.sex.value, runner.locale)
        return site.show(PAGE, RunnerContext(*told, SEXES, known, None))

    @router.post("/you")
    def tell(
        age: Annotated[str, Form()] = "",
        sex: Annotated[str, Form()] = "",
        country: Annotated[str, Form()] = ELSEWHERE,
        do: Annotated[str, Form()] = "",
        draft_id: DraftId = None,
    ) -> Response:
        try:
            runner = read_runner(age, sex, country if country in dict(known) else ELSEWHERE)
        except CaseError as error:
            context = RunnerContext(age, sex, country, SEXES, known, str(error))
            return site.show(PAGE, context, 400)
        draft = check_ins.drafts.get(draft_id)
        if draft is not None and draft.whole:
            draft = check_ins.restart(draft, runner)
        else:
            draft, draft_id = check_ins.whole(runner), None
        url = WORDS_URL if do == WORDS else step_url(check_ins.guide(draft).stand().step)
        return check_ins.keep(RedirectResponse(url, 303), draft_id, draft)

    return router


def read_runner(age: str, sex: str, country: str) -> Runner:
    """The runner as told.

    Raises:
        CaseError: the age is impossible or the sex was left open.
    """
    try:
        years = float(age.replace(",", "."))
    except ValueError as error:
        raise CaseError("Your age is missing.", "Write it in years, such as 42.") from error
    if not (math.isfinite(years) and 0 <= years <= OLDEST):
        raise CaseError(f"An age of {age} is impossible.", "Write it in years, such as 42.")
    if sex not in set(Sex):
        raise CaseError("Your sex was not chosen.", "Choose one; you need not tell.")
    return Runner(age=years, sex=Sex(sex), locale=country)
