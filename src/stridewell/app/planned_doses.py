"""What a session to tell of was planned to be: minutes and doses, to begin telling from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from stridewell.app.care import answer_today
from stridewell.app.ports import Store
from stridewell.errors import NothingStoredError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.dosing import Prescription
from stridewell.plan.planned import PlannedSession
from stridewell.plan.planner import Plan


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """What is planned of one exercise; None where it has no such number."""

    sets: int
    reps: int | None
    hold_s: int | None
    load_kg: float | None


def doses_now(store: Store, at: datetime, knowledge: Knowledge) -> Mapping[str, PlannedDose]:
    """The dose of each exercise of the plan of now; empty where there is none.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    try:
        plan = answer_today(store, at, knowledge).plan
    except NothingStoredError:
        return {}
    exercises = plan.exercises if isinstance(plan, Plan) else ()
    return {each.exercise.id: _dose(each) for each in exercises}


def _dose(each: Prescription) -> PlannedDose:
    return PlannedDose(each.dose.sets, each.reps, each.dose.hold_s, each.load_kg)


def planned_minutes(planned: PlannedSession, knowledge: Knowledge) -> int | None:
    """The minutes of a planned session itself, without those around a run; None where open.

    Walking breaks belong to a walk-run, as they do where it is told.
    """
    if planned.minutes is None or not planned.kind.has_running:
        return planned.minutes
    around = int(knowledge.number("run_around_minutes"))
    return planned.minutes - around if planned.minutes > around else None
