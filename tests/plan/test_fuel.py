"""A day's food: bands by the day's training, and words alone where figures could do harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE, facts
from stridewell.intake.runner import Sex
from stridewell.knowledge.fuel import DayKind
from stridewell.plan.energy import (
    Body,
    BodyRefusal,
    BodyRefused,
    EnergyAvailability,
    EnergyUnknown,
    EnergyVerdict,
    energy_availability,
    fat_free_mass,
)
from stridewell.plan.fuel import Amount, FuelDay, FuelInput, NoEnergyFigures, fuel_day
from stridewell.plan.fuel_training import REST_DAY, Training, training_of
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.values.evidence import FactTable, State
from stridewell.values.quantities import Interval

FUEL = KNOWLEDGE.fuel
ENERGY_FIGURE = re.compile(r"\d[\d.,]*\s*(?:k?cal\b|kJ\b|calories?\b)", re.IGNORECASE)
FIGURE = re.compile(r"\d[\d.,]*\s*(?:kg|g\b|mg|kcal|kJ)")
WELL = facts("sex_female", absent=("eating_disorder", "very_low_weight", "self_harm_thoughts"))
WOMAN = Body(34, Sex.FEMALE, 60.0, 168.0)
LONG = Training(DayKind.LONG, longest_min=120, running_m=20_000)
ADULT = FuelInput(WELL, WOMAN, KNOWLEDGE, LONG)


def day(inputs: FuelInput = ADULT) -> FuelDay:
    made = fuel_day(inputs)
    assert isinstance(made, FuelDay)
    return made


def words_alone(inputs: FuelInput) -> NoEnergyFigures:
    made = fuel_day(inputs)
    assert isinstance(made, NoEnergyFigures)
    return made


def amounts(made: FuelDay | NoEnergyFigures) -> Mapping[str, Amount]:
    return {a.advice.group: a for meal in made.meals for a in meal.amounts}


def texts(value: object) -> Iterator[str]:
    """Every sentence and figure of an answer, as a person would read it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Amount):
        yield f"{value.range.low:g} to {value.range.high:g} {value.unit}"
        yield value.advice.text
    elif isinstance(value, EnergyAvailability):
        yield f"{value.exercise_kcal.high:g} kcal {value.fat_free_mass_kg.high:g} kg"
        yield value.text
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts(getattr(value, each.name))
    elif isinstance(value, Sequence):
        for each in value:
            yield from texts(each)


def test_amounts_grow_with_body_and_with_the_day() -> None:
    light = amounts(day(replace(ADULT, training=REST_DAY)))["carbohydrate_day"].range
    long = amounts(day())["carbohydrate_day"].range
    heavier = replace(ADULT, body=replace(WOMAN, mass_kg=75.0))
    assert light.high < long.low
    assert amounts(day(heavier))["carbohydrate_day"].range.low > long.low


def test_an_injured_runner_gets_the_upper_half_of_the_protein() -> None:
    usual = amounts(day())["protein_day"].range
    injured = amounts(day(replace(ADULT, injured=True)))["protein_day"].range
    assert injured.low > usual.low
    assert injured.high == usual.high


def test_bone_asks_for_more_calcium_and_says_that_it_is_not_confirmed() -> None:
    calcium = amounts(day(replace(ADULT, bone=True)))["calcium"]
    assert calcium.range.low >= amounts(day())["calcium"].range.high
    assert calcium.advice.band.warrant.caveat("This is")


def test_food_during_a_run_is_for_long_runs() -> None:
    short = replace(ADULT, training=Training(DayKind.EASY, longest_min=30, running_m=5000))
    assert "carbohydrate_during" not in amounts(day(short))
    assert "carbohydrate_during" in amounts(day())


def test_without_a_weight_amounts_are_per_kg() -> None:
    made = day(replace(ADULT, body=replace(WOMAN, mass_kg=None)))
    assert amounts(made)["protein_day"].unit == "g per kg of body weight"
    assert FUEL.caveats["no_mass"] in made.caveats


def test_blood_levels_are_to_ask_about_and_nothing_is_to_be_taken() -> None:
    advice = " ".join(each.text for each in FUEL.amounts.values()).lower()
    assert not re.search(r"\btake (?:a |one |two )?(?:tablet|capsule|pill|supplement)", advice)
    assert "Ask for the test" in amounts(day())["ferritin_level"].advice.text


# --- where figures could do harm --------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (facts("eating_disorder", absent=("very_low_weight",)), "eating_signs"),
        (facts("very_low_weight", absent=("eating_disorder",)), "eating_signs"),
        (facts("self_harm_thoughts", absent=("eating_disorder", "very_low_weight")), "crisis"),
        (facts(), "eating_unknown"),
        (facts(absent=("very_low_weight",)), "eating_unknown"),
        (
            facts("pregnant_or_recent_birth", absent=("eating_disorder", "very_low_weight")),
            "pregnancy",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_words_alone_say_why(told: FactTable, kind: str) -> None:
    made = words_alone(replace(ADULT, facts=told, intake_kcal=2000))
    assert made.kind == kind
    assert made.next_step
    assert not amounts(made)


def test_a_sign_of_the_screen_counts_like_one_of_the_check_in() -> None:
    made = words_alone(replace(ADULT, screened={"food_rules": State.PRESENT}))
    assert made.kind == "eating_signs"


def test_not_sure_about_eating_is_no_no() -> None:
    assert words_alone(replace(ADULT, screened={"food_rules": State.UNKNOWN})).kind == (
        "eating_unknown"
    )


def test_the_open_question_is_named_so_that_it_can_be_answered() -> None:
    made = words_alone(replace(ADULT, facts=facts()))
    assert made.ask in KNOWLEDGE.questions


def test_a_person_to_call_is_named_by_country() -> None:
    troubled = facts("eating_disorder")
    here = words_alone(replace(ADULT, facts=troubled, locale="GB")).crisis
    elsewhere = words_alone(replace(ADULT, facts=troubled, locale="XX")).crisis
    assert here == KNOWLEDGE.crisis_lines["GB"]
    assert elsewhere == KNOWLEDGE.crisis_lines["default"]


def test_a_very_low_weight_for_the_height_ends_figures() -> None:
    made = words_alone(replace(ADULT, body=replace(WOMAN, mass_kg=45.0)))
    assert made.kind == "low_weight"
    assert not any(FIGURE.search(text) for text in texts(made))


def test_minors_see_what_does_not_depend_on_their_weight() -> None:
    made = words_alone(replace(ADULT, body=Body(16, Sex.FEMALE, 55.0, 165.0)))
    assert made.kind == "under_18"
    assert set(amounts(made)) == {"calcium", "fish", "vitamin_d_level", "ferritin_level"}
    assert all(not each.advice.per_kg for each in amounts(made).values())


@dataclass(frozen=True)
class Drawn:
    """Every body and day, possible or not."""

    bodies = st.builds(
        Body,
        age=st.floats(8, 100),
        sex=st.sampled_from(Sex),
        mass_kg=st.none() | st.floats(0.1, 500),
        height_cm=st.none() | st.floats(0.1, 300),
        fat_free_mass_kg=st.none() | st.floats(0.1, 300),
    )
    days = st.builds(
        Training,
        kind=st.sampled_from(DayKind),
        longest_min=st.floats(0, 600),
        running_m=st.none() | st.floats(0, 60_000),
        other_min=st.none() | st.floats(0, 300),
    )
    intakes = st.none() | st.floats(-100, 20_000)
    states = st.sampled_from(State)


EATING_SIGNS = ("eating_disorder", "very_low_weight", "self_harm_thoughts")
OWN_EATING = ("food_rules", "earning_food")


@given(
    body=Drawn.bodies,
    training=Drawn.days,
    intake=Drawn.intakes,
    states=st.fixed_dictionaries(dict.fromkeys(EATING_SIGNS, Drawn.states)),
    told=st.fixed_dictionaries({}, optional=dict.fromkeys(OWN_EATING, Drawn.states)),
    bone=st.booleans(),
)
def test_no_energy_figure_reaches_anybody_who_did_not_say_that_eating_is_no_struggle(
    body: Body,
    training: Training,
    intake: float | None,
    states: Mapping[str, State],
    told: Mapping[str, State],
    bone: bool,  # noqa: FBT001  (drawn)
) -> None:
    made = fuel_day(
        FuelInput(
            FactTable(states, {}),
            body,
            KNOWLEDGE,
            training,
            bone=bone,
            screened=told,
            intake_kcal=intake,
        )
    )
    safe = (
        states["eating_disorder"] is State.ABSENT
        and states["very_low_weight"] is State.ABSENT
        and states["self_harm_thoughts"] is not State.PRESENT
        and set(told.values()) <= {State.ABSENT}
        and body.age >= 18
    )
    if not safe:
        assert isinstance(made, NoEnergyFigures)
    if isinstance(made, NoEnergyFigures):
        assert not [text for text in texts(made) if ENERGY_FIGURE.search(text)]
        if made.kind != "under_18":
            assert not [text for text in texts(made) if FIGURE.search(text)]


@pytest.mark.parametrize("text", ["2,100 kcal", "45 kcal per kg", "300 kJ", "500 calories"])
def test_the_pattern_catches_energy_figures(text: str) -> None:
    assert ENERGY_FIGURE.search(text)


# --- bodies that cannot be ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "intake", "kind"),
    [
        (replace(WOMAN, mass_kg=600.0), None, BodyRefusal.MASS),
        (replace(WOMAN, mass_kg=0.0), None, BodyRefusal.MASS),
        (replace(WOMAN, mass_kg=float("nan")), None, BodyRefusal.MASS),
        (replace(WOMAN, height_cm=1.68), None, BodyRefusal.HEIGHT),
        (replace(WOMAN, height_cm=-168.0), None, BodyRefusal.HEIGHT),
        (replace(WOMAN, mass_kg=200.0, height_cm=130.0), None, BodyRefusal.BODY_MASS_INDEX),
        (replace(WOMAN, fat_free_mass_kg=70.0), None, BodyRefusal.FAT_FREE_MASS),
        (WOMAN, 90_000.0, BodyRefusal.INTAKE),
        (WOMAN, -5.0, BodyRefusal.INTAKE),
    ],
    ids=str,
)
def test_impossible_bodies_are_refused_by_name(
    body: Body, intake: float | None, kind: BodyRefusal
) -> None:
    made = fuel_day(replace(ADULT, body=body, intake_kcal=intake))
    assert isinstance(made, BodyRefused)
    assert made.kind is kind


# --- energy availability -----------------------------------------------------------------------


def energy(intake: float, body: Body = WOMAN, *, bone: bool = False) -> EnergyAvailability:
    made = energy_availability(body, LONG, intake, FUEL, bone=bone)
    assert isinstance(made, EnergyAvailability)
    return made


def test_more_food_is_more_energy_and_a_longer_run_is_less() -> None:
    shorter = replace(LONG, running_m=5000)
    less_run = energy_availability(WOMAN, shorter, 2400, FUEL)
    assert isinstance(less_run, EnergyAvailability)
    assert energy(3000).per_kg.low > energy(2400).per_kg.low
    assert less_run.per_kg.low > energy(2400).per_kg.low


def test_a_measured_fat_free_mass_makes_the_interval_narrower() -> None:
    estimated = energy(2800)
    measured = energy(2800, replace(WOMAN, fat_free_mass_kg=46.0))
    assert _width(measured.per_kg) < _width(estimated.per_kg)
    assert (estimated.estimated_mass, measured.estimated_mass) == (True, False)


def test_a_bone_injury_is_judged_more_strictly() -> None:
    middling = 2700
    measured = replace(WOMAN, fat_free_mass_kg=48.0)
    assert energy(middling, measured).verdict is not EnergyVerdict.LOW
    lower = energy(2300, measured)
    assert lower.verdict is EnergyVerdict.UNCLEAR
    assert energy(2300, measured, bone=True).verdict is EnergyVerdict.LOW


def test_no_verdict_is_given_without_saying_that_no_line_holds_for_all() -> None:
    for intake in (1200, 2600, 6000):
        assert "No line holds for everybody" in energy(intake).text


@pytest.mark.parametrize(
    "body",
    [
        replace(WOMAN, height_cm=None),
        replace(WOMAN, sex=Sex.UNKNOWN),
        replace(WOMAN, age=95.0),
        replace(WOMAN, mass_kg=150.0),
    ],
    ids=["no height", "no sex", "too old for the formula", "too heavy for the formula"],
)
def test_where_the_formula_does_not_hold_there_is_no_estimate(body: Body) -> None:
    assert isinstance(fat_free_mass(body, FUEL.energy), EnergyUnknown)


def test_training_of_unknown_length_leaves_energy_unknown() -> None:
    open_end = replace(LONG, other_min=None)
    assert isinstance(energy_availability(WOMAN, open_end, 2400, FUEL), EnergyUnknown)


@given(intake=st.floats(500, 8000), mass=st.floats(45, 110), km=st.floats(0, 40))
def test_the_plain_formula_lies_within_the_interval(intake: float, mass: float, km: float) -> None:
    body = Body(40, Sex.MALE, mass, 175.0, fat_free_mass_kg=0.85 * mass)
    training = Training(DayKind.LONG, running_m=1000 * km)
    made = energy_availability(body, training, intake, FUEL)
    assert isinstance(made, EnergyAvailability)
    assert made.per_kg.contains((intake - mass * km) / (0.85 * mass))


def _width(interval: Interval) -> float:
    return interval.high - interval.low


# --- the day's training --------------------------------------------------------------------------


def run(minutes: float, extra: str | None = None) -> Activity:
    return Activity(ActivityKind.RUN, "Run.", RunDose(minutes, 160 * minutes, "Run.", extra=extra))


@pytest.mark.parametrize(
    ("activities", "kind"),
    [
        ([], DayKind.REST),
        ([Activity(ActivityKind.REST, "Rest.")], DayKind.REST),
        ([Activity(ActivityKind.STRENGTH, "Your exercises.", minutes=30)], DayKind.REST),
        ([run(30)], DayKind.EASY),
        ([run(60)], DayKind.MODERATE),
        ([run(100)], DayKind.LONG),
        ([run(30), Activity(ActivityKind.CROSS_TRAIN, "Ride.", minutes=40)], DayKind.MODERATE),
        ([Activity(ActivityKind.CROSS_TRAIN, "Ride.")], DayKind.EASY),
        ([run(40, extra="hills")], DayKind.HARD),
        ([Activity(ActivityKind.RACE, "Race.", minutes=50)], DayKind.HARD),
    ],
)
def test_the_kind_of_day_follows_the_training(activities: list[Activity], kind: DayKind) -> None:
    assert training_of(activities, FUEL.days).kind is kind


def test_training_without_a_length_stays_unknown() -> None:
    ride = training_of([Activity(ActivityKind.CROSS_TRAIN, "Ride.")], FUEL.days)
    assert ride.other_min is None
    assert training_of([run(30)], FUEL.days).running_m == pytest.approx(4800)
