"""An invented runner with known runs, and the run files that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from stridewell.activity.track import Channel, Samples
from stridewell.simulate.recording import run_file
from stridewell.simulate.runs import Body, RunSpec, simulate_run


@dataclass(frozen=True, slots=True)
class Example:
    """A runner, the moment at which they ask for help, and the runs before it, oldest first."""

    id: str
    title: str
    story: str
    at: datetime
    body: Body
    runs: tuple[RunSpec, ...]


@dataclass(frozen=True, slots=True)
class RunTruth:
    """What is known to be true of one run; None where its device does not measure it."""

    start: datetime
    distance_m: int
    duration_s: int
    steps: float
    step_rate_spm: float
    heart_rate_bpm: float
    contact_time_ms: float | None
    contact_balance_left_pct: float | None
    step_length_mm: float | None


def write_runs(example: Example, folder: Path) -> tuple[Path, ...]:
    """Write one FIT file per run, oldest first; the folder is made when it is missing.

    The bytes are the same on every call: a run's noise depends on its start alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"{run.start:%Y-%m-%d-%H-%M}-run.fit" for run in example.runs)
    for path, run in zip(paths, example.runs, strict=True):
        path.write_bytes(run_file(run, samples_of(example, run)))
    return paths


def samples_of(example: Example, run: RunSpec) -> Samples:
    """The samples of one run of an example."""
    seed = int(run.start.timestamp())
    return simulate_run(run, example.body, np.random.default_rng(seed))


def ground_truth(example: Example) -> tuple[RunTruth, ...]:
    """What is true of each run, oldest first: means over its seconds, and all its steps."""
    return tuple(_truth(run, samples_of(example, run)) for run in example.runs)


def _truth(run: RunSpec, samples: Samples) -> RunTruth:
    step_rate = samples.column(Channel.STEP_RATE)[1:]
    return RunTruth(
        start=run.start,
        distance_m=run.distance_m,
        duration_s=run.timer_s,
        steps=float(step_rate.sum()) / 60,
        step_rate_spm=float(step_rate.mean()),
        heart_rate_bpm=float(samples.column(Channel.HEART_RATE)[1:].mean()),
        contact_time_ms=_mean(samples, Channel.CONTACT_TIME),
        contact_balance_left_pct=_mean(samples, Channel.CONTACT_BALANCE),
        step_length_mm=_mean(samples, Channel.STEP_LENGTH),
    )


def _mean(samples: Samples, channel: Channel) -> float | None:
    column = samples.channels.get(channel)
    return None if column is None else float(column[1:].mean())
