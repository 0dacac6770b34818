"""Tests of strength, endurance, balance and range: how they are done, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from stridewell.knowledge.criteria import Criterion
from stridewell.knowledge.warrant import Value, Warrant
from stridewell.values.quantities import Interval


class Quality(StrEnum):
    """What kind of thing a test measures."""

    STRENGTH = "strength"
    ENDURANCE = "endurance"
    BALANCE = "balance"
    RANGE = "range"
    ALIGNMENT = "alignment"
    JUMP = "jump"


class Better(StrEnum):
    """Which way a value should go; neither where more is not better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Sides(StrEnum):
    """How sides belong to a test: each leg its value, one value with the side it is about, none."""

    EACH = "each"
    WHICH = "which"
    NONE = "none"


class Clock(StrEnum):
    """What helps while recording: a clock that counts up or down, a counter, or nothing."""

    UP = "up"
    DOWN = "down"
    COUNTER = "counter"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Spread:
    """Values spread evenly around a mean: ``mean + per_year × age (+ if_male) ± sd``."""

    mean: float
    sd: float
    per_year: float = 0.0
    if_male: float = 0.0

    def mean_of(self, age: int, *, male: bool) -> float:
        """The mean of people of an age (whole years) and sex."""
        return self.mean + self.per_year * age + (self.if_male if male else 0.0)


@dataclass(frozen=True, slots=True)
class Typical:
    """A mean or median without a spread that may be relied on."""

    value: float


@dataclass(frozen=True, slots=True)
class Usual:
    """A range in which most values lie; the population says how many of them."""

    range: Interval


@dataclass(frozen=True, slots=True)
class Landmark:
    """A value to reach, or not to go beyond where ``at_most``."""

    value: float
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values up to here, both ends included, in one word; None has no upper end."""

    word: str
    up_to: float | None = None


@dataclass(frozen=True, slots=True)
class Classes:
    """Values in classes, the lowest first."""

    classes: tuple[ValueClass, ...]


Figures: TypeAlias = Spread | Typical | Usual | Landmark | Classes


@dataclass(frozen=True, slots=True)
class Norm:
    """What people of some ages (whole years, both ends included) reach.

    ``sex`` is female or male, None for both; ``population`` says who was measured.
    """

    ages: Interval
    sex: str | None
    population: str
    figures: Figures
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class SideRule:
    """How unlike both sides may be, as per cent of the stronger side or as a difference.

    ``percent`` is the least of the weaker side, ``difference`` the most in the test's unit; one
    of the two is given. ``text`` says honestly what the rule can tell.
    """

    text: str
    warrant: Warrant
    percent: float | None = None
    difference: float | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """From which value on somebody should look at it, and what to do when it is new."""

    at_least: float
    text: str
    new_text: str
    warrant: Warrant


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A finding that a result shows, by its value or by how much less one side has.

    ``certainty`` (0 to 1) says how firmly a test at home shows it.
    """

    finding: str
    certainty: float
    warrant: Warrant
    at_least: float | None = None
    side_less_by: float | None = None


@dataclass(frozen=True, slots=True)
class StrengthTest:
    """One test with everything that is needed to do it and to read its result.

    ``range`` holds every value that can be, in ``unit``; ``choices`` are the words for the values
    0, 1, 2…, where a value is chosen and not measured. ``loads`` says that it strains legs or hips,
    ``jump`` that it jumps; ``clock_s`` is how long the clock runs down (or up at most).
    """

    id: str
    name: str
    measures: str
    quality: Quality
    unit: str
    sides: Sides
    range: Interval
    whole: bool
    better: Better
    clock: Clock
    clock_s: int | None
    equipment: tuple[str, ...]
    steps: tuple[str, ...]
    record: str
    spoils: tuple[str, ...]
    meaning: str
    loads: bool
    jump: bool
    blocked_when: Criterion | None
    norms: tuple[Norm, ...]
    side_rule: SideRule | None
    smallest_change: Value | None
    repeat_weeks: int
    choices: tuple[str, ...]
    referral: Referral | None
    findings: tuple[FindingRule, ...]
    warrant: Warrant

    def warrants(self) -> Iterator[tuple[str, Warrant]]:
        """Everything of the test that rests on sources, with where it stands."""
        where = f"strength_tests.{self.id}"
        yield where, self.warrant
        yield from ((f"{where}.norms", norm.warrant) for norm in self.norms)
        yield from ((f"{where}.findings", rule.warrant) for rule in self.findings)
        if self.side_rule is not None:
            yield f"{where}.sides_alike", self.side_rule.warrant
        if self.smallest_change is not None:
            yield f"{where}.smallest_change", self.smallest_change.warrant
        if self.referral is not None:
            yield f"{where}.referral", self.referral.warrant
