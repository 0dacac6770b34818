"""The single-run spike: one run against the longest run of the days before it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from stridewell.training_load.limits import HazardRatio, SpikeClass, SpikeLimits
from stridewell.training_load.session import SessionLoad
from stridewell.training_load.wording import spike_reason
from stridewell.values.evidence import Reason
from stridewell.values.timeline import days_before, in_utc

_CM_PER_M = 100
_STEP_CM = 1_000
"""Advice on distance is given in whole 10 m; nobody runs more exactly than that."""


@dataclass(frozen=True, slots=True)
class SpikeResult:
    """One run judged against the longest run of the window before it.

    ``start`` is on the runner's own clock. ``hazard`` is None for a run without a spike (the
    reference it is measured against) and for one without a baseline (unknown).
    """

    start: datetime
    distance_m: float
    longest_before_m: float | None
    increase_percent: float | None
    spike_class: SpikeClass
    hazard: HazardRatio | None
    limits: SpikeLimits = field(repr=False, compare=False)

    @property
    def reason(self) -> Reason:
        """The comparison in a sentence, with its source."""
        longest_cm = _in_cm(self.longest_before_m or 0.0)
        return spike_reason(self.start, _in_cm(self.distance_m), longest_cm, self.limits)


class _Run(NamedTuple):
    """A run on the UTC clock (local clocks jump twice a year) in whole centimetres."""

    start: datetime
    distance_cm: int


def spikes(
    sessions: Sequence[SessionLoad], limits: SpikeLimits, zone: tzinfo = UTC
) -> tuple[SpikeResult, ...]:
    """Every run with a distance, oldest first, judged by Frandsen 2025's rule.

    The window is half-open: a run exactly ``window_days`` ago counts, the run itself and any
    that began together with it do not. Runs whose distance nobody measured are left out.
    ``zone`` is the runner's, for the dates in the sentences. Takes linear time but for the
    sort.
    """
    runs = _measured(sessions)
    return tuple(
        _judged(run, longest_cm, limits, zone)
        for run, longest_cm in zip(runs, _longest_before_cm(runs, limits.window_days), strict=True)
    )


def spike_of_each(
    sessions: Sequence[SessionLoad], limits: SpikeLimits, zone: tzinfo = UTC
) -> tuple[SpikeResult | None, ...]:
    """What ``spikes`` finds for each session, in their order; None without a distance."""
    order = sorted(range(len(sessions)), key=lambda place: in_utc(sessions[place].start))
    measured = [place for place in order if _in_cm(sessions[place].distance_m or 0.0)]
    found: list[SpikeResult | None] = [None] * len(sessions)
    judged = spikes([sessions[place] for place in measured], limits, zone)
    for place, result in zip(measured, judged, strict=True):
        found[place] = result
    return tuple(found)


def largest_recent_spike(
    results: Sequence[SpikeResult], at: datetime, within_days: int
) -> SpikeResult | None:
    """The greatest spike of the days before a moment, the later of equals; None without one."""
    window = days_before(in_utc(at), within_days)
    recent = [each for each in results if each.spike_class.is_spike and window.contains(each.start)]
    return max(recent, key=lambda each: (each.increase_percent or 0.0, each.start), default=None)


def longest_run_allowed_m(
    sessions: Sequence[SessionLoad], at: datetime, limits: SpikeLimits
) -> float | None:
    """The longest run at a moment that is not yet a spike, rounded down to whole 10 m.

    None without a run in the window before it: then nobody knows.
    """
    window = days_before(in_utc(at), limits.window_days)
    lengths_cm = [run.distance_cm for run in _measured(sessions) if window.contains(run.start)]
    longest_cm = max(lengths_cm, default=0)
    if not longest_cm:
        return None
    allowed_cm = (100 + limits.edges_percent[0]) * longest_cm // 100
    return allowed_cm // _STEP_CM * _STEP_CM / _CM_PER_M


def _measured(sessions: Sequence[SessionLoad]) -> list[_Run]:
    """Runs with a distance in order of time; 0 m is a run nothing measured."""
    runs = [
        _Run(in_utc(session.start), _in_cm(session.distance_m))
        for session in sessions
        if session.distance_m is not None
    ]
    return sorted((run for run in runs if run.distance_cm), key=lambda run: run.start)


def _in_cm(metres: float) -> int:
    return round(metres * _CM_PER_M)


def _longest_before_cm(runs: Sequence[_Run], window_days: int) -> Iterator[int]:
    """For each run the longest one of the window before it, 0 where there is none.

    The queue holds the runs of the window that no later and longer run overshadows, so its
    first one is the longest.
    """
    window = timedelta(days=window_days)
    queue: deque[_Run] = deque()
    entered = 0
    for run in runs:
        while runs[entered].start < run.start:
            _enter(queue, runs[entered])
            entered += 1
        while queue and queue[0].start < run.start - window:
            queue.popleft()
        yield queue[0].distance_cm if queue else 0


def _enter(queue: deque[_Run], run: _Run) -> None:
    while queue and queue[-1].distance_cm <= run.distance_cm:
        queue.pop()
    queue.append(run)


def _judged(run: _Run, longest_cm: int, limits: SpikeLimits, zone: tzinfo) -> SpikeResult:
    spike_class = limits.classify(run.distance_cm, longest_cm)
    return SpikeResult(
        start=run.start.astimezone(zone),
        distance_m=run.distance_cm / _CM_PER_M,
        longest_before_m=longest_cm / _CM_PER_M if longest_cm else None,
        increase_percent=100 * (run.distance_cm - longest_cm) / longest_cm if longest_cm else None,
        spike_class=spike_class,
        hazard=limits.hazards.get(spike_class),
        limits=limits,
    )
