"""The side of load beside the side of pain, in the order of time and without a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from stridewell.knowledge.around import Figure
from stridewell.knowledge.load import LoadKnowledge
from stridewell.training_load.run_columns import RunColumns
from stridewell.training_load.run_record import PainDay, PainTold
from stridewell.training_load.sides import (
    BalanceShift,
    RunBalance,
    SideExposure,
    balance_shifts,
    balances,
    side_exposure,
)
from stridewell.training_load.wording import counted, day_name
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Reason

ONE_SIDED = (Side.LEFT, Side.RIGHT)


class Relation(StrEnum):
    """How the leg that stood longer lies to the sore side."""

    TOWARD_SORE = "toward_sore"
    AWAY_FROM_SORE = "away_from_sore"
    NO_SIDE = "no_side"


@dataclass(frozen=True, slots=True)
class ShiftTold:
    """A shift of balance, in a sentence, beside the pain.

    ``days_before_pain`` is negative where it began after the pain; None without an onset.
    """

    shift: BalanceShift
    relation: Relation
    days_before_pain: int | None
    text: str


@dataclass(frozen=True, slots=True)
class PainSide:
    """Runs on days with pain on one side, or without pain (``side`` None).

    ``shift_pct`` is the median of their shifts against what was usual for the device, in
    percentage points, above 0 towards the left.
    """

    side: Side | None
    runs: int
    shift_pct: float


@dataclass(frozen=True, slots=True)
class SideComparison:
    """Everything about sides; ``sore`` is the side that hurts, where one was told."""

    sore: Side | None
    balances: tuple[RunBalance, ...]
    shifts: tuple[ShiftTold, ...]
    exposure: SideExposure
    by_pain: tuple[PainSide, ...]
    side_reason: Reason
    road_reason: Reason
    left_share_note: str
    figures: tuple[Figure, ...]


def compare_sides(
    runs: RunColumns,
    pains: Sequence[PainDay],
    pain: PainTold,
    today: date,
    load: LoadKnowledge,
) -> SideComparison:
    """Balance, turns and sides of the road beside the pain."""
    points = balances(runs, load)
    left_share = load.numbers["left_share"].warrant
    return SideComparison(
        sore=pain.sore,
        balances=points,
        shifts=tuple(shift_told(each, pain) for each in balance_shifts(points, load)),
        exposure=side_exposure(runs, today, load.days("sides_days")),
        by_pain=_by_pain(points, pains, pain.sore, load.days("shift_runs")),
        side_reason=load.reason("side"),
        road_reason=load.reason("road"),
        left_share_note=left_share.note,
        figures=(*load.figures_for("side"), *load.figures_for("road")),
    )


def shift_told(shift: BalanceShift, pain: PainTold) -> ShiftTold:
    """A shift beside the pain; nothing is said of why it came."""
    before = None if pain.onset is None else (pain.onset - shift.first).days
    return ShiftTold(shift, _relation(shift.toward, pain.sore), before, _sentence(shift, pain))


def _relation(toward: Side, sore: Side | None) -> Relation:
    if sore not in ONE_SIDED:
        return Relation.NO_SIDE
    return Relation.TOWARD_SORE if toward is sore else Relation.AWAY_FROM_SORE


def _sentence(shift: BalanceShift, pain: PainTold) -> str:
    span = (
        f"From {day_name(shift.first)} to {day_name(shift.last)}, on {counted(shift.runs, 'run')},"
    )
    leg = shift.toward.value
    share, usual = shift.left_pct, shift.usual_pct
    if shift.toward is Side.RIGHT:
        share, usual = 100.0 - share, 100.0 - usual
    told = (
        f"{span} your {leg} foot stood longer than usual: {share:.1f} % of the contact time of "
        f"both feet, against {usual:.1f} % in {counted(shift.usual_runs, 'run')} before."
    )
    sore = pain.sore
    what = f"Pain on the {sore.value}" if sore in {Side.LEFT, Side.RIGHT} else "Pain"
    return f"{told}{pain.began(shift.first, what)}"


def _by_pain(
    points: Sequence[RunBalance], pains: Sequence[PainDay], sore: Side | None, least: int
) -> tuple[PainSide, ...]:
    """Median shifts by the side of the day's pain; told from so many runs on."""
    sides: Mapping[date, Side | None] = {
        each.day: (each.side or sore) if each.pain > 0 else None for each in pains
    }
    found = []
    for side in (*ONE_SIDED, None):
        shifts = [
            each.shift_pct
            for each in points
            if each.shift_pct is not None and each.day in sides and sides[each.day] is side
        ]
        if len(shifts) >= least:
            found.append(PainSide(side, len(shifts), float(np.median(shifts))))
    return tuple(found)
