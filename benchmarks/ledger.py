"""What the load ledger costs: `python -m benchmarks.ledger`.

Simulated runs, all with exposures and contact times, so that every part has work to do. There is
no peer: no other program works out these numbers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

import numpy as np

from stridewell.activity.exposure import (
    DAMAGE_EXPONENTS,
    ForceExposure,
    GradeClass,
    GradeShare,
    RunExposure,
    TurnExposure,
)
from stridewell.activity.strides import RunSummary
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.app.load_history import spike_limits
from stridewell.training_load.changed import what_changed
from stridewell.training_load.ledger import LedgerRules, Told, ledger
from stridewell.training_load.run_record import PainDay, RunRecord
from stridewell.training_load.session import session_load
from stridewell.training_load.shoe_load import ShoePair
from stridewell.training_load.spike import spikes
from stridewell.values.anatomy import Side

TODAY = date(2026, 11, 1)
YEARS, RUNS, SEED, PASSES = 10, 5_000, 20_261_101, 15
DAYS = 365 * YEARS
PAIRS = tuple(ShoePair(f"pair-{number}", f"Pair {number}") for number in range(12))


@dataclass(frozen=True, slots=True)
class Row:
    """One number of runs, and the best time of each part in milliseconds."""

    runs: int
    parts: dict[str, float]


def simulated_runs(count: int) -> list[RunRecord]:
    """So many runs spread over the ten years, some on one day."""
    draws = np.random.default_rng(SEED)
    days = np.sort(draws.integers(0, DAYS, count))
    return [_run(number, int(day), draws) for number, day in enumerate(days)]


def _run(number: int, day: int, draws: np.random.Generator) -> RunRecord:
    km, force = float(draws.uniform(4, 22)), float(draws.normal(2.2, 0.05))
    start = datetime(2016, 11, 4, 7, tzinfo=UTC) + timedelta(days=day, minutes=number % 600)
    summary = RunSummary(
        start=start,
        sport="running",
        sub_sport="generic",
        duration_s=km * 330,
        elapsed_s=km * 340,
        distance_m=1000 * km,
        steps=round(km * 930),
        step_rate_spm=170.0,
        contact_time_ms=250.0,
        contact_balance_left_pct=50.0,
        vertical_oscillation_mm=85.0,
        vertical_ratio_pct=8.0,
        step_length_mm=1070.0,
        power_w=None,
        heart_rate_bpm=145.0,
        ascent_m=12 * km,
        descent_m=12 * km,
        contact_time_source="strap" if number % 3 else "pod",
    )
    steps = 900 * km * 0.8
    exposure = RunExposure(
        running_s=km * 320,
        walking_s=10.0,
        standing_s=0.0,
        walk_breaks=1,
        balance_sources={"strap": float(draws.normal(50, 0.6))},
        grades={each: GradeShare(1000 * km / 7, 300.0, 500.0) for each in GradeClass},
        turns=TurnExposure(1000 * km, 900.0, 850.0, 120.0, 110.0),
        force=ForceExposure(
            source="strap" if number % 3 else "pod",
            median_bw=force,
            steps=steps,
            distance_m=1000 * km * 0.4,
            weighted_steps={str(b): steps * force**b for b in DAMAGE_EXPONENTS},
        ),
    )
    effort = float(draws.integers(2, 9)) if number % 2 else None
    return RunRecord(number, summary, exposure, effort, PAIRS[number % len(PAIRS)].id)


def simulated_pains() -> list[PainDay]:
    """A pain told on every third day."""
    draws = np.random.default_rng(SEED)
    first = TODAY - timedelta(days=DAYS)
    return [
        PainDay(first + timedelta(days=day), float(draws.integers(0, 5)), Side.LEFT)
        for day in range(0, DAYS, 3)
    ]


def measure(counts: Sequence[int] = (RUNS // 4, RUNS // 2, RUNS, 2 * RUNS)) -> list[Row]:
    """Every part for archives of several sizes over the same ten years."""
    knowledge = packaged_knowledge()
    rules = LedgerRules(knowledge.load, spike_limits(knowledge))
    told = Told(simulated_pains(), PAIRS, Side.LEFT, TODAY - timedelta(days=20))
    rows = []
    for count in counts:
        runs = simulated_runs(count)
        sessions = [session_load(each.summary) for each in runs]
        whole = ledger(runs, told, TODAY, UTC, rules)
        parts: dict[str, Callable[[], object]] = {
            "spike rule": partial(spikes, sessions, rules.spike),
            "ledger": partial(ledger, runs, told, TODAY, UTC, rules),
            "every day as a row": whole.days,
            "what changed": partial(what_changed, whole, told, rules),
        }
        rows.append(Row(count, {name: best_ms(part) for name, part in parts.items()}))
    return rows


def best_ms(part: Callable[[], object]) -> float:
    """The best of many passes in processor time, which other programs hardly disturb."""
    times = []
    for _ in range(PASSES):
        began = time.process_time()
        part()
        times.append(time.process_time() - began)
    return 1000 * min(times)


def write(rows: Sequence[Row]) -> None:
    """One line per size."""
    print(f"The load ledger of {YEARS} years from stored summaries and exposures")
    print(f"(processor time in ms, best of {PASSES} passes)")
    for row in rows:
        parts = "  ".join(f"{name} {value:.1f}" for name, value in row.parts.items())
        print(f"  {row.runs:6d} runs  {parts}")


if __name__ == "__main__":
    write(measure())
