from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from activities import with_channels
from browser_walk import violations
from running_routes import circle, on_earth
from shelved_runs import shelve
from stridewell.activity.track import Activity, Channel
from web_app import desk_of, served, tell

pytestmark = pytest.mark.browser

PHONE_WIDTH = 390


def hilly() -> Activity:
    """Five rounds of a hilly circle."""
    run = on_earth(circle(120.0, 5.0))
    distance = run.samples.column(Channel.DISTANCE)
    height = 20.0 + 0.05 * abs((distance % 754.0) - 377.0)
    return with_channels(run, {Channel.ALTITUDE: height})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, with_runs: Path) -> Iterator[str]:
    """The app with the whole lateral hip example and a run with a way of its own: number 164."""
    copied = shutil.copy(with_runs, tmp_path_factory.mktemp("whole"))
    with desk_of(url=f"sqlite:///{copied}") as desk:
        tell(desk)
        assert shelve(desk, hilly()) == 164
        with served(desk) as address:
            yield address


@pytest.fixture
def phone(chromium: Browser, whole: str) -> Iterator[Page]:
    """A phone; anything a script complains about, and any request elsewhere, fails the test."""
    context = chromium.new_context(base_url=whole, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda asked: complaints.append(asked.url))
    yield opened
    context.close()
    assert [each for each in complaints if not each.startswith((whole, "blob:", "data:"))] == []


def test_a_run_is_opened_from_the_list_and_drawn(phone: Page) -> None:
    phone.goto("/runs")
    phone.get_by_role("link", name=re.compile("Sun 3 May 2026")).click()
    expect(phone.locator("#figure[data-drawn]")).to_be_visible()
    expect(phone.locator("#figure")).to_contain_text("Ground contact")
    expect(phone.locator("main")).to_contain_text("45 % longer")
    phone.get_by_role("link", name="Over distance").click()
    expect(phone.locator("#figure[data-drawn]")).to_contain_text("km")
    expect(phone.get_by_role("link", name="Over distance")).to_have_attribute(
        "aria-current", "true"
    )


def test_the_way_is_drawn_in_colours_and_told_in_words(phone: Page) -> None:
    phone.goto("/runs/164?colour=grade")
    way = phone.get_by_role("img", name=re.compile("ends where it began"))
    expect(way).to_be_visible()
    assert phone.locator("svg.way .strand").count() >= 2
    colours = phone.locator("svg.way .strand").evaluate_all(
        "all => [...new Set(all.map(each => getComputedStyle(each).stroke))]"
    )
    assert len(colours) >= 2
    box = way.bounding_box()
    assert box is not None
    assert box["width"] <= PHONE_WIDTH
    assert violations(phone) == ""


def test_the_filter_with_the_keyboard_alone(phone: Page) -> None:
    phone.goto("/runs")
    phone.get_by_text("Filter", exact=True).focus()
    phone.keyboard.press("Enter")
    phone.get_by_label("From km").focus()
    phone.keyboard.type("9.5")
    phone.keyboard.press("Enter")
    expect(phone.locator("#all")).to_contain_text("runs fit")
    expect(phone.get_by_label("From km")).to_have_value("9.5")
    rows = phone.locator(".runs-table tbody tr")
    assert 0 < rows.count() < 20


def test_the_ledger_draws_load_and_pain_and_changes_its_count(phone: Page) -> None:
    phone.goto("/load")
    expect(phone.locator("#figure[data-drawn]")).to_contain_text("Pain")
    expect(phone.locator("#figure")).to_contain_text("pain began")
    phone.get_by_label("Count load as").select_option(label="Steps")
    phone.get_by_role("button", name="Show").click()
    expect(phone.locator("#figure[data-drawn]")).to_contain_text("Steps")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH


def test_a_change_is_answered_with_one_press_and_taken_back(phone: Page) -> None:
    phone.goto("/changed")
    expect(phone.locator("#figure[data-drawn]")).to_contain_text("What changed")
    phone.get_by_role("button", name=re.compile("It was not so")).first.click()
    expect(phone.locator("main")).to_contain_text("You said: it was not so.")
    phone.get_by_role("button", name=re.compile("Take the answer back")).first.click()
    expect(phone.locator("main")).not_to_contain_text("You said")


def test_the_zip_is_downloaded(phone: Page) -> None:
    phone.goto("/runs/export")
    phone.get_by_label("JSON, for programs").check()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Make the zip").click()
    assert download.value.suggested_filename == "stridewell-runs-json.zip"


def test_without_javascript_every_number_is_there(chromium: Browser, whole: str) -> None:
    context = chromium.new_context(base_url=whole, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/runs/164")
    plain.get_by_text("The same numbers as a table").click()
    expect(plain.get_by_role("table").first).to_contain_text("km 1")
    expect(plain.locator("svg.way")).to_be_visible()
    plain.goto("/load")
    plain.get_by_text("The same numbers as a table").click()
    expect(plain.get_by_role("table").first).to_contain_text("Mon 27 Apr 2026")
    plain.goto("/changed")
    expect(plain.locator("main")).to_contain_text("45 % longer")
    context.close()
