from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser_walk import answer, begin, submit, walk
from web_app import EXAMPLES, KNOWLEDGE

pytestmark = pytest.mark.browser


def from_check_in_to_plan(page: Page) -> None:
    """The lateral hip runner goes through everything that is asked."""
    begin(page, "lateral_hip")
    asked = walk(page, "lateral_hip")
    assert KNOWLEDGE.questions[asked[0]].critical
    assert set(KNOWLEDGE.interview.core) <= set(asked)
    assert "pain_side" not in asked
    expect(page.get_by_role("heading", level=1)).to_have_text("Enough is known")
    submit(page, "See my answer")
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
    assert asked[-1] == "saddle_numbness"
    expect(page.locator(".urgency")).to_contain_text("Emergency now")
    expect(page.get_by_role("link", name="112")).to_be_visible()
    expect(page.locator(".candidates")).to_be_hidden()


def test_back_and_another_answer_on_the_way(page: Page) -> None:
    begin(page, "lateral_hip")
    first = page.url
    answer(page, None)
    page.get_by_role("link", name="Back", exact=True).click()
    expect(page).to_have_url(first)
    expect(page.locator('input[value="not_sure"]')).to_be_checked()
    answer(page, EXAMPLES["lateral_hip"].case.answers[first.rsplit("/", 1)[1]])
    expect(page).not_to_have_url(first)
    page.get_by_role("link", name="your answers").click()
    page.get_by_role("link", name="Change").first.click()
    expect(page).to_have_url(first)


def test_one_question_with_the_keyboard_alone(page: Page) -> None:
    begin(page, "lateral_hip")
    first = page.url
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "answer":
            break
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).not_to_have_url(first)


def to_the_places(page: Page) -> None:
    begin(page, "lateral_hip")
    told = EXAMPLES["lateral_hip"].case.answers
    while not page.url.endswith("pain_regions"):
        answer(page, told.get(page.url.rsplit("/", 1)[1], ["none"]))


def sides_come_with_a_mark(page: Page) -> None:
    """The sides of a place can be chosen once the place is marked."""
    to_the_places(page)
    right = page.locator('input[name="answer-lat_hip"][value="right"] + span')
    expect(right).to_be_hidden()
    page.locator("#place-lat_hip").check()
    right.click()
    submit(page, "Next")
    page.get_by_role("link", name="your answers").click()
    expect(page.locator("main")).to_contain_text("Outer side of the hip (right)")


def test_a_place_is_marked_with_its_side(page: Page) -> None:
    sides_come_with_a_mark(page)


def test_a_place_is_marked_with_its_side_without_javascript(plain_page: Page) -> None:
    sides_come_with_a_mark(plain_page)


def test_clinical_terms_are_switched_on_without_javascript(plain_page: Page) -> None:
    to_the_places(plain_page)
    plain_page.locator("#place-lat_hip").check()
    submit(plain_page, "Next")
    submit(plain_page, "See my answer now")
    term = plain_page.locator(".clinical").first
    expect(term).to_be_hidden()
    plain_page.get_by_label("Show clinical terms too").check()
    expect(term).to_be_visible()


def test_the_skip_link_comes_first_and_leads_to_the_content(page: Page) -> None:
    page.goto("/limits")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_none_of_these_and_the_other_boxes_exclude_one_another(page: Page) -> None:
    begin(page, "lateral_hip")
    told = EXAMPLES["lateral_hip"].case.answers
    while not page.url.endswith("/trauma"):
        answer(page, told[page.url.rsplit("/", 1)[1]])
    page.locator('input[value="fall"]').check()
    page.locator('input[value="not_sure"]').check()
    expect(page.locator('input[value="fall"]')).to_be_checked()
    page.locator('input[value="none"]').check()
    expect(page.locator('input[value="fall"]')).not_to_be_checked()
