"""How fast TCX and GPX files are read: ours beside tcxreader and gpxpy, in turn, point for point.

`python -m benchmarks.xml_activities DATA`. Only files of which both read the same points are
timed: points without a time are none to us, and the peers read some files not at all.
"""

from __future__ import annotations

import importlib
import io
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stridewell.activity.track import FileOrigin
from stridewell.adapters.xml_activities import read_gpx, read_tcx
from stridewell.errors import StridewellError

PASSES = 7
Counter = Callable[[bytes], int]
"""Reads a file and counts the points it got; -1 when it cannot read it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One format: what was read, points got, and the median CPU seconds for all of it."""

    kind: str
    files: int
    megabytes: float
    points: dict[str, int]
    seconds: dict[str, float]

    @property
    def ratio(self) -> float:
        """How many times as fast as the peer we are."""
        ours, theirs = self.seconds.values()
        return theirs / ours


def count_ours(kind: str) -> Counter:
    """Points of all activities, everything stridewell keeps of them decoded."""
    reader = read_tcx if kind == "tcx" else read_gpx

    def count(content: bytes) -> int:
        try:
            result = reader(content, FileOrigin("x", "", kind))
        except StridewellError:
            return -1
        return sum(len(activity.samples) for activity in result.activities)

    return count


def count_theirs(kind: str) -> tuple[str, Counter] | None:
    """The peer of a format, None where it is not installed.

    tcxreader is told to keep points without a position, which it drops by itself.
    """
    try:
        return ("tcxreader", _tcxreader()) if kind == "tcx" else ("gpxpy", _gpxpy())
    except ModuleNotFoundError:
        return None


def _tcxreader() -> Counter:
    module = importlib.import_module("tcxreader.tcxreader")

    def count(content: bytes) -> int:
        reader = module.TCXReader()
        return len(reader.read(io.BytesIO(content), only_gps=False).trackpoints)

    return _or_nothing(count)


def _gpxpy() -> Counter:
    module = importlib.import_module("gpxpy")

    def count(content: bytes) -> int:
        tracks = module.parse(io.BytesIO(content)).tracks
        return sum(len(segment.points) for track in tracks for segment in track.segments)

    return _or_nothing(count)


def _or_nothing(count: Counter) -> Counter:
    def safely(content: bytes) -> int:
        try:
            return count(content)
        except Exception:  # noqa: BLE001  peers raise whatever they like
            return -1

    return safely


def measure(data: Path) -> Iterator[Row]:
    """Both formats, every pass of ours beside one of the peer."""
    for kind in ("tcx", "gpx"):
        peer = count_theirs(kind)
        if peer is None:
            continue
        counters = {"stridewell": count_ours(kind), peer[0]: peer[1]}
        contents = [path.read_bytes() for path in sorted(data.rglob(f"*.{kind}"))]
        both = [each for each in contents if _agree([c(each) for c in counters.values()])]
        yield _measured(kind, both, counters)


def _agree(counts: list[int]) -> bool:
    return min(counts) > 0 and len(set(counts)) == 1


def _measured(kind: str, contents: list[bytes], counters: dict[str, Counter]) -> Row:
    seconds: dict[str, list[float]] = {name: [] for name in counters}
    points: dict[str, int] = {}
    for _ in range(PASSES):
        for name, count in counters.items():
            # the CPU's own time: others may be at work on the same machine
            begin = time.process_time()
            points[name] = sum(map(count, contents))
            seconds[name].append(time.process_time() - begin)
    medians = {name: statistics.median(each) for name, each in seconds.items()}
    return Row(kind, len(contents), sum(map(len, contents)) / 1e6, points, medians)


def write(rows: Iterator[Row]) -> None:
    """Print the table."""
    for row in rows:
        print(f"{row.kind.upper()}: {row.files} files, {row.megabytes:.1f} MB")
        for name, seconds in row.seconds.items():
            speed = row.megabytes / seconds
            print(f"  {name}: {speed:.1f} MB/s, {row.points[name]:,} points")
        print(f"  ours is {row.ratio:.1f} x as fast")


if __name__ == "__main__":
    write(measure(Path(sys.argv[1])))
