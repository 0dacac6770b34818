"""Finds what is wrong with the programmes: each fault with file key and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stridewell.knowledge.records import Knowledge, Running
from stridewell.knowledge.strength_tests import Sides
from stridewell.knowledge.training import Measure, Programme, ProgrammeStage, Stage
from stridewell.values.evidence import Issue, Severity

DOSE_ORDER = tuple(Stage)
COUNTED = frozenset({Measure.WEEKS_IN_STAGE, Measure.SESSIONS_IN_STAGE})


def check_programmes(knowledge: Knowledge) -> tuple[Issue, ...]:
    """Every fault: unknown names, exercises that harm, stages nobody can enter or leave."""
    checks = (_homes, _conditions, _exercises, _stages, _tests, _expected)
    return tuple(issue for check in checks for issue in check(knowledge))


def _fault(where: str, text: str, remedy: str) -> Issue:
    return Issue(Severity.ERROR, where, text, remedy)


def _homes(knowledge: Knowledge) -> Iterator[Issue]:
    """A condition has one programme at most, and one programme is for what is not clear."""
    general = [each.id for each in knowledge.programmes.values() if not each.conditions]
    if len(general) != 1:
        text = f"need one that names no condition, and have {len(general)}"
        yield _fault("programmes", text, "Keep one for a pattern that fits nothing clearly.")
    named = Counter(c for each in knowledge.programmes.values() for c in each.conditions)
    for condition, count in named.items():
        if count > 1:
            yield _fault("programmes", f"name {condition!r} {count} times", "Keep one.")


def _conditions(knowledge: Knowledge) -> Iterator[Issue]:
    """Conditions exist, and one that stops running is only worked on after a clearance."""
    for programme in knowledge.programmes.values():
        where = f"programmes.{programme.id}"
        for name in programme.conditions:
            condition = knowledge.conditions.get(name)
            if condition is None:
                yield _fault(where, f"names the unknown condition {name!r}", "Correct it.")
            elif condition.running is Running.STOP and not _waits_for_clearance(programme):
                text = f"goes on without a clearance although {name} stops running"
                yield _fault(where, text, "Let the second stage ask for `cleared`.")


def _waits_for_clearance(programme: Programme) -> bool:
    return all(programme.needs_clearance(index) for index in range(1, len(programme.stages)))


def _exercises(knowledge: Knowledge) -> Iterator[Issue]:
    """Exercises exist, are offered, have a dose for the stage, and harm none of the conditions."""
    for programme in knowledge.programmes.values():
        for index, stage in enumerate(programme.stages):
            where = f"programmes.{programme.id}.{stage.id}"
            if not stage.exercises:
                yield _fault(where, "has no exercises", "Name some.")
            for name in stage.exercises:
                for text in _wrong_with(name, programme, index, knowledge):
                    yield _fault(where, text, "Correct it or choose another exercise.")


def _wrong_with(name: str, programme: Programme, index: int, knowledge: Knowledge) -> Iterator[str]:
    exercise, stage = knowledge.exercises.get(name), programme.stages[index]
    if exercise is None:
        yield f"names the unknown exercise {name!r}"
        return
    if not exercise.offered:
        yield f"plans {name!r}, which is only explained"
    if stage.dose not in exercise.doses:
        yield f"has no {stage.dose.value} dose of {name!r}"
    harmed = [each for each in programme.conditions if each in exercise.avoid_for]
    if harmed and not programme.needs_clearance(index):
        yield f"plans {name!r}, which is to be avoided for {harmed[0]}"
    if exercise.impact and index == 0:
        yield f"begins with the jumps of {name!r}"


def _stages(knowledge: Knowledge) -> Iterator[Issue]:
    """Stages can be entered and left, and none gives less than the one before."""
    for programme in knowledge.programmes.values():
        where = f"programmes.{programme.id}"
        if not programme.stages:
            yield _fault(where, "has no stages", "Write some.")
            continue
        if len({each.id for each in programme.stages}) < len(programme.stages):
            yield _fault(where, "has two stages of one name", "Rename one.")
        if programme.stages[0].enter_when:
            first = f"{where}.{programme.stages[0].id}"
            yield _fault(first, "asks for something before one may begin", "Let anybody begin.")
        doses = [DOSE_ORDER.index(each.dose) for each in programme.stages]
        if doses != sorted(doses):
            yield _fault(where, "goes back to a smaller dose", "Put the stages in order.")
        for stage in programme.stages[:-1]:
            if not any(each.measure in COUNTED for each in stage.leave_when):
                text = "can be left without a session"
                yield _fault(f"{where}.{stage.id}", text, "Ask for weeks or sessions.")
        for stage in programme.stages:
            yield from _weeks(f"{where}.{stage.id}", stage)


def _weeks(where: str, stage: ProgrammeStage) -> Iterator[Issue]:
    if stage.weeks is None:
        return
    if stage.weeks.low <= 0:
        yield _fault(where, "lasts no week", "Give at least one.")
    for criterion in stage.leave_when:
        wanted = criterion.at_least
        if criterion.measure is Measure.WEEKS_IN_STAGE and wanted and wanted > stage.weeks.high:
            yield _fault(where, "asks for more weeks than it lasts", "Make them agree.")


def _tests(knowledge: Knowledge) -> Iterator[Issue]:
    """Tests exist, and only those of each side are compared between the sides."""
    for programme in knowledge.programmes.values():
        for stage in programme.stages:
            for criterion in (*stage.enter_when, *stage.leave_when):
                where = f"programmes.{programme.id}.{stage.id}"
                test = knowledge.strength_tests.get(criterion.test)
                if criterion.test and test is None:
                    text = f"names the unknown test {criterion.test!r}"
                    yield _fault(where, text, "Correct it.")
                elif test is not None and criterion.symmetry and test.sides is not Sides.EACH:
                    text = f"compares the sides of {criterion.test!r}, which has none"
                    yield _fault(where, text, "Ask for a value.")


def _expected(knowledge: Knowledge) -> Iterator[Issue]:
    """The exercises that runners expect and the equipment that is stood in for exist."""
    for name in knowledge.dosing.stand_ins:
        if name not in knowledge.equipment:
            yield _fault("dosing.stand_ins", f"names the unknown equipment {name!r}", "Correct it.")
    for name in knowledge.dosing.popular:
        if name not in knowledge.exercises:
            yield _fault("dosing.popular", f"names the unknown exercise {name!r}", "Correct it.")
