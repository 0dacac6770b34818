from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_plotly_draws_the_weeks_and_marks_the_jump(page: Page) -> None:
    page.goto("/runs")
    expect(page.locator("#figure[data-drawn]")).to_be_visible()
    expect(page.locator("#figure")).to_contain_text("+45 %")


def test_without_javascript_the_numbers_are_in_a_table(plain_page: Page) -> None:
    plain_page.goto("/runs")
    plain_page.get_by_text("The same numbers as a table").click()
    expect(plain_page.get_by_role("table").first).to_contain_text("+45 %")


def test_uploading_reports_every_file(page: Page, runs: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.fit"
    broken.write_bytes(b"no run")
    page.goto("/runs")
    page.get_by_label("Files with runs").set_input_files([min(runs.iterdir()), broken])
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("main")).to_contain_text("0 runs imported")
    expect(page.locator("main")).to_contain_text("broken.fit")
    expect(page.locator("main")).to_contain_text("Known already (1)")


def test_the_table_turns_its_pages(page: Page) -> None:
    page.goto("/runs")
    page.get_by_role("link", name="Older").click()
    expect(page.get_by_text("Page 2 of 4")).to_be_visible()
