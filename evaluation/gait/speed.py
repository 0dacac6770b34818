"""How long the gait lab takes from a file of body points to its answer."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from stridewell.simulate.gait_example import DEMO_RATE_HZ, DEMO_RUNNER, DEMO_SECONDS, demo_files

REPEATS = 5
GOAL_S = 2.0
TOLD = ("--height", f"{DEMO_RUNNER.height_m} m", "--speed", f"{DEMO_RUNNER.speed_mps} m/s")
FRAMES = round(DEMO_RATE_HZ * DEMO_SECONDS)
HEAD = (
    "| What | Median | Slowest | Goal |",
    "|---|---|---|---|",
)


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


def _seconds(run: Callable[[Sequence[str]], None], words: Sequence[str]) -> Sequence[float]:
    taken = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        run(words)
        taken.append(time.perf_counter() - began)
    return taken


def _row(what: str, taken: Sequence[float], goal_s: float | None = None) -> str:
    goal = "–" if goal_s is None else f"≤ {goal_s:g} s"
    return f"| {what} | {statistics.median(taken):.2f} s | {max(taken):.2f} s | {goal} |"


def _cores() -> str:
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return "one core" if count == 1 else f"{count} cores"
