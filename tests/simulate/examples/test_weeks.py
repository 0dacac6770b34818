"""Training weeks become runs."""

from __future__ import annotations

from datetime import UTC, date, datetime

from stridewell.simulate.examples.weeks import Habit, Weeks, runs_in, without_dynamics
from stridewell.simulate.runs import SubSport

MONDAY = date(2026, 3, 2)
SUNDAY_LONG = Habit(weekday=6, hour=7, share=1, speed_m_s=2.6, rpe=5)
TUESDAY = Habit(weekday=1, hour=17, share=0.5, speed_m_s=2.8, rpe=3)


def test_the_long_run_keeps_its_distance_and_hour() -> None:
    (run,) = runs_in(Weeks(MONDAY, [9.5], [SUNDAY_LONG], seed=1))
    assert run.distance_m == 9_500
    assert run.start == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)


def test_other_runs_vary_about_their_share() -> None:
    runs = runs_in(Weeks(MONDAY, [10.0] * 20, [TUESDAY], seed=1))
    distances = [run.distance_m for run in runs]
    assert all(4_600 <= distance <= 5_400 for distance in distances)
    assert len(set(distances)) > 10


def test_a_week_off_has_no_runs() -> None:
    runs = runs_in(Weeks(MONDAY, [8.0, 0, 8.0], [TUESDAY, SUNDAY_LONG], seed=1))
    assert [run.start.date().isoformat() for run in runs] == [
        "2026-03-03",
        "2026-03-08",
        "2026-03-17",
        "2026-03-22",
    ]


def test_every_second_week_means_every_second_week() -> None:
    habit = Habit(1, 17, share=0.5, speed_m_s=2.8, rpe=3, every_weeks=2)
    assert len(runs_in(Weeks(MONDAY, [8.0] * 6, [habit], seed=1))) == 3


def test_a_treadmill_does_not_climb() -> None:
    habit = Habit(1, 17, share=0.5, speed_m_s=2.8, rpe=3, sub_sport=SubSport.TREADMILL)
    (run,) = runs_in(Weeks(MONDAY, [8.0], [habit], seed=1))
    assert run.climb_m == 0


def test_a_plain_watch_changes_nothing_but_what_is_measured() -> None:
    runs = runs_in(Weeks(MONDAY, [8.0], [SUNDAY_LONG], seed=1))
    (plain,) = without_dynamics(runs)
    assert not plain.dynamics
    assert plain.distance_m == runs[0].distance_m
