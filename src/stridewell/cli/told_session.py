"""What a person types becomes a session that was done, with what was planned of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stridewell.app.daily import TOLD_LATE_DAYS
from stridewell.app.journal import EntryKind, read
from stridewell.app.kept_weeks import kept_weeks, planned_days
from stridewell.app.ports import Store
from stridewell.cli.typed_session import read_exercise, read_scale
from stridewell.errors import CaseError
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession


@dataclass(frozen=True, slots=True)
class TypedSession:
    """A session as it was typed: its place, how far it was done, and what was told of it."""

    kind: ActivityKind
    day: date
    completion: Completion
    pain: int | None = None
    effort: int | None = None
    limped: bool | None = None
    run: int | None = None
    exercises: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class AsPlanned:
    """The ladder, the step and the extra of a planned run; None where it had none."""

    ladder: str | None = None
    step: int | None = None
    extra: str | None = None


def planned_of(store: Store, today: date, day: date, kind: ActivityKind) -> AsPlanned | None:
    """What was planned of this kind on a day of the last weeks; None where nothing was.

    A session that is told again keeps what it was told as: its place in the plan is gone by then.
    """
    with store.transaction() as transaction:
        days = planned_days(kept_weeks(transaction, today), today, TOLD_LATE_DAYS + 1)
        told = [entry.record for entry in read(transaction, EntryKind.SESSION, SessionDone)]
    planned = [_as_planned(each) for each in days.get(day, ()) if each.kind is kind]
    planned += [_as_planned(each) for each in told if (each.day, each.kind) == (day, kind)]
    with_step = (each for each in planned if each.step is not None)
    return next(with_step, planned[0] if planned else None)


def _as_planned(session: PlannedSession | SessionDone) -> AsPlanned:
    return AsPlanned(session.ladder, session.step, session.extra)


def told_session(typed: TypedSession, planned: AsPlanned | None) -> SessionDone:
    """The session with the ladder, the step and the extra that were planned.

    Raises:
        CaseError: something told of it contradicts the rest, or is not on its scale.
    """
    _refuse_contradictions(typed)
    planned = planned or AsPlanned()
    return SessionDone(
        day=typed.day,
        kind=typed.kind,
        completion=typed.completion,
        pain_during=read_scale(typed.pain, "Pain"),
        effort=read_scale(typed.effort, "Effort"),
        limped=typed.limped,
        ladder=planned.ladder,
        step=planned.step,
        extra=planned.extra,
        run_id=typed.run,
        exercises=tuple(read_exercise(each) for each in typed.exercises),
        note=typed.note,
    )


def _refuse_contradictions(typed: TypedSession) -> None:
    felt = (typed.pain, typed.effort, typed.limped, typed.run)
    if typed.completion is Completion.SKIPPED and (
        typed.exercises or any(each is not None for each in felt)
    ):
        raise CaseError(
            "A session that was left out has no pain, effort, limp, run or exercises.",
            "Tell how the day is with: stridewell checkin",
        )
    if typed.run is not None and not typed.kind.has_running:
        raise CaseError(
            f"--run belongs to running, not to {typed.kind.value.replace('_', '-')}.",
            "Leave it out.",
        )
