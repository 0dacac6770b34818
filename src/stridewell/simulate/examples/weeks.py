"""Training weeks: a long run a week, and the other runs as shares of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from stridewell.simulate.runs import RunSpec, SubSport


@dataclass(frozen=True, slots=True)
class Habit:
    """A run that comes back every week, or every second one; Monday is weekday 0.

    ``share`` is its distance in parts of the week's long run; 1 is the long run itself and
    keeps its distance and hour to the metre and minute.
    """

    weekday: int
    hour: int
    share: float
    speed_m_s: float
    rpe: float
    sub_sport: SubSport = SubSport.STREET
    climb_m_per_km: float = 4.0
    every_weeks: int = 1


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks in a row. ``long_runs_km`` has one entry a week, 0 for a week without running."""

    first_monday: date
    long_runs_km: Sequence[float]
    habits: Sequence[Habit]
    seed: int


def runs_in(weeks: Weeks) -> tuple[RunSpec, ...]:
    """Every run of the weeks, oldest first."""
    rng = np.random.default_rng(weeks.seed)
    runs = (
        _run(weeks.first_monday + timedelta(weeks=index), long_run_km, habit, rng)
        for index, long_run_km in enumerate(weeks.long_runs_km)
        for habit in _kept(weeks.habits, index)
        if long_run_km > 0
    )
    return tuple(sorted(runs, key=lambda run: run.start))


def without_dynamics(runs: Sequence[RunSpec]) -> tuple[RunSpec, ...]:
    """The same runs with a watch that measures no ground contact."""
    return tuple(replace(run, dynamics=False) for run in runs)


def _kept(habits: Sequence[Habit], week: int) -> Iterator[Habit]:
    return (habit for habit in habits if week % habit.every_weeks == 0)


def _run(monday: date, long_run_km: float, habit: Habit, rng: np.random.Generator) -> RunSpec:
    is_long = habit.share == 1
    change, minute, pace = rng.uniform(-0.08, 0.08), rng.integers(50), rng.uniform(-0.03, 0.03)
    distance_m = 1000 * long_run_km * habit.share * (1 if is_long else 1 + change)
    day = monday + timedelta(days=habit.weekday)
    on_treadmill = habit.sub_sport is SubSport.TREADMILL
    return RunSpec(
        start=datetime(day.year, day.month, day.day, habit.hour, tzinfo=UTC)
        + timedelta(minutes=0 if is_long else int(minute)),
        distance_m=round(distance_m) if is_long else 10 * round(distance_m / 10),
        speed_m_s=habit.speed_m_s * (1 + pace),
        sub_sport=habit.sub_sport,
        climb_m=0.0 if on_treadmill else round(habit.climb_m_per_km * distance_m / 1000),
        rpe=habit.rpe,
        pause_s=45 if is_long else 0,
        positions=is_long,
    )
