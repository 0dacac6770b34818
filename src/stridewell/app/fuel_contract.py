"""What programs get of `stridewell fuel`: figures with their bands, or words alone."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from stridewell import __version__
from stridewell.app.fuel import FuelAnswer
from stridewell.plan.energy import BodyRefused, EnergyAvailability
from stridewell.plan.fuel import Amount, FuelDay, MealTime, NoEnergyFigures
from stridewell.values.evidence import Reason
from stridewell.values.quantities import Interval


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class AmountOut(_Out):
    """An amount with its band, and what it rests on."""

    id: str
    name: str
    band: tuple[float, float]
    unit: str
    text: str
    population: str
    grade: str
    verification: str
    sources: tuple[str, ...]


class MealOut(_Out):
    """A meal or moment of the day."""

    id: str
    name: str
    text: str
    amounts: tuple[AmountOut, ...]


class EnergyOut(_Out):
    """Energy availability in kcal per kg of fat-free mass and day; null where it is not known."""

    per_kg: tuple[float, float] | None
    verdict: str | None
    exercise_kcal: tuple[float, float] | None
    fat_free_mass_kg: tuple[float, float] | None
    is_estimated: bool | None
    text: str


class NoFiguresOut(_Out):
    """Why there are words alone."""

    kind: str
    text: str
    next_step: str
    ask: str | None
    call: str | None


class ScreenOut(_Out):
    """The screen for too little energy."""

    level: str
    title: str
    text: str
    do: tuple[str, ...]
    signs: tuple[str, ...]
    open: tuple[str, ...]


class SleepOut(_Out):
    """The last week's sleep and stress; hours."""

    nights: int
    mean_h: float | None
    short_nights: int | None
    stress_days: int
    hold: bool
    lines: tuple[str, ...]


class VisitOut(_Out):
    """Someone to see."""

    person: str
    name: str
    urgency: str
    reasons: tuple[str, ...]
    bring: tuple[str, ...]
    ask: tuple[str, ...]


class FuelOut(_Out):
    """Food, sleep and help for one day; ``day_kind`` is what the day's training asks."""

    at: str
    day_kind: str | None
    meals: tuple[MealOut, ...]
    energy: EnergyOut | None
    no_figures: NoFiguresOut | None
    refusal: dict[str, str] | None
    caveats: tuple[str, ...]
    screen: ScreenOut
    sleep: SleepOut
    see: tuple[VisitOut, ...]
    version: str


def fuel_out(answer: FuelAnswer) -> FuelOut:
    """The answer in the promised shape."""
    food = answer.food
    return FuelOut(
        at=answer.day.state.case.at.isoformat(),
        day_kind=_day_kind(food),
        meals=() if isinstance(food, BodyRefused) else tuple(map(_meal, food.meals)),
        energy=_energy(food) if isinstance(food, FuelDay) else None,
        no_figures=_no_figures(food) if isinstance(food, NoEnergyFigures) else None,
        refusal=_refusal(food) if isinstance(food, BodyRefused) else None,
        caveats=food.caveats if isinstance(food, FuelDay) else (),
        screen=_screen(answer),
        sleep=_sleep(answer),
        see=tuple(
            VisitOut(
                person=visit.person.id,
                name=visit.person.name,
                urgency=visit.urgency.value,
                reasons=_texts(visit.reasons),
                bring=visit.person.bring,
                ask=visit.person.ask,
            )
            for visit in answer.visits
        ),
        version=__version__,
    )


def _day_kind(food: FuelDay | NoEnergyFigures | BodyRefused) -> str | None:
    match food:
        case FuelDay():
            return food.kind.value
        case NoEnergyFigures():
            return food.day.value
        case BodyRefused():
            return None


def _meal(meal: MealTime) -> MealOut:
    amounts = tuple(map(_amount, meal.amounts))
    return MealOut(id=meal.id, name=meal.name, text=meal.text, amounts=amounts)


def _amount(amount: Amount) -> AmountOut:
    advice, warrant = amount.advice, amount.advice.band.warrant
    return AmountOut(
        id=advice.id,
        name=advice.name,
        band=_ends(amount.range),
        unit=amount.unit,
        text=advice.text,
        population=advice.band.population,
        grade=warrant.grade.value,
        verification=warrant.verification.value,
        sources=warrant.sources,
    )


def _ends(interval: Interval) -> tuple[float, float]:
    return (round(interval.low, 2), round(interval.high, 2))


def _energy(food: FuelDay) -> EnergyOut:
    energy = food.energy
    if not isinstance(energy, EnergyAvailability):
        return EnergyOut(
            per_kg=None,
            verdict=None,
            exercise_kcal=None,
            fat_free_mass_kg=None,
            is_estimated=None,
            text=energy.text,
        )
    return EnergyOut(
        per_kg=_ends(energy.per_kg),
        verdict=energy.verdict.value,
        exercise_kcal=_ends(energy.exercise_kcal),
        fat_free_mass_kg=_ends(energy.fat_free_mass_kg),
        is_estimated=energy.estimated_mass,
        text=energy.text,
    )


def _no_figures(food: NoEnergyFigures) -> NoFiguresOut:
    return NoFiguresOut(
        kind=food.kind,
        text=food.text,
        next_step=food.next_step,
        ask=food.ask,
        call=food.crisis.number if food.crisis is not None else None,
    )


def _refusal(food: BodyRefused) -> dict[str, str]:
    return {"kind": food.kind.value, "text": food.text, "next_step": food.next_step}


def _screen(answer: FuelAnswer) -> ScreenOut:
    result = answer.screen
    return ScreenOut(
        level=result.level.value,
        title=result.words.title,
        text=result.words.text,
        do=result.words.do,
        signs=tuple(sign.id for sign in result.present),
        open=tuple(sign.id for sign in result.open),
    )


def _sleep(answer: FuelAnswer) -> SleepOut:
    week, sleep = answer.recovery, answer.recovery.sleep
    return SleepOut(
        nights=sleep.nights if sleep is not None else 0,
        mean_h=round(sleep.mean_h, 2) if sleep is not None else None,
        short_nights=sleep.short_nights if sleep is not None else None,
        stress_days=week.stress_days,
        hold=week.hold,
        lines=_texts(week.lines),
    )


def _texts(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(reason.text for reason in reasons)
