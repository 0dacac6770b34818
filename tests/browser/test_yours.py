"""Lock, unlock, export, backup, delete with proof, restore: in a real browser, without a script."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_walk import UNFOLD, submit, violations
from kept_data import full_desk
from web_app import served

pytestmark = pytest.mark.browser

WORDS = "otter lamp ninth"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[str]:
    with full_desk(tmp_path / "data") as desk, served(desk) as address:
        yield address


def down(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as begun:
        page.get_by_role("link", name=name).first.click()
    target = folder / begun.value.suggested_filename
    begun.value.save_as(target)
    return target


def test_everything_a_runner_does_with_their_data(plain_page: Page, tmp_path: Path) -> None:
    page = plain_page
    page.goto("/")
    page.get_by_role("link", name="Yours").click()
    page.get_by_label("Passphrase", exact=True).fill(WORDS)
    page.get_by_label("Once more").fill(WORDS)
    page.get_by_role("button", name="Lock with this passphrase").click()
    expect(page.get_by_text("from now on")).to_be_visible()
    page.get_by_role("button", name="Lock now").click()

    page.goto("/plan")
    expect(page.get_by_role("heading", level=1)).to_have_text("stridewell is locked")
    page.get_by_label("Passphrase").fill("another one")
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not it")
    page.get_by_label("Passphrase").fill(WORDS)
    page.get_by_role("button", name="Unlock").click()
    expect(page).to_have_url(page.url.partition("/plan")[0] + "/plan")

    page.goto("/yours")
    exported = down(page, "Export everything", tmp_path)
    assert "README.txt" in zipfile.ZipFile(exported).namelist()
    backup = down(page, "Make a backup", tmp_path)

    page.get_by_text("I want to delete everything").click()
    page.get_by_label("Type “delete everything”").fill("delete everything")
    page.get_by_role("button", name="Delete everything for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything is deleted")
    expect(page.get_by_text("0 found")).to_be_visible()

    page.goto("/yours")
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    page.get_by_label("A backup to bring back").set_input_files(backup)
    page.get_by_role("button", name="Restore this backup").click()
    expect(page.get_by_role("status")).to_contain_text("is in place")
    expect(page.get_by_text("Filmed sessions")).to_be_visible()
    page.get_by_role("button", name="Change back").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(
    chromium: Browser, app: str, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(
        base_url=app, color_scheme=scheme, viewport={"width": 320, "height": 700}
    )
    page = context.new_page()

    def looked_at() -> None:
        page.evaluate(UNFOLD)
        assert violations(page) == ""
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    page.goto("/yours")
    looked_at()
    page.get_by_label("Passphrase", exact=True).fill(WORDS)
    page.get_by_label("Once more").fill(WORDS)
    submit(page, "Lock with this passphrase")
    looked_at()
    submit(page, "Lock now")
    looked_at()
    page.get_by_label("Passphrase").fill(WORDS)
    submit(page, "Unlock")
    page.goto("/yours")
    page.evaluate(UNFOLD)
    page.get_by_label("Type “delete everything”").fill("delete everything")
    submit(page, "Delete everything for good")
    looked_at()
    context.close()
