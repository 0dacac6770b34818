"""What an exercise needs against what the runner has: stand-ins, other forms, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Exercise, Stage
from stridewell.plan.situation import Situation
from stridewell.plan.wishes import Wishes

Allowed = Callable[[Exercise], bool]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The exercise that can be done, with the sentence about equipment; empty without one.

    ``instead_of`` is the id of the exercise it stands in for.
    """

    exercise: Exercise
    note: str = ""
    instead_of: str | None = None


def fit_equipment(
    exercise: Exercise, stage: Stage, situation: Situation, allowed: Allowed
) -> Fitted | None:
    """The exercise, or one that stands in for it; None when there is none.

    ``allowed`` says of another exercise whether it may be done at all.
    """
    knowledge, wishes = situation.knowledge, situation.inputs.wishes
    lacking = missing(exercise, knowledge, wishes)
    if not lacking:
        return Fitted(exercise, _stand_in_words(exercise, knowledge, wishes))
    for other in _others(exercise, stage, knowledge):
        if allowed(other) and not missing(other, knowledge, wishes):
            words = (
                f"In place of {_lower(exercise.name)}, which needs {_names(lacking, knowledge)}."
            )
            stand_in = _stand_in_words(other, knowledge, wishes)
            return Fitted(other, f"{words} {stand_in}".strip(), exercise.id)
    return None


def missing(exercise: Exercise, knowledge: Knowledge, wishes: Wishes) -> tuple[str, ...]:
    """The equipment an exercise needs that is neither there nor stood in for."""
    return tuple(
        each
        for each in exercise.equipment
        if not is_there(each, knowledge, wishes) and each not in knowledge.dosing.stand_ins
    )


def lack_words(exercise: Exercise, situation: Situation) -> str:
    """What is missing, as a clause: it needs an elastic band."""
    lacking = missing(exercise, situation.knowledge, situation.inputs.wishes)
    return f"it needs {_names(lacking, situation.knowledge)}"


def is_there(equipment: str, knowledge: Knowledge, wishes: Wishes) -> bool:
    """Whether the runner has it: everybody does, or it was named."""
    known = knowledge.equipment.get(equipment)
    return equipment in wishes.equipment or (known is not None and known.always)


def _others(exercise: Exercise, stage: Stage, knowledge: Knowledge) -> tuple[Exercise, ...]:
    """Easier forms first, then harder ones, then another exercise for the same muscles."""
    names = (*exercise.easier, *exercise.harder)
    forms = [knowledge.exercises[each] for each in names if each in knowledge.exercises]
    same = [
        each
        for each in knowledge.exercises.values()
        if each.target == exercise.target and each.id != exercise.id and each not in forms
    ]
    return tuple(
        each
        for each in (*forms, *same)
        if each.offered and stage in each.doses and each.impact <= exercise.impact
    )


def _stand_in_words(exercise: Exercise, knowledge: Knowledge, wishes: Wishes) -> str:
    stand_ins = knowledge.dosing.stand_ins
    used = (
        (each, stand_ins[each])
        for each in exercise.equipment
        if not is_there(each, knowledge, wishes) and each in stand_ins
    )
    return " ".join(
        f"No {each}? {stand_in[0].upper()}{stand_in[1:]} will do." for each, stand_in in used
    )


def _names(equipment: tuple[str, ...], knowledge: Knowledge) -> str:
    named = (knowledge.equipment.get(each) for each in equipment)
    return " and ".join(
        each.name if each is not None else name for each, name in zip(named, equipment, strict=True)
    )


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
