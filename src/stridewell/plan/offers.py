"""What the programmes offer for the stage the runner is in, each exercise once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stridewell.knowledge.training import Exercise, ExerciseKind, Stage
from stridewell.plan.programme import Standing
from stridewell.plan.situation import Situation

_STAGES = tuple(Stage)
_QUIET = frozenset({ExerciseKind.HOLD, ExerciseKind.NERVE, ExerciseKind.PELVIC_FLOOR})


@dataclass(frozen=True, slots=True)
class Offer:
    """An exercise of a programme's stage; ``weights`` are the causes it is for, by probability.

    ``stage`` is the most careful of those that ask for it, ``standing`` where that one stands.
    ``cleared`` are causes that no longer forbid it. ``note`` and ``instead_of`` are filled in
    when the equipment is known.
    """

    exercise: Exercise
    stage: Stage
    standing: Standing
    weights: Mapping[str, float]
    cleared: frozenset[str] = frozenset()
    note: str = ""
    instead_of: str | None = None


def offers_of(
    situation: Situation, standings: Sequence[Standing], *, gentle_only: bool
) -> tuple[Offer, ...]:
    """Every exercise of the stages, the leading programme's first.

    ``gentle_only`` keeps the gentle ones of the first stages, at their first dose. While the
    pain is irritable, holds and other quiet work come alone.
    """
    offers = _merged(
        offer
        for standing in standings
        for offer in _stage_offers(standing, situation, 0 if gentle_only else standing.index)
    )
    if gentle_only:
        return tuple(each for each in offers if each.exercise.gentle)
    quiet = tuple(each for each in offers if each.exercise.kind in _QUIET or each.exercise.gentle)
    return quiet if quiet and is_irritable(situation) else offers


def is_irritable(situation: Situation) -> bool:
    """Whether pain is so high, or wakes at night, that movement under load waits."""
    worst = situation.pain.worst
    high = worst is not None and worst > situation.knowledge.number("irritable_pain_over")
    return high or situation.pain.at_night


def _stage_offers(standing: Standing, situation: Situation, index: int) -> Iterator[Offer]:
    programme = standing.programme
    stage = programme.stages[index]
    weights = {
        each.id: each.probability for each in situation.causes if each.id in programme.conditions
    }
    cleared = frozenset(weights) if programme.needs_clearance(index) else frozenset[str]()
    for name in stage.exercises:
        exercise = situation.knowledge.exercises.get(name)
        if exercise is not None and exercise.offered and stage.dose in exercise.doses:
            own = weights or {programme.id: standing.share}
            yield Offer(exercise, stage.dose, standing, own, cleared)


def _merged(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Each exercise once, for all who ask for it, at the most careful of their doses."""
    merged: dict[str, Offer] = {}
    for offer in offers:
        known = merged.get(offer.exercise.id)
        merged[offer.exercise.id] = offer if known is None else _both(known, offer)
    return tuple(merged.values())


def _both(first: Offer, second: Offer) -> Offer:
    later = _STAGES.index(first.stage) > _STAGES.index(second.stage)
    careful = second if later else first
    weights = {**first.weights, **second.weights}
    return replace(careful, weights=weights, cleared=first.cleared | second.cleared)
