from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from browser_walk import UNFOLD, submit, violations
from stridewell.app.daily import set_wishes
from stridewell.app.desk import Desk
from stridewell.knowledge.training import ExerciseKind
from stridewell.plan.wishes import MOST_MINUTES, Wishes
from web_app import KNOWLEDGE, desk_of, served, tell

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
SHEET = re.compile(rb"/Type\s*/Page\b")
WEEK = {f"2026-05-{day}" for day in range(11, 18)}


@dataclass(frozen=True, slots=True)
class Told:
    """The app with the runs and the answers of the lateral hip example, and its desk."""

    desk: Desk
    address: str


@pytest.fixture
def told(tmp_path: Path, with_runs: Path) -> Iterator[Told]:
    copied = shutil.copy(with_runs, tmp_path)
    with desk_of(url=f"sqlite:///{copied}") as desk:
        tell(desk)
        with served(desk) as address:
            yield Told(desk, address)


@pytest.fixture(params=[True, False], ids=["with_scripts", "without_scripts"])
def phone(request: pytest.FixtureRequest, chromium: Browser, told: Told) -> Iterator[Page]:
    """A runner's phone, once as it comes and once with scripts switched off."""
    context = chromium.new_context(
        base_url=told.address, viewport=PHONE, java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(chromium: Browser, told: Told) -> Iterator[Page]:
    """A phone on which a script can measure."""
    context = chromium.new_context(base_url=told.address, viewport=PHONE)
    yield context.new_page()
    context.close()


def day_of(page: Page, name: str) -> Locator:
    return page.locator(".days > li").filter(has=page.get_by_role("heading", name=name))


def opened(page: Page, session: str, day: str) -> Locator:
    """A session of a day, with its reasons and its form unfolded."""
    named = page.locator("strong").get_by_text(session, exact=True)
    item = day_of(page, day).locator(".item").filter(has=named)
    item.locator("summary").click()
    return item


def move(page: Page, session: str, day: str, to: str) -> None:
    """Move a session of the week by its form."""
    item = opened(page, session, day)
    item.get_by_label("Move to").select_option(to)
    with page.expect_navigation():
        item.get_by_role("button", name="Move", exact=True).click()


def press(page: Page, group: str, choice: str) -> None:
    """Choose in a group of choices, as a thumb does."""
    asked = page.locator("fieldset").filter(has=page.locator("legend", has_text=group)).first
    asked.locator("label").filter(has=page.get_by_text(choice, exact=True)).click()


def check_in(page: Page, pain: str, worst: str, walking: str) -> None:
    """The quick check-in of a morning, with nothing new."""
    page.goto("/")
    page.get_by_role("link", name="Quick check-in").first.click()
    press(page, "Pain now", pain)
    press(page, "Worst pain since", worst)
    press(page, "Did pain wake you", "No")
    press(page, "How do you walk", walking)
    press(page, "Is anything new", "No, nothing new")
    submit(page, "Done")


def no_time(page: Page) -> None:
    """Give no day any time to train, and have the week planned."""
    minutes = page.get_by_role("spinbutton", name=": minutes")
    expect(minutes).to_have_count(7)
    for field in minutes.all():
        field.fill("0")
    submit(page, "Store and plan")


def test_from_the_answer_to_a_week_in_the_calendar_in_two_clicks(phone: Page) -> None:
    phone.goto("/answer")
    phone.get_by_role("link", name="See your week").click()
    with phone.expect_download() as waiting:
        phone.get_by_role("link", name="To your calendar").click()
    calendar = Calendar.from_ical(waiting.value.path().read_bytes())
    assert any(str(event["SUMMARY"]).startswith("Run") for event in calendar.events)
    assert {f"{event.start:%F}" for event in calendar.events} <= WEEK


def test_a_session_moves_and_a_move_that_breaks_a_limit_is_refused(phone: Page) -> None:
    phone.goto("/plan")
    move(phone, "Run", "Tue 12 May", "2026-05-13")
    expect(day_of(phone, "Wed 13 May")).to_contain_text("your day")
    move(phone, "Run", "Sat 16 May", "2026-05-14")
    expect(phone.get_by_role("alert")).to_contain_text("The session stays where it is.")
    expect(day_of(phone, "Sat 16 May")).to_contain_text("km easy")
    item = opened(phone, "Run", "Wed 13 May")
    with phone.expect_navigation():
        item.get_by_role("button", name="Let the plan choose").click()
    expect(phone.locator(".days")).not_to_contain_text("your day")


def test_a_session_is_told_with_an_exercise_and_taken_back(phone: Page) -> None:
    phone.goto("/log")
    session = phone.locator("details.session").filter(has_text="Strength session, Mon 11 May")
    press(phone, "Was it done?", "Done as planned")
    press(phone, "Worst pain during it", "2")
    for field, number in (("sets", "2"), ("repetitions", "12"), ("pain from 0 to 10", "1")):
        session.get_by_label(f"Bridge: {field}").fill(number)
    session.get_by_label("Bridge: clean form").select_option("yes")
    with phone.expect_navigation():
        session.get_by_role("button", name="Store").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Today")
    phone.goto("/log")
    expect(phone.locator("ul.told > li")).to_have_count(1)
    expect(phone.locator("ul.told")).to_contain_text("pain 2 of 10")
    expect(session).to_have_count(0)
    submit(phone, "Take back")
    expect(phone.locator("ul.told")).to_have_count(0)
    expect(session).to_have_count(1)


def test_a_limp_in_the_morning_changes_the_day_and_says_what_changed(phone: Page) -> None:
    phone.goto("/plan")
    expect(phone.locator(".days")).to_contain_text("km easy")
    check_in(phone, "3", "4", "With a limp")
    expect(phone.locator(".do")).to_contain_text("No running until this has changed")
    changed = phone.get_by_role("region", name="What changed since the last plan")
    expect(changed).to_contain_text("No longer: run on Tuesday 12 May.")
    changed.locator("summary").first.click()
    expect(changed.get_by_text("No run while you limp.").first).to_be_visible()


def test_a_week_without_time_says_what_cannot_hold_at_once(phone: Page) -> None:
    phone.goto("/plan")
    phone.get_by_role("link", name="Your days").click()
    no_time(phone)
    expect(phone.locator(".unplaced")).to_contain_text("These cannot all hold at once:")
    expect(phone.locator(".unplaced")).to_contain_text("days without time")
    expect(phone.locator(".days")).not_to_contain_text("km easy")
    phone.get_by_role("link", name="Change your days").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your days")


def test_what_matters_today_fits_on_the_first_screen_of_a_phone(scripted: Page) -> None:
    scripted.goto("/")
    for part in (".do", 'a[href="/check-in/today"]', 'a[href="/log"]', ".line"):
        expect(scripted.locator(f"main {part}").first).to_be_in_viewport(ratio=1)


def test_a_morning_takes_hardly_any_scrolling_and_a_thumb_hits_its_marks(scripted: Page) -> None:
    scripted.goto("/check-in/today")
    done = scripted.get_by_role("button", name="Done").bounding_box()
    mark = scripted.locator(".points span").first.bounding_box()
    assert done is not None
    assert mark is not None
    assert done["y"] + done["height"] < 1.2 * PHONE["height"]
    assert min(mark["width"], mark["height"]) >= 24  # the smallest target WCAG 2.2 allows


def test_an_empty_plan_says_what_comes_first(page: Page) -> None:
    page.goto("/plan")
    expect(page.locator("main")).to_contain_text("No check-in was made yet.")
    page.get_by_role("link", name="Begin the check-in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check-in")


def test_axe_finds_nothing_once_a_good_deal_was_told(scripted: Page) -> None:
    scripted.goto("/plan")
    check_in(scripted, "3", "4", "With a limp")
    scripted.goto("/log")
    press(scripted, "Was it done?", "Not done")
    scripted.get_by_role("button", name="Store").first.click()
    scripted.goto("/plan/days")
    scripted.locator('[name="race_day_1"]').fill("2026-05-24")
    scripted.locator('[name="race_km_1"]').fill("21.1")
    no_time(scripted)
    for path in ("/", "/plan", "/plan/days", "/plan/ready", "/log"):
        scripted.goto(path)
        scripted.evaluate(UNFOLD)
        assert violations(scripted) == ""
        assert scripted.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_fullest_week_prints_on_one_sheet(scripted: Page, told: Told, paper: str) -> None:
    everything = Wishes(
        minutes=(MOST_MINUTES,) * 7,
        equipment=frozenset(KNOWLEDGE.equipment),
        cross_training=tuple(
            each.id for each in KNOWLEDGE.exercises.values() if each.kind is ExerciseKind.ENDURANCE
        ),
    )
    set_wishes(told.desk.store, told.desk.clock.now(), everything, KNOWLEDGE, told.desk.writers)
    check_in(scripted, "4", "5", "With a limp")
    scripted.goto("/plan/print")
    assert scripted.locator(".paper .done").count() >= 10
    assert len(SHEET.findall(scripted.pdf(format=paper))) == 1
