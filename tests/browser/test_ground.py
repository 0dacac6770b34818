from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_runner_says_how_they_run_on_roads(page: Page) -> None:
    page.goto("/runs")
    page.get_by_role("link", name="Ground and roads").click()
    expect(page.get_by_role("heading", name="What you ran on")).to_be_visible()
    page.get_by_label("facing the traffic").check()
    page.get_by_label("Cars drive").select_option("right")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("so on the left side")
    expect(page.get_by_label("facing the traffic")).to_be_checked()


def test_a_pair_is_said_to_be_worn_on_trails_only(page: Page) -> None:
    page.goto("/shoes")
    page.get_by_label("Name", exact=True).fill("Mountain pair")
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Rename a pair, say where it is worn").click()
    page.locator("#change_worn_on").select_option("trail")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("table").first).to_contain_text("worn on trail only")
