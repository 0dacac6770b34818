"""The gait lab in a browser: films sent, a figure that plays, and the same without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from browser_walk import UNFOLD, violations
from gait_films import film_desk
from web_app import served

pytestmark = pytest.mark.browser

FILM = FilePayload(name="left.mp4", mimeType="video/mp4", buffer=b"a film")
REAR = FilePayload(name="rear.mp4", mimeType="video/mp4", buffer=b"a film")
NOBODY = FilePayload(name="left.mp4", mimeType="video/mp4", buffer=b"nobody")
NARROW = 320
PATHS = [
    *("/gait", "/gait?deleted=1", "/gait/1", "/gait/2", "/gait/9"),
    "/gait/compare?a=1&b=2",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over films of the synthetic runner."""
    with (
        pytest.MonkeyPatch.context() as patch,
        film_desk(tmp_path_factory.mktemp("lab"), patch) as (desk, _),
        served(desk) as address,
    ):
        yield address


def send(page: Page) -> None:
    """Send two views and wait until they are read."""
    page.goto("/gait")
    page.get_by_label("Seen from the left").set_input_files(FILM)
    page.get_by_label("Seen from behind").set_input_files(REAR)
    page.get_by_label("Speed").fill("10 km/h")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("heading", name="What stands out")).to_be_visible()


def scrub_of(page: Page) -> Locator:
    """The bar of the first player, once it stands at the first touch."""
    expect(page.locator("[data-said]").first).to_contain_text("foot on the ground")
    return page.get_by_label("Moment in the clip").first


def foot(page: Page) -> str | None:
    """Where the left foot of the figure is."""
    shin = page.locator('.gait-stage [data-to="left_ankle"]').first
    return shin.get_attribute("x2")


def test_films_are_sent_and_the_figure_is_moved_by_keys(page: Page) -> None:
    send(page)
    scrub = scrub_of(page)
    before, value = foot(page), scrub.input_value()
    scrub.focus()
    page.keyboard.press("ArrowRight")
    assert int(scrub.input_value()) == int(value) + 1
    assert foot(page) != before
    said = page.locator("[data-said]").first.text_content()
    assert scrub.get_attribute("aria-valuetext") == said


def test_the_figure_plays_and_stops(page: Page) -> None:
    send(page)
    scrub = scrub_of(page)
    value = int(scrub.input_value())
    page.get_by_label("Speed").first.select_option("1")
    play = page.get_by_role("button", name="Play").first
    play.click()
    page.wait_for_function(
        "value => Number(document.querySelector('[data-scrub]').value) > value + 5", arg=value
    )
    pause = page.get_by_role("button", name="Pause").first
    expect(pause).to_have_attribute("aria-pressed", "true")
    pause.click()
    stopped = scrub.input_value()
    expect(page.get_by_role("button", name="Play").first).to_be_visible()
    assert scrub.input_value() == stopped


def test_the_buttons_go_by_frames_and_by_touches(page: Page) -> None:
    send(page)
    scrub = scrub_of(page)
    value = int(scrub.input_value())
    page.get_by_role("button", name="Frame on").first.click()
    page.get_by_role("button", name="Frame on").first.click()
    page.get_by_role("button", name="Frame back").first.click()
    assert int(scrub.input_value()) == value + 1
    page.get_by_role("button", name="Next touch").first.click()
    assert int(scrub.input_value()) > value + 10
    expect(page.locator("[data-said]").first).to_contain_text("foot on the ground")
    window = page.locator(".gait-trace").first.get_attribute("viewBox")
    assert window is not None
    assert float(window.split()[2]) == pytest.approx(300)


def test_without_a_script_the_stride_and_the_traces_are_there(plain_page: Page) -> None:
    send(plain_page)
    expect(plain_page.locator(".gait-player").first).to_be_hidden()
    expect(plain_page.locator(".gait-stride").first).to_be_visible()
    expect(plain_page.locator(".gait-trace").first).to_be_visible()
    expect(plain_page.locator(".gait-frame").first).to_be_visible()


def test_a_refused_film_leads_back_to_the_form(page: Page) -> None:
    page.goto("/gait")
    page.get_by_label("Seen from the left").set_input_files(NOBODY)
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody is in the film")
    assert violations(page) == ""
    page.get_by_role("link", name="Try another clip").click()
    expect(page.get_by_label("Seen from the left")).to_be_visible()


def test_a_session_is_deleted_and_put_back(page: Page) -> None:
    send(page)
    heading = page.get_by_role("heading", level=1).text_content()
    page.get_by_role("button", name="Delete this session").click()
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading or "")


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request: pytest.FixtureRequest, chromium: Browser, app: str) -> Iterator[Page]:
    """A narrow phone after two sessions."""
    scheme: Literal["light", "dark"] = request.param
    context = chromium.new_context(
        base_url=app, color_scheme=scheme, viewport={"width": NARROW, "height": 844}
    )
    opened = context.new_page()
    send(opened)
    opened.goto("/gait")
    opened.get_by_label("Seen from the left").set_input_files(FILM)
    opened.get_by_role("button", name="Read").click()
    expect(opened.get_by_role("heading", name="What stands out")).to_be_visible()
    yield opened
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_no_page_is_wider_than_a_narrow_phone(
    reader: Page, path: str
) -> None:
    reader.goto(path)
    reader.evaluate(UNFOLD)
    assert violations(reader) == ""
    assert reader.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_axe_finds_nothing_before_the_first_film(
    chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with film_desk(tmp_path, monkeypatch) as (desk, _), served(desk) as address:
        context = chromium.new_context(base_url=address, viewport={"width": NARROW, "height": 844})
        empty = context.new_page()
        empty.goto("/gait")
        empty.evaluate(UNFOLD)
        assert violations(empty) == ""
        assert empty.evaluate("document.documentElement.scrollWidth") <= NARROW
        context.close()
