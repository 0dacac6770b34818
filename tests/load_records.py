"""Runs for the load ledger as short as a test can say them, and its rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from activities import even_run
from cases import KNOWLEDGE
from stridewell.activity.exposure import (
    DAMAGE_EXPONENTS,
    ForceExposure,
    GradeClass,
    GradeShare,
    RunExposure,
)
from stridewell.activity.strides import summarise_run
from stridewell.app.load_history import spike_limits
from stridewell.training_load.change import Change, ChangeKind
from stridewell.training_load.changed import what_changed
from stridewell.training_load.ledger import Ledger, LedgerRules, Told, ledger
from stridewell.training_load.run_record import RunRecord

SUMMARY = summarise_run(even_run())
LOAD = KNOWLEDGE.load
RULES = LedgerRules(LOAD, spike_limits(KNOWLEDGE))
MAY_1 = date(2026, 5, 1)
STEPS_PER_KM = 900.0
NO_TELLING = Told()


def day(number: int) -> date:
    """The first of May and so many days."""
    return MAY_1 + timedelta(days=number)


def record(  # noqa: PLR0913  (a run has this many sides)
    number: int,
    km: float | None,
    *,
    hour: float = 7,
    effort: float | None = None,
    shoe: str = "",
    exposure: RunExposure | None = None,
    ascent_m: float | None = 0.0,
    run_id: int | None = None,
) -> RunRecord:
    """A run on the so-manieth day, 6 minutes a km; without an id its day is its number."""
    start = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(days=number, hours=hour)
    summary = replace(
        SUMMARY,
        start=start,
        distance_m=None if km is None else 1000 * km,
        duration_s=360 * (km or 5.0),
        steps=None if km is None else round(STEPS_PER_KM * km),
        ascent_m=ascent_m,
    )
    return RunRecord(number if run_id is None else run_id, summary, exposure, effort, shoe)


def measured(
    km: float,
    force: float = 2.2,
    source: str = "strap",
    down_m: float = 0.0,
    **more: Any,  # noqa: ANN401  (any field of an exposure)
) -> RunExposure:
    """What a run did whose every level step had one force; ``down_m`` lay on slopes down."""
    flat_km = km - down_m / 1000
    steps = STEPS_PER_KM * flat_km
    grades = {
        GradeClass.FLAT: GradeShare(1000 * flat_km, 360 * flat_km, steps),
        GradeClass.DOWN: GradeShare(down_m, 0.36 * down_m, 0.9 * down_m),
    }
    bare = RunExposure(
        running_s=360 * km,
        walking_s=0.0,
        standing_s=0.0,
        walk_breaks=0,
        grades=grades,
        force=ForceExposure(
            source=source,
            median_bw=force,
            steps=steps,
            distance_m=1000 * flat_km,
            weighted_steps={str(b): steps * force**b for b in DAMAGE_EXPONENTS},
        ),
    )
    return replace(bare, **more)


def weighed(number: int, km: float, force: float = 2.2, source: str = "strap") -> RunRecord:
    """A run with a measured contact time."""
    return record(number, km, exposure=measured(km, force, source))


def ledger_of(runs: Sequence[RunRecord], today: int, told: Told = NO_TELLING) -> Ledger:
    """The ledger on a day."""
    return ledger(runs, told, day(today), UTC, RULES)


def changes_of(
    runs: Sequence[RunRecord], today: int, told: Told = NO_TELLING
) -> dict[ChangeKind, Change]:
    """What changed, by kind."""
    found = what_changed(ledger_of(runs, today, told), told, RULES)
    return {each.kind: each for each in found}
