"""A woman of 27 whose groin hurts after her marathon training grew by leaps."""

from __future__ import annotations

from datetime import UTC, date, datetime

from stridewell.simulate.examples.runner import Example
from stridewell.simulate.examples.weeks import Habit, Weeks, runs_in
from stridewell.simulate.runs import Body, RunSpec, SubSport

STEADY_LONG_RUNS_KM = (
    *(10.0, 11.0, 12.0, 10.0, 12.0, 13.0, 14.0, 11.0, 13.0, 14.0),
    *(15.0, 12.0, 14.0, 15.0, 16.0, 13.0, 15.0, 16.0, 17.0, 18.0),
)
STEADY = (
    Habit(weekday=1, hour=6, share=0.5, speed_m_s=3.1, rpe=4),
    Habit(
        weekday=3,
        hour=6,
        share=0.5,
        speed_m_s=3.5,
        rpe=7,
        sub_sport=SubSport.TRACK,
        climb_m_per_km=0,
    ),
    Habit(weekday=5, hour=8, share=0.4, speed_m_s=2.9, rpe=3),
    Habit(weekday=6, hour=8, share=1, speed_m_s=2.9, rpe=5),
)
JUMP_LONG_RUNS_KM = (26.0, 24.0, 28.0)
JUMP = (
    Habit(weekday=0, hour=6, share=0.3, speed_m_s=2.9, rpe=3),
    Habit(weekday=1, hour=6, share=0.45, speed_m_s=3.1, rpe=5),
    Habit(weekday=2, hour=18, share=0.4, speed_m_s=2.95, rpe=4),
    Habit(
        weekday=3,
        hour=6,
        share=0.4,
        speed_m_s=3.5,
        rpe=8,
        sub_sport=SubSport.TRACK,
        climb_m_per_km=0,
    ),
    Habit(weekday=5, hour=8, share=0.3, speed_m_s=2.9, rpe=4),
    Habit(weekday=6, hour=8, share=1, speed_m_s=2.85, rpe=7),
)
LAST_WEEK = (
    RunSpec(datetime(2026, 5, 12, 6, 10, tzinfo=UTC), 6_000, 2.7, climb_m=20, rpe=6),
    RunSpec(datetime(2026, 5, 14, 6, 5, tzinfo=UTC), 2_300, 2.4, climb_m=8, rpe=7),
)

BONE_STRESS = Example(
    id="bone_stress",
    title="Groin pain in a marathon build-up",
    story=(
        "A woman of 27 trains for her first marathon and went from four runs a week to six, with"
        " nearly twice the distance, within three weeks. A deep ache in the left groin came on"
        " after her run of 28 km. She broke off the last run after two kilometres."
    ),
    at=datetime(2026, 5, 18, 7, 0, tzinfo=UTC),
    body=Body(step_rate_spm=174, contact_time_ms=266, balance_left_pct=50.2),
    runs=(
        *runs_in(Weeks(date(2025, 12, 1), STEADY_LONG_RUNS_KM, STEADY, seed=27)),
        *runs_in(Weeks(date(2026, 4, 20), JUMP_LONG_RUNS_KM, JUMP, seed=28)),
        *LAST_WEEK,
    ),
)
