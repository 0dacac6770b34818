"""A man of 36 with low back pain and a new numbness that must not wait."""

from __future__ import annotations

from datetime import UTC, date, datetime

from stridewell.simulate.examples.runner import Example
from stridewell.simulate.examples.weeks import Habit, Weeks, runs_in, without_dynamics
from stridewell.simulate.runs import Body, SubSport

LONG_RUNS_KM = (6.0, 6.5, 7.0, 6.0, 7.0, 7.5, 8.0, 6.5, 8.0, 8.5, 9.0, 0)
HABITS = (
    Habit(weekday=2, hour=18, share=0.7, speed_m_s=3.1, rpe=4),
    Habit(weekday=4, hour=6, share=0.6, speed_m_s=3.2, rpe=5, every_weeks=2),
    Habit(weekday=6, hour=8, share=1, speed_m_s=2.95, rpe=5, sub_sport=SubSport.GENERIC),
)

EMERGENCY = Example(
    id="emergency",
    title="Back pain with numbness in the saddle",
    story=(
        "A man of 36 runs two or three times a week with a plain watch. His low back has hurt"
        " since a long run nine days ago. Since last night the skin between his legs feels numb."
    ),
    at=datetime(2026, 5, 12, 19, 0, tzinfo=UTC),
    body=Body(step_rate_spm=165, heart_rate_bpm=150),
    runs=without_dynamics(runs_in(Weeks(date(2026, 2, 16), LONG_RUNS_KM, HABITS, seed=36))),
)
