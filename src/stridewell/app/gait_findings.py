"""Judged values of filmed running as findings that the comparison of causes knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from stridewell.gait.finding_words import amount
from stridewell.gait.findings import ONE_LEG
from stridewell.gait.judged import Judged
from stridewell.knowledge.gait import Direction, GaitFinding, MetricSpec
from stridewell.knowledge.records import Knowledge
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding, Origin, State


def findings_from_gait(
    judged: Sequence[Judged], at: datetime, sore: Side | None, knowledge: Knowledge
) -> tuple[Finding, ...]:
    """What a film shows at the moment it was made, each with how firmly.

    ``sore`` is the side of the pain: where it is one leg, only that leg counts, so a finding of
    the other one never speaks for a cause. What was not measured, was withheld, or lies neither
    surely inside nor surely outside stays out, and so unknown.
    """
    unsure = knowledge.gait.number("gait_one_day_certainty")
    told = _Told(tuple(judged), at, sore, unsure)
    return tuple(
        found
        for finding in knowledge.gait.findings.values()
        for found in _of(finding, knowledge.gait.metrics[finding.metric], told)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What a film showed, when, which leg hurts, and how firmly one day counts."""

    judged: tuple[Judged, ...]
    at: datetime
    sore: Side | None
    unsure: float

    def finding(self, finding: str, metric: MetricSpec, shown: Judged, state: State) -> Finding:
        """The finding; it carries a side only where that leg hurts."""
        leg = "" if shown.side is None else f", {shown.side}"
        return Finding(
            id=finding,
            state=state,
            at=self.at,
            origin=Origin.GAIT,
            side=shown.side if shown.side is self.sore else None,
            certainty=1.0 if shown.confirmed else self.unsure,
            said=f"film: {metric.name.lower()}{leg} {amount(shown.value, metric)}",
        )


def _of(finding: GaitFinding, metric: MetricSpec, told: _Told) -> Iterator[Finding]:
    speaking = _speaking(finding, metric, told)
    shown = [each for each in speaking if each.finding == finding.id]
    if shown:
        most = max(shown, key=_how_far)
        if most.counts:
            yield told.finding(finding.id, metric, most, State.PRESENT)
    elif speaking and all(_is_surely_inside(each) for each in speaking):
        yield told.finding(finding.id, metric, speaking[0], State.ABSENT)


def _speaking(finding: GaitFinding, metric: MetricSpec, told: _Told) -> tuple[Judged, ...]:
    """The values that speak to a finding; none while a leg that would have to is missing."""
    apart = metric.per_side and finding.direction is Direction.UNEVEN
    found = tuple(
        each for each in told.judged if each.metric == metric.id and each.is_difference is apart
    )
    if apart or not metric.per_side:
        return found
    if told.sore in ONE_LEG:
        return tuple(each for each in found if each.side is told.sore)
    shown = tuple(each for each in found if each.finding == finding.id)
    return shown or (found if {each.side for each in found} >= ONE_LEG else ())


def _how_far(judged: Judged) -> tuple[bool, float]:
    """Those that count first, then those farthest from the middle."""
    middle = judged.value if judged.band is None else judged.band.middle
    return judged.counts, abs(judged.value - middle)


def _is_surely_inside(judged: Judged) -> bool:
    return judged.band is not None and judged.band.contains(judged.low, judged.high)
