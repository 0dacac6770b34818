"""The page of food, sleep and help: figures for some, words alone for others."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from stridewell.app.check_in import save_case
from stridewell.app.desk import Desk
from stridewell.app.fuel import FuelAnswer, fuel_today
from stridewell.intake.runner import Runner
from stridewell.plan.fuel import FuelDay, NoEnergyFigures
from web_app import EXAMPLES, KNOWLEDGE, Browser, browser_over

ENERGY_FIGURE = re.compile(r"\d[\d.,]*\s*(?:k?cal\b|kJ\b|calories?\b)", re.IGNORECASE)
BODY = {"mass_kg": "60", "height_cm": "168", "fat_free_mass_kg": "", "intake_kcal": "2400"}


def tell_with(desk: Desk, wellbeing: object, age: float = 34) -> Browser:
    """The example's answers, but for the question about eating and the age."""
    case = EXAMPLES["lateral_hip"].case
    runner = Runner(age, case.runner.sex, locale="GB")
    answers = {k: v for k, v in case.answers.items() if k != "wellbeing"}
    if wellbeing is not None:
        answers["wellbeing"] = wellbeing  # type: ignore[assignment]  # an answer of any shape
    save_case(
        desk.store, replace(case, runner=runner, answers=answers), desk.knowledge, desk.writers
    )
    return browser_over(desk)


def answer_of(desk: Desk) -> FuelAnswer:
    return fuel_today(desk.store, desk.clock.now(), desk.knowledge)


def test_before_the_first_check_in_the_page_says_how_to_begin(browser: Browser) -> None:
    assert "/check-in" in browser.get("/fuel").text


def test_the_day_has_meals_with_figures_and_a_why_for_each(desk: Desk) -> None:
    browser = tell_with(desk, ["none"])
    assert isinstance(answer_of(desk).food, FuelDay)
    page = browser.get("/fuel").text
    assert "per kg of body weight" in page
    figures = page.count('<span class="whole">')
    assert figures > 5
    assert page.count("<summary>Why?") >= figures


def test_a_weight_makes_the_amounts_personal(desk: Desk) -> None:
    browser = tell_with(desk, ["none"])
    answer = browser.post("/fuel/body", BODY)
    assert answer.status_code == 303
    page = browser.get("/fuel").text
    assert "per kg of body weight" not in page
    assert "kcal per kg of fat-free mass" in page
    assert 'value="60"' in page


def test_an_emptied_field_is_forgotten(desk: Desk) -> None:
    browser = tell_with(desk, ["none"])
    browser.post("/fuel/body", BODY)
    browser.post("/fuel/body", BODY | {"mass_kg": ""})
    assert answer_of(desk).told.mass_kg is None


@pytest.mark.parametrize(
    ("field", "value"), [("mass_kg", "600"), ("height_cm", "1.68"), ("intake_kcal", "lots")]
)
def test_impossible_numbers_are_refused_and_nothing_is_kept(
    field: str, value: str, desk: Desk
) -> None:
    browser = tell_with(desk, ["none"])
    answer = browser.post("/fuel/body", BODY | {field: value})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert answer_of(desk).told.height_cm is None


@pytest.mark.parametrize(
    ("wellbeing", "age"),
    [
        (["eating"], 34),
        (["low_weight"], 34),
        (["self_harm"], 34),
        (["not_sure"], 34),
        (None, 34),
        (["none"], 16),
    ],
    ids=["eating", "low weight", "crisis", "rather not say", "not asked", "minor"],
)
def test_words_alone_where_figures_could_do_harm(wellbeing: object, age: float, desk: Desk) -> None:
    browser = tell_with(desk, ["none"])
    browser.post("/fuel/body", BODY)
    browser = tell_with(desk, wellbeing, age)
    assert isinstance(answer_of(desk).food, NoEnergyFigures)
    page = browser.get("/fuel").text
    assert not ENERGY_FIGURE.search(page)
    assert "mass_kg" not in page
    assert browser.post("/fuel/body", BODY).status_code == 400


def test_troubled_eating_shows_a_person_to_call(desk: Desk) -> None:
    page = tell_with(desk, ["eating"]).get("/fuel").text
    assert KNOWLEDGE.crisis_lines["GB"].number in page


def test_the_open_question_about_eating_is_a_click_away(desk: Desk) -> None:
    assert 'href="/check-in/ask/wellbeing"' in tell_with(desk, None).get("/fuel").text


def test_an_answer_of_the_screen_ends_the_figures(desk: Desk) -> None:
    browser = tell_with(desk, ["none"])
    browser.post("/fuel/body", BODY)
    assert browser.post("/fuel/screen", {"food_rules": "yes"}).status_code == 303
    page = browser.get("/fuel").text
    assert not ENERGY_FIGURE.search(page)
    assert "This pattern fits" in page


def test_answers_of_the_screen_stay_beside_later_ones(desk: Desk) -> None:
    browser = tell_with(desk, ["none"])
    browser.post("/fuel/screen", {"often_ill": "no"})
    browser.post("/fuel/screen", {"dizzy_or_cold": "not_sure"})
    assert answer_of(desk).told.screen == {"often_ill": "no", "dizzy_or_cold": "not_sure"}


@pytest.mark.parametrize("form", [{"toe_colour": "yes"}, {"often_ill": "perhaps"}, {"tired": "no"}])
def test_what_the_screen_does_not_ask_is_refused(form: dict[str, str], desk: Desk) -> None:
    assert tell_with(desk, ["none"]).post("/fuel/screen", form).status_code == 400


def test_an_emergency_stands_on_top(emergency: Desk) -> None:
    page = browser_over(emergency).get("/fuel").text
    assert page.index("How urgent") < page.index("Food today")
    assert "Emergency department or ambulance" in page


def test_cards_carry_their_verdict(desk: Desk) -> None:
    page = tell_with(desk, ["none"]).get("/fuel").text
    assert "Glucosamine" in page
    assert "Contradicted" in page
