"""Seven days: runs apart from one another, strength in between, and a day of rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.plan.constraints import Limit
from stridewell.plan.dosing import Prescription
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.plan.planned import PlannedSession, PlannedWeek
from stridewell.plan.situation import WEEK_DAYS, Situation
from stridewell.values.evidence import Grade, Reason

SPACED_RUNS = 2
"""Up to so many runs are spread with two days between them, more with one."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a day holds: running, other training or rest first, then the exercises."""

    date: date
    items: tuple[Activity, ...]
    reasons: tuple[Reason, ...]

    @property
    def main(self) -> Activity:
        """What the day is about; the exercises come beside it."""
        return self.items[0]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days with the running they add up to."""

    days: tuple[DayPlan, ...]

    @property
    def runs(self) -> tuple[RunDose, ...]:
        """Every run of the week."""
        return tuple(item.run for day in self.days for item in day.items if item.run is not None)

    @property
    def running_m(self) -> float:
        """Metres of running in all."""
        return sum(run.distance_m for run in self.runs)

    @property
    def running_min(self) -> float:
        """Minutes of running in all."""
        return sum(run.minutes for run in self.runs)

    @property
    def longest_m(self) -> float:
        """The longest run in metres; 0 without a run."""
        return max((run.distance_m for run in self.runs), default=0.0)


def plan_week(
    situation: Situation,
    runs: Sequence[RunDose],
    exercises: Sequence[Prescription],
    stop: Limit | None,
) -> Week:
    """The week from the day of the plan on; ``stop`` is the limit that forbids running, if any."""
    days_off = situation.inputs.load.days_since_last_run
    first_run = 1 if days_off is not None and days_off < 1 else 0
    running = dict(zip(run_days(len(runs), first_run), runs, strict=False))
    training = _training_days(stop)
    strength = strength_days((*running, *training), situation)
    session_days = _sessions(exercises, strength, (*running, *training))
    first = situation.inputs.at.date()
    return Week(
        tuple(
            _day(
                first + timedelta(days=day),
                _main(day, running.get(day), stop, situation),
                session_days[day],
            )
            for day in range(WEEK_DAYS)
        )
    )


def run_days(count: int, first: int) -> tuple[int, ...]:
    """Days for so many runs from the first possible day on, never two in a row."""
    gap = 3 if count <= SPACED_RUNS else 2
    return tuple(day for day in range(first, WEEK_DAYS, gap))[:count]


def _training_days(stop: Limit | None) -> tuple[int, ...]:
    trains = stop is not None and stop.instead is ActivityKind.CROSS_TRAIN
    return (0, 2, 4) if trains else ()


def strength_days(taken: Sequence[int], situation: Situation) -> tuple[int, ...]:
    """Days for strength between those taken, not consecutive; one day stays free of everything."""
    free = [day for day in range(WEEK_DAYS) if day not in taken]
    most = min(int(situation.knowledge.number("strength_days_max")), len(free) - 1)
    chosen: list[int] = []
    for day in free:
        if len(chosen) < most and (not chosen or day - chosen[-1] > 1):
            chosen.append(day)
    return tuple(chosen)


def _sessions(
    exercises: Sequence[Prescription], strength: Sequence[int], taken: Sequence[int]
) -> tuple[tuple[str, ...], ...]:
    """The exercises of each day; those for more days than strength has go on to other days."""
    rest = [day for day in range(WEEK_DAYS) if day not in (*strength, *taken)]
    order = (*strength, *taken, *rest)
    return tuple(
        tuple(
            each.exercise.id
            for each in exercises
            if day in order[: _days(each.dose.days_per_week, len(strength))]
        )
        for day in range(WEEK_DAYS)
    )


def _days(days_per_week: int, strength_count: int) -> int:
    """Exercises for most days keep their days; strength work stays on the strength days."""
    return (
        days_per_week if days_per_week > strength_count + 1 else min(days_per_week, strength_count)
    )


def _day(day: date, main: Activity, exercises: tuple[str, ...]) -> DayPlan:
    strength = Activity(ActivityKind.STRENGTH, "Your exercises.", exercises=exercises)
    return DayPlan(day, (main, strength) if exercises else (main,), main.reasons)


def _main(day: int, run: RunDose | None, stop: Limit | None, situation: Situation) -> Activity:
    if run is not None:
        kind = ActivityKind.RUN if run.ladder is None else ActivityKind.WALK_RUN
        return Activity(kind, run.text, run, reasons=(_SPACING,))
    if stop is None:
        return Activity(ActivityKind.REST, "No running today.")
    if stop.instead is ActivityKind.SEE_SOMEONE and day == 0:
        return Activity(ActivityKind.SEE_SOMEONE, stop.text, reasons=(stop.reason,))
    if day in _training_days(stop):
        return Activity(ActivityKind.CROSS_TRAIN, cross_training(situation), reasons=(stop.reason,))
    return Activity(ActivityKind.REST, "No running until this has changed.", reasons=(stop.reason,))


def cross_training(situation: Situation) -> str:
    """Training without impact, with its pain limit."""
    limit = 0 if situation.bone else situation.knowledge.number("pain_green_max")
    return (
        "Easy training without impact, such as cycling or swimming, at a pace at which you could "
        f"talk. Stop when pain goes above {limit:g} out of 10."
    )


_SPACING = Reason(
    "Runs are kept a day apart, so that each has a night and a day to show how it was taken.",
    ("stridewell_design",),
    rule="spacing",
    grade=Grade.EXPERT,
)


def planned_week(week: Week, longest_run_m: float | None) -> PlannedWeek:
    """The week in the shape in which it is kept for the next plan."""
    kept = (
        PlannedSession(
            kind=item.kind,
            day=day.date,
            text=item.text,
            minutes=item.minutes,
            run_minutes=item.run.minutes if item.run is not None else None,
            run_m=item.run.distance_m if item.run is not None else None,
            ladder=item.run.ladder if item.run is not None else None,
            step=item.run.step if item.run is not None else None,
            extra=item.run.extra if item.run is not None else None,
            exercises=item.exercises,
        )
        for day in week.days
        for item in day.items
        if item.kind not in _NO_SESSION
    )
    return PlannedWeek(week.days[0].date, tuple(kept), longest_run_m)


_NO_SESSION = frozenset({ActivityKind.REST, ActivityKind.SEE_SOMEONE})
