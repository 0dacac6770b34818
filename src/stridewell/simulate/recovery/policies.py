"""What runners do without us: rest until it is gone, a fixed ladder, ten per cent a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from stridewell.knowledge.training import Ladder
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.simulate.recovery.runners import START, Usual
from stridewell.simulate.recovery.seen import Seen, Told

LADDER_DAYS = (0, 2, 5)
"""Monday, Wednesday and Saturday."""
PAIN_FREE_DAYS = 7
STOPS_AGAIN = 4
"""A runner who rests until it is gone rests again from this pain in daily life on, 0 to 10."""
TEN_PERCENT_FROM = 0.4
"""The share of the usual week at which the ten-per-cent rule begins."""


def easy_run(length_m: float, usual: Usual) -> Told:
    """An easy run of that length, or nothing when it is no length at all."""
    if length_m <= 0:
        return Told()
    minutes = length_m / usual.speed_m_s / 60
    dose = RunDose(minutes, length_m, f"{length_m / 1000:.1f} km easy")
    return Told((Activity(ActivityKind.RUN, dose.text, dose),))


@dataclass(slots=True)
class RestOnly:
    """Rest until seven days without pain, then back to the usual runs at once."""

    usual: Usual
    name: str = "rest only"
    advises: bool = False
    calm_days: int = 0
    is_back: bool = False

    def plan_day(self, seen: Seen) -> Told:
        """Rest, or the usual run of the weekday."""
        worst = max(seen.felt.pain_now or 0, seen.felt.worst_yesterday or 0)
        self.calm_days = 0 if worst else self.calm_days + 1
        if self.is_back and worst >= STOPS_AGAIN:
            self.is_back = False
        elif self.calm_days >= PAIN_FREE_DAYS:
            self.is_back = True
        length_m = self.usual.length_m(seen.at.weekday()) if self.is_back else 0.0
        return easy_run(length_m, self.usual)


@dataclass(slots=True)
class FixedLadder:
    """Ladder A by the calendar whatever it feels like; after its end 10 % more every week."""

    usual: Usual
    ladder: Ladder
    name: str = "fixed ladder"
    advises: bool = False
    sessions: int = 0

    def plan_day(self, seen: Seen) -> Told:
        """The next session of the ladder on its weekdays."""
        if seen.at.weekday() not in LADDER_DAYS:
            return Told()
        number = self.sessions // self.ladder.sessions_per_step
        self.sessions += 1
        if number >= len(self.ladder.steps):
            return self._after(self.sessions - len(self.ladder.steps) * 2)
        step = self.ladder.steps[number]
        length_m = step.run_total_min * 60 * self.usual.speed_m_s
        text = f"step {step.number}"
        dose = RunDose(step.run_total_min, length_m, text, self.ladder.id, step.number)
        return Told((Activity(ActivityKind.WALK_RUN, text, dose),))

    def _after(self, sessions: int) -> Told:
        week = sessions / len(LADDER_DAYS)
        length_m = 30 * 60 * self.usual.speed_m_s * 1.1**week
        return easy_run(min(length_m, self.usual.week_m / len(LADDER_DAYS)), self.usual)


@dataclass(slots=True)
class TenPercent:
    """The usual weekdays from two fifths of the usual length on, 10 % more every week."""

    usual: Usual
    name: str = "10 % a week"
    advises: bool = False

    def plan_day(self, seen: Seen) -> Told:
        """The run of the weekday."""
        week = (seen.at - START) // timedelta(days=7)
        share = min(1.0, TEN_PERCENT_FROM * 1.1**week)
        return easy_run(share * self.usual.length_m(seen.at.weekday()), self.usual)
