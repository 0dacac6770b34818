from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser_walk import answer, begin, walk
from web_app import EXAMPLES, KNOWLEDGE

pytestmark = pytest.mark.browser


def from_check_in_to_plan(page: Page) -> None:
    """The lateral hip runner goes through everything."""
    begin(page, "lateral_hip")
    asked = walk(page, "lateral_hip")
    assert asked[0] == "saddle_numbness"
    assert "test_sls30" in asked
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answer")
    expect(page.locator(".urgency")).to_contain_text("Self-manage")
    expect(page.locator(".candidates h3").first).to_contain_text("Greater trochanteric pain")
    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.locator(".days > li")).to_have_count(7)
    expect(page.locator("main")).to_contain_text("No single run this week beyond")


def test_from_the_check_in_to_the_plan(page: Page) -> None:
    from_check_in_to_plan(page)


def test_from_the_check_in_to_the_plan_without_javascript(plain_page: Page) -> None:
    from_check_in_to_plan(plain_page)


def test_an_emergency_stops_the_form(page: Page) -> None:
    begin(page, "emergency")
    asked = walk(page, "emergency")
    assert asked == ["saddle_numbness"]
    expect(page.locator(".urgency")).to_contain_text("Emergency now")
    expect(page.get_by_role("link", name="112")).to_be_visible()
    expect(page.locator(".candidates")).to_be_hidden()


def test_not_sure_back_and_on_again(page: Page) -> None:
    begin(page, "lateral_hip")
    answer(page, None)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        KNOWLEDGE.questions["saddle_numbness_again"].text
    )
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page.locator('input[value="not_sure"]')).to_be_checked()
    answer(page, "no")
    expect(page).to_have_url(re.compile("bladder_bowel$"))


def test_one_question_with_the_keyboard_alone(page: Page) -> None:
    begin(page, "lateral_hip")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "answer":
            break
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        KNOWLEDGE.questions["bladder_bowel"].text
    )


def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page) -> None:
    page.goto("/limits")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_none_of_these_and_the_other_boxes_exclude_one_another(page: Page) -> None:
    begin(page, "lateral_hip")
    told = EXAMPLES["lateral_hip"].case.answers
    for _ in range(5):
        answer(page, told[page.url.rsplit("/", 1)[1]])
    page.locator('input[value="fall"]').check()
    page.locator('input[value="none"]').check()
    expect(page.locator('input[value="fall"]')).not_to_be_checked()
