"""How long the gait lab takes from a file of body points to its answer."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stridewell.simulate.gait_example import DEMO_RATE_HZ, DEMO_RUNNER, DEMO_SECONDS, demo_files

REPEATS = 5
GOAL_S = 2.0
TOLD = ("--height", f"{DEMO_RUNNER.height_m} m", "--speed", f"{DEMO_RUNNER.speed_mps} m/s")
FRAMES = round(DEMO_RATE_HZ * DEMO_SECONDS)
HEAD = (
    "| What | Median | Slowest | Processor time | Goal |",
    "|---|---|---|---|---|",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """How long one command took, and how long it had the processor, in seconds."""

    wall_s: float
    processor_s: float


def speed_tables(data: Path) -> str:
    """Seconds of whole commands, each a process of its own, on the demo runner's files."""
    del data  # the demo runner is drawn; nothing recorded is needed
    with tempfile.TemporaryDirectory(prefix="stridewell-speed-") as name:
        folder = Path(name)
        for file, content in demo_files().items():
            (folder / file).write_bytes(content)
        rows = tuple(_rows(folder))
    said = (
        f"Whole commands, from the start of the program to its end, {REPEATS} times each, on "
        f"drawn OpenPose JSON of {DEMO_SECONDS:.0f} s at {DEMO_RATE_HZ:.0f} frames a second "
        f"({FRAMES} frames a clip), {_cores()}."
    )
    return "\n".join((said, "", *HEAD, *rows))


def _rows(folder: Path) -> Iterator[str]:
    home = folder / "home"
    alone = ("gait", str(folder / "left.zip"), "--view", "left", "--fps", "60", *TOLD)
    together = (
        *("gait", str(folder / "left.zip"), str(folder / "right.zip"), str(folder / "rear.zip")),
        *("--view", "left", "--view", "right", "--view", "rear", "--fps", "60", *TOLD),
    )
    run = _runner(home)
    # the first start compiles the program and makes the database: it happens once
    run((*alone, "--save"))
    yield _row("one clip, not kept", _seconds(run, (*alone, "--no-save")), GOAL_S)
    yield _row("one clip, kept", _seconds(run, (*alone, "--save")), GOAL_S)
    yield _row("three clips as one session, not kept", _seconds(run, (*together, "--no-save")))
    yield _row("a kept session opened again", _seconds(run, ("gait", "--show", "1")), GOAL_S)
    yield _row("the list of kept sessions", _seconds(run, ("gait",)))


def _runner(home: Path) -> Callable[[Sequence[str]], None]:
    # as in an installed program, whose modules were compiled when it was installed
    environment = {**os.environ, "STRIDEWELL_HOME": str(home)}
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(home / "compiled")}

    def run(words: Sequence[str]) -> None:
        command = [sys.executable, "-m", "stridewell", *words, "--json"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)

    return run


def _seconds(run: Callable[[Sequence[str]], None], words: Sequence[str]) -> Sequence[Taken]:
    return [_once(run, words) for _ in range(REPEATS)]


def _once(run: Callable[[Sequence[str]], None], words: Sequence[str]) -> Taken:
    began, used = time.perf_counter(), _processor_s()
    run(words)
    return Taken(time.perf_counter() - began, _processor_s() - used)


def _processor_s() -> float:
    """What all programs that were started and have ended used of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _row(what: str, taken: Sequence[Taken], goal_s: float | None = None) -> str:
    walls = [each.wall_s for each in taken]
    figures = (
        statistics.median(walls),
        max(walls),
        statistics.median(each.processor_s for each in taken),
    )
    cells = (what, *(f"{each:.2f} s" for each in figures))
    goal = "–" if goal_s is None else f"≤ {goal_s:g} s"
    return f"| {' | '.join((*cells, goal))} |"


def _cores() -> str:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return "one core" if count == 1 else f"{count} cores"
