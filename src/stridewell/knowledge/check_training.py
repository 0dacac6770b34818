"""Finds what is wrong with the exercises: each fault with file key and remedy."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.knowledge.criteria import AtLeast, Criterion, Present
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Exercise, ExerciseKind, Stage
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Issue, Severity

BONE = "bone"
IMPACT_UNSAFE = ("impact_test_unsafe", "limp", "unable_to_bear_weight", "trauma_major")
"""Findings with any of which nobody jumps; each must forbid a jump by itself."""
MOST_PERCENT = 250.0
"""More than this no muscle was ever said to work, in per cent of its full strength."""


def check_training(knowledge: Knowledge) -> tuple[Issue, ...]:
    """Every fault: exercises for nobody, dead ends of variants, jumps that could harm a bone."""
    checks = (_use, _variants, _equipment, _legs, _impact, _activity)
    return tuple(
        issue
        for exercise in knowledge.exercises.values()
        for check in checks
        for issue in check(exercise, knowledge)
    )


def activity_warrants(knowledge: Knowledge) -> Iterator[tuple[str, Warrant]]:
    """What stands behind each figure of muscle activity, with where it stands."""
    for exercise in knowledge.exercises.values():
        where = f"exercises.{exercise.id}.activity"
        yield from ((f"{where}.{each.muscle}", each.warrant) for each in exercise.activity)


def _fault(exercise: Exercise, text: str, remedy: str) -> Issue:
    return Issue(Severity.ERROR, f"exercises.{exercise.id}", text, remedy)


def _use(exercise: Exercise, _: Knowledge) -> Iterator[Issue]:
    """What is planned for causes helps one of them; warm-ups belong to no cause."""
    planned = exercise.offered and exercise.kind is not ExerciseKind.WARM_UP
    if planned and not exercise.helps:
        yield _fault(exercise, "helps no condition", "Name one, or say `offered: false`.")
    if not exercise.offered and exercise.helps:
        yield _fault(exercise, "is only explained and yet helps", "Decide.")
    if set(exercise.helps) & set(exercise.avoid_for):
        yield _fault(exercise, "helps and harms the same condition", "Decide.")
    if not exercise.doses:
        yield _fault(exercise, "has no dose", "Give one for at least one stage.")


def _variants(exercise: Exercise, knowledge: Knowledge) -> Iterator[Issue]:
    """Harder and easier forms exist, differ, and are never one that is only explained."""
    for name in (*exercise.harder, *exercise.easier):
        variant = knowledge.exercises.get(name)
        if variant is None:
            yield _fault(exercise, f"names the unknown exercise {name!r}", "Correct it.")
        elif not variant.offered:
            text = f"leads to {name!r}, which is only explained"
            yield _fault(exercise, text, "Name one that is planned.")
    for name in sorted(set(exercise.harder) & set(exercise.easier)):
        yield _fault(exercise, f"calls {name!r} harder and easier", "Decide.")
    yield from _harder(exercise, knowledge)


def _harder(exercise: Exercise, knowledge: Knowledge) -> Iterator[Issue]:
    """Harder forms never lead back, and nobody is led to jump by counting repetitions."""
    if exercise.id in _beyond(exercise, knowledge):
        yield _fault(exercise, "comes round to itself by harder forms", "Break the circle.")
    for name in exercise.harder:
        variant = knowledge.exercises.get(name)
        if variant is not None and variant.impact and not exercise.impact:
            text = f"leads on to the jumps of {name!r}"
            yield _fault(exercise, text, "Let only a stage of a programme begin with jumps.")


def _beyond(exercise: Exercise, knowledge: Knowledge) -> frozenset[str]:
    """Every form that is harder, however many steps away."""
    found, ahead = set[str](), list(exercise.harder)
    while ahead:
        name = ahead.pop()
        if name not in found and name in knowledge.exercises:
            found.add(name)
            ahead.extend(knowledge.exercises[name].harder)
    return frozenset(found)


def _equipment(exercise: Exercise, knowledge: Knowledge) -> Iterator[Issue]:
    for name in exercise.equipment:
        if name not in knowledge.equipment:
            text = f"needs {name!r}, which is no known equipment"
            yield _fault(exercise, text, "Correct it, or add it to the equipment.")


def _legs(exercise: Exercise, _: Knowledge) -> Iterator[Issue]:
    """Stages that tire the legs have a dose; the first stage never tires them."""
    for stage in sorted(exercise.heavy_legs):
        if stage not in exercise.doses:
            text = f"tires the legs in the stage {stage.value!r}, in which it has no dose"
            yield _fault(exercise, text, "Correct the stage.")
    if Stage.START in exercise.heavy_legs:
        yield _fault(exercise, "tires the legs in the first stage", "Begin more easily.")


def _impact(exercise: Exercise, knowledge: Knowledge) -> Iterator[Issue]:
    """A jump says so, waits, tires the legs, and is left out for every bone and open danger."""
    if exercise.impact is not (exercise.kind is ExerciseKind.JUMP):
        yield _fault(exercise, "is a jump in one place and none in another", "Make them agree.")
    if not exercise.impact:
        return
    if exercise.gentle:
        yield _fault(exercise, "is a jump and called gentle", "Nobody jumps before being seen.")
    if Stage.START in exercise.doses:
        yield _fault(exercise, "jumps in the first stage", "Leave that dose out.")
    if not set(exercise.doses) <= exercise.heavy_legs:
        yield _fault(exercise, "is a jump that does not tire the legs", "Name its stages.")
    for condition in knowledge.conditions.values():
        if condition.tissue == BONE and condition.id not in exercise.avoid_for:
            text = f"jumps and is not avoided for {condition.id!r}"
            yield _fault(exercise, text, "Add it to `avoid_for`.")
    for finding in IMPACT_UNSAFE:
        if not _forbids(exercise.avoid_when, finding):
            text = f"jumps although {finding!r} is so or not known"
            yield _fault(exercise, text, "Add it to `avoid_when`.")


def _forbids(criterion: Criterion | None, finding: str) -> bool:
    """Whether the finding alone makes the criterion true."""
    match criterion:
        case Present(found):
            return found == finding
        case AtLeast(1, parts):
            return any(_forbids(part, finding) for part in parts)
    return False


def _activity(exercise: Exercise, _: Knowledge) -> Iterator[Issue]:
    for each in exercise.activity:
        if not 0 < each.percent.low <= each.percent.high <= MOST_PERCENT:
            text = f"gives an impossible activity of the {each.muscle}"
            yield _fault(exercise, text, "Give per cent of full strength.")
