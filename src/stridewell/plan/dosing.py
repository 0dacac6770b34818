"""Which exercises, how much of them, and which are left out.

They come from the programmes of the plausible causes, in the stage the runner is in, and harm
none of these causes. What the runner has no equipment for is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stridewell.knowledge.training import Dose, Exercise, ExerciseKind, Stage
from stridewell.plan.day_log import DayLog
from stridewell.plan.equipment import fit_equipment, lack_words
from stridewell.plan.harm import LeftOut, is_harmful, left_out, why_not
from stridewell.plan.offers import Offer, offers_of
from stridewell.plan.programme import Standing, standings
from stridewell.plan.situation import Situation
from stridewell.plan.stage_fold import days_until_now
from stridewell.plan.strength_progression import Change
from stridewell.plan.variants import Form, form_of
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise with what to do now, and which causes it is meant for.

    ``dose`` is what to do now, with the sets and repetitions of ``change``; ``why_dose`` says
    where it comes from. ``note`` tells of equipment; ``instead_of`` is the id of the exercise
    this one stands in for, None where it stands for itself.
    """

    exercise: Exercise
    stage: Stage
    dose: Dose
    helps: tuple[str, ...]
    reasons: tuple[Reason, ...]
    why_dose: Reason
    change: Change
    note: str = ""
    instead_of: str | None = None

    @property
    def reps(self) -> int | None:
        """The repetitions to do now; None for holds, rides and walks."""
        return self.change.reps

    @property
    def load_kg(self) -> float | None:
        """The load to take now; None where none was told."""
        return self.change.load_kg

    @property
    def text(self) -> str:
        """The dose as a person says it, with the load."""
        load = f", with {self.load_kg:g} kg" if self.load_kg else ""
        return f"{self.dose.text}{load}"


def choose_exercises(
    situation: Situation,
    *,
    gentle_only: bool = False,
    standing: tuple[Standing, ...] | None = None,
) -> tuple[tuple[Prescription, ...], tuple[LeftOut, ...]]:
    """A handful of exercises for the likely causes, and what was left out of them and why.

    ``gentle_only`` keeps those of the first stages that may be done while a clinician is still
    to be seen; ``standing`` is where the runner stands in the programmes, where that is known.
    """
    days = days_until_now(situation)
    known = standings(situation, days) if standing is None else standing
    offers = offers_of(situation, known, gentle_only=gentle_only)
    harm = {each.exercise.id: why_not(each.exercise, situation, each.cleared) for each in offers}
    safe = [each for each in offers if harm[each.exercise.id] is None]
    fitted = _fitted(safe, situation)
    chosen = _most_helpful(fitted, situation)
    names = frozenset(each.exercise.id for each in chosen)
    prescriptions = tuple(_prescribe(each, situation, days, names) for each in chosen)
    wanted = [each.exercise for each in _most_helpful(offers, situation)]
    missed = [entry for each in wanted if (entry := harm[each.id]) is not None]
    lacking = _without_equipment(safe, fitted, wanted, situation)
    return prescriptions, _once((*missed, *lacking, *_expected(situation)), prescriptions)


def _most_helpful(pool: Sequence[Offer], situation: Situation) -> tuple[Offer, ...]:
    """Pick one after the other what helps the likely causes most that have had least so far."""
    again = situation.knowledge.number("helped_again_share")
    weights = {cause: share for each in pool for cause, share in each.weights.items()}
    left, chosen = list(pool), list[Offer]()
    while left and len(chosen) < situation.knowledge.number("max_exercises"):
        best = max(left, key=lambda offer: _help(offer, weights))
        chosen.append(best)
        left = [each for each in left if each.exercise.id != best.exercise.id]
        weights = {c: w * again if c in best.weights else w for c, w in weights.items()}
    return tuple(chosen)


def _help(offer: Offer, weights: Mapping[str, float]) -> float:
    return sum(weights[cause] for cause in offer.weights)


def _fitted(offers: Iterable[Offer], situation: Situation) -> list[Offer]:
    """The offers with the equipment there is; those that cannot be done are gone."""
    fitted = []
    for offer in offers:
        found = fit_equipment(
            offer.exercise,
            offer.stage,
            situation,
            lambda other: why_not(other, situation) is None,
        )
        if found is not None:
            fitted.append(
                replace(
                    offer,
                    exercise=found.exercise,
                    note=found.note,
                    instead_of=found.instead_of,
                )
            )
    return _merged(fitted)


def _merged(offers: Sequence[Offer]) -> list[Offer]:
    """One offer for each exercise; what was asked for itself comes before what stands in."""
    own = {each.exercise.id for each in offers if each.instead_of is None}
    merged: dict[str, Offer] = {}
    for each in offers:
        if each.instead_of is None or each.exercise.id not in own:
            merged.setdefault(each.exercise.id, each)
    return list(merged.values())


def _without_equipment(
    safe: Sequence[Offer], fitted: Sequence[Offer], wanted: Sequence[Exercise], situation: Situation
) -> list[LeftOut]:
    """The exercises that would have been chosen, had there been the equipment or a stand-in."""
    there = {each.exercise.id for each in fitted} | {each.instead_of for each in fitted}
    gone = [each.exercise for each in safe if each.exercise.id not in there]
    return [
        left_out(
            each,
            each.equipment,
            f"{each.name} is left out: {lack_words(each, situation)}.",
        )
        for each in gone
        if each in wanted
    ]


def _expected(situation: Situation) -> list[LeftOut]:
    """The exercises popular articles recommend, where they could do harm."""
    exercises = situation.knowledge.exercises
    named = [exercises[each] for each in situation.knowledge.dosing.popular if each in exercises]
    found = (why_not(each, situation) for each in named if is_harmful(each, situation))
    return [each for each in found if each is not None]


def _once(entries: Iterable[LeftOut], chosen: Sequence[Prescription]) -> tuple[LeftOut, ...]:
    taken = {each.exercise.id for each in chosen}
    by_id = {each.exercise: each for each in reversed(tuple(entries))}
    return tuple(reversed([each for each in by_id.values() if each.exercise not in taken]))


def _prescribe(
    offer: Offer, situation: Situation, days: Mapping[date, DayLog], chosen: frozenset[str]
) -> Prescription:
    form = form_of(offer, situation, days, chosen)
    return Prescription(
        exercise=form.exercise,
        stage=offer.stage,
        dose=_dose_now(form, offer.stage),
        helps=tuple(each for each in offer.weights if each in situation.knowledge.conditions),
        reasons=_reasons(offer, form.exercise, situation),
        why_dose=_why_dose(offer, form, situation),
        change=form.change,
        note=form.note or offer.note,
        instead_of=offer.instead_of,
    )


def _dose_now(form: Form, stage: Stage) -> Dose:
    """The dose of the stage with the sets and repetitions of today."""
    dose, change = form.exercise.doses[stage], form.change
    as_told = dose.reps is None or change.reps == dose.reps
    reps_to = dose.reps_to if as_told else None
    return replace(dose, sets=change.sets, reps=change.reps, reps_to=reps_to)


def _reasons(offer: Offer, exercise: Exercise, situation: Situation) -> tuple[Reason, ...]:
    helped = [each for each in situation.causes if each.id in offer.weights]
    for_whom = [f"{each.plain} ({100 * each.probability:.0f} %)" for each in helped]
    return tuple(
        Reason(
            f"It is meant for {each}.{exercise.warrant.caveat('Its dose is')}",
            exercise.warrant.sources,
            rule="helps",
            grade=exercise.warrant.grade,
        )
        for each in for_whom or ("a pattern that fits no cause clearly",)
    )


def _why_dose(offer: Offer, form: Form, situation: Situation) -> Reason:
    programme, stage = offer.standing.programme, offer.standing.stage
    count = f"stage {offer.standing.index + 1} of {len(programme.stages)}"
    hard = situation.knowledge.number(f"effort_{offer.stage.value}_max")
    effort = f" Up to {hard:g} out of 10 in effort." if _is_loaded(form.exercise) else ""
    caveat = programme.warrant.caveat("The stages are")
    return Reason(
        f"{programme.name}, {count}, “{stage.name}”: {stage.aim}{effort}{caveat}",
        (*form.exercise.warrant.sources, *programme.warrant.sources),
        rule="stage_dose",
        grade=programme.warrant.grade,
    )


def _is_loaded(exercise: Exercise) -> bool:
    return exercise.kind in {ExerciseKind.STRENGTH, ExerciseKind.JUMP}
