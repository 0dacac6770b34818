"""Tests of strength, balance and range: the list, a guided recording, and what it came to."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from stridewell.app.daily import take_back
from stridewell.app.desk import Desk
from stridewell.app.learn.shelf import Shelf
from stridewell.app.strength_tests import ResultTold, TestsAnswer, read_tests, record_result
from stridewell.errors import CaseError, NothingStoredError
from stridewell.plan.diary import WORST_PAIN
from stridewell.values.anatomy import Side
from stridewell.web.form_fields import Sent, sent_form
from stridewell.web.rendering import Page, Site
from stridewell.web.tests_views import list_context, record_context, result_context

ROOM = "/plan"
LIST = Page("tests.html", "Tests", ROOM)
Form = Annotated[Sent, Depends(sent_form)]


def routes(desk: Desk, site: Site) -> APIRouter:
    """The pages of the tests."""
    router = APIRouter(prefix="/tests", include_in_schema=False)
    pages = _Pages(desk, site)

    @router.get("")
    def every() -> Response:
        return pages.every()

    @router.get("/{test_id}")
    def one(test_id: str) -> Response:
        return pages.one(test_id)

    @router.get("/{test_id}/record")
    def record(test_id: str) -> Response:
        return pages.record(test_id)

    @router.post("/{test_id}/record")
    def tell(test_id: str, sent: Form) -> Response:
        return pages.tell(test_id, sent)

    @router.post("/{test_id}/undo/{entry_id}")
    def undo(test_id: str, entry_id: int) -> Response:
        return pages.undo(test_id, entry_id)

    return router


class _Pages:
    """The pages over one desk."""

    def __init__(self, desk: Desk, site: Site) -> None:
        self._desk, self._site = desk, site

    def every(self) -> Response:
        """The list."""
        desk = self._desk
        answer = read_tests(desk.store, desk.clock.now(), desk.knowledge)
        return self._site.show(LIST, list_context(answer, self._shelf()))

    def one(self, test_id: str) -> Response:
        """What one test came to."""
        context = result_context(self._answer(test_id), test_id, self._shelf())
        page = Page("test_result.html", context.about.name, ROOM)
        return self._site.show(page, context)

    def record(self, test_id: str) -> Response:
        """The guided recording; a test that waits says why instead."""
        if test_id in self._answer(test_id).blocked:
            return RedirectResponse(f"/tests/{test_id}", 303)
        return self._guided(test_id, None, {})

    def tell(self, test_id: str, sent: Sent) -> Response:
        """Store a result, or say what is wrong with it."""
        self._answer(test_id)
        desk, one_each = self._desk, {name: texts[0].strip() for name, texts in sent.items()}
        try:
            told = read_result(one_each)
            now = desk.clock.now()
            record_result(desk.store, now, test_id, told, desk.knowledge, desk.writers)
        except CaseError as error:
            return self._guided(test_id, error, one_each)
        return RedirectResponse(f"/tests/{test_id}", 303)

    def undo(self, test_id: str, entry_id: int) -> Response:
        """Take a result back."""
        desk = self._desk
        if entry_id not in {each.id for each in self._answer(test_id).told_of(test_id)}:
            raise NothingStoredError("There is no such result.", f"Look at /tests/{test_id}.")
        take_back(desk.store, desk.clock.now(), entry_id, desk.knowledge, desk.writers)
        return RedirectResponse(f"/tests/{test_id}", 303)

    def _shelf(self) -> Shelf:
        return Shelf(self._desk.knowledge, self._desk.library())

    def _answer(self, test_id: str) -> TestsAnswer:
        desk = self._desk
        if test_id not in desk.knowledge.strength_tests:
            raise HTTPException(404)
        return read_tests(desk.store, desk.clock.now(), desk.knowledge)

    def _guided(
        self, test_id: str, error: CaseError | None, written: Mapping[str, str]
    ) -> Response:
        told = None if error is None else str(error)
        context = record_context(self._answer(test_id), test_id, self._shelf(), told, written)
        page = Page("test_record.html", context.about.name, ROOM)
        return self._site.show(page, context, 200 if error is None else 400)


def read_result(sent: Mapping[str, str]) -> ResultTold:
    """A result as the form tells it; empty fields are not told.

    Raises:
        CaseError: something is no number, no day or no side.
    """
    return ResultTold(
        left=_number(sent.get("left", "")),
        right=_number(sent.get("right", "")),
        value=_number(sent.get("value", "")),
        side=_side(sent.get("side", "")),
        pain=_pain(sent.get("pain", "")),
        pain_left=_pain(sent.get("pain_left", "")),
        pain_right=_pain(sent.get("pain_right", "")),
        is_new={"yes": True, "no": False}.get(sent.get("new", "")),
        day=_day(sent.get("day", "")),
    )


def _number(text: str) -> float | None:
    if not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise CaseError(f"{text!r} is not a number.", "Write it in digits, such as 62.") from error


def _pain(text: str) -> int | None:
    if not text:
        return None
    try:
        return int(text)
    except ValueError as error:
        raise CaseError(f"Pain goes from 0 to {WORST_PAIN}.", "Choose one of them.") from error


def _side(text: str) -> Side | None:
    if not text:
        return None
    try:
        return Side(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no side.", "Choose left or right.") from error


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no day.", "Write it as 2026-05-11.") from error
