"""Two sessions side by side: what changed, and what of it is more than chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from stridewell.app.desk import Desk
from stridewell.app.gait_lab import open_session
from stridewell.app.gait_report import GaitReport
from stridewell.errors import UsageError
from stridewell.gait.measured import Measured
from stridewell.knowledge.gait import GaitKnowledge
from stridewell.values.anatomy import Side

SAME_SPEED_SHARE = 0.03
"""Two sessions are at the same speed where it differs by no more than this share."""
PERCENT = 100


class Verdict(StrEnum):
    """What a change amounts to."""

    CHANGED = "changed"
    """More than both intervals and the smallest difference that two days can show."""
    CHANCE = "chance"
    """Within what chance does."""
    NOT_COMPARABLE = "not_comparable"
    """The points were placed by different tools, which put the hip elsewhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """One metric then and now; ``value`` is later minus earlier, with its 90 % interval.

    ``least`` is the smallest change that counts as more than chance here, in ``unit``.
    """

    id: str
    name: str
    side: Side | None
    unit: str
    earlier: float
    later: float
    value: float
    low: float
    high: float
    least: float
    verdict: Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What changed from one session to another; ``remarks`` say what limits the comparison."""

    earlier: GaitReport
    later: GaitReport
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]


def compare(desk: Desk, one: int, other: int) -> Comparison:
    """Two kept sessions, the earlier one first however they were named.

    Raises:
        NothingStoredError: there is no such session.
        UsageError: it is twice the same.
    """
    if one == other:
        raise UsageError("A session cannot be compared with itself.", "Name two sessions.")
    reports = (open_session(desk, one), open_session(desk, other))
    earlier, later = sorted(reports, key=lambda each: (each.at, each.number or 0))
    return compared(earlier, later, desk.knowledge.gait)


def compared(earlier: GaitReport, later: GaitReport, gait: GaitKnowledge) -> Comparison:
    """What changed from one report to the next."""
    return Comparison(
        earlier, later, tuple(_changes(earlier, later, gait)), tuple(_remarks(earlier, later))
    )


def _changes(earlier: GaitReport, later: GaitReport, gait: GaitKnowledge) -> Iterator[Change]:
    same_points = _conventions(earlier) == _conventions(later)
    for now in later.session.measured:
        before = earlier.session.value(now.id, now.side)
        if before is not None:
            yield _change(before, now, gait, same_points=same_points)


def _change(before: Measured, now: Measured, gait: GaitKnowledge, *, same_points: bool) -> Change:
    spec = gait.metrics.get(now.id)
    value = now.value - before.value
    half = hypot((now.high - now.low) / 2, (before.high - before.low) / 2)
    known = 0.0 if spec is None or spec.detectable is None else spec.detectable.value
    least = max(half, known)
    verdict = Verdict.CHANGED if abs(value) > least else Verdict.CHANCE
    if not same_points and spec is not None and spec.own_only:
        verdict = Verdict.NOT_COMPARABLE
    return Change(
        id=now.id,
        name=now.id if spec is None else spec.name,
        side=now.side,
        unit=now.unit,
        earlier=before.value,
        later=now.value,
        value=value,
        low=value - half,
        high=value + half,
        least=least,
        verdict=verdict,
    )


def _conventions(report: GaitReport) -> frozenset[str]:
    return frozenset(clip.seen.convention for clip in report.session.clips)


def _remarks(earlier: GaitReport, later: GaitReport) -> Iterator[str]:
    before, now = earlier.filmed.speed_mps, later.filmed.speed_mps
    if before is None or now is None:
        yield "The speed of at least one session was not told. Form changes with speed."
    elif abs(now - before) > SAME_SPEED_SHARE * before:
        share = PERCENT * (now - before) / before
        yield (
            f"The later session was run {abs(share):.0f} % {'faster' if share > 0 else 'slower'}. "
            "Form changes with speed, so compare with care."
        )
    if earlier.filmed.treadmill != later.filmed.treadmill:
        yield "One session was on a treadmill and the other was not, or it was not told."
    if _conventions(earlier) != _conventions(later):
        yield (
            "Different tools placed the body points. They put the hip elsewhere, so what "
            "depends on it is not compared."
        )
    views = [{clip.view for clip in each.session.clips} for each in (earlier, later)]
    if views[0] != views[1]:
        yield "The sessions were filmed from different sides."
