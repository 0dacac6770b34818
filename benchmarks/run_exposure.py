"""What cleaning, summing up and exposing one run cost: `python -m benchmarks.run_exposure DATA`.

There is no peer: nobody else works out turns by side, slopes by class and force of a run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from stridewell.activity.clean import clean_activity
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import check_totals, summarise_run
from stridewell.activity.track import Activity, FileOrigin, Samples
from stridewell.adapters.fit import read_fit

REFERENCE_RUN = "fit-runs/runs/GoldenCheetah__fit-gc-run-full-dynamics-trail.fit"
HOUR_S = 3600
PASSES = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One length of run, and the best time of each part in milliseconds."""

    hours: float
    parts: dict[str, float]

    @property
    def total(self) -> float:
        """All parts together."""
        return sum(self.parts.values())


def of_length(run: Activity, seconds: int) -> Activity:
    """The run cut or repeated to so many samples of one second; its way goes there and back."""
    size = len(run.samples)
    rows = np.arange(seconds) % (2 * size - 2)
    rows = np.where(rows < size, rows, 2 * size - 2 - rows)
    channels = {name: column[rows] for name, column in run.samples.channels.items()}
    for name, column in channels.items():
        if name == "distance_m":
            channels[name] = np.cumsum(np.abs(np.diff(column, prepend=column[:1])))
    samples = Samples(np.arange(seconds, dtype=float), channels)
    return Activity(
        run.start,
        run.sport,
        run.sub_sport,
        float(seconds),
        None,
        None,
        samples,
        run.origin,
        channel_sources=run.channel_sources,
    )


def measure(data: Path, hours: Sequence[float] = (0.5, 1, 2, 6, 24)) -> list[Row]:
    path = data / REFERENCE_RUN
    (run,) = read_fit(path.read_bytes(), FileOrigin(path.name, "", "fit")).activities
    rows = []
    for each in hours:
        raw = of_length(run, round(each * HOUR_S))
        cleaned, _ = clean_activity(raw)
        summary = summarise_run(cleaned)
        parts: dict[str, Callable[[], object]] = {
            "clean": lambda raw=raw: clean_activity(raw),  # type: ignore[misc]
            "summarise": lambda run=cleaned: summarise_run(run),  # type: ignore[misc]
            "check": lambda run=cleaned, told=summary: check_totals(run, told),  # type: ignore[misc]
            "expose": lambda run=cleaned: run_exposure(run),  # type: ignore[misc]
        }
        rows.append(Row(each, {name: best_ms(part) for name, part in parts.items()}))
    return rows


def best_ms(part: Callable[[], object]) -> float:
    """The best of many passes: what the work takes when nobody disturbs it."""
    times = []
    for _ in range(PASSES):
        began = time.perf_counter()
        part()
        times.append(time.perf_counter() - began)
    return 1000 * min(times)


def write(rows: Sequence[Row]) -> None:
    print("One run with all running dynamics, a sample each second; best times in ms")
    for row in rows:
        parts = "  ".join(f"{name} {value:.2f}" for name, value in row.parts.items())
        per_hour = f"per hour {row.total / row.hours:.2f}"
        print(f"  {row.hours:4g} h  {parts}  all {row.total:.2f}  {per_hour}")


if __name__ == "__main__":
    write(measure(Path(sys.argv[1])))
