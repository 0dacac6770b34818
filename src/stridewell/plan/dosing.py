"""Which exercises, how much of them, and which are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stridewell.differential.candidates import Candidate
from stridewell.knowledge.training import Dose, Exercise, Stage
from stridewell.plan.harm import LeftOut, why_not
from stridewell.plan.situation import Situation
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise with its dose, and which causes it is meant for."""

    exercise: Exercise
    stage: Stage
    dose: Dose
    helps: tuple[str, ...]
    reasons: tuple[Reason, ...]


def choose_exercises(
    situation: Situation, *, gentle_only: bool = False
) -> tuple[tuple[Prescription, ...], tuple[LeftOut, ...]]:
    """A handful of exercises for the likely causes, and every exercise that could harm.

    ``gentle_only`` keeps those that may be done while a clinician is still to be seen.
    """
    stage = Stage.START if gentle_only else stage_of(situation)
    left_out = tuple(
        entry
        for exercise in situation.knowledge.exercises.values()
        if (entry := why_not(exercise, situation)) is not None
    )
    harmful = {entry.exercise for entry in left_out}
    pool = [
        exercise
        for exercise in situation.knowledge.exercises.values()
        if exercise.id not in harmful
        and stage in exercise.doses
        and exercise.offered
        and (exercise.gentle or not gentle_only)
    ]
    chosen = _most_helpful(pool, situation)
    return tuple(_prescribe(each, stage, situation) for each in chosen), left_out


def stage_of(situation: Situation) -> Stage:
    """The stage from pain, duration of the problem and weeks of exercise; unknown is the start."""
    weeks = situation.facts.number("duration_weeks")
    number = situation.knowledge.number
    settled = situation.zone is Zone.GREEN and not situation.uncleared_bone
    if not settled or weeks is None or weeks < number("stage_mid_weeks"):
        return Stage.START
    late = situation.inputs.exercise_weeks >= number("stage_late_weeks")
    return Stage.LATE if late else Stage.MID


def _most_helpful(pool: Sequence[Exercise], situation: Situation) -> tuple[Exercise, ...]:
    """Pick one after the other what helps the likely causes most that have had least so far."""
    again = situation.knowledge.number("helped_again_share")
    weights: Mapping[str, float] = {each.id: each.probability for each in situation.causes}
    left, chosen = list(pool), list[Exercise]()
    while left and len(chosen) < situation.knowledge.number("max_exercises"):
        best = max(left, key=lambda exercise: _help(exercise, weights))
        if not _help(best, weights):
            break
        chosen.append(best)
        left.remove(best)
        weights = {c: w * again if c in best.helps else w for c, w in weights.items()}
    return tuple(chosen)


def _help(exercise: Exercise, weights: Mapping[str, float]) -> float:
    return sum(weights.get(condition, 0.0) for condition in exercise.helps)


def _prescribe(exercise: Exercise, stage: Stage, situation: Situation) -> Prescription:
    helped = [each for each in situation.causes if each.id in exercise.helps]
    return Prescription(
        exercise=exercise,
        stage=stage,
        dose=exercise.doses[stage],
        helps=tuple(each.id for each in helped),
        reasons=tuple(_helps(exercise, each) for each in helped),
    )


def _helps(exercise: Exercise, cause: Candidate) -> Reason:
    return Reason(
        f"It is meant for {cause.plain} ({100 * cause.probability:.0f} %)."
        f"{exercise.warrant.caveat('Its dose is')}",
        exercise.warrant.sources,
        rule="helps",
        grade=exercise.warrant.grade,
    )
