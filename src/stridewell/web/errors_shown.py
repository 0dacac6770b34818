"""Errors as pages, and as JSON for programs: what is wrong, what to do, and a way home."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeGuard

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from stridewell.errors import (
    FileRefusedError,
    NothingStoredError,
    NotPlannedError,
    StridewellError,
    UsageError,
)
from stridewell.web.rendering import Page, Site

PAGE = Page("error.html", "That did not work", "")
API = "/api/"
NOT_FOUND = 404
SENTENCES: Mapping[int, tuple[str, str]] = {
    404: ("There is no such page.", "Go back to today."),
    405: ("This page cannot be used in that way.", "Go back to today."),
}
UNEXPECTED = (
    "Something went wrong inside stridewell. What you had stored is unharmed.",
    "Try again; if it happens again, the terminal shows the details for a report.",
)

_log = logging.getLogger("stridewell.web")


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """What the error page shows."""

    heading: str
    """What kind of trouble it is."""
    text: str
    """What is wrong."""
    next_step: str
    """What to do about it."""
    url: str
    """Where to go from here."""
    link: str
    """What is there."""


def error_context(text: str, next_step: str) -> ErrorContext:
    """The page of an error with a way home."""
    return ErrorContext("That did not work", text, next_step, "/", "To today")


def nothing_yet(error: NothingStoredError) -> ErrorContext:
    """The page of a room that stays empty until the first check-in."""
    return ErrorContext(
        "There is nothing here yet",
        error.text,
        "The first check-in takes about five minutes and asks about safety first.",
        "/check-in",
        "Begin the check-in",
    )


def _is_before_the_first_check_in(error: StridewellError) -> TypeGuard[NothingStoredError]:
    return isinstance(error, NothingStoredError) and not isinstance(error, NotPlannedError)


def status_of(error: StridewellError) -> int:
    """400 when the request was wrong, 409 when something is missing first, else 500."""
    match error:
        case UsageError() | FileRefusedError():
            return 400
        case NothingStoredError():
            return 409
        case _:
            return 500


def refusal_json(kind: str, text: str, next_step: str, status: int) -> JSONResponse:
    """A refusal in the shape that is promised to programs."""
    refusal = {"kind": kind, "text": text, "next_step": next_step}
    return JSONResponse({"refusal": refusal}, status)


def add_error_pages(app: FastAPI, site: Site) -> None:
    """Answer every error with a page or with JSON, never with a traceback."""

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, StridewellError)
        if request.url.path.startswith(API):
            status = 422 if isinstance(error, UsageError) else status_of(error)
            return refusal_json(error.kind, error.text, error.next_step, status)
        known = error_context(error.text, error.next_step)
        context = nothing_yet(error) if _is_before_the_first_check_in(error) else known
        return site.show(PAGE, context, status_of(error))

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        text, next_step = SENTENCES.get(error.status_code, (f"{error.detail}.", "Go back."))
        if request.url.path.startswith(API):
            kind = "not_found" if error.status_code == NOT_FOUND else "request"
            return refusal_json(kind, text, next_step, error.status_code)
        return site.show(PAGE, error_context(text, next_step), error.status_code)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        text = _what_is_invalid(error)
        if request.url.path.startswith(API):
            next_step = "A case holds: at (time), runner {age, sex}, answers {question: value}."
            return refusal_json("case", text, next_step, 422)
        return site.show(PAGE, error_context(text, "Go back and correct it."), 400)

    def unexpected(request: Request, error: Exception) -> Response:
        _log.error("unexpected error", exc_info=error)
        if request.url.path.startswith(API):
            return refusal_json("unexpected", *UNEXPECTED, 500)
        return site.show(PAGE, error_context(*UNEXPECTED), 500)

    app.add_exception_handler(StridewellError, ours)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)


def _what_is_invalid(error: RequestValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"][1:]) or "the request"
    return f"{place}: {str(first['msg']).lower()}."
