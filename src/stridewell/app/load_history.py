"""Stored runs → what the plan and the ranking may know of the training load."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from stridewell.app.load_changes import ChangeTold, confirmed_findings, without_declined
from stridewell.app.ports import StoredRun
from stridewell.knowledge.records import Knowledge
from stridewell.plan.inputs import LoadHistory
from stridewell.training_load.findings import SINGLE_RUN_SPIKE, spike_finding
from stridewell.training_load.limits import HazardRatio, SpikeClass, SpikeLimits
from stridewell.training_load.rolling import habit_before, recent_load
from stridewell.training_load.session import SessionLoad, session_load
from stridewell.training_load.spike import (
    SpikeResult,
    largest_recent_spike,
    longest_run_allowed_m,
    spikes,
)
from stridewell.values.evidence import Finding, State
from stridewell.values.timeline import days_before

DECLINED = "You said that a run recorded as a jump in distance was none."


@dataclass(frozen=True, slots=True)
class TrainingLoad:
    """Every run as load, each judged against the 30 days before it."""

    sessions: tuple[SessionLoad, ...]
    spikes: tuple[SpikeResult, ...]
    limits: SpikeLimits
    told: tuple[ChangeTold, ...] = ()
    """What the runner said of the changes before the pain, as far as it counts now."""

    @property
    def counting(self) -> tuple[SpikeResult, ...]:
        """The runs as judged, but for those the runner said were no jump."""
        return without_declined(self.spikes, self.told)


def training_load(
    runs: Sequence[StoredRun],
    knowledge: Knowledge,
    zone: tzinfo,
    told: tuple[ChangeTold, ...] = (),
) -> TrainingLoad:
    """All runs as load; the zone is the runner's, for the dates in sentences."""
    limits = spike_limits(knowledge)
    sessions = tuple(session_load(run.summary) for run in runs)
    return TrainingLoad(sessions, spikes(sessions, limits, zone), limits, told)


def spike_limits(knowledge: Knowledge) -> SpikeLimits:
    """The single-run spike rule of the knowledge, ready for use."""
    spike = knowledge.spike
    edges = tuple(c.up_to_percent for c in spike.classes if c.up_to_percent is not None)
    return SpikeLimits(
        window_days=spike.window_days,
        edges_percent=(edges[0], edges[1], edges[2]),
        hazards={
            SpikeClass(c.id): HazardRatio(c.hazard_ratio, c.interval)
            for c in spike.classes
            if SpikeClass(c.id).is_spike
        },
        recent_days=spike.recent_days,
        source=spike.warrant.sources[0],
        grade=spike.warrant.grade,
    )


def run_findings(load: TrainingLoad, at: datetime, onset: date | None) -> tuple[Finding, ...]:
    """What the runs say: whether one of them jumped before the pain began (or before now).

    A jump counts as recorded until the runner declines it; every other change counts once the
    runner has confirmed it.
    """
    confirmed = confirmed_findings(load.told, SINGLE_RUN_SPIKE)
    if not load.sessions:
        return confirmed
    end_of_onset = _end_of_day(onset, at) if onset is not None else None
    recorded = spike_finding(load.spikes, at, load.limits, end_of_onset)
    found = spike_finding(load.counting, at, load.limits, end_of_onset)
    if recorded.state is State.PRESENT and found.state is not State.PRESENT:
        found = replace(found, state=State.UNKNOWN, value=None, unit=None, said=DECLINED)
    return (found, *confirmed)


def _end_of_day(day: date, at: datetime) -> datetime:
    """A date is all that is known of the onset, so its whole day counts as before it."""
    midnight = datetime.combine(day + timedelta(days=1), time(), at.tzinfo)
    return min(midnight, at)


def load_history(
    load: TrainingLoad, at: datetime, knowledge: Knowledge, began: date | None = None
) -> LoadHistory:
    """The last weeks in the shape the plan asks for; None where nobody measured it.

    ``began`` is the first day of the plan: what the runner was used to is looked for before it.
    """
    before = at if began is None else datetime.combine(began, time(), at.tzinfo)
    stretches = int(knowledge.number("habit_stretches"))
    recent = recent_load(load.sessions, at)
    window = days_before(at, load.limits.window_days)
    spike = largest_recent_spike(load.counting, at, load.limits.recent_days)
    return LoadHistory(
        sessions=tuple(s for s in load.sessions if window.contains(s.start)),
        longest_run_allowed_m=longest_run_allowed_m(load.sessions, at, load.limits),
        last_7_days_km=_km(recent.last_7_days.distance_m),
        last_28_days_km=_km(recent.last_28_days.distance_m),
        days_since_last_run=recent.days_since_last_run,
        spike_class=spike.spike_class if spike is not None else None,
        habit=habit_before(load.sessions, min(before, at), stretches),
    )


def _km(distance_m: float | None) -> float | None:
    return None if distance_m is None else distance_m / 1000
