"""The log: tell how a session went, see what was told, take back what was a mistake."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from stridewell.app.daily import log_session, take_back
from stridewell.app.desk import Desk
from stridewell.app.journal import Entry
from stridewell.app.log import Log, ToTell, read_log
from stridewell.app.planned_doses import PlannedDose, doses_now, planned_minutes
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Exercise
from stridewell.plan.changes import NAMES
from stridewell.plan.diary import WORST_PAIN, Completion, ExerciseDone, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.values.wording import sentence_case
from stridewell.web.form_fields import Sent, sent_form
from stridewell.web.rendering import Page, Site
from stridewell.web.words import day as day_words
from stridewell.web.words import duration, kilometres

PAGE = Page("log.html", "Log", "/plan")
Form = Annotated[Sent, Depends(sent_form)]
PLANNED = "planned."
"""Begins the name of a hidden field that holds what another field was filled in with."""
COMPLETIONS = (
    (Completion.DONE, "Done as planned"),
    (Completion.PARTLY, "Done in part"),
    (Completion.SKIPPED, "Not done"),
)


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """One exercise of a session, with what was planned of it; empty where that is not known."""

    id: str
    name: str
    held: bool
    sets: str
    amount: str
    load_kg: str


@dataclass(frozen=True, slots=True)
class SessionForm:
    """A session to tell of: what it was, and its fields."""

    key: str
    kind: str
    day: str
    title: str
    planned: str
    run: str
    runs: bool
    is_planned: bool
    minutes: str
    hidden: tuple[tuple[str, str], ...]
    exercises: tuple[ExerciseRow, ...]


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A session that was told, and its number."""

    id: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class LogContext:
    """What the log shows."""

    forms: tuple[SessionForm, ...]
    """What is still to be told."""
    told: tuple[ToldLine, ...]
    """What was told, the newest first."""
    completions: tuple[tuple[str, str], ...]
    """How far a session can have been done: value and label."""
    points: tuple[int, ...]
    """The points of a scale."""
    error: str | None
    """What is wrong with what was just told; None when nothing is."""
    wanted: str = ""
    """The session to be opened, because it holds the exercise that was just done."""
    missing: str = ""
    """The exercise that was just done where no session that waits holds it."""


def routes(desk: Desk, site: Site) -> APIRouter:
    """The log."""
    router = APIRouter(prefix="/log", include_in_schema=False)

    def page(error: CaseError | None = None, exercise: str = "") -> Response:
        now, told = desk.clock.now(), None if error is None else str(error)
        log = read_log(desk.store, now)
        has_exercises = any(e.planned is not None and e.planned.exercises for e in log.to_tell)
        doses = doses_now(desk.store, now, desk.knowledge) if has_exercises else {}
        context = for_exercise(
            log_context(log, doses, desk.knowledge, told), exercise, desk.knowledge
        )
        return site.show(PAGE, context, 200 if error is None else 400)

    @router.get("")
    def log(exercise: str = "") -> Response:
        return page(exercise=exercise)

    @router.post("")
    def tell(sent: Form) -> Response:
        try:
            session = read_session(sent)
            log_session(desk.store, desk.clock.now(), session, desk.knowledge, desk.writers)
        except CaseError as error:
            return page(error)
        return RedirectResponse("/", 303)

    @router.post("/{entry_id}/undo")
    def undo(entry_id: int) -> Response:
        take_back(desk.store, desk.clock.now(), entry_id, desk.knowledge, desk.writers)
        return RedirectResponse("/log", 303)

    return router


def log_context(
    log: Log, doses: Mapping[str, PlannedDose], knowledge: Knowledge, error: str | None
) -> LogContext:
    """The page's context."""
    return LogContext(
        forms=tuple(_form(each, doses, knowledge) for each in log.to_tell),
        told=tuple(_told(each) for each in log.told),
        completions=tuple((value.value, label) for value, label in COMPLETIONS),
        points=tuple(range(WORST_PAIN + 1)),
        error=error,
    )


def for_exercise(context: LogContext, exercise: str, knowledge: Knowledge) -> LogContext:
    """The page's context with the session open that holds an exercise; none is asked for by ""."""
    if exercise not in knowledge.exercises:
        return context
    holding = (form for form in context.forms if exercise in {row.id for row in form.exercises})
    form = next(holding, None)
    if form is None:
        return replace(context, missing=knowledge.exercises[exercise].name)
    return replace(context, wanted=form.key)


def _form(each: ToTell, doses: Mapping[str, PlannedDose], knowledge: Knowledge) -> SessionForm:
    planned, run = each.planned, each.run
    text = planned.text if planned is not None else "This run was not in the plan."
    minutes = planned_minutes(planned, knowledge) if planned is not None and run is None else None
    rows = _rows(planned.exercises if planned is not None else (), doses, knowledge)
    return SessionForm(
        key=f"{each.kind.value}-{each.day.isoformat()}",
        kind=each.kind.value,
        day=each.day.isoformat(),
        title=f"{sentence_case(NAMES[each.kind])}, {day_words(each.day)}",
        planned=text,
        run="" if run is None else _run_words(run.summary.distance_m, run.summary.duration_s),
        runs=each.kind.has_running,
        is_planned=planned is not None,
        minutes=_shown(minutes),
        hidden=(*_hidden(each).items(), *_as_planned(minutes, rows)),
        exercises=rows,
    )


def _hidden(each: ToTell) -> dict[str, str]:
    """What is sent with the form without being asked for."""
    planned, run = each.planned, each.run
    hidden = {"kind": each.kind.value, "day": each.day.isoformat()}
    if planned is None:
        hidden["completion"] = Completion.DONE.value
    if run is not None:
        hidden["run_id"] = str(run.id)
    if planned is not None and planned.ladder and planned.step:
        hidden |= {"ladder": planned.ladder, "step": str(planned.step)}
    if planned is not None and planned.extra:
        hidden["extra"] = planned.extra
    return hidden


def _as_planned(minutes: int | None, rows: Sequence[ExerciseRow]) -> Iterator[tuple[str, str]]:
    """What the fields held from the plan, so that it is seen whether the runner changed them."""
    yield f"{PLANNED}minutes", _shown(minutes)
    for row in rows:
        yield f"{PLANNED}ex.{row.id}.sets", row.sets
        yield f"{PLANNED}ex.{row.id}.{'hold_s' if row.held else 'reps'}", row.amount
        yield f"{PLANNED}ex.{row.id}.load_kg", row.load_kg


def _shown(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _run_words(distance_m: float | None, duration_s: float) -> str:
    return f"Your watch recorded {kilometres(distance_m)} in {duration(duration_s)}."


def _rows(
    exercises: Sequence[str], doses: Mapping[str, PlannedDose], knowledge: Knowledge
) -> tuple[ExerciseRow, ...]:
    known = (knowledge.exercises[each] for each in exercises if each in knowledge.exercises)
    return tuple(_row(each, doses.get(each.id)) for each in known)


def _row(exercise: Exercise, dose: PlannedDose | None) -> ExerciseRow:
    held = all(each.reps is None for each in exercise.doses.values())
    if dose is None:
        return ExerciseRow(exercise.id, exercise.name, held, "", "", "")
    amount = dose.hold_s if held else dose.reps
    load = _shown(dose.load_kg)
    return ExerciseRow(exercise.id, exercise.name, held, str(dose.sets), _shown(amount), load)


def _told(entry: Entry[SessionDone]) -> ToldLine:
    session = entry.record
    label = dict(COMPLETIONS)[session.completion]
    parts = [label]
    if session.pain_during is not None:
        parts.append(f"pain {session.pain_during} of 10")
    if session.effort is not None:
        parts.append(f"effort {session.effort} of 10")
    if session.distance_m is not None:
        parts.append(kilometres(session.distance_m))
    if session.exercises:
        many = len(session.exercises)
        parts.append(f"{many} exercise{'' if many == 1 else 's'}")
    if session.note:
        parts.append(session.note)
    return ToldLine(
        entry.id,
        f"{sentence_case(NAMES.get(session.kind, session.kind.value))}, {day_words(session.day)}",
        "; ".join(parts) + ".",
    )


def read_session(sent: Sent) -> SessionDone:
    """A session as the form tells it.

    Raises:
        CaseError: something needed is missing, or a number is none or not on its scale.
    """
    one = {name: texts[0].strip() for name, texts in sent.items() if texts}
    completion = _completion(one.get("completion", ""))
    one = _without_untold(one, completion)
    return SessionDone(
        day=_day(one.get("day", "")),
        kind=_kind(one.get("kind", "")),
        completion=completion,
        pain_during=_scale(one.get("pain", ""), "Pain"),
        effort=_scale(one.get("effort", ""), "Effort"),
        limped={"yes": True, "no": False}.get(one.get("limped", "")),
        minutes=_minutes(one.get("minutes", "")),
        ladder=one.get("ladder") or None,
        step=_whole(one.get("step", ""), "The step"),
        extra=one.get("extra") or None,
        run_id=_whole(one.get("run_id", ""), "The run"),
        exercises=_exercises(one),
        note=one.get("note", ""),
    )


def _without_untold(one: Mapping[str, str], completion: Completion) -> dict[str, str]:
    """The fields without minutes and doses that were not told, only filled in from the plan.

    Of what was not done there are none. Of what was done in part they count only where the
    runner changed one: else nobody knows how much it was.
    """
    planned = {n.removeprefix(PLANNED): text for n, text in one.items() if n.startswith(PLANNED)}
    told = {name: text for name, text in one.items() if not name.startswith(PLANNED)}
    partly = completion is Completion.PARTLY
    as_planned = bool(planned) and all(told.get(n, "") == text for n, text in planned.items())
    if completion is Completion.SKIPPED or (partly and as_planned):
        return {n: text for n, text in told.items() if n != "minutes" and n[:3] != "ex."}
    return told


def _exercises(one: Mapping[str, str]) -> tuple[ExerciseDone, ...]:
    """Exercises are sent as ``ex.ID.field``; one with nothing told was not done."""
    ids = dict.fromkeys(name.split(".")[1] for name in one if name.count(".") > 1)
    told = (_exercise(each, one) for each in ids)
    return tuple(each for each in told if each is not None)


def _exercise(exercise: str, one: Mapping[str, str]) -> ExerciseDone | None:
    def field(name: str) -> str:
        return one.get(f"ex.{exercise}.{name}", "")

    sets = _whole(field("sets"), "Sets")
    if sets is None:
        return None
    return ExerciseDone(
        exercise=exercise,
        sets=sets,
        reps=_whole(field("reps"), "Repetitions"),
        hold_s=_whole(field("hold_s"), "Seconds"),
        load_kg=_load(field("load_kg")),
        pain=_scale(field("pain"), "Pain"),
        clean=field("clean") == "yes" if field("clean") else None,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no day.", "Write it as 2026-05-11.") from error


def _kind(text: str) -> ActivityKind:
    try:
        return ActivityKind(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is no kind of session.", "Use the form of the log.") from error


def _completion(text: str) -> Completion:
    try:
        return Completion(text)
    except ValueError as error:
        raise CaseError(
            "It is open whether the session was done.", "Choose one of the three."
        ) from error


def _whole(text: str, what: str) -> int | None:
    if not text:
        return None
    try:
        number = int(text)
    except ValueError as error:
        raise CaseError(f"{what}: {text!r} is not a whole number.", "Correct it.") from error
    if number < 0:
        raise CaseError(f"{what}: {number} is below 0.", "Correct it.")
    return number


def _scale(text: str, what: str) -> int | None:
    number = _whole(text, what)
    if number is not None and number > WORST_PAIN:
        raise CaseError(f"{what} goes from 0 to {WORST_PAIN}, not to {number}.", "Correct it.")
    return number


MOST_MINUTES = 1440


def _minutes(text: str) -> float | None:
    minutes = _whole(text, "Minutes")
    if minutes is not None and minutes > MOST_MINUTES:
        raise CaseError(f"A session of {minutes} minutes cannot be.", "Correct it.")
    return None if minutes is None else float(minutes)


MOST_KG = 500


def _load(text: str) -> float | None:
    if not text:
        return None
    try:
        kilograms = float(text.replace(",", "."))
    except ValueError as error:
        raise CaseError(f"{text!r} is no weight in kilograms.", "Write it as 7.5.") from error
    if not 0 <= kilograms <= MOST_KG:
        raise CaseError(f"A weight of {kilograms:g} kg cannot be.", "Correct it.")
    return kilograms
