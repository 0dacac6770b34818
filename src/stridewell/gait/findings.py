"""Holds what was measured against healthy runners, and says what follows, if anything.

A value stands out only when its whole interval lies beyond the range, when it differs from the
middle of healthy runners by more than the smallest difference that is no chance, and when it lies
farther beyond the end than one day differs from the next. It is worth acting on only with a
complaint that fits, on the side that hurts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from stridewell.gait.bands import Band, band_for, between_sides
from stridewell.gait.finding_words import Placed, told
from stridewell.gait.judged import Circumstances, Judged, Standing
from stridewell.gait.measured import Difference, Measured
from stridewell.knowledge.around import Around
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.gait import Direction, GaitFinding, GaitKnowledge, MetricSpec
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Reason, State

ONE_LEG = frozenset({Side.LEFT, Side.RIGHT})
ONE_DAY = 1.645 / (1.96 * sqrt(2))
"""How far one day lies from the usual, 90 %, as a share of what two days must differ by, 95 %."""
TRIAL = "worth_a_trial"
"""The advice to try something for four weeks."""
NEEDS_BOTH_LEGS = frozenset({"contact_balance_left_pct"})
"""Metrics of the whole runner that say something of each leg."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A measured value, or a difference of left less right, in one shape."""

    metric: MetricSpec
    side: Side | None
    value: float
    low: float
    high: float
    is_difference: bool = False


def judge(
    measured: Sequence[Measured],
    differences: Sequence[Difference],
    seen: Circumstances,
    gait: GaitKnowledge,
    around: Around,
) -> tuple[Judged, ...]:
    """Every value and every difference that may be spoken of, in the order given.

    Nothing is said of a withheld side, nor of a difference between it and the other. A metric
    that the knowledge does not name is left out.
    """
    values = _values(measured, differences, seen.withheld, gait)
    return tuple(_judged(each, seen, gait, around) for each in values)


def _values(
    measured: Sequence[Measured],
    differences: Sequence[Difference],
    withheld: Side | None,
    gait: GaitKnowledge,
) -> Iterator[_Value]:
    for each in measured:
        hidden = withheld is not None and (each.side is withheld or each.id in NEEDS_BOTH_LEGS)
        if each.id in gait.metrics and not hidden:
            metric = gait.metrics[each.id]
            yield _Value(metric, each.side, each.value, each.low, each.high)
    for gap in differences if withheld is None else ():
        if gap.id in gait.metrics:
            metric = gait.metrics[gap.id]
            yield _Value(metric, None, gap.value, gap.low, gap.high, is_difference=True)


def _judged(value: _Value, seen: Circumstances, gait: GaitKnowledge, around: Around) -> Judged:
    band = _band(value, seen, gait)
    standing = _standing(value, band)
    finding = _finding(value, band, gait) if standing.is_outside else None
    confirmed = finding is not None and (finding.id, value.side) in seen.seen_before
    counts = finding is not None and (confirmed or finding.sessions == 1)
    fits = finding is not None and _fits(finding, value.side, seen)
    if fits and counts:
        standing = Standing.RED
    tried = standing is Standing.RED and not seen.held_back
    cues = _cues(finding, around) if finding is not None and tried else ()
    other = is_other_side(value.side, seen.sore)
    placed = Placed(value.value, value.metric, value.is_difference, band, standing, finding, other)
    return Judged(
        metric=value.metric.id,
        name=value.metric.name,
        side=value.side,
        is_difference=value.is_difference,
        value=value.value,
        unit=value.metric.unit,
        low=value.low,
        high=value.high,
        band=band,
        standing=standing,
        reason=_reason(placed),
        notes=tuple(_told_notes(_notes(value, band, finding, seen, gait), seen, gait)),
        finding=None if finding is None else finding.id,
        confirmed=confirmed,
        counts=counts,
        cues=cues,
    )


def _band(value: _Value, seen: Circumstances, gait: GaitKnowledge) -> Band | None:
    if value.is_difference:
        return between_sides(value.metric)
    if value.metric.own_only and seen.posed:
        return None
    return band_for(value.metric.id, seen.speed_mps, seen.sex, gait)


def _standing(value: _Value, band: Band | None) -> Standing:
    if band is None:
        return Standing.NO_RANGE
    if band.contains(value.value, value.value):
        return Standing.INSIDE
    surely = band.clears(value.low, value.high) and _is_no_chance(value, band)
    return Standing.NOTEWORTHY if surely else Standing.UNCLEAR


def _is_no_chance(value: _Value, band: Band) -> bool:
    """Whether another day would most likely show it too; left and right are of one day."""
    least = value.metric.detectable
    if least is None or abs(value.value - band.middle) <= least.value:
        return False
    beyond = max(value.value - band.high, band.low - value.value)
    return value.is_difference or beyond > ONE_DAY * least.value


def _finding(value: _Value, band: Band | None, gait: GaitKnowledge) -> GaitFinding | None:
    """What the value is called beyond this end of the band; None where nothing is known of it."""
    if band is None:
        return None
    end = Direction.HIGH if value.value > band.high else Direction.LOW
    uneven = value.is_difference or value.metric.id in NEEDS_BOTH_LEGS
    wanted = Direction.UNEVEN if uneven else end
    found = (each for each in gait.findings_of(value.metric.id) if each.direction is wanted)
    return next(found, None)


def _fits(finding: GaitFinding, side: Side | None, seen: Circumstances) -> bool:
    """Whether the runner told a complaint that fits, not on the other side alone."""
    if is_other_side(side, seen.sore):
        return False
    return evaluate(finding.fits, seen.facts).state is State.PRESENT


def is_other_side(side: Side | None, sore: Side | None) -> bool:
    """Whether a value belongs to the leg that does not hurt."""
    return side in ONE_LEG and sore in ONE_LEG and side is not sore


def _cues(finding: GaitFinding, around: Around) -> tuple[str, ...]:
    return tuple(cue.id for cue in around.cues.values() if finding.sign in cue.signs)


def _reason(placed: Placed) -> Reason:
    known = placed.finding or placed.band
    return Reason(
        text=told(placed),
        sources=() if known is None else known.warrant.sources,
        findings=() if placed.finding is None else (placed.finding.id,),
        rule="gait",
        grade=None if known is None else known.warrant.grade,
    )


def _told_notes(ids: Iterator[str], seen: Circumstances, gait: GaitKnowledge) -> Iterator[str]:
    """Advice in words; where nothing may be tried now the reason stands in its place."""
    for each in ids:
        yield seen.held_back if each == TRIAL and seen.held_back else gait.advice[each].text


def _notes(
    value: _Value,
    band: Band | None,
    finding: GaitFinding | None,
    seen: Circumstances,
    gait: GaitKnowledge,
) -> Iterator[str]:
    """Advice that belongs to a judged value, by id."""
    if band is not None:
        yield from (each for each in band.notes if (each, seen.sex) != ("mostly_men", "male"))
    elif value.metric.own_only and seen.posed:
        yield "posed_hip"
    elif not value.is_difference and gait.norms_of(value.metric.id, seen.sex):
        yield "speed_too_far"
    if finding is None:
        return
    if (finding.id, value.side) not in seen.seen_before:
        yield "film_again"
    if not _fits(finding, value.side, seen):
        yield "leave_alone"
    elif finding.sign is not None:
        yield TRIAL
    yield "predicts_little"
