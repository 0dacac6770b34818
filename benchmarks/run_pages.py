"""What the pages of the runs cost, from the store to the HTML: `python -m benchmarks.run_pages`.

A store of 5,000 simulated runs over ten years, one of them twelve hours long with a way and every
channel at one sample a second. There is no peer: other programs draw in the cloud or on a map.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
from benchmarks.ledger import simulated_runs

from stridewell.activity.notes import RunNotes
from stridewell.activity.run_exposure import run_exposure
from stridewell.activity.strides import summarise_run
from stridewell.activity.track import Activity, Channel, FileOrigin, Samples
from stridewell.app.desk import Desk
from stridewell.app.importing.records import NewSource, RecordingMark, RunNumbers
from stridewell.app.load_ledger import load_ledger
from stridewell.app.run_archive import read_archive
from stridewell.app.run_view import run_view
from stridewell.bootstrap import LocalDoors
from stridewell.training_load.series import LoadKind
from stridewell.web import changed_page, load_page, run_page, runs_page
from stridewell.web.load_page import Span
from stridewell.web.path_drawing import Colouring
from stridewell.web.rendering import Site
from stridewell.web.run_charts import Over

RUNS, LONG_S, PASSES = 5_000, 12 * 3600, 7
NOTES = RunNotes(title="Morning run")


@dataclass(frozen=True, slots=True)
class Row:
    """A page, its best time in milliseconds, and how large it is in kB."""

    page: str
    best_ms: float
    kilobytes: float


def long_run(seconds: int = LONG_S) -> Activity:
    """A run of many hours round and round a hilly loop, with everything measured."""
    time_s = np.arange(seconds, dtype=float)
    draws = np.random.default_rng(7)
    noise = draws.normal(0, 1, seconds)
    angle = 3.0 * time_s / 400.0
    channels = {
        Channel.DISTANCE: 3.0 * time_s,
        Channel.SPEED: 3.0 + 0.2 * noise,
        Channel.ALTITUDE: 100.0 + 20.0 * np.sin(angle),
        Channel.LATITUDE: 50.0 + 0.0036 * np.sin(angle),
        Channel.LONGITUDE: 8.0 + 0.0056 * np.cos(angle),
        Channel.HEART_RATE: 140.0 + 3 * noise,
        Channel.STEP_RATE: 170.0 + noise,
        Channel.CONTACT_TIME: 250.0 + 4 * noise,
        Channel.CONTACT_BALANCE: 50.0 + noise / 2,
        Channel.VERTICAL_OSCILLATION: 85.0 + noise,
        Channel.POWER: 250.0 + 5 * noise,
    }
    return Activity(
        start=datetime(2026, 10, 1, 6, tzinfo=UTC),
        sport="running",
        sub_sport="generic",
        elapsed_s=float(seconds),
        timer_s=None,
        distance_m=None,
        samples=Samples(time_s, channels),
        origin=FileOrigin("long.fit", "f" * 64, "fit"),
    )


def fill(desk: Desk) -> int:
    """Store the runs; returns the number of the long one."""
    run = long_run()
    numbers = [RunNumbers(each.summary, each.exposure) for each in simulated_runs(RUNS - 1)]
    numbers.append(RunNumbers(summarise_run(run), run_exposure(run)))
    packed = desk.store.packer()(run)
    with desk.store.transaction() as transaction:
        shelf = transaction.imports()
        batch = shelf.open_batch(None, ["simulated"])
        ids = shelf.add_numbers(numbers)
        shelf.add_sources(
            [
                NewSource(
                    run_id,
                    FileOrigin(f"{run_id}.fit", f"{run_id:064d}", "fit"),
                    batch,
                    NOTES,
                    RecordingMark(
                        told.summary.start.timestamp(), told.summary.duration_s, None, ""
                    ),
                    packed if run_id == ids[-1] else None,
                    chosen=True,
                )
                for run_id, told in zip(ids, numbers, strict=True)
            ]
        )
    return ids[-1]


def pages(desk: Desk, long_id: int) -> dict[str, Callable[[], bytes]]:
    """Every page from the store to its HTML."""
    site, knowledge = Site(), desk.knowledge

    def listed(sent: dict[str, str]) -> bytes:
        context = runs_page.runs_context(read_archive(desk), desk.clock.now(), 1, sent)
        return bytes(site.show(runs_page.RUNS, context).body)

    def one() -> bytes:
        view = run_view(desk, long_id)
        context = run_page.run_context(view, knowledge, Over.TIME, Colouring.GRADE)
        return bytes(site.show(run_page.PAGE, context).body)

    def ledger(span: Span) -> bytes:
        told = load_ledger(desk)
        context = load_page.load_context(told, knowledge, LoadKind.EQUIVALENT, span)
        return bytes(site.show(load_page.PAGE, context).body)

    def changed() -> bytes:
        context = changed_page.changed_context(load_ledger(desk), knowledge)
        return bytes(site.show(changed_page.PAGE, context).body)

    return {
        f"list of {RUNS:,} runs": partial(listed, {}),
        "the same, filtered": partial(listed, {"from": "10", "words": "morning"}),
        f"a run of {LONG_S // 3600} h": one,
        "load, 26 weeks": partial(ledger, Span.HALF),
        "load, ten years": partial(ledger, Span.ALL),
        "what changed": changed,
    }


def measure() -> list[Row]:
    """The best time of each page over some passes."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'stridewell.db'}"
        with LocalDoors().desk(url) as desk:
            return [_row(name, work) for name, work in pages(desk, fill(desk)).items()]


def _row(name: str, work: Callable[[], bytes]) -> Row:
    times = []
    size = len(work())
    for _ in range(PASSES):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return Row(name, 1000 * min(times), size / 1000)


def write(rows: Sequence[Row]) -> None:
    print("Pages of the runs, from the store to the HTML; best times")
    for row in rows:
        print(f"  {row.page}: {row.best_ms:.0f} ms, {row.kilobytes:.0f} kB")


if __name__ == "__main__":
    write(measure())
