"""Energy availability: what food leaves for the body once the training is paid for.

Every part is an estimate with an interval, and the intervals are carried through to the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stridewell.intake.runner import Sex
from stridewell.knowledge.fuel import EnergyModel, FuelKnowledge
from stridewell.plan.fuel_training import Training
from stridewell.values.quantities import Interval

CM_PER_M, M_PER_KM, MIN_PER_H = 100, 1000, 60


@dataclass(frozen=True, slots=True)
class Body:
    """Age in years, sex, and what was told or measured of the body; None where it was not."""

    age: float
    sex: Sex = Sex.UNKNOWN
    mass_kg: float | None = None
    height_cm: float | None = None
    fat_free_mass_kg: float | None = None

    @property
    def bmi(self) -> float | None:
        """Body mass index in kg/m²; None where mass or height is missing or no body can be so."""
        if not self.mass_kg or not self.height_cm or self.height_cm < 0:
            return None
        return self.mass_kg / (self.height_cm / CM_PER_M) ** 2


class BodyRefusal(StrEnum):
    """What about a body cannot be."""

    MASS = "mass"
    HEIGHT = "height"
    BODY_MASS_INDEX = "body_mass_index"
    FAT_FREE_MASS = "fat_free_mass"
    INTAKE = "intake"


@dataclass(frozen=True, slots=True)
class BodyRefused:
    """No figures, because something that was told cannot be; and what to do."""

    kind: BodyRefusal
    text: str
    next_step: str


class EnergyVerdict(StrEnum):
    """Where the interval lies; ``unclear`` when it reaches across a landmark."""

    LOW = "low"
    UNCLEAR = "unclear"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class EnergyAvailability:
    """Energy per kg of fat-free mass and day, with what it was made of; energy in kcal."""

    per_kg: Interval
    verdict: EnergyVerdict
    exercise_kcal: Interval
    fat_free_mass_kg: Interval
    estimated_mass: bool
    text: str


@dataclass(frozen=True, slots=True)
class EnergyUnknown:
    """Energy availability cannot be reckoned, and what would be needed."""

    text: str


def refuse_body(body: Body, intake_kcal: float | None, fuel: FuelKnowledge) -> BodyRefused | None:
    """The first thing told that no adult runner's body or day can be; None when all can."""
    share = (
        body.fat_free_mass_kg / body.mass_kg
        if body.fat_free_mass_kg is not None and body.mass_kg
        else None
    )
    told = (
        (BodyRefusal.MASS, "mass_kg", body.mass_kg, "A body weight of {:g} kg"),
        (BodyRefusal.HEIGHT, "height_cm", body.height_cm, "A height of {:g} cm"),
        (BodyRefusal.BODY_MASS_INDEX, "bmi", body.bmi, "This weight at this height (BMI {:.0f})"),
        (BodyRefusal.FAT_FREE_MASS, "fat_free_share", share, "This fat-free mass"),
        (BodyRefusal.INTAKE, "intake_kcal", intake_kcal, "A day's food of {:g} kcal"),
    )
    for kind, limit, value, words in told:
        if value is not None and not fuel.limits[limit].contains(value):
            return BodyRefused(
                kind, f"{words.format(value)} cannot be right.", "Look at the number and its unit."
            )
    return None


def fat_free_mass(body: Body, model: EnergyModel) -> Interval | EnergyUnknown:
    """Fat-free mass in kg: as told, else by the formula within the people it was made from."""
    if body.fat_free_mass_kg is not None:
        return Interval(body.fat_free_mass_kg, body.fat_free_mass_kg)
    bmi = body.bmi
    if body.mass_kg is None or bmi is None:
        return EnergyUnknown("For this your weight and height are needed, or your fat-free mass.")
    if body.sex is Sex.UNKNOWN:
        return EnergyUnknown("The formula for fat-free mass needs to know your sex.")
    if not (model.fat.bmi.contains(bmi) and model.fat.ages.contains(body.age)):
        return EnergyUnknown("The formula for fat-free mass was not made for a body like yours.")
    fat = model.fat.percent(bmi, body.age, male=body.sex is Sex.MALE)
    return Interval(body.mass_kg * (1 - fat.high / 100), body.mass_kg * (1 - fat.low / 100))


def exercise_energy(
    mass_kg: float, training: Training, model: EnergyModel
) -> Interval | EnergyUnknown:
    """What the training of the day costs in kcal, beyond what the body burns anyway."""
    if training.running_m is None or training.other_min is None:
        return EnergyUnknown("How far or how long the day's training goes is not known.")
    running, other = model.running_cost.range, model.other_cost.range
    km, hours = training.running_m / M_PER_KM, training.other_min / MIN_PER_H
    return Interval(
        mass_kg * (running.low * km + other.low * hours),
        mass_kg * (running.high * km + other.high * hours),
    )


def energy_availability(
    body: Body,
    training: Training,
    intake_kcal: float | None,
    fuel: FuelKnowledge,
    *,
    bone: bool = False,
) -> EnergyAvailability | EnergyUnknown:
    """Intake less exercise per kg of fat-free mass; ``bone`` judges by the upper landmark alone."""
    model = fuel.energy
    if intake_kcal is None:
        return EnergyUnknown("For this you would have to know what you eat on a usual day.")
    if body.mass_kg is None:
        return EnergyUnknown("For this your weight is needed.")
    lean = fat_free_mass(body, model)
    spent = exercise_energy(body.mass_kg, training, model)
    if isinstance(lean, EnergyUnknown):
        return lean
    if isinstance(spent, EnergyUnknown):
        return spent
    eaten = Interval(
        intake_kcal * model.intake_error.range.low, intake_kcal * model.intake_error.range.high
    )
    per_kg = _divided(Interval(eaten.low - spent.high, eaten.high - spent.low), lean)
    verdict = _verdict(per_kg, model, bone=bone)
    estimated = body.fat_free_mass_kg is None
    text = _text(per_kg, verdict, model, bone=bone)
    return EnergyAvailability(per_kg, verdict, spent, lean, estimated, text)


def _divided(energy: Interval, mass: Interval) -> Interval:
    quotients = [each / kg for each in (energy.low, energy.high) for kg in (mass.low, mass.high)]
    return Interval(min(quotients), max(quotients))


def _verdict(per_kg: Interval, model: EnergyModel, *, bone: bool) -> EnergyVerdict:
    low = (model.enough if bone else model.low).range.low
    if per_kg.high < low:
        return EnergyVerdict.LOW
    return EnergyVerdict.ENOUGH if per_kg.low >= model.enough.range.low else EnergyVerdict.UNCLEAR


def _text(per_kg: Interval, verdict: EnergyVerdict, model: EnergyModel, *, bone: bool) -> str:
    low, enough = model.low.range.low, model.enough.range.low
    span = f"About {per_kg.low:.0f} to {per_kg.high:.0f} kcal per kg of fat-free mass on such a day"
    match verdict:
        case EnergyVerdict.LOW:
            line = f"below {enough if bone else low:g}, so it is probably too little"
        case EnergyVerdict.ENOUGH:
            line = f"above {enough:g}, which is enough for most"
        case EnergyVerdict.UNCLEAR:
            crossed = low if per_kg.low < low else enough
            line = f"part of that lies below {crossed:g}, so it may be too little"
    return (
        f"{span}: {line}. No line holds for everybody; how you feel, your periods and your bones "
        "say more, and weeks count more than one day."
    )
