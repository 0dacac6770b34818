from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_walk import begin
from stridewell.web.figures import figure_svg, question_figure
from stridewell.web.figures.poses import figures
from stridewell.web.figures.skin_areas import skin_pictures

pytestmark = pytest.mark.browser

ASK = "/check-in/ask/pain_regions"
OUTSIDE = """svg => {
  const frame = svg.getBoundingClientRect();
  const inner = each => each.closest("svg") !== svg;
  return [...svg.querySelectorAll("path, rect, text, circle")].filter(each => {
    if (inner(each)) return false;
    const box = each.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map(each => each.outerHTML);
}"""
HIDDEN = """svg => {
  const matrix = svg.getScreenCTM();
  const spots = [...svg.querySelectorAll(".body-spot")];
  return spots.filter(spot => {
    const box = spot.getBBox();
    let inside = 0, reached = 0;
    for (let across = 1; across < 10; across++) for (let down = 1; down < 10; down++) {
      const point = new DOMPoint(box.x + box.width * across / 10, box.y + box.height * down / 10);
      if (!spot.isPointInFill(point)) continue;
      inside++;
      const there = point.matrixTransform(matrix);
      reached += document.elementFromPoint(there.x, there.y) === spot;
    }
    return reached < 0.75 * inside;
  }).map(spot => spot.dataset.region);
}"""


def spot(page: Page, view: str, region: str, side: str) -> Locator:
    place = f'[data-region="{region}"][data-side="{side}"]'
    return page.locator(f'.body-view[data-view="{view}"] {place}')


def side_of(page: Page, region: str) -> str:
    chosen = page.locator(f'input[name="answer-{region}"]:checked')
    return str(chosen.get_attribute("value")) if chosen.count() else ""


@pytest.fixture
def asked(page: Page) -> Page:
    """The question for the places, on a phone."""
    begin(page, "lateral_hip")
    page.goto(ASK)
    return page


def test_tapping_the_left_outer_hip_ticks_its_box_and_the_left(asked: Page) -> None:
    spot(asked, "front", "lat_hip", "left").click()
    expect(asked.locator("#place-lat_hip")).to_be_checked()
    assert side_of(asked, "lat_hip") == "left"
    expect(asked.locator("[data-said]")).to_contain_text("Outer side of the hip (left)")
    spot(asked, "front", "lat_hip", "right").click()
    assert side_of(asked, "lat_hip") == "both"
    spot(asked, "front", "lat_hip", "left").click()
    assert side_of(asked, "lat_hip") == "right"
    spot(asked, "front", "lat_hip", "right").click()
    expect(asked.locator("#place-lat_hip")).not_to_be_checked()
    assert side_of(asked, "lat_hip") == ""


def test_a_place_on_the_middle_line_is_in_the_middle(asked: Page) -> None:
    spot(asked, "front", "pubis", "midline").click()
    assert side_of(asked, "pubis") == "midline"


def test_the_boxes_show_on_the_map(asked: Page) -> None:
    asked.locator("#place-sit_bone").check()
    asked.get_by_role("button", name="Back", exact=True).click()
    expect(spot(asked, "back", "sit_bone", "left")).to_have_attribute("aria-checked", "true")
    expect(spot(asked, "back", "sit_bone", "right")).to_have_attribute("aria-checked", "true")
    asked.locator('.place:has(#place-sit_bone) label:has(input[value="left"])').click()
    expect(spot(asked, "back", "sit_bone", "right")).to_have_attribute("aria-checked", "false")


def test_the_map_with_the_keyboard_alone(asked: Page) -> None:
    asked.locator('button[data-show="right"]').focus()
    asked.keyboard.press("Tab")
    asked.keyboard.press("ArrowDown")
    focused = asked.locator(":focus")
    expect(focused).to_have_attribute("role", "checkbox")
    region = str(focused.get_attribute("data-region"))
    asked.keyboard.press("Space")
    expect(asked.locator(f"#place-{region}")).to_be_checked()


def test_what_was_tapped_is_what_is_sent(asked: Page) -> None:
    spot(asked, "front", "groin", "right").click()
    with asked.expect_navigation():
        asked.get_by_role("button", name="Next").click()
    asked.goto(ASK)
    expect(asked.locator("#place-groin")).to_be_checked()
    assert side_of(asked, "groin") == "right"


def test_without_javascript_there_are_the_boxes_alone(plain_page: Page) -> None:
    begin(plain_page, "lateral_hip")
    plain_page.goto(ASK)
    expect(plain_page.locator(".body-map")).to_be_hidden()
    expect(plain_page.locator("#place-lat_hip")).to_be_visible()


def test_no_place_is_hidden_under_another(asked: Page) -> None:
    for view in ("front", "back", "left", "right"):
        asked.locator(f'button[data-show="{view}"]').click()
        drawing = asked.locator(f'.body-view[data-view="{view}"]')
        drawing.evaluate("svg => svg.scrollIntoView()")
        assert drawing.evaluate(HIDDEN) == [], view


def test_every_picture_stays_inside_its_frame_words_included(page: Page) -> None:
    page.goto("/limits")
    pictures = [*map(figure_svg, figures()), *map(question_figure, skin_pictures())]
    page.locator("main").evaluate(
        "(main, drawn) => { main.innerHTML = drawn; }", "".join(str(each) for each in pictures)
    )
    shown = page.locator("svg.fig")
    expect(shown).to_have_count(len(pictures))
    for place in range(len(pictures)):
        name = shown.nth(place).get_attribute("aria-labelledby")
        assert shown.nth(place).evaluate(OUTSIDE) == [], name
    assert not re.search(r"\bNaN\b", page.content())
