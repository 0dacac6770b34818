from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.desk import Desk
from stridewell.errors import (
    CaseError,
    FileRefusedError,
    NothingStoredError,
    StoreLockedError,
    StridewellError,
)
from stridewell.web.errors_shown import status_of
from web_app import Browser, browser_over


class BrokenClock:
    def now(self) -> datetime:
        raise RuntimeError("the clock fell off the wall")


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (CaseError("x"), 400, "case"),
        (FileRefusedError("x"), 400, "file_refused"),
        (NothingStoredError("x"), 409, "nothing_stored"),
        (StoreLockedError("x"), 500, "store_locked"),
    ],
)
def test_every_error_has_a_status_and_a_name(
    error: StridewellError, status: int, kind: str
) -> None:
    assert status_of(error) == status
    assert error.kind == kind


def test_an_unknown_page_has_a_way_home(browser: Browser) -> None:
    answer = browser.get("/nowhere")
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_a_page_used_in_the_wrong_way_says_so(browser: Browser) -> None:
    assert browser.get("/check-in/discard").status_code == 405


@pytest.mark.parametrize("path", ["/answer", "/plan"])
def test_before_the_first_check_in_the_rooms_lead_to_it(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 409
    assert "There is nothing here yet" in answer.text
    assert 'href="/check-in"' in answer.text


def test_an_impossible_page_number_is_refused(browser: Browser) -> None:
    assert browser.get("/runs?page=x").status_code == 400


def test_a_locked_store_says_what_to_do(desk: Desk) -> None:
    store = MemoryStore(timeout_s=0)
    with store.transaction():
        answer = browser_over(replace(desk, store=store)).get("/")
    assert answer.status_code == 500
    assert "Try again in a moment." in answer.text


@pytest.mark.parametrize("path", ["/", "/api/today"])
def test_no_traceback_reaches_the_runner(desk: Desk, path: str) -> None:
    answer = browser_over(replace(desk, clock=BrokenClock())).get(path)
    assert answer.status_code == 500
    assert "clock" not in answer.text
    assert "Traceback" not in answer.text
    assert "Something went wrong inside stridewell" in answer.text
