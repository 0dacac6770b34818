"""A woman of 46 whose outer hip began to hurt after one run that was far longer than usual."""

from __future__ import annotations

from datetime import UTC, date, datetime

from stridewell.simulate.examples.runner import Example
from stridewell.simulate.examples.weeks import Habit, Weeks, runs_in
from stridewell.simulate.runs import Body, RunSpec, SubSport

USUAL_LONG_RUNS_KM = (
    *(8.0, 8.5, 9.0, 9.5, 8.0, 9.0, 10.0, 10.5, 9.0, 10.0, 11.0, 11.5, 9.0),
    *(0, 0),  # a holiday
    *(7.0, 8.0, 9.0, 9.5, 10.0, 8.5, 10.0, 11.0, 12.0, 10.0, 9.0, 10.0, 9.0, 8.0),
    *(0, 0, 0),  # a cold that would not go away
    *(5.0, 6.0, 6.0, 6.5, 7.0, 6.0, 7.0, 7.5, 8.0, 7.0, 8.0, 8.5, 9.0, 7.5),
    *(9.0, 9.5, 10.0, 8.5),
)
HABITS = (
    Habit(weekday=1, hour=17, share=0.55, speed_m_s=2.75, rpe=4),
    Habit(weekday=3, hour=17, share=0.65, speed_m_s=2.6, rpe=3, sub_sport=SubSport.TRAIL),
    Habit(5, hour=9, share=0.4, speed_m_s=2.7, rpe=3, sub_sport=SubSport.TREADMILL, every_weeks=2),
    Habit(weekday=6, hour=7, share=1, speed_m_s=2.55, rpe=5),
)
LAST_TWO_WEEKS = (
    RunSpec(datetime(2026, 4, 28, 17, 12, tzinfo=UTC), 5_200, 2.75, climb_m=20, rpe=4),
    RunSpec(datetime(2026, 4, 30, 17, 31, tzinfo=UTC), 6_100, 2.6, climb_m=24, rpe=3),
    RunSpec(
        datetime(2026, 5, 3, 7, 0, tzinfo=UTC),
        14_500,
        2.6,
        climb_m=110,
        rpe=8,
        pause_s=120,
        positions=True,
    ),
    RunSpec(datetime(2026, 5, 7, 17, 20, tzinfo=UTC), 4_000, 2.45, rpe=5, balance_shift_pct=0.7),
    RunSpec(datetime(2026, 5, 9, 9, 5, tzinfo=UTC), 3_000, 2.35, rpe=6, balance_shift_pct=0.9),
)

LATERAL_HIP = Example(
    id="lateral_hip",
    title="Outer hip pain after one long run",
    story=(
        "A woman of 46 runs three or four times a week. Friends took her along on a run of"
        " 14.5 km, when 10 km was the longest of her last month. Three days later the outside of"
        " her right hip began to hurt; two short runs since have not made it better."
    ),
    at=datetime(2026, 5, 11, 7, 0, tzinfo=UTC),
    body=Body(step_rate_spm=171, contact_time_ms=274, oscillation_mm=80, heart_rate_bpm=161),
    runs=(
        *runs_in(Weeks(date(2025, 5, 12), USUAL_LONG_RUNS_KM, HABITS, seed=46)),
        *LAST_TWO_WEEKS,
    ),
)
