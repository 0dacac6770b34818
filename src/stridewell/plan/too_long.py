"""Runs that went far beyond what was planned or allowed, and whether a calm morning followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.knowledge.training import Phase
from stridewell.plan.diary import Completion
from stridewell.plan.inputs import PlanInput
from stridewell.plan.judged import mornings_by_day
from stridewell.plan.ladder import whole_m


@dataclass(frozen=True, slots=True)
class LongRun:
    """A run in metres beside the metres that were planned or allowed on its day."""

    day: date
    distance_m: float
    allowed_m: float

    @property
    def times(self) -> float:
        """How many times the allowed length it was."""
        return self.distance_m / self.allowed_m

    @property
    def text(self) -> str:
        """The run in words, with what follows from it."""
        return (
            f"Your run of {self.day.day} {self.day:%B} was {self.distance_m / 1000:.1f} km; "
            f"{self.allowed_m / 1000:.1f} km were foreseen. Nothing is added for a week."
        )


def too_long_run(inputs: PlanInput, *, recent: bool) -> LongRun | None:
    """The run that holds the plan, the longest over of several; None without one.

    ``recent`` looks for any run of the last days that was much longer than planned; without it
    only for one so far over the allowed length that there is no run until a morning without a
    rise was told.
    """
    number = inputs.knowledge.number
    share = 1 + number("over_planned_percent") / 100 if recent else number("run_too_long_times")
    days = number("over_planned_hold_days") if recent else inputs.knowledge.spike.window_days
    first = inputs.at.date() - timedelta(days=days)
    found = [
        run
        for run in _runs(inputs, planned=recent)
        if run.day > first
        and run.times > share - (not recent) * 1e-9
        and (recent or not _calm_morning_after(run.day, inputs))
    ]
    return max(found, key=lambda run: run.times, default=None)


def _runs(inputs: PlanInput, *, planned: bool) -> Iterator[LongRun]:
    """Every run with a length to compare it with."""
    ran = _metres_by_day(inputs)
    for day, metres in ran.items():
        allowed = _ladder_m(inputs, day)
        if allowed is None and planned:
            allowed = _planned_m(inputs, day)
        if allowed is None:
            allowed = _allowed_m(ran, day, inputs)
        if allowed:
            yield LongRun(day, metres, allowed)


def _metres_by_day(inputs: PlanInput) -> dict[date, float]:
    """The longest run of each day up to now, imported or told."""
    zone, today = inputs.at.tzinfo, inputs.at.date()
    told = [
        *((each.start.astimezone(zone).date(), each.distance_m) for each in inputs.load.sessions),
        *(
            (each.day, each.distance_m)
            for each in inputs.diary.sessions
            if each.kind.has_running and each.completion is not Completion.SKIPPED
        ),
    ]
    ran: dict[date, float] = {}
    for day, metres in told:
        if metres and day <= today:
            ran[day] = max(metres, ran.get(day, 0.0))
    return dict(sorted(ran.items()))


def _ladder_m(inputs: PlanInput, day: date) -> float | None:
    """The most metres the walk-run of a day could be; None where none was planned."""
    for each in inputs.diary.sessions:
        ladder = inputs.knowledge.ladders.get(each.ladder or "")
        if ladder is None or each.day != day or each.step is None:
            continue
        step = ladder.steps[min(max(each.step, 1), len(ladder.steps)) - 1]
        return whole_m(step, inputs.knowledge) if step.phase is Phase.WALK_RUN else None
    return None


def _planned_m(inputs: PlanInput, day: date) -> float | None:
    """The metres of the easy run that was planned for a day."""
    metres = [e.run_m for e in inputs.planned if e.day == day and e.ladder is None]
    return max((each for each in metres if each), default=None)


def _allowed_m(ran: dict[date, float], day: date, inputs: PlanInput) -> float | None:
    """What the longest run of the days before allowed; None without a run before."""
    spike = inputs.knowledge.spike
    first = day - timedelta(days=spike.window_days)
    before = [metres for each, metres in ran.items() if first <= each < day]
    percent = 100 + (spike.classes[0].up_to_percent or 0)
    return max(before) * percent / 100 if before else None


def _calm_morning_after(day: date, inputs: PlanInput) -> bool:
    """Whether a later check-in was told in which pain was up by less than the limit.

    It is compared with the lowest of the day of the run; untold counts as none.
    """
    mornings = mornings_by_day(inputs)
    base = min((m.pain_now for m in mornings.get(day, ()) if m.pain_now is not None), default=0)
    rise = inputs.knowledge.number("morning_rise_stop")
    for each, entries in mornings.items():
        now = [m.pain_now for m in entries if m.pain_now is not None]
        if each > day and now and max(now) - base < rise:
            return True
    return False
