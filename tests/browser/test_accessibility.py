from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_walk import UNFOLD, begin, submit, violations, walk
from web_app import desk_of, served, tell

pytestmark = pytest.mark.browser

PAGES = [
    *("/", "/answer", "/plan", "/runs", "/limits", "/check-in", "/check-in/you"),
    *("/check-in/today", "/check-in/ask/pain_regions", "/check-in/ask/test_squat"),
    *("/check-in/ask/duration_weeks", "/check-in/answers", "/nowhere"),
    *("/plan/print", "/plan/ready", "/plan/days", "/log", "/weekly", "/fuel", "/shoes", "/around"),
    "/ground",
    *("/tests", "/tests/side_plank_hold", "/tests/leg_length_difference_mm"),
    *("/runs/100", "/runs/100?over=distance&colour=grade", "/runs/9999", "/runs?jumps=1"),
    *("/runs?words=nothing", "/runs/export", "/load", "/load?kind=effort&span=all", "/changed"),
]

PHONE_WIDTH = 390


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, with_runs: Path) -> Iterator[str]:
    """The app with the whole lateral hip example in it."""
    copied = shutil.copy(with_runs, tmp_path_factory.mktemp("full"))
    with desk_of(url=f"sqlite:///{copied}") as desk:
        tell(desk)
        with served(desk) as address:
            yield address


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request: pytest.FixtureRequest, chromium: Browser, full: str) -> Iterator[Page]:
    scheme: Literal["light", "dark"] = request.param
    context = chromium.new_context(
        base_url=full, color_scheme=scheme, viewport={"width": 390, "height": 844}
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(reader: Page, path: str) -> None:
    reader.goto(path)
    reader.evaluate(UNFOLD)
    assert violations(reader) == ""
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH


def test_axe_finds_nothing_before_the_first_check_in(page: Page) -> None:
    page.goto("/")
    assert violations(page) == ""


def test_axe_finds_nothing_in_an_emergency(page: Page) -> None:
    begin(page, "emergency")
    walk(page, "emergency")
    assert violations(page) == ""


def test_axe_finds_nothing_at_the_end_of_the_questions(page: Page) -> None:
    begin(page, "lateral_hip")
    walk(page, "lateral_hip")
    assert violations(page) == ""


def test_axe_finds_nothing_in_a_story_that_was_read(page: Page) -> None:
    begin(page, "lateral_hip")
    page.goto("/check-in/words")
    assert violations(page) == ""
    page.locator("#text").fill("The outside of my right hip has hurt for three weeks. No fever.")
    submit(page, "Read it")
    expect(page.locator('input[name="chosen"]')).not_to_have_count(0)
    assert violations(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH


def test_axe_finds_nothing_where_two_answers_do_not_fit(reader: Page) -> None:
    for question, value in (("rest_pain", "yes"), ("pain_daily", "0")):
        reader.goto(f"/check-in/ask/{question}")
        choice = reader.locator(f'input[value="{value}"]')
        if choice.count():
            choice.check()
        else:
            reader.locator("#answer").fill(value)
        submit(reader, "Next")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Two answers that do not fit")
    assert violations(reader) == ""
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH


def test_axe_finds_nothing_where_an_answer_is_missing(page: Page) -> None:
    begin(page, "lateral_hip")
    page.locator("form.ask").evaluate("form => { form.noValidate = true; }")
    submit(page, "Next")
    assert page.get_by_role("alert").is_visible()
    assert violations(page) == ""
