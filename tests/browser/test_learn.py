from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_walk import UNFOLD, violations
from web_app import desk_of, served, tell

pytestmark = pytest.mark.browser

PAGES = [
    *("/learn", "/learn?q=outer+hip", "/learn?q=zzzz", "/learn/conditions"),
    *("/learn/conditions/gtps", "/learn/conditions/cauda_equina", "/learn/self-tests"),
    *("/learn/self-tests/hop", "/learn/self-tests/fulcrum", "/learn/claims?verdict=contradicted"),
    *("/learn/glossary", "/learn/faq", "/learn/mistakes", "/learn/cards", "/learn/cards/form"),
    *("/learn/questions", "/learn/red-flags", "/learn/separations", "/learn/sources"),
    *("/learn/numbers?result=differs", "/learn/numbers?result=unconfirmed", "/learn/exercises"),
    *("/learn/programmes", "/learn/reasoning", "/learn/return", "/learn/around"),
    *("/learn/strength-tests", "/learn/care"),
]
PHONE_WIDTH = 390


@pytest.fixture(scope="module")
def told() -> Iterator[str]:
    """The app with the answers of the lateral hip example."""
    with desk_of() as desk:
        tell(desk)
        with served(desk) as address:
            yield address


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request: pytest.FixtureRequest, chromium: Browser, told: str) -> Iterator[Page]:
    """A phone in one of the two colour schemes; tests only read with it."""
    scheme: Literal["light", "dark"] = request.param
    context = chromium.new_context(
        base_url=told, color_scheme=scheme, viewport={"width": PHONE_WIDTH, "height": 844}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_reader(chromium: Browser, told: str) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = chromium.new_context(
        base_url=told, viewport={"width": PHONE_WIDTH, "height": 844}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(reader: Page, path: str) -> None:
    reader.goto(path)
    reader.evaluate(UNFOLD)
    assert violations(reader) == ""
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH


def test_from_the_answer_to_the_cause_to_its_test_and_back(plain_reader: Page) -> None:
    plain_reader.goto("/answer")
    plain_reader.locator(".candidates h3 a").first.click()
    expect(plain_reader.get_by_role("heading", level=1)).to_contain_text("Greater trochanteric")
    row = plain_reader.get_by_role("row").filter(has_text="Standing on the sore leg for 30")
    expect(row.get_by_role("cell").first).to_contain_text("× 5")
    row.get_by_role("link", name="the test").click()
    expect(plain_reader.get_by_role("heading", level=1)).to_have_text("Single-leg stance for 30 s")
    plain_reader.get_by_role("link", name="Greater trochanteric pain").first.click()
    expect(plain_reader).to_have_url(f"{plain_reader.url.split('/learn')[0]}/learn/conditions/gtps")


def test_searching_with_the_keyboard_alone(plain_reader: Page) -> None:
    plain_reader.goto("/learn")
    plain_reader.get_by_label("Search causes").focus()
    plain_reader.keyboard.type("sciatica")
    plain_reader.keyboard.press("Enter")
    expect(plain_reader.locator(".hits a").first).to_contain_text("Lumbar radiculopathy")


def test_claims_are_filtered_and_an_address_opens_the_claim(plain_reader: Page) -> None:
    plain_reader.goto("/learn/claims")
    plain_reader.get_by_role("link", name="Contradicted").click()
    expect(plain_reader.get_by_role("link", name="Contradicted")).to_have_attribute(
        "aria-current", "true"
    )
    plain_reader.goto("/learn/claims#S0-04")
    expect(plain_reader.locator("#S0-04")).to_be_in_viewport()
