"""The page of an exercise in a real browser: it moves, can be paused, and counts sets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_walk import violations
from stridewell.web.figures.moves import moves

pytestmark = pytest.mark.browser

NARROW = 320
SHOWN = """() => [...document.querySelectorAll("[data-frame]")]
  .find(each => !each.hasAttribute("display")).dataset.frame"""
FIRST = '[data-frame="0"]'
PAINTED = """async () => {
  for (let each = 0; each < 40; each++) await new Promise(requestAnimationFrame);
}"""
"""Longer than any frame of the figure is shown."""
SOME = (
    "bridge",
    "band_walk",
    "hamstring_slider",
    "swimming",
    "easy_cycling",
    "pelvic_floor_contraction",
)


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_narrowest_phone(
    chromium: Browser, app: str, name: str, scheme: str
) -> None:
    context = chromium.new_context(
        base_url=app,
        viewport={"width": NARROW, "height": 640},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(f"/exercises/{name}")
    assert violations(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    context.close()


def test_the_figure_moves_until_it_is_paused(page: Page) -> None:
    page.goto("/exercises/leg_swings")
    expect(page.locator(FIRST)).to_have_attribute("display", "none")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    stopped = page.evaluate(SHOWN)
    page.evaluate(PAINTED)
    assert page.evaluate(SHOWN) == stopped


def test_who_wants_less_motion_begins_with_a_still_figure(chromium: Browser, app: str) -> None:
    context = chromium.new_context(base_url=app, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/exercises/leg_swings")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.evaluate(PAINTED)
    assert page.evaluate(SHOWN) == "0"
    expect(page.locator(".move-strip li")).to_have_count(2)
    page.get_by_role("button", name="Play").click()
    expect(page.locator(FIRST)).to_have_attribute("display", "none")
    context.close()


def test_without_javascript_the_strip_and_the_words_are_there(plain_page: Page) -> None:
    plain_page.goto("/exercises/bridge")
    assert plain_page.locator(".move-strip svg").count() == len(moves()["bridge"].keys)
    expect(plain_page.locator(".move-strip svg").first).to_be_visible()
    expect(plain_page.locator("[data-mover]")).to_be_hidden()
    expect(plain_page.locator("[data-player]")).to_be_hidden()
    expect(plain_page.get_by_role("heading", name="How to do it")).to_be_visible()


def test_sets_are_counted_and_begun_again(page: Page) -> None:
    page.goto("/exercises/bridge")
    box = page.locator("[data-player]")
    expect(box.locator("[data-set]")).to_have_text("Set 1 of 2")
    box.get_by_role("button", name="Set done").click()
    expect(box.locator("[data-set]")).to_have_text("Set 2 of 2")
    box.get_by_role("button", name="Set done").click()
    expect(box.locator("[data-set]")).to_have_text("All sets done")
    expect(box.get_by_role("button", name="Start", exact=True)).to_be_disabled()
    box.get_by_role("button", name="From the start").click()
    expect(box.locator("[data-set]")).to_have_text("Set 1 of 2")


def test_repetitions_and_holds_are_told_at_the_pace_of_the_figure(page: Page) -> None:
    page.goto("/exercises/bridge")
    told = """async ([plan, round, elapsed]) => {
      const { setAt } = await import("/static/moves.js");
      return setAt(plan, round, elapsed);
    }"""
    three = page.evaluate(told, [{"sets": 2, "reps": 12, "hold": 0}, 8, 25_000])
    assert three == {"face": 3, "over": False}
    over = page.evaluate(told, [{"sets": 2, "reps": 3, "hold": 10}, 8, 30_000])
    assert over == {"face": 3, "over": True}
    held = page.evaluate(told, [{"sets": 5, "reps": 0, "hold": 30}, 8, 12_500])
    assert held == {"face": 18, "over": False}
    ended = page.evaluate(told, [{"sets": 5, "reps": 0, "hold": 30}, 8, 30_000])
    assert ended == {"face": 0, "over": True}


def test_frames_follow_their_times_and_begin_again(page: Page) -> None:
    page.goto("/exercises/bridge")
    found = page.evaluate("""async () => {
      const { frameAt, readTimes } = await import("/static/moves.js");
      const times = readTimes("0:500 1:100 2:400 1:100");
      return [0, 499, 500, 600, 1000, 1100, 1600].map(each => frameAt(times, each));
    }""")
    assert found == [0, 0, 1, 2, 1, 0, 1]
