"""What the training load says about the runner, as findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from stridewell.training_load.limits import SpikeClass, SpikeLimits
from stridewell.training_load.spike import SpikeResult, largest_recent_spike
from stridewell.values.evidence import Finding, Origin, State
from stridewell.values.timeline import days_before, in_utc

SINGLE_RUN_SPIKE = "single_run_spike"


def spike_finding(
    results: Sequence[SpikeResult],
    at: datetime,
    limits: SpikeLimits,
    onset: datetime | None = None,
) -> Finding:
    """Whether a run jumped in the days before the pain began, or before ``at`` without pain.

    Only runs that began before that moment count; give the end of the day where only the
    day of onset is known. Unknown without any run until then, and unknown while a recent run
    has nothing to be compared with and no other one jumped: unknown is never none. ``value``
    is the increase of the longest jump in percent (negative for a shorter run).
    """
    until = in_utc(onset or at)
    spike = largest_recent_spike(results, until, limits.recent_days)
    if spike is not None:
        return _finding(State.PRESENT, spike.start, spike.increase_percent, spike.reason.text)
    earlier = [each for each in results if each.start < until]
    window = days_before(until, limits.recent_days)
    recent = [each for each in earlier if window.contains(each.start)]
    unknown = [each for each in recent if each.spike_class is SpikeClass.NO_BASELINE]
    if not earlier:
        return _finding(State.UNKNOWN, at, None, "No run with a distance is recorded before then.")
    if unknown:
        return _finding(State.UNKNOWN, at, None, unknown[-1].reason.text)
    increases = [each.increase_percent for each in recent if each.increase_percent is not None]
    said = f"No run of those {limits.recent_days} days was a jump in distance."
    return _finding(State.ABSENT, at, max(increases, default=None), said)


def _finding(state: State, at: datetime, increase_percent: float | None, said: str) -> Finding:
    return Finding(
        id=SINGLE_RUN_SPIKE,
        state=state,
        at=at,
        origin=Origin.RUN,
        value=increase_percent,
        unit=None if increase_percent is None else "%",
        certainty=1.0,
        said=said,
    )
