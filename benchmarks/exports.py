"""How fast big exports are listed and unpacked: beside the standard library and bare zlib.

    python -m benchmarks.exports DATA

Makes a Strava and a Garmin export of the runs in DATA/fit-runs/runs in a temporary folder.
"""

from __future__ import annotations

import gzip
import io
import json
import statistics
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from stridewell.adapters.archive import list_files
from stridewell.adapters.loading import Loader
from stridewell.app.files import FoundFile, Listed, ListedKind

PASSES, RUNS, OTHERS = 5, 1000, 7000


def strava_export(path: Path, packed: list[bytes]) -> None:
    """A zip of ``.fit.gz`` files and the table that names them."""
    header = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Gear,Filename\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        rows = (f"{n},,Loop,Run,Shoe,activities/{n}.fit.gz" for n in range(RUNS))
        target.writestr("activities.csv", header + "\n".join(rows))
        for number in range(RUNS):
            target.writestr(f"activities/{number}.fit.gz", packed[number % len(packed)])


def garmin_export(path: Path, runs: list[bytes]) -> None:
    """A zip with a zip in it, where a few runs lie among thousands of monitoring files."""
    inner = io.BytesIO()
    monitoring = bytes.fromhex("0e10f80b1a0000002e4649540000400000000001000100000020") + bytes(4000)
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(OTHERS):
            target.writestr(f"m_{number}.fit", monitoring)
        for number in range(RUNS // 10):
            target.writestr(f"m_{10**6 + number}.fit", runs[number % len(runs)])
    table = [{"summarizedActivitiesExport": [{"activityId": 10**6, "beginTimestamp": 0}]}]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        target.writestr(
            "DI_CONNECT/DI-Connect-Fitness/a_summarizedActivities.json", json.dumps(table)
        )
        target.writestr("DI_CONNECT/DI-Connect-Uploaded-Files/Part1.zip", inner.getvalue())


def load_ours(path: Path) -> int:
    """List and load every activity file; gives the bytes that came out."""
    loader, out = Loader(), 0
    for each in list_files([path]):
        if isinstance(each, Listed) and each.kind is not ListedKind.ARCHIVE:
            found = loader.load(each)
            assert isinstance(found, FoundFile)
            out += len(found.content)
    loader.zips.close()
    return out


def load_with_standard_library(path: Path) -> int:
    """Read the same files as most programs do; neither digests nor limits nor notes."""
    out = 0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".gz"):
                out += len(gzip.decompress(archive.read(name)))
    return out


def interleaved_s(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median time of each work in seconds, taken in turns so that a busy moment hits all."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(PASSES):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def measure(data: Path) -> None:
    """Print the table."""
    runs = [path.read_bytes() for path in sorted((data / "fit-runs" / "runs").glob("*.fit"))]
    packed = [gzip.compress(run) for run in runs]
    with TemporaryDirectory() as name:
        strava, garmin = Path(name, "strava.zip"), Path(name, "garmin.zip")
        strava_export(strava, packed)
        garmin_export(garmin, runs)
        size = load_ours(strava) / 1e6
        seconds = interleaved_s(
            {
                "list": lambda: list(list_files([strava])),
                "ours": lambda: load_ours(strava),
                "theirs": lambda: load_with_standard_library(strava),
                "bound": lambda: [unpack(packed[n % len(packed)]) for n in range(RUNS)],
                "garmin": lambda: list(list_files([garmin])),
            }
        )
    print(
        f"Strava export of {RUNS} runs, {size:.0f} MB unpacked: listed in {seconds['list']:.2f} s; "
        f"listed, unpacked and digested at {size / seconds['ours']:.0f} MB/s, zipfile and gzip "
        f"{size / seconds['theirs']:.0f} MB/s, bare zlib {size / seconds['bound']:.0f} MB/s; "
        f"that is {seconds['bound'] / seconds['ours']:.0%} of the bound"
    )
    print(
        f"Garmin export, {RUNS // 10} runs among {OTHERS} other FIT files: "
        f"listed in {seconds['garmin']:.2f} s"
    )


def unpack(packed: bytes) -> bytes:
    """What unpacking costs at the very least."""
    return zlib.decompress(packed, 31)


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
