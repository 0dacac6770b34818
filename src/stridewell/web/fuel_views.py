"""What the page of food, sleep and help shows, as typed views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stridewell.app.fuel import STATES, FuelAnswer
from stridewell.app.fuel_words import DAY_WORDS, energy_parts, figures, unconfirmed
from stridewell.app.learn.readings import CardView, card_view
from stridewell.app.learn.shelf import Shelf
from stridewell.app.learn.standing import Standing, standing
from stridewell.app.learn.words import area_words
from stridewell.knowledge.fuel import ScreenSign
from stridewell.knowledge.records import Knowledge, PhoneNumber
from stridewell.plan.energy import BodyRefused, EnergyAvailability
from stridewell.plan.fuel import Amount, FuelDay, MealTime, NoEnergyFigures
from stridewell.plan.help import Visit
from stridewell.web.judgement import (
    ReasonView,
    Urgency,
    ask_url,
    reason_views,
    urgency_view,
)
from stridewell.web.words import day_and_year

AREAS = ("fuel", "recovery", "lifestyle", "therapy", "help")
"""Areas of the library whose cards belong on this page."""
ANSWERS = tuple(zip(STATES, ("Yes", "No", "Not sure"), strict=True))
"""What can be answered in the screen: value and label."""


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount with its band, and behind "why?" what it rests on."""

    name: str
    figures: str
    text: str
    caveat: str
    population: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class MealView:
    """A meal or moment of the day."""

    id: str
    name: str
    text: str
    amounts: tuple[AmountView, ...]


@dataclass(frozen=True, slots=True)
class EnergyView:
    """Energy availability, or what it would need; ``parts`` says what it was made of."""

    text: str
    parts: str
    landmarks: tuple[tuple[str, Standing], ...]


@dataclass(frozen=True, slots=True)
class WordsAlone:
    """Why there are no figures, what to do, and where the open question is asked."""

    text: str
    next_step: str
    url: str | None
    crisis: PhoneNumber | None


@dataclass(frozen=True, slots=True)
class BodyForm:
    """What may be told of the body, as it was written before."""

    mass_kg: str
    height_cm: str
    fat_free_mass_kg: str
    intake_kcal: str


@dataclass(frozen=True, slots=True)
class ScreenQuestion:
    """A question of the screen with the answer that was given before."""

    id: str
    text: str
    given: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of the check-in that is still open, and where it is asked."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ScreenView:
    """The screen: what it came to, its own questions, and those open in the check-in."""

    title: str
    text: str
    do: tuple[str, ...]
    signs: tuple[str, ...]
    questions: tuple[ScreenQuestion, ...]
    open: tuple[OpenQuestion, ...]
    answers: tuple[tuple[str, str], ...] = ANSWERS


@dataclass(frozen=True, slots=True)
class VisitView:
    """Someone to see."""

    name: str
    what: str
    level: str
    how_soon: str
    reasons: tuple[ReasonView, ...]
    bring: tuple[str, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardGroup:
    """The cards of one area of the library."""

    name: str
    url: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class FuelContext:
    """What the page shows."""

    day: str
    """The day it is for."""
    urgency: Urgency
    """How urgent it is."""
    kind: str
    """What kind of day it is, by its training."""
    meals: tuple[MealView, ...]
    """The meals and moments of the day."""
    energy: EnergyView | None
    """Energy availability; None where there are no figures."""
    words_alone: WordsAlone | None
    """Why there are no figures; None where there are."""
    caveats: tuple[str, ...]
    """What the figures cannot do."""
    body: BodyForm | None
    """The form for weight and food; None where it could do harm."""
    screen: ScreenView
    """The screen for too little energy."""
    sleep: tuple[ReasonView, ...]
    """Sleep and stress of the last week."""
    hold: bool
    """Whether sleep or stress speak for not adding to the training."""
    visits: tuple[VisitView, ...]
    """Whom to see, the most urgent first."""
    cards: tuple[CardGroup, ...]
    """Cards of the library."""
    error: str
    """What is wrong with what was just told; empty when nothing is."""
    safety_net: str
    """The signs at which to come back or get help."""


def fuel_context(answer: FuelAnswer, shelf: Shelf, error: str = "") -> FuelContext:
    """The page's context from the day's answer."""
    case, food, knowledge = answer.day.state.case, answer.food, shelf.knowledge
    disposition = answer.day.assessment.disposition
    return FuelContext(
        day=day_and_year(case.at),
        urgency=urgency_view(disposition, case.runner.locale, knowledge),
        kind=_kind(answer),
        meals=() if isinstance(food, BodyRefused) else tuple(_meal(m, shelf) for m in food.meals),
        energy=_energy(food, shelf) if isinstance(food, FuelDay) else None,
        words_alone=_words_alone(food),
        caveats=food.caveats if isinstance(food, FuelDay) else (),
        body=_body(answer) if answer.may_tell_body else None,
        screen=_screen(answer, knowledge),
        sleep=reason_views(answer.recovery.lines, knowledge),
        hold=answer.recovery.hold,
        visits=tuple(_visit(each, knowledge) for each in answer.visits),
        cards=tuple(_cards(area, shelf) for area in AREAS),
        error=error,
        safety_net=knowledge.safety_net,
    )


def _kind(answer: FuelAnswer) -> str:
    match answer.food:
        case FuelDay():
            return DAY_WORDS[answer.food.kind]
        case NoEnergyFigures():
            return DAY_WORDS[answer.food.day]
        case BodyRefused():
            return ""


def _meal(meal: MealTime, shelf: Shelf) -> MealView:
    amounts = tuple(_amount(each, shelf) for each in meal.amounts)
    return MealView(meal.id, meal.name, meal.text, amounts)


def _amount(amount: Amount, shelf: Shelf) -> AmountView:
    advice = amount.advice
    return AmountView(
        name=advice.name,
        figures=figures(amount),
        text=advice.text,
        caveat=unconfirmed(amount),
        population=advice.band.population,
        standing=standing(advice.band.warrant, shelf),
    )


def _energy(food: FuelDay, shelf: Shelf) -> EnergyView:
    model = shelf.knowledge.fuel.energy
    bands = (model.low, model.enough, model.running_cost, model.intake_error)
    if not isinstance(food.energy, EnergyAvailability):
        return EnergyView(food.energy.text, "", ())
    landmarks = tuple((band.population, standing(band.warrant, shelf)) for band in bands)
    fat = (model.fat.population, standing(model.fat.warrant, shelf))
    return EnergyView(food.energy.text, energy_parts(food.energy), (*landmarks, fat))


def _words_alone(food: FuelDay | NoEnergyFigures | BodyRefused) -> WordsAlone | None:
    match food:
        case NoEnergyFigures():
            url = ask_url(food.ask) if food.ask is not None else None
            return WordsAlone(food.text, food.next_step, url, food.crisis)
        case BodyRefused():
            return WordsAlone(food.text, food.next_step, None, None)
        case FuelDay():
            return None


def _body(answer: FuelAnswer) -> BodyForm:
    """Numbers as they were written; those the check-in knows stand in for those not told here."""
    told, runner = answer.told, answer.day.state.case.runner
    return BodyForm(
        mass_kg=_written(told.mass_kg if told.mass_kg is not None else runner.mass_kg),
        height_cm=_written(told.height_cm if told.height_cm is not None else runner.height_cm),
        fat_free_mass_kg=_written(told.fat_free_mass_kg),
        intake_kcal=_written(told.intake_kcal),
    )


def _written(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _screen(answer: FuelAnswer, knowledge: Knowledge) -> ScreenView:
    result, given = answer.screen, answer.told.screen
    own = [sign for sign in (*result.present, *result.open) if sign.ask]
    no_longer_open = [
        sign
        for sign in knowledge.fuel.screen.signs.values()
        if sign.ask and sign not in own and sign.id in given
    ]
    order = list(knowledge.fuel.screen.signs)
    asked = sorted((*own, *no_longer_open), key=lambda sign: order.index(sign.id))
    return ScreenView(
        title=result.words.title,
        text=result.words.text,
        do=result.words.do,
        signs=tuple(sign.text for sign in result.present),
        questions=tuple(ScreenQuestion(s.id, s.ask, given.get(s.id, "")) for s in asked),
        open=tuple(_open_questions(result.open, knowledge)),
    )


def _open_questions(signs: tuple[ScreenSign, ...], knowledge: Knowledge) -> Iterator[OpenQuestion]:
    """The questions of the check-in that would answer open signs, each once."""
    findings = {sign.finding for sign in signs if sign.finding is not None}
    for question in knowledge.questions.values():
        named = {each for option in question.options for each in option.present}
        if named & findings and question.asks_again is None:
            yield OpenQuestion(question.text, ask_url(question.id))


def _visit(visit: Visit, knowledge: Knowledge) -> VisitView:
    return VisitView(
        name=visit.person.name,
        what=visit.person.what,
        level=visit.urgency.value,
        how_soon=knowledge.levels[visit.urgency].label,
        reasons=reason_views(visit.reasons, knowledge),
        bring=visit.person.bring,
        ask=visit.person.ask,
    )


def _cards(area: str, shelf: Shelf) -> CardGroup:
    cards = tuple(
        card_view(each, shelf) for each in shelf.library.cards.values() if each.area == area
    )
    return CardGroup(area_words(area), f"/learn/cards/{area}", cards)
