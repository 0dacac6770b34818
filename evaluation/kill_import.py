"""Kills imports at random moments and compares what is left with one clean import.

    python -m evaluation.kill_import [--kills 50] [--runs 240] [--seed 1]

Each round begins with an empty database, kills `stridewell import` (SIGKILL) once or several
times, at moments drawn evenly over the time a clean import takes, lets it finish, and compares
every run, recording, origin, verdict and import with those of the clean one.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from stridewell.adapters.store import open_store, tables
from stridewell.simulate.recording import run_file
from stridewell.simulate.runs import Body, RunSpec, simulate_run

NEWEST = datetime(2026, 5, 1, 7, tzinfo=UTC)
MOST_KILLS = 4
"""Kills in one round; later ones would mostly meet an import that is done."""
COMPARED = (
    *(tables.activity, tables.activity_origin, tables.seen_file, tables.import_batch),
    tables.walking_day,
)
TWINS, ZIPPED = 6, 5
"""Every so many runs one comes twice, without and with running dynamics; or lies in a zip too."""


def build(folder: Path, runs: int) -> None:
    """A folder with runs, poorer and equal copies of some, a zip, exports, a cut file, no run."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(3)
    with zipfile.ZipFile(folder / "more.zip", "w") as packed:
        packed.writestr("readme.txt", "no run")
        for number in range(runs):
            spec = RunSpec(NEWEST - timedelta(days=number), 2000 + 10 * number, 3.0)
            content = run_file(spec, simulate_run(spec, Body(), rng))
            (folder / f"m{number:04}.fit").write_bytes(content)
            if number % TWINS == 0:
                poor = replace(spec, dynamics=False)
                plain = run_file(poor, simulate_run(poor, Body(), rng))
                (folder / f"a{number:04}.fit").write_bytes(plain)
            if number % ZIPPED == 0:
                packed.writestr(f"z{number:04}.fit", content)
    whole = (folder / "m0001.fit").read_bytes()
    (folder / "cut.fit").write_bytes(whole[: len(whole) // 3])
    (folder / "note.fit").write_bytes(b"no recording")
    (folder / "export.xml").write_text(health_export(runs))


def health_export(days: int) -> str:
    """An Apple Health export: so many days of walking, and a run that no other file holds."""
    kind = 'type="HKQuantityTypeIdentifierWalkingAsymmetryPercentage" sourceName="phone" unit="%"'
    moments = [NEWEST - timedelta(days=day) for day in range(days)]
    walked = "\n".join(
        f'<Record {kind} value="0.0{day % 9}" {_between(moment, 60)}/>'
        for day, moment in enumerate(moments)
    )
    running = 'workoutActivityType="HKWorkoutActivityTypeRunning" totalDistance="5" '
    unit = 'totalDistanceUnit="km" duration="30" durationUnit="min" sourceName="watch" '
    run = f"<Workout {running}{unit}{_between(NEWEST + timedelta(hours=9), 1800)}></Workout>"
    return f'<?xml version="1.0"?>\n<HealthData locale="en">\n{walked}\n{run}\n</HealthData>\n'


def _between(start: datetime, seconds: int) -> str:
    moments = {"startDate": start, "endDate": start + timedelta(seconds=seconds)}
    return " ".join(f'{name}="{each:%Y-%m-%d %H:%M:%S %z}"' for name, each in moments.items())


def start(folder: Path, home: Path) -> subprocess.Popen[bytes]:
    """`stridewell import`, as a person would start it."""
    command = [sys.executable, "-m", "stridewell", "import", str(folder), "--json"]
    environment = {**os.environ, "STRIDEWELL_HOME": str(home)}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)


def killed(folder: Path, home: Path, after_s: float) -> bool:
    """Start an import and kill it; whether it was still at work."""
    process = start(folder, home)
    time.sleep(after_s)
    was_running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return was_running


def finished(folder: Path, home: Path) -> float:
    """Let an import finish; returns how many seconds it took."""
    began = time.monotonic()
    status = start(folder, home).wait()
    assert status == 0, status
    return time.monotonic() - began


def content(home: Path) -> Mapping[str, list[tuple[object, ...]]]:
    """Every row that imports write, but for when they were; long bytes as their digest."""
    url = f"sqlite:///{home / 'stridewell.db'}"
    # opened once so that what a killed program left in the log is brought in
    open_store(url).close()
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        rows = {
            table.name: [
                tuple(_plain(name, value) for name, value in row.items())
                for row in connection.execute(sa.select(table).order_by(table.c.id)).mappings()
            ]
            for table in COMPARED
        }
        found = connection.execute(sa.text("PRAGMA integrity_check")).scalar()
        assert found == "ok", found
    engine.dispose()
    # verdicts are told apart by path: in which order they came in changes nothing
    rows["seen_file"] = sorted((row[1:] for row in rows["seen_file"]), key=str)
    return rows


def _plain(name: str, value: object) -> object:
    if name == "at":
        return None
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else str(value)


def difference(
    clean: Mapping[str, list[tuple[object, ...]]], left: Mapping[str, list[tuple[object, ...]]]
) -> str:
    """The first rows that differ, and in how many rows each table does."""
    told = []
    for table, rows in clean.items():
        missing = [row for row in rows if row not in left[table]]
        added = [row for row in left[table] if row not in rows]
        if missing or added:
            told.append(f"{table}: -{len(missing)} +{len(added)} {missing[:1]} {added[:1]}")
    return "; ".join(told)


@dataclass(slots=True)
class Outcome:
    """What came of all rounds."""

    rounds: int = 0
    kills: int = 0
    different: int = 0


def measure(kills: int, runs: int, seed: int) -> Outcome:
    """Kill so many imports at work, in as many rounds as that takes."""
    rng, outcome = random.Random(seed), Outcome()
    with tempfile.TemporaryDirectory(prefix="stridewell-kill-") as name:
        place = Path(name)
        folder, clean_home = place / "runs", place / "clean"
        build(folder, runs)
        clean_s = finished(folder, clean_home)
        clean = content(clean_home)
        print(f"clean import of {len(clean['activity'])} runs: {clean_s:.1f} s", flush=True)
        while outcome.kills < kills:
            home = place / f"home-{outcome.rounds}"
            for _ in range(min(rng.randint(1, MOST_KILLS), kills - outcome.kills)):
                outcome.kills += killed(folder, home, rng.uniform(0, clean_s))
            finished(folder, home)
            left = content(home)
            is_equal = left == clean
            outcome.rounds += 1
            outcome.different += not is_equal
            told = "equal" if is_equal else f"DIFFERENT: {difference(clean, left)}"
            print(f"round {outcome.rounds}: {outcome.kills} kills so far, {told}", flush=True)
    return outcome


def main() -> None:
    """Measure, and end with status 1 when a database differed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--runs", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    outcome = measure(told.kills, told.runs, told.seed)
    equal = outcome.rounds - outcome.different
    print(f"{outcome.kills} kills in {outcome.rounds} rounds: {equal} equal to a clean import")
    raise SystemExit(1 if outcome.different else 0)


if __name__ == "__main__":
    main()
