"""The screen for too little energy: what the check-in knows, what was asked here, what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.fuel import ScreenLevel, ScreenSign, ScreenText, SignWeight
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import FactTable, State

EATING, VERY_LOW_WEIGHT = "eating_disorder", "very_low_weight"


@dataclass(frozen=True, slots=True)
class ScreenResult:
    """What the screen comes to.

    ``present`` are the signs that are there, ``open`` those nobody knows of yet; ``eating`` tells
    whether there are signs of troubled eating, and is unknown as long as that was not answered.
    """

    level: ScreenLevel
    words: ScreenText
    present: tuple[ScreenSign, ...]
    open: tuple[ScreenSign, ...]
    eating: State


def screen(facts: FactTable, told: Mapping[str, State], knowledge: Knowledge) -> ScreenResult:
    """Judge the screen; ``told`` are the answers to its own questions, by the sign's id."""
    signs = applying_signs(facts, knowledge)
    states = {sign.id: state_of(sign, facts, told) for sign in signs}
    present = tuple(sign for sign in signs if states[sign.id] is State.PRESENT)
    unknown = tuple(sign for sign in signs if states[sign.id] is State.UNKNOWN)
    level = _level(present, unknown, facts, knowledge)
    eating = _eating(signs, facts, told)
    return ScreenResult(level, knowledge.fuel.screen.results[level], present, unknown, eating)


def applying_signs(facts: FactTable, knowledge: Knowledge) -> tuple[ScreenSign, ...]:
    """The signs that can apply to this runner; one of which that is not known applies."""
    return tuple(
        sign
        for sign in knowledge.fuel.screen.signs.values()
        if sign.applies is None or evaluate(sign.applies, facts).state is not State.ABSENT
    )


def state_of(sign: ScreenSign, facts: FactTable, told: Mapping[str, State]) -> State:
    """Whether a sign is there; what was not asked is unknown, never a no."""
    if sign.finding is not None:
        return facts.state(sign.finding)
    return told.get(sign.id, State.UNKNOWN)


def _level(
    present: tuple[ScreenSign, ...],
    unknown: tuple[ScreenSign, ...],
    facts: FactTable,
    knowledge: Knowledge,
) -> ScreenLevel:
    rules = knowledge.fuel.screen
    strong = sum(sign.weight is SignWeight.STRONG for sign in present)
    some = len(present) - strong
    composite = evaluate(rules.fits_when, facts).state is State.PRESENT
    if strong >= rules.strong_needed or some >= rules.some_needed or composite:
        return ScreenLevel.FITS
    if present:
        return ScreenLevel.POSSIBLE
    return ScreenLevel.OPEN if unknown else ScreenLevel.NONE


def _eating(signs: tuple[ScreenSign, ...], facts: FactTable, told: Mapping[str, State]) -> State:
    """A sign makes it so; an open answer of the check-in or a "not sure" here leaves it open."""
    eating = [sign for sign in signs if sign.eating]
    if any(state_of(sign, facts, told) is State.PRESENT for sign in eating):
        return State.PRESENT
    unsure = any(told.get(sign.id) is State.UNKNOWN for sign in eating)
    known = facts.state(EATING) is State.ABSENT and facts.state(VERY_LOW_WEIGHT) is State.ABSENT
    return State.ABSENT if known and not unsure else State.UNKNOWN
