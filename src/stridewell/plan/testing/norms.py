"""One value beside what people of that age and sex reach, or why there is nothing beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.strength_tests import (
    Classes,
    Landmark,
    Norm,
    Spread,
    StrengthTest,
    Typical,
    Usual,
)
from stridewell.values.evidence import Reason
from stridewell.values.quantities import Interval

FIRST, LAST = 1, 99
"""Percentiles are told from the first to the 99th; beyond that nobody can tell them apart."""
USUAL_SD, FAR_SD = 1.0, 2.0
"""Within one standard deviation is usual; beyond two is far from it."""


class Place(StrEnum):
    """Where a value lies beside its norm."""

    FAR_BELOW = "far below"
    BELOW = "below"
    USUAL = "usual"
    ABOVE = "above"
    FAR_ABOVE = "far above"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value beside its norm, in the test's unit.

    ``percentile`` (1 to 99) only where a spread is known, ``band`` the usual range, ``mark`` a
    mean or a value to reach; None where the norm has none. ``word`` is the class of a value.
    """

    norm: Norm
    place: Place
    percentile: int | None
    band: Interval | None
    mark: float | None
    word: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class NoNorm:
    """Why there is nothing to compare with."""

    reason: Reason


def compare(test: StrengthTest, value: float, runner: Runner) -> Comparison | NoNorm:
    """A value beside the first norm for this age and sex; a refusal that says why without one."""
    norm = next((each for each in test.norms if _is_for(each, runner)), None)
    if norm is None:
        return NoNorm(Reason(_why_none(test, runner), rule="no_norm"))
    match norm.figures:
        case Spread():
            return _in_spread(norm, norm.figures, value, runner)
        case Typical(typical):
            place = _beside(value, Interval(typical, typical))
            text = f"{_TO_AVERAGE[place]} the average of {typical:g} in {norm.population}."
            return _made(norm, place, text, mark=typical)
        case Usual(usual):
            place = _beside(value, usual)
            text = (
                f"{_TO_RANGE[place]} the usual range of {usual.low:g} to {usual.high:g}: "
                f"{norm.population}."
            )
            return _made(norm, place, text, band=usual)
        case Landmark():
            return _at_landmark(norm, norm.figures, value)
        case Classes():
            return _in_class(norm, norm.figures, value)


_TO_AVERAGE = {Place.BELOW: "Below", Place.USUAL: "At", Place.ABOVE: "Above"}
_TO_RANGE = {Place.BELOW: "Below", Place.USUAL: "Within", Place.ABOVE: "Above"}


def _is_for(norm: Norm, runner: Runner) -> bool:
    sex = norm.sex is None or norm.sex == runner.sex.value
    return sex and norm.ages.contains(math.floor(runner.age))


def _why_none(test: StrengthTest, runner: Runner) -> str:
    if not test.norms:
        return "There is no norm for this test; compare with yourself."
    for_age = [each for each in test.norms if each.ages.contains(math.floor(runner.age))]
    if for_age and runner.sex is Sex.UNKNOWN:
        return "The norms differ by sex, which is not known; compare with yourself."
    if for_age:
        return "There is no norm for your sex; compare with yourself."
    return "There is no norm for your age; compare with yourself."


def _in_spread(norm: Norm, spread: Spread, value: float, runner: Runner) -> Comparison:
    mean = spread.mean_of(math.floor(runner.age), male=runner.sex is Sex.MALE)
    deviation = (value - mean) / spread.sd
    percentile = min(max(round(100 * NormalDist().cdf(deviation)), FIRST), LAST)
    place = _place(deviation)
    text = (
        f"{place.value.capitalize()} for people like you: more than about {percentile} of 100. "
        f"Their mean is {mean:.3g}, most lie between {mean - spread.sd:.3g} and "
        f"{mean + spread.sd:.3g}; measured in {norm.population}."
    )
    band = Interval(mean - spread.sd, mean + spread.sd)
    return _made(norm, place, text, percentile=percentile, band=band, mark=mean)


def _place(deviation: float) -> Place:
    if abs(deviation) <= USUAL_SD:
        return Place.USUAL
    if deviation < 0:
        return Place.FAR_BELOW if deviation < -FAR_SD else Place.BELOW
    return Place.FAR_ABOVE if deviation > FAR_SD else Place.ABOVE


def _beside(value: float, usual: Interval) -> Place:
    if usual.contains(value):
        return Place.USUAL
    return Place.BELOW if value < usual.low else Place.ABOVE


def _at_landmark(norm: Norm, landmark: Landmark, value: float) -> Comparison:
    limit = landmark.value
    reached = value <= limit if landmark.at_most else value >= limit
    beyond = Place.ABOVE if landmark.at_most else Place.BELOW
    wanted = "at most" if landmark.at_most else "at least"
    said = "Reached" if reached else "Not reached"
    text = f"{said}: {wanted} {limit:g} ({norm.population})."
    return _made(norm, Place.USUAL if reached else beyond, text, mark=limit)


def _in_class(norm: Norm, classes: Classes, value: float) -> Comparison:
    ordered = classes.classes
    found = next(each for each in ordered if each.up_to is None or value <= each.up_to)
    place = Place.USUAL if found is ordered[0] else Place.ABOVE
    text = f"{found.word.capitalize()} ({norm.population})."
    return _made(norm, place, text, word=found.word)


def _made(  # noqa: PLR0913  (each kind of norm gives other parts)
    norm: Norm,
    place: Place,
    text: str,
    *,
    percentile: int | None = None,
    band: Interval | None = None,
    mark: float | None = None,
    word: str = "",
) -> Comparison:
    warrant = norm.warrant
    told = f"{text}{warrant.caveat('This norm is')}"
    reason = Reason(told, warrant.sources, rule="norm", grade=warrant.grade)
    return Comparison(norm, place, percentile, band, mark, word, reason)
