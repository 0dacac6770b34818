"""What the runner has and wishes: minutes of each day, equipment, other sports, races."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from stridewell.app.daily import set_wishes
from stridewell.app.desk import Desk
from stridewell.app.journal import EntryKind, newest
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import ExerciseKind
from stridewell.plan.wishes import MOST_MINUTES, Race, Wishes
from stridewell.web.form_fields import Sent, sent_form
from stridewell.web.rendering import Page, Site

PAGE = Page("wishes.html", "Your days", "/plan")
Form = Annotated[Sent, Depends(sent_form)]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RACES = 3
"""So many races can be entered."""
M_PER_KM = 1000


@dataclass(frozen=True, slots=True)
class WeekdayRow:
    """A weekday: minutes there are, and whether it is liked for running or resting."""

    number: int
    name: str
    minutes: int
    run: bool
    rest: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick."""

    id: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RaceRow:
    """A race as its fields show it."""

    number: int
    day: str
    km: str
    name: str


@dataclass(frozen=True, slots=True)
class WishesContext:
    """What the page of the runner's days shows."""

    days: tuple[WeekdayRow, ...]
    """The weekdays."""
    most_minutes: int
    """The most minutes a day can have."""
    equipment: tuple[Choice, ...]
    """What there can be to train with."""
    trainings: tuple[Choice, ...]
    """Training without running that can be chosen."""
    races: tuple[RaceRow, ...]
    """Races, with empty rows for more."""
    error: str | None
    """What is wrong with what was just told; None when nothing is."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The page of the runner's days."""
    router = APIRouter(prefix="/plan/days", include_in_schema=False)

    @router.get("")
    def show() -> Response:
        with desk.store.transaction() as transaction:
            wishes = newest(transaction, EntryKind.WISHES, Wishes) or Wishes()
        return site.show(PAGE, wishes_context(wishes, desk.knowledge, None))

    @router.post("")
    def tell(sent: Form) -> Response:
        try:
            wishes = read_wishes(sent)
            set_wishes(desk.store, desk.clock.now(), wishes, desk.knowledge, desk.writers)
        except CaseError as error:
            return site.show(PAGE, wishes_context(Wishes(), desk.knowledge, str(error)), 400)
        return RedirectResponse("/plan", 303)

    return router


def wishes_context(wishes: Wishes, knowledge: Knowledge, error: str | None) -> WishesContext:
    """The page's context."""
    return WishesContext(
        days=tuple(
            WeekdayRow(
                number=number,
                name=name,
                minutes=wishes.minutes[number],
                run=number in wishes.run_days,
                rest=number in wishes.rest_days,
            )
            for number, name in enumerate(WEEKDAYS)
        ),
        most_minutes=MOST_MINUTES,
        equipment=tuple(
            Choice(each.id, each.name, each.id in wishes.equipment)
            for each in knowledge.equipment.values()
            if not each.always
        ),
        trainings=tuple(
            Choice(each.id, each.name, each.id in wishes.cross_training)
            for each in knowledge.exercises.values()
            if each.kind is ExerciseKind.ENDURANCE
        ),
        races=_race_rows(wishes),
        error=error,
    )


def _race_rows(wishes: Wishes) -> tuple[RaceRow, ...]:
    told = [
        (race.day.isoformat(), f"{race.distance_m / M_PER_KM:g}", race.name)
        for race in wishes.races
    ]
    rows = [*told, *[("", "", "")] * (RACES - len(told))]
    return tuple(RaceRow(number, *row) for number, row in enumerate(rows, start=1))


def read_wishes(sent: Sent) -> Wishes:
    """The wishes as the form tells them.

    Raises:
        CaseError: a number, a day or a race cannot be.
    """
    one = {name: texts[0].strip() for name, texts in sent.items() if texts}
    minutes = tuple(_minutes(one.get(f"minutes_{n}", ""), WEEKDAYS[n]) for n in range(7))
    try:
        return Wishes(
            minutes=minutes,
            equipment=frozenset(sent.get("equipment", ())),
            run_days=_weekdays(sent, "run_day"),
            rest_days=_weekdays(sent, "rest_day"),
            cross_training=tuple(sent.get("training", ())),
            races=tuple(_races(one)),
        )
    except ValueError as error:
        raise CaseError(f"That cannot be: {error}.", "Correct it.") from error


def _minutes(text: str, name: str) -> int:
    if not text:
        return 0
    try:
        return int(text)
    except ValueError as error:
        raise CaseError(f"{name}: {text!r} is no number of minutes.", "Correct it.") from error


def _weekdays(sent: Sent, name: str) -> frozenset[int]:
    return frozenset(int(each) for each in sent.get(name, ()) if each.isdigit())


def _races(one: Mapping[str, str]) -> list[Race]:
    races = []
    for number in range(1, RACES + 1):
        day, km = one.get(f"race_day_{number}", ""), one.get(f"race_km_{number}", "")
        if day or km:
            races.append(_race(day, km, one.get(f"race_name_{number}", "")))
    return races


def _race(day: str, km: str, name: str) -> Race:
    if not (day and km):
        raise CaseError("A race needs its day and its distance.", "Fill in both, or neither.")
    try:
        return Race(date.fromisoformat(day), float(km.replace(",", ".")) * M_PER_KM, name)
    except ValueError as error:
        raise CaseError(f"The race of {day!r} over {km!r} km cannot be.", "Correct it.") from error
