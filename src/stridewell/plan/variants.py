"""Which form of an exercise is done now: the one offered, or the harder one it has grown into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stridewell.knowledge.training import Exercise
from stridewell.plan.day_log import ONE_DAY, DayLog, ExerciseLog, exercise_logs
from stridewell.plan.deload import is_deload_week
from stridewell.plan.equipment import fit_equipment
from stridewell.plan.harm import why_not
from stridewell.plan.offers import Offer
from stridewell.plan.situation import Situation
from stridewell.plan.strength_progression import Change, Direction, Work, change_of

FURTHEST = 3
"""So many harder forms a single exercise may lead through within one stage."""


@dataclass(frozen=True, slots=True)
class Form:
    """The exercise to do now and what changes in it; ``note`` tells of equipment."""

    exercise: Exercise
    change: Change
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Diary:
    """What the forms of one exercise are judged by."""

    offer: Offer
    situation: Situation
    days: Mapping[date, DayLog]
    deload: bool
    taken: frozenset[str]

    @property
    def today(self) -> date:
        return self.situation.inputs.at.date()


def form_of(
    offer: Offer, situation: Situation, days: Mapping[date, DayLog], chosen: frozenset[str]
) -> Form:
    """The form to do now; never one that is chosen already for its own sake."""
    today, diary = situation.inputs.at.date(), situation.inputs.diary
    deload = is_deload_week(diary, today, situation.knowledge)
    known = _Diary(offer, situation, days, deload, chosen)
    return _form(known, offer.exercise, None, offer.standing.since, FURTHEST)


def _form(
    known: _Diary, exercise: Exercise, before: Exercise | None, since: date, left: int
) -> Form:
    """One form of the chain; ``before`` is the easier one it came from."""
    harder = _harder(known, exercise) if left else None
    since = max(since, _came_back(known, exercise, harder))
    change = change_of(_work(known, exercise, harder, before, since))
    if not change.variant:
        return Form(exercise, change, _note(known, exercise))
    if change.direction is Direction.REGRESS:
        return _other(known, before or _easier(known, exercise) or exercise, change)
    if harder is None:
        return Form(exercise, change, _note(known, exercise))
    if not _logged(known, harder, since):
        return _other(known, harder, change)
    return _form(known, harder, exercise, since, left - 1)


def _other(known: _Diary, form: Exercise, change: Change) -> Form:
    """Another form begins with its own dose, and with the load it was last done with, if any."""
    dose = form.doses[known.offer.stage]
    load = _last_load_kg(exercise_logs(form.id, known.situation.inputs.diary, known.days))
    begun = replace(change, sets=dose.sets, reps=dose.reps, load_kg=load)
    return Form(form, begun, _note(known, form))


def _last_load_kg(logs: Sequence[ExerciseLog]) -> float | None:
    loads = [each.load_kg for each in logs if each.load_kg is not None]
    return loads[-1] if loads else None


def _work(
    known: _Diary, exercise: Exercise, harder: Exercise | None, before: Exercise | None, since: date
) -> Work:
    logs = exercise_logs(exercise.id, known.situation.inputs.diary, known.days)
    return Work(
        exercise=exercise,
        stage=known.offer.stage,
        dose=exercise.doses[known.offer.stage],
        logs=tuple(each for each in logs if each.day >= since),
        today=known.today,
        knowledge=known.situation.knowledge,
        last_load_kg=_last_load_kg(logs),
        deload=known.deload,
        has_harder=harder is not None,
        has_easier=before is not None or _easier(known, exercise) is not None,
    )


def _came_back(known: _Diary, exercise: Exercise, harder: Exercise | None) -> date:
    """After a return from the harder form only what came after it counts."""
    if harder is None:
        return date.min
    own, further = (_last_day(known, each) for each in (exercise, harder))
    return further + ONE_DAY if own > further > date.min else date.min


def _last_day(known: _Diary, exercise: Exercise) -> date:
    logs = exercise_logs(exercise.id, known.situation.inputs.diary, known.days)
    return logs[-1].day if logs else date.min


def _logged(known: _Diary, exercise: Exercise, since: date) -> bool:
    return _last_day(known, exercise) >= since


def _harder(known: _Diary, exercise: Exercise) -> Exercise | None:
    return _first(known, exercise, exercise.harder)


def _easier(known: _Diary, exercise: Exercise) -> Exercise | None:
    return _first(known, exercise, exercise.easier)


def _first(known: _Diary, exercise: Exercise, names: Iterable[str]) -> Exercise | None:
    """The first of these forms that may and can be done now."""
    exercises = known.situation.knowledge.exercises
    forms = (exercises[each] for each in names if each in exercises and each not in known.taken)
    return next((each for each in forms if _may(known, each, exercise)), None)


def _may(known: _Diary, form: Exercise, exercise: Exercise) -> bool:
    if not form.offered or known.offer.stage not in form.doses or form.impact > exercise.impact:
        return False
    return why_not(form, known.situation) is None and bool(_fits(known, form))


def _fits(known: _Diary, exercise: Exercise) -> bool:
    found = fit_equipment(exercise, known.offer.stage, known.situation, lambda _: False)
    return found is not None


def _note(known: _Diary, exercise: Exercise) -> str:
    if exercise.id == known.offer.exercise.id:
        return known.offer.note
    found = fit_equipment(exercise, known.offer.stage, known.situation, lambda _: False)
    return "" if found is None else found.note
