"""What is known about food, sleep and stress: bands of advice, energy, a screen, meals in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.criteria import Criterion
from stridewell.knowledge.warrant import Value, Warrant
from stridewell.values.quantities import Interval


class DayKind(StrEnum):
    """What a day asks of the body, by its training; the order is that of the need for food."""

    REST = "rest"
    EASY = "easy"
    MODERATE = "moderate"
    LONG = "long"
    HARD = "hard"


class Circumstance(StrEnum):
    """What makes an amount the right one."""

    INJURED = "injured"
    BONE = "bone"


@dataclass(frozen=True, slots=True)
class Band:
    """A published range with its unit and the people it was found in."""

    range: Interval
    unit: str
    population: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class FuelAmount:
    """An amount of a nutrient, or a blood level to ask about.

    ``group`` is what it is an amount of; of one group the first that fits counts. ``per_kg`` says
    that the band counts for each kg of body mass. ``ages`` are whole years, ``minutes`` those of
    the day's longest training; None means always. ``minors`` says that it may be shown to
    runners under 18.
    """

    id: str
    group: str
    name: str
    band: Band
    text: str
    per_kg: bool = False
    ages: Interval | None = None
    days: frozenset[DayKind] = frozenset(DayKind)
    minutes: Interval | None = None
    only: frozenset[Circumstance] = frozenset()
    minors: bool = False


@dataclass(frozen=True, slots=True)
class FatFormula:
    """Share of fat in per cent from body mass index, age and sex, with its standard error."""

    per_bmi: float
    per_year: float
    male: float
    constant: float
    error: float
    bmi: Interval
    ages: Interval
    population: str
    warrant: Warrant

    def percent(self, bmi: float, age: float, *, male: bool) -> Interval:
        """The share of fat in per cent, with twice the standard error to either side."""
        middle = self.per_bmi * bmi + self.per_year * age - self.constant
        middle -= self.male if male else 0.0
        return Interval(max(0.0, middle - 2 * self.error), max(0.0, middle + 2 * self.error))


@dataclass(frozen=True, slots=True)
class EnergyModel:
    """The parts of energy availability, each with its own uncertainty."""

    low: Band
    enough: Band
    running_cost: Band
    other_cost: Band
    intake_error: Band
    fat: FatFormula

    def warrants(self) -> Iterator[tuple[str, Warrant]]:
        """What each part rests on, by its name."""
        yield "low", self.low.warrant
        yield "enough", self.enough.warrant
        yield "running_cost", self.running_cost.warrant
        yield "other_cost", self.other_cost.warrant
        yield "intake_error", self.intake_error.warrant
        yield "fat", self.fat.warrant


@dataclass(frozen=True, slots=True)
class DayLines:
    """Up to how many minutes a day counts as easy or moderate, and what makes a run hard."""

    easy_up_to_min: float
    moderate_up_to_min: float
    hard_with: frozenset[str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meal or moment of the day: words that hold for everybody, and groups of amounts."""

    id: str
    name: str
    text: str
    amounts: tuple[str, ...]
    days: frozenset[DayKind]


@dataclass(frozen=True, slots=True)
class NoFigures:
    """Why a runner gets no figures, what to do, and the question that could change it."""

    id: str
    text: str
    next_step: str
    ask: str | None = None
    crisis: bool = False


class SignWeight(StrEnum):
    """How much a sign of the screen says."""

    STRONG = "strong"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class ScreenSign:
    """One sign of the screen: a finding of the check-in, or a question of its own.

    ``eating`` marks signs of a troubled relationship with eating; they end all figures.
    """

    id: str
    text: str
    weight: SignWeight
    warrant: Warrant
    finding: str | None = None
    ask: str = ""
    applies: Criterion | None = None
    eating: bool = False


class ScreenLevel(StrEnum):
    """What the screen comes to, the clearest picture first."""

    FITS = "fits"
    POSSIBLE = "possible"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ScreenText:
    """A result of the screen in words."""

    title: str
    text: str
    do: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen for too little energy; so many signs of a weight make the pattern fit.

    ``fits_when`` makes it fit as well.
    """

    signs: Mapping[str, ScreenSign]
    strong_needed: int
    some_needed: int
    fits_when: Criterion
    results: Mapping[ScreenLevel, ScreenText]


@dataclass(frozen=True, slots=True)
class SleepNeed:
    """How long people of an age sleep when they sleep enough; ages in whole years."""

    band: Band
    ages: Interval


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a suggestion rests on, as a sentence."""

    text: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class SleepKnowledge:
    """How much sleep, and when sleep or stress speak for holding the plan."""

    needs: Mapping[str, SleepNeed]
    rules: Mapping[str, Value]
    grounds: Mapping[str, Grounds]

    def number(self, name: str) -> float:
        """A number of the rules, by name."""
        return self.rules[name].value


@dataclass(frozen=True, slots=True)
class FuelKnowledge:
    """Everything known about food and recovery."""

    amounts: Mapping[str, FuelAmount]
    energy: EnergyModel
    days: DayLines
    limits: Mapping[str, Interval]
    very_low_bmi: Band
    occasions: Mapping[str, Occasion]
    no_figures: Mapping[str, NoFigures]
    caveats: Mapping[str, str]
    screen: Screen
    sleep: SleepKnowledge

    def warrants(self) -> Iterator[tuple[str, Warrant]]:
        """Everything that rests on sources, with where it stands."""
        yield from ((f"fuel.amounts.{a.id}", a.band.warrant) for a in self.amounts.values())
        yield from ((f"fuel.energy.{name}", w) for name, w in self.energy.warrants())
        yield "fuel.very_low_bmi", self.very_low_bmi.warrant
        yield from ((f"fuel.screen.{s.id}", s.warrant) for s in self.screen.signs.values())
        sleep = self.sleep
        yield from ((f"fuel.sleep.{name}", n.band.warrant) for name, n in sleep.needs.items())
        yield from ((f"fuel.sleep.{name}", value.warrant) for name, value in sleep.rules.items())
        yield from ((f"fuel.sleep.{name}", g.warrant) for name, g in sleep.grounds.items())

    def criteria(self) -> Iterator[tuple[str, Criterion]]:
        """Every rule-language expression, with where it stands."""
        yield "fuel.screen.needed", self.screen.fits_when
        for sign in self.screen.signs.values():
            if sign.applies is not None:
                yield f"fuel.screen.{sign.id}", sign.applies
