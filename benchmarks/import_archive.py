"""How long a whole archive takes to import: `python -m benchmarks.import_archive [DATA]`.

Builds an archive of runs in a temporary folder: simulated ones, and with DATA (a folder with
``fit-runs/``) real ones, each moved to a day of its own so that all are different runs. Times
`stridewell import` on it and on the unchanged archive, with the largest memory of all its
processes together, for growing numbers of runs. Prints Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
from benchmarks import fit_decode

from stridewell.adapters.fit.checksum import crc16
from stridewell.simulate.recording import run_file
from stridewell.simulate.runs import Body, RunSpec, simulate_run

COUNTS = (500, 1000, 2000, 5000)
NEWEST = datetime(2026, 5, 1, tzinfo=UTC)
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
DAY_S = 86_400
LEAST_BYTES = 20_000
"""Shorter files are fragments, not runs."""
SIMULATED = 24
SEMICIRCLES = 4
TIMESTAMP, START_TIME, UINT32 = 253, 2, 0x86
WITH_START = {18, 19}
"""Sessions and laps say when they began."""
PAUSE_S = 0.02
PEER_FILES = 12
"""How many files peers decode; they are too slow for all of them."""
HEADINGS = (
    "| runs | MB unpacked | import s | runs/s | processor s | peak MB "
    "| again s | processor s | peak MB | database MB"
)


@dataclass(frozen=True, slots=True)
class Template:
    """A FIT file, where its moments stand in it, and the first of them (seconds of FIT time)."""

    content: bytes
    places: tuple[int, ...]
    start_s: int

    def on(self, day: datetime) -> bytes:
        """The same recording on another day, at the same time of the day."""
        day_s = int((day - FIT_EPOCH).total_seconds()) // DAY_S
        shift = (day_s - self.start_s // DAY_S) * DAY_S
        moved = np.frombuffer(self.content, np.uint8).copy()
        at = np.array(self.places)[:, None] + np.arange(4)
        moments = moved[at].copy().view("<u4") + np.uint32(shift % 2**32)
        moved[at] = moments.view(np.uint8)
        body = moved[:-2].tobytes()
        return body + crc16(body).to_bytes(2, "little")


def template_of(content: bytes) -> Template | None:
    """A plain little-endian FIT file as a template; None for what is harder to move."""
    at, end = content[0], content[0] + int.from_bytes(content[4:8], "little")
    layouts: dict[int, tuple[int, list[int]] | None] = {}
    places: list[int] = []
    while at < end:
        header = content[at]
        at += 1
        if header & 0x80:
            return None
        local = header & 0x0F
        if header & 0x40:
            size, layouts[local] = _layout(content, at, has_developer=bool(header & 0x20))
            at += size
        else:
            layout = layouts.get(local)
            if layout is None:
                return None
            places += [at + offset for offset in layout[1]]
            at += layout[0]
    moments = [p for p in places if content[p : p + 4] != b"\xff" * 4]
    if not moments or end + 2 != len(content):
        return None
    first = min(int.from_bytes(content[p : p + 4], "little") for p in moments)
    return Template(content, tuple(moments), first)


def _layout(
    content: bytes, at: int, *, has_developer: bool
) -> tuple[int, tuple[int, list[int]] | None]:
    """How long a definition is, and its messages' length with the offsets of moments."""
    number = int.from_bytes(content[at + 2 : at + 4], "little")
    fields = content[at + 4]
    wanted = {TIMESTAMP, START_TIME} if number in WITH_START else {TIMESTAMP}
    length, moments = 0, []
    for field in range(fields):
        name, size, kind = content[at + 5 + 3 * field : at + 8 + 3 * field]
        if name in wanted and kind == UINT32 and size == 4:
            moments.append(length)
        length += size
    used = 5 + 3 * fields
    if has_developer:
        for field in range(content[at + used]):
            length += content[at + used + 2 + 3 * field]
        used += 1 + 3 * content[at + used]
    return used, None if content[at + 1] else (length, moments)


def simulated() -> Iterator[Template]:
    """Runs of 5 to 28 km with running dynamics; every second one with positions."""
    rng = np.random.default_rng(7)
    for number in range(SIMULATED):
        start = NEWEST + timedelta(hours=6, minutes=7 * number)
        spec = RunSpec(start, 5000 + 1000 * number, 2.8 + 0.03 * number, positions=number % 2 == 0)
        found = template_of(run_file(spec, simulate_run(spec, Body(), rng)))
        assert found is not None
        yield found


def real(data: Path) -> Iterator[Template]:
    """Real runs, as far as they can be moved."""
    from stridewell.adapters.activity_files import LocalActivityFiles
    from stridewell.app.files import FoundFile
    from stridewell.errors import FileRefusedError

    files = LocalActivityFiles()
    folders = [data / "fit-runs" / "runs", data / "fit-runs" / "runalyze" / "fit"]
    for found in files.walk(folders):
        if not isinstance(found, FoundFile) or len(found.content) < LEAST_BYTES:
            continue
        try:
            activities = files.read(found).activities
        except FileRefusedError:
            continue
        if len(activities) == 1 and activities[0].is_run:
            made = template_of(found.content)
            if made is not None:
                yield made


def build(folder: Path, templates: Sequence[Template], count: int) -> int:
    """Write so many different runs as .fit.gz; returns the bytes when unpacked."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        return sum(pool.map(partial(_write, folder, templates), range(count), chunksize=50))


def _write(folder: Path, templates: Sequence[Template], number: int) -> int:
    content = templates[number % len(templates)].on(NEWEST - timedelta(days=number))
    packed = gzip.compress(content, 3, mtime=0)
    (folder / f"{number:05}.fit.gz").write_bytes(packed)
    return len(content)


@dataclass(frozen=True, slots=True)
class Measured:
    """One import: seconds, processor time, the most memory of its processes, what it said."""

    seconds: float
    cpu_s: float
    peak_mb: float
    report: dict[str, object]


def import_once(folder: Path, home: Path) -> Measured:
    """Run the command as a person would, and watch its memory."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "stridewell", "import", str(folder), "--json"],
        stdout=subprocess.PIPE,
        env={**os.environ, "STRIDEWELL_HOME": str(home)},
    )
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), False)
    peak, told = 0.0, b""
    used = None
    while used is None:
        peak = max(peak, memory_mb(process.pid))
        told += process.stdout.read() or b""
        ended, _, spent = os.wait4(process.pid, os.WNOHANG)
        used = spent if ended else None
        time.sleep(PAUSE_S)
    seconds = time.perf_counter() - began
    told += process.stdout.read() or b""
    process.returncode = 0
    return Measured(seconds, used.ru_utime + used.ru_stime, peak, json.loads(told))


def memory_mb(pid: int) -> float:
    """Resident memory of a process and its children, each on its own, in MB."""
    return sum(_resident_mb(each) for each in (pid, *_children(pid)))


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _children(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(each) for each in told.split()]


@dataclass(frozen=True, slots=True)
class Row:
    """An archive of so many runs: imported, imported again unchanged, and decoded by peers.

    ``peers`` are the seconds that others take on one processor only to decode the files, reckoned
    from some of them.
    """

    runs: int
    unpacked_mb: float
    first: Measured
    again: Measured
    database_mb: float
    peers: Mapping[str, float]


def measure(data: Path | None, counts: Sequence[int] = COUNTS) -> Iterator[Row]:
    """Import archives of growing length, one after the other."""
    templates = list(simulated())
    if data is not None:
        # as many real ones as simulated ones, by turns
        pairs = zip(real(data), templates * 9, strict=False)
        templates = [each for pair in pairs for each in pair]
    with tempfile.TemporaryDirectory(prefix="stridewell-bench-") as name:
        for count in counts:
            folder, home = Path(name, f"runs-{count}"), Path(name, f"home-{count}")
            unpacked = build(folder, templates, count)
            first, again = import_once(folder, home), import_once(folder, home)
            assert first.report["imported"] == count, {**first.report, "duplicates": "…"}
            assert again.report["imported"] == 0
            stored = sum(file.stat().st_size for file in home.glob("stridewell.db*"))
            yield Row(count, unpacked / 1e6, first, again, stored / 1e6, peers(folder, unpacked))
            shutil.rmtree(folder)


def peers(folder: Path, unpacked: int) -> dict[str, float]:
    """Seconds that other decoders would need for all files, by some of them."""
    files = sorted(folder.iterdir())
    some = [gzip.decompress(file.read_bytes()) for file in files[:: -(-len(files) // PEER_FILES)]]
    share = unpacked / sum(map(len, some))
    decoders = fit_decode.peers()
    spent = dict.fromkeys(decoders, 0.0)
    for content in some:
        for label, decode in decoders.items():
            began = time.perf_counter()
            decode(content)
            spent[label] += time.perf_counter() - began
    return {label: share * seconds for label, seconds in spent.items()}


def write(rows: Iterable[Row]) -> None:
    """Print the rows as a table, each as soon as it is measured."""
    print(f"Import of an archive of .fit.gz files, {os.cpu_count()} processors")
    for number, row in enumerate(rows):
        if not number:
            others = " | ".join(f"decoding alone by {label}, s" for label in row.peers)
            print(f"{HEADINGS} | {others} |")
            print("|---" * (HEADINGS.count("|") + len(row.peers)) + "|")
        first, again = row.first, row.again
        cells = (
            f"{row.runs:,}",
            f"{row.unpacked_mb:.0f}",
            f"{first.seconds:.1f}",
            f"{row.runs / first.seconds:.0f}",
            f"{first.cpu_s:.1f}",
            f"{first.peak_mb:.0f}",
            f"{again.seconds:.2f}",
            f"{again.cpu_s:.2f}",
            f"{again.peak_mb:.0f}",
            f"{row.database_mb:.0f}",
            *(f"{seconds:.0f}" for seconds in row.peers.values()),
        )
        print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--counts", nargs="+", type=int, default=list(COUNTS))
    told = parser.parse_args()
    write(measure(told.data, told.counts))


if __name__ == "__main__":
    main()
