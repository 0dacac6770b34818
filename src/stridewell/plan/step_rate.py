"""The runner's own step rate, and what a quicker one would be in steps a minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from stridewell.knowledge.around import Around, Cue
from stridewell.training_load.session import SessionLoad

SECONDS_PER_MINUTE = 60
PERCENT = 100


@dataclass(frozen=True, slots=True)
class StepRate:
    """Steps of both feet a minute, the middle one of so many runs."""

    spm: float
    runs: int


@dataclass(frozen=True, slots=True)
class StepTarget:
    """The beat to try: from the own step rate to a first and a highest number of steps a minute."""

    own: StepRate
    first_spm: int
    highest_spm: int


def step_rate_of(
    sessions: Sequence[SessionLoad],
    around: Around,
    since: date | None = None,
    until: date | None = None,
) -> StepRate | None:
    """The own step rate from the newest measured runs of a span of days, both ends included.

    None with fewer measured runs than it takes.
    """
    rates = [
        SECONDS_PER_MINUTE * each.steps / each.duration_s
        for each in sorted(sessions, key=lambda session: session.start)
        if each.steps and each.duration_s and _within(each.start.date(), since, until)
    ][-int(around.number("cue_own_runs")) :]
    if len(rates) < around.number("cue_least_runs"):
        return None
    return StepRate(median(rates), len(rates))


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day >= since) and (until is None or day <= until)


def step_target(own: StepRate, cue: Cue) -> StepTarget | None:
    """The beat a cue asks for, from the own step rate; None for a cue that changes none."""
    if cue.percent is None:
        return None
    return StepTarget(own, _raised(own, cue.percent.low), _raised(own, cue.percent.high))


def _raised(own: StepRate, percent: float) -> int:
    return round(own.spm * (PERCENT + percent) / PERCENT)
