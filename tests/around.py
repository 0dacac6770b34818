"""Short ways to say shoes, runs and trials in tests of what goes around the run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from plan_inputs import AT, KNOWLEDGE
from stridewell.plan.diary import Morning
from stridewell.plan.shoes import LoggedRun, Shoe, ShoeLog, ShoeRun, shoe_log
from stridewell.training_load.session import SessionLoad

AROUND = KNOWLEDGE.around
TODAY = AT.date()
OLD, NEW = Shoe("old", "Old pair", drop_mm=10), Shoe("new", "New pair", drop_mm=10)


def ago(days: float) -> date:
    return TODAY - timedelta(days=days)


def logged(days_ago: Sequence[int], km: float = 8.0) -> tuple[LoggedRun, ...]:
    """Runs so many days ago, numbered from the first one given."""
    return tuple(LoggedRun(i, ago(d), 1000 * km) for i, d in enumerate(days_ago, start=1))


def log_of(
    runs: Sequence[LoggedRun], worn: Sequence[str], shoes: Sequence[Shoe] = (OLD, NEW)
) -> ShoeLog:
    """A log in which each run was done in the pair at its place; empty for none."""
    links = [ShoeRun(r.run_id, shoe) for r, shoe in zip(runs, worn, strict=True) if shoe]
    return shoe_log(shoes, links, runs)


def mornings(since: int, until: int, pain: int) -> tuple[Morning, ...]:
    """A check-in a day with that pain, from so many days ago to so many."""
    return tuple(Morning(ago(d), pain_now=pain) for d in range(since, until - 1, -1))


def sessions(since: int, until: int, spm: float, every: int = 2) -> tuple[SessionLoad, ...]:
    """Half-hour runs with that step rate, from so many days ago to so many."""
    return tuple(
        SessionLoad(datetime.combine(ago(d), time(7), UTC), 5000.0, 1800.0, steps=round(spm * 30))
        for d in range(since, until - 1, -every)
    )
