"""A day's food by its training: amounts with bands, energy with its interval, or words alone.

Figures do harm where eating is a struggle. So nobody with a sign of it, and nobody who has not
answered that question, gets a figure of energy, weight or food; `NoEnergyFigures` says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import floor

from stridewell.intake.runner import Sex
from stridewell.knowledge.fuel import Circumstance, DayKind, FuelAmount, FuelKnowledge
from stridewell.knowledge.records import Knowledge, PhoneNumber
from stridewell.plan.energy import (
    Body,
    BodyRefused,
    EnergyAvailability,
    EnergyUnknown,
    energy_availability,
    refuse_body,
)
from stridewell.plan.fuel_screen import ScreenResult, screen
from stridewell.plan.fuel_training import REST_DAY, Training
from stridewell.values.evidence import FactTable, State
from stridewell.values.quantities import Interval

ADULT_AGE = 18
COARSE_FROM, COARSE_STEP = 50, 5
SELF_HARM, DIABETES, PREGNANT = "self_harm_thoughts", "diabetes", "pregnant_or_recent_birth"


@dataclass(frozen=True, slots=True)
class FuelInput:
    """One day's food as one input.

    ``screened`` are the answers to the screen's own questions by the sign's id; ``intake_kcal``
    is what the runner eats on a usual day; ``injured`` and ``bone`` say that something hurts and
    that a bone injury is possible; ``locale`` chooses the number to call.
    """

    facts: FactTable
    body: Body
    knowledge: Knowledge
    training: Training = REST_DAY
    injured: bool = False
    bone: bool = False
    screened: Mapping[str, State] = field(default_factory=dict)
    intake_kcal: float | None = None
    locale: str = "default"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount for this runner and day, with the published advice it comes from."""

    range: Interval
    unit: str
    advice: FuelAmount


@dataclass(frozen=True, slots=True)
class MealTime:
    """A meal or moment of the day in words, with the amounts that belong to it."""

    id: str
    name: str
    text: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class FuelDay:
    """The day's food with figures."""

    kind: DayKind
    meals: tuple[MealTime, ...]
    energy: EnergyAvailability | EnergyUnknown
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoEnergyFigures:
    """The day's food in words alone, and why; ``ask`` is the question that could change it.

    ``kind`` is one of the reasons of the knowledge (`eating_signs`, `under_18`, …); ``crisis``
    is the line to call, where that is needed.
    """

    kind: str
    text: str
    next_step: str
    ask: str | None
    crisis: PhoneNumber | None
    day: DayKind
    meals: tuple[MealTime, ...]


def fuel_day(inputs: FuelInput) -> FuelDay | NoEnergyFigures | BodyRefused:
    """What to eat on one day; figures only for adults who said that eating is no struggle."""
    without = no_figures_kind(inputs, screen(inputs.facts, inputs.screened, inputs.knowledge))
    if without is not None:
        return _in_words(without, inputs)
    refused = refuse_body(inputs.body, inputs.intake_kcal, inputs.knowledge.fuel)
    if refused is not None:
        return refused
    return FuelDay(
        kind=inputs.training.kind,
        meals=tuple(_meals(inputs)),
        energy=energy_availability(
            inputs.body,
            inputs.training,
            inputs.intake_kcal,
            inputs.knowledge.fuel,
            bone=inputs.bone,
        ),
        caveats=tuple(_caveats(inputs)),
    )


def no_figures_kind(inputs: FuelInput, screened: ScreenResult) -> str | None:
    """Why this runner gets no figures, the weightiest reason first; None when figures are fine."""
    facts = inputs.facts
    bmi, very_low = inputs.body.bmi, inputs.knowledge.fuel.very_low_bmi.range.low
    if facts.state(SELF_HARM) is State.PRESENT:
        return "crisis"
    if screened.eating is State.PRESENT:
        return "eating_signs"
    adult = inputs.body.age >= ADULT_AGE
    possible = refuse_body(inputs.body, None, inputs.knowledge.fuel) is None
    if adult and possible and bmi is not None and bmi < very_low:
        return "low_weight"
    if not adult:
        return "under_18"
    if screened.eating is not State.ABSENT:
        return "eating_unknown"
    return "pregnancy" if facts.state(PREGNANT) is State.PRESENT else None


def _in_words(kind: str, inputs: FuelInput) -> NoEnergyFigures:
    entry = inputs.knowledge.fuel.no_figures[kind]
    lines = inputs.knowledge.crisis_lines
    shown = _shown_to_minors if kind == "under_18" else _none_shown
    return NoEnergyFigures(
        kind=kind,
        text=entry.text,
        next_step=entry.next_step,
        ask=entry.ask,
        crisis=lines.get(inputs.locale, lines["default"]) if entry.crisis else None,
        day=inputs.training.kind,
        meals=tuple(
            MealTime(meal.id, meal.name, meal.text, tuple(filter(shown, meal.amounts)))
            for meal in _meals(inputs)
        ),
    )


def _shown_to_minors(amount: Amount) -> bool:
    return amount.advice.minors


def _none_shown(_: Amount) -> bool:
    return False


def _meals(inputs: FuelInput) -> Iterator[MealTime]:
    fuel, day = inputs.knowledge.fuel, inputs.training.kind
    for occasion in fuel.occasions.values():
        if day in occasion.days:
            found = (advice_for(group, inputs) for group in occasion.amounts)
            amounts = tuple(_personal(each, inputs.body) for each in found if each is not None)
            yield MealTime(occasion.id, occasion.name, occasion.text, amounts)


def advice_for(group: str, inputs: FuelInput) -> FuelAmount | None:
    """The first advice of a group that fits the runner and the day; None when none does."""
    fuel: FuelKnowledge = inputs.knowledge.fuel
    given = {Circumstance.INJURED: inputs.injured, Circumstance.BONE: inputs.bone}
    age, longest = floor(inputs.body.age), inputs.training.longest_min
    for advice in fuel.amounts.values():
        fits = (
            advice.group == group
            and inputs.training.kind in advice.days
            and all(given[each] for each in advice.only)
            and (advice.ages is None or advice.ages.contains(age))
            and (advice.minutes is None or advice.minutes.contains(longest))
        )
        if fits:
            return advice
    return None


def _personal(advice: FuelAmount, body: Body) -> Amount:
    band, unit = advice.band.range, advice.band.unit
    if not advice.per_kg:
        return Amount(band, unit, advice)
    if body.mass_kg is None:
        return Amount(band, f"{unit} per kg of body weight", advice)
    scaled = Interval(_rounded(band.low * body.mass_kg), _rounded(band.high * body.mass_kg))
    return Amount(scaled, unit, advice)


def _rounded(amount: float) -> float:
    """Whole numbers, and steps of five from fifty on: the bands are not finer than that."""
    step = COARSE_STEP if amount >= COARSE_FROM else 1
    return float(step * round(amount / step))


def _caveats(inputs: FuelInput) -> Iterator[str]:
    texts = inputs.knowledge.fuel.caveats
    facts = inputs.facts
    told = {
        "always": True,
        "no_mass": inputs.body.mass_kg is None,
        "injured": inputs.injured,
        "bone": inputs.bone,
        "diabetes": facts.state(DIABETES) is State.PRESENT,
        "pregnancy_possible": inputs.body.sex is not Sex.MALE,
        "kidney": True,
    }
    yield from (texts[name] for name, applies in told.items() if applies)
