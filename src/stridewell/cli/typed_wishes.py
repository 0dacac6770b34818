"""What a person types becomes wishes: minutes of weekdays, equipment, other training, races."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stridewell.cli.typed_days import WEEKDAYS, read_list, read_weekday, said_day
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import ExerciseKind
from stridewell.plan.wishes import Race, Wishes
from stridewell.values.wording import sentence_case

M_PER_KM = 1000


@dataclass(frozen=True, slots=True)
class TypedWishes:
    """What was typed; None where it was left out and stays as it is."""

    minutes: str | None = None
    equipment: str | None = None
    run_days: str | None = None
    rest_days: str | None = None
    training: str | None = None
    races: tuple[str, ...] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        told = (self.minutes, self.equipment, self.run_days, self.rest_days, self.training)
        return self.races is None and all(each is None for each in told)


def changed(wishes: Wishes, typed: TypedWishes, knowledge: Knowledge) -> Wishes:
    """The wishes with what was typed; all else stays.

    Raises:
        CaseError: something typed does not exist or cannot be.
    """
    if typed.equipment is not None:
        wishes = replace(wishes, equipment=read_equipment(typed.equipment, knowledge))
    if typed.training is not None:
        wishes = replace(wishes, cross_training=read_training(typed.training, knowledge))
    if typed.run_days is not None:
        wishes = replace(wishes, run_days=_weekdays(typed.run_days))
    if typed.rest_days is not None:
        wishes = replace(wishes, rest_days=_weekdays(typed.rest_days))
    if typed.races is not None:
        wishes = replace(wishes, races=tuple(read_race(each) for each in typed.races))
    if typed.minutes is not None:
        wishes = _with_minutes(wishes, typed.minutes)
    both = wishes.run_days & wishes.rest_days
    if both:
        names = " and ".join(sentence_case(WEEKDAYS[each]) for each in sorted(both))
        raise CaseError(
            f"{names} would be liked for running and for resting.",
            "Set --run-days and --rest-days so that they differ.",
        )
    return wishes


def _with_minutes(wishes: Wishes, text: str) -> Wishes:
    told = dict(_day_minutes(each) for each in text.split(","))
    minutes = tuple(told.get(day, before) for day, before in enumerate(wishes.minutes))
    try:
        return replace(wishes, minutes=minutes)
    except ValueError as error:
        raise CaseError(f"That cannot be: {error}.", "Correct the number.") from error


def _day_minutes(text: str) -> tuple[int, int]:
    weekday, _, minutes = text.partition("=")
    try:
        return read_weekday(weekday), int(minutes)
    except ValueError as error:
        raise CaseError(
            f"{text!r} is no number of minutes.", "Write it as mon=60,tue=0."
        ) from error


def read_equipment(text: str, knowledge: Knowledge) -> frozenset[str]:
    """What there is to train with; floor, wall and the like are always there and left out.

    Raises:
        CaseError: something does not exist; it is named, with what can be named.
    """
    chosen = [each.lower().replace("_", " ") for each in read_list(text)]
    _refuse_unknown(chosen, knowledge.equipment, "equipment", equipment_choices(knowledge))
    return frozenset(each for each in chosen if not knowledge.equipment[each].always)


def equipment_choices(knowledge: Knowledge) -> tuple[str, ...]:
    """The equipment that can be named."""
    return tuple(each.id for each in knowledge.equipment.values() if not each.always)


def read_training(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Training without running that can be done.

    Raises:
        CaseError: there is no such training; it is named, with what can be named.
    """
    chosen, choices = read_list(text), training_choices(knowledge)
    _refuse_unknown(chosen, dict.fromkeys(choices), "training", choices)
    return tuple(dict.fromkeys(chosen))


def training_choices(knowledge: Knowledge) -> tuple[str, ...]:
    """The training without running that can be named."""
    exercises = knowledge.exercises.values()
    return tuple(each.id for each in exercises if each.kind is ExerciseKind.ENDURANCE)


def _refuse_unknown(
    chosen: Sequence[str], known: Mapping[str, object], what: str, choices: Sequence[str]
) -> None:
    unknown = [repr(each) for each in chosen if each not in known]
    if unknown:
        raise CaseError(
            f"There is no {what} called {' or '.join(unknown)}.",
            f"Choose from: {', '.join(choices)}; or none.",
        )


def _weekdays(text: str) -> frozenset[int]:
    return frozenset(read_weekday(each) for each in read_list(text))


def refuse_past(races: Sequence[Race], today: date) -> None:
    """Refuse races that are over: the plan would pass over them without a word.

    Raises:
        CaseError: a race lies before today; it is named.
    """
    for race in races:
        if race.day < today:
            raise CaseError(
                f"The race of {said_day(race.day)} {race.day.year} is over.",
                "Correct its day, or leave it out.",
            )


def read_race(text: str) -> Race:
    """A race as DATE:KM or DATE:KM:NAME.

    Raises:
        CaseError: it is written otherwise, or cannot be.
    """
    day, _, rest = text.partition(":")
    km, _, name = rest.partition(":")
    try:
        metres = float(km.replace(",", ".")) * M_PER_KM
        return Race(date.fromisoformat(day.strip()), metres, name.strip())
    except ValueError as error:
        raise CaseError(
            f"{text!r} is no race.", 'Write it as "2026-10-04:21.1:Name"; the name may be left out.'
        ) from error
