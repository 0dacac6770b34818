"""Exercises to read up: how they are done, what they load, and who must leave them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stridewell.app.learn.judging import Beside, beside
from stridewell.app.learn.shelf import Kind, Link, Shelf, condition_links, links_to
from stridewell.app.learn.standing import Standing, standing
from stridewell.app.learn.words import STAGE_WORDS, criterion_words, listed
from stridewell.knowledge.criteria import AtLeast, Criterion
from stridewell.knowledge.library import Ref
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Dose, Exercise, ExerciseKind, MuscleActivity, Stage
from stridewell.values.quantities import Interval

EXERCISE_KIND_WORDS: Mapping[ExerciseKind, str] = {
    ExerciseKind.STRENGTH: "Strength",
    ExerciseKind.HOLD: "Holding still under load",
    ExerciseKind.MOBILITY: "Stretching and mobility",
    ExerciseKind.BALANCE: "Balance",
    ExerciseKind.JUMP: "Jumps",
    ExerciseKind.ENDURANCE: "Endurance without running",
    ExerciseKind.NERVE: "Nerve gliding",
    ExerciseKind.PELVIC_FLOOR: "Pelvic floor",
    ExerciseKind.WARM_UP: "Warm-up",
    ExerciseKind.SELF_MASSAGE: "Rolling and massage",
}
SAYS_LOAD = (
    "Measured in healthy people, in per cent of the muscle's full strength. "
    "It says load, not healing."
)
"""What stands behind every figure of muscle activity."""


@dataclass(frozen=True, slots=True)
class DoseLine:
    """How much of an exercise at one stage, and how hard that feels; empty where not told."""

    stage: str
    text: str
    felt: str
    note: str


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """How hard one muscle works, in words, with what that rests on."""

    muscle: str
    amount: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """An exercise: how it is done, how much, what it helps and where it may harm.

    ``harder`` and ``easier`` are links to the next forms, ``tires`` the stages after which the
    legs need a day; ``offered`` is False for those that are only explained.
    """

    id: str
    name: str
    kind: str
    offered: bool
    impact: bool
    gentle: bool
    target: str
    position: str
    steps: tuple[str, ...]
    feel: str
    faults: tuple[str, ...]
    equipment: tuple[str, ...]
    doses: tuple[DoseLine, ...]
    tires: str
    progress: str
    regress: str
    harder: tuple[Link, ...]
    easier: tuple[Link, ...]
    activity: tuple[ActivityLine, ...]
    helps: tuple[Link, ...]
    avoid_for: tuple[Link, ...]
    avoid_because: str
    avoid_when: str
    standing: Standing
    beside: Beside


def exercises_by_kind(
    shelf: Shelf, kind: ExerciseKind | None = None
) -> Mapping[ExerciseKind, tuple[ExerciseView, ...]]:
    """Every exercise, or those of one kind, by kind; those that are only explained come last."""
    wanted = [each for each in shelf.knowledge.exercises.values() if kind in {None, each.kind}]
    ordered = sorted(wanted, key=lambda each: not each.offered)
    return {
        found: tuple(exercise_view(each, shelf) for each in ordered if each.kind is found)
        for found in ExerciseKind
        if any(each.kind is found for each in wanted)
    }


def exercise_view(exercise: Exercise, shelf: Shelf) -> ExerciseView:
    """An exercise as runners read it."""
    return ExerciseView(
        id=exercise.id,
        name=exercise.name,
        kind=EXERCISE_KIND_WORDS[exercise.kind],
        offered=exercise.offered,
        impact=exercise.impact,
        gentle=exercise.gentle,
        target=exercise.target,
        position=exercise.position,
        steps=exercise.steps,
        feel=exercise.feel,
        faults=exercise.faults,
        equipment=_equipment(exercise, shelf),
        doses=tuple(_dose_line(stage, dose) for stage, dose in exercise.doses.items()),
        tires=_tires(exercise),
        progress=exercise.progress,
        regress=exercise.regress,
        harder=_variants(exercise.harder, shelf),
        easier=_variants(exercise.easier, shelf),
        activity=tuple(_activity(each, shelf) for each in exercise.activity),
        helps=condition_links(exercise.helps, shelf),
        avoid_for=condition_links(exercise.avoid_for, shelf),
        avoid_because=exercise.avoid_because,
        avoid_when=_when(exercise.avoid_when, shelf.knowledge),
        standing=standing(exercise.warrant, shelf),
        beside=beside(Kind.EXERCISE, exercise.id, shelf),
    )


def _when(criterion: Criterion | None, knowledge: Knowledge) -> str:
    """Each finding that forbids it, one after the other."""
    if criterion is None:
        return ""
    each = criterion.parts if isinstance(criterion, AtLeast) and criterion.count == 1 else ()
    return "; ".join(criterion_words(part, knowledge) for part in each or (criterion,))


def _equipment(exercise: Exercise, shelf: Shelf) -> tuple[str, ...]:
    known = shelf.knowledge.equipment
    return tuple(known[each].name if each in known else each for each in exercise.equipment)


def _dose_line(stage: str, dose: Dose) -> DoseLine:
    felt = "" if dose.rpe is None else f"effort {_span(dose.rpe)} of 10"
    return DoseLine(STAGE_WORDS.get(stage, stage), dose.text, felt, dose.note)


def _tires(exercise: Exercise) -> str:
    """The stages in which the legs get tired, in order: "midway and later"."""
    stages = (STAGE_WORDS[each].lower() for each in Stage if each in exercise.heavy_legs)
    return listed(stages)


def _variants(ids: tuple[str, ...], shelf: Shelf) -> tuple[Link, ...]:
    return links_to((Ref(Kind.EXERCISE, each) for each in ids), shelf)


def _activity(activity: MuscleActivity, shelf: Shelf) -> ActivityLine:
    amount = f"{_span(activity.percent)} %"
    return ActivityLine(activity.muscle, amount, standing(activity.warrant, shelf))


def _span(interval: Interval) -> str:
    if interval.low == interval.high:
        return f"{interval.low:g}"
    return f"{interval.low:g} to {interval.high:g}"
