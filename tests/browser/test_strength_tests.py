"""The guided recording in a browser: steps, clock and counter, and pages anybody can use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from web_app import desk_of, served, tell

pytestmark = pytest.mark.browser

HEEL, PLANK = "/tests/heel_raise_reps", "/tests/side_plank_hold"
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
PHONE_WIDTH = 390


@pytest.fixture(scope="module")
def told() -> Iterator[str]:
    """The app with the answers of the lateral hip example."""
    with desk_of() as desk:
        tell(desk)
        with served(desk) as address:
            yield address


@pytest.fixture(params=["light", "dark"])
def reader(request: pytest.FixtureRequest, chromium: Browser, told: str) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=told,
        color_scheme=request.param,
        viewport={"width": PHONE_WIDTH, "height": 844},
    )
    yield context.new_page()
    context.close()


def test_a_test_is_done_and_read(reader: Page) -> None:
    reader.goto(f"{HEEL}/record")
    expect(reader.get_by_text("Step 1 of 4")).to_be_visible()
    reader.get_by_role("button", name="Next step").click()
    expect(reader.get_by_text("Step 2 of 4")).to_be_visible()
    counters = reader.get_by_role("button", name="Count one")
    for _ in range(3):
        counters.first.click()
    reader.get_by_role("button", name="One less").first.click()
    counters.last.click()
    expect(reader.locator("#left")).to_have_value("2")
    expect(reader.locator("#right")).to_have_value("1")
    reader.get_by_role("button", name="Store").click()
    expect(reader.get_by_text("50 % of the other")).to_be_visible()


def test_the_clock_fills_the_field_of_its_side(reader: Page) -> None:
    reader.goto(f"{PLANK}/record")
    reader.get_by_role("button", name="Start").first.click()
    expect(reader.locator("[data-face]").first).to_have_text("1", timeout=3000)
    reader.get_by_role("button", name="Stop").click()
    expect(reader.locator("#left")).to_have_value("1")
    expect(reader.locator("#right")).to_have_value("")


def test_a_clock_that_runs_down_begins_at_its_end(reader: Page) -> None:
    reader.goto("/tests/sit_to_stand_30s/record")
    expect(reader.locator("[data-face]")).to_have_text("30")


@pytest.mark.parametrize(
    "path",
    ["/tests", HEEL, f"{HEEL}/record", f"{PLANK}/record", "/tests/pelvic_level/record"],
)
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(reader: Page, path: str) -> None:
    reader.goto(f"{HEEL}/record")
    reader.locator("#left").fill("20")
    reader.locator("#right").fill("18")
    reader.locator("#day").fill("2026-04-13")
    reader.get_by_role("button", name="Store").click()
    reader.goto(path)
    reader.evaluate(UNFOLD)
    found = Axe().run(reader)
    assert found.violations_count == 0, found.generate_report()
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH
