"""Runs added up by week, with the longest run of each week and whether it jumped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from stridewell.app.load_history import TrainingLoad
from stridewell.training_load.session import SessionLoad
from stridewell.training_load.spike import SpikeResult

DAYS = 7


@dataclass(frozen=True, slots=True)
class RunningWeek:
    """A week from Monday on; distances in kilometres, ``jump`` the greatest spike in it.

    ``longest_km`` is None when no run of the week has a distance.
    """

    monday: date
    runs: int
    distance_km: float
    longest_km: float | None
    jump: SpikeResult | None


def running_weeks(load: TrainingLoad, now: datetime, count: int) -> tuple[RunningWeek, ...]:
    """The last weeks up to now, oldest first; weeks without a run are there too.

    Weeks before the first run are left out.
    """
    zone = now.tzinfo
    sessions = _by_week(load.sessions, zone)
    jumps = {monday_of(s.start, zone): s for s in _jumps(load)}
    if not sessions:
        return ()
    last = monday_of(now, zone)
    first = max(min(sessions), last - timedelta(days=DAYS * (count - 1)))
    mondays = [first + timedelta(days=DAYS * i) for i in range((last - first).days // DAYS + 1)]
    return tuple(_week(monday, sessions[monday], jumps.get(monday)) for monday in mondays)


def monday_of(moment: datetime, zone: tzinfo | None) -> date:
    """The Monday of a moment's week on the runner's clock."""
    day = moment.astimezone(zone).date()
    return day - timedelta(days=day.weekday())


def _by_week(
    sessions: Sequence[SessionLoad], zone: tzinfo | None
) -> defaultdict[date, list[SessionLoad]]:
    weeks = defaultdict[date, list[SessionLoad]](list)
    for session in sessions:
        weeks[monday_of(session.start, zone)].append(session)
    return weeks


def _jumps(load: TrainingLoad) -> list[SpikeResult]:
    """Spikes, the greatest last, so that it is the one that stays for its week."""
    jumps = [spike for spike in load.spikes if spike.spike_class.is_spike]
    return sorted(jumps, key=lambda spike: spike.increase_percent or 0.0)


def _week(monday: date, sessions: Sequence[SessionLoad], jump: SpikeResult | None) -> RunningWeek:
    lengths = [each.distance_m / 1000 for each in sessions if each.distance_m is not None]
    return RunningWeek(monday, len(sessions), sum(lengths), max(lengths, default=None), jump)
