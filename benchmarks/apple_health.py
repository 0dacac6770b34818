"""How fast a big export of Apple Health is read, and in how much memory: ours beside lxml.

`python -m benchmarks.apple_health [MEGABYTES]` makes an export of that size (1,000) in a folder of
its own, reads it in turn with ours and with lxml's `iterparse`, each in a process of its own, and
deletes it. lxml only picks the same attributes out of the same records and sums them up.
"""

from __future__ import annotations

import importlib
import importlib.util
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from stridewell.activity.track import FileOrigin
from stridewell.adapters.apple_health import read_apple_health
from stridewell.adapters.apple_health.kinds import KINDS, PREFIX

PASSES = 3
_MEGABYTE = 10**6
_FIRST = datetime(2016, 1, 1, 5, tzinfo=UTC)
_RUN_S = 2400
_DEVICE = (
    "&lt;&lt;HKDevice: 0x2839c5a40&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, "
    "hardware:Watch6,2, software:9.4&gt;"
)
_WATCH = f'sourceName="Anna’s Apple Watch" sourceVersion="9.4" device="{_DEVICE}"'
_PHONE = 'sourceName="Anna’s iPhone" sourceVersion="16.4"'
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
]>
<HealthData locale="en_GB">
 <ExportDate value="2026-01-01 12:00:00 +0000"/>
"""
_DAILY = (
    ("ActiveEnergyBurned", "kcal", _WATCH, 300),
    ("BasalEnergyBurned", "kcal", _WATCH, 120),
    ("DistanceWalkingRunning", "km", _WATCH, 120),
    ("HeartRate", "count/min", _WATCH, 280),
    ("StepCount", "count", _WATCH, 70),
    ("StepCount", "count", _PHONE, 40),
    ("WalkingAsymmetryPercentage", "%", _PHONE, 10),
    ("WalkingDoubleSupportPercentage", "%", _PHONE, 20),
    ("WalkingStepLength", "cm", _PHONE, 20),
)
"""Kind, unit, source and how many of them a day has."""
_RUNNING = (
    ("HeartRate", "count/min", 5, 150.0),
    ("RunningSpeed", "km/hr", 3, 11.0),
    ("RunningPower", "W", 3, 240.0),
    ("RunningStrideLength", "m", 4, 1.06),
    ("RunningGroundContactTime", "ms", 5, 251.0),
    ("RunningVerticalOscillation", "cm", 5, 9.1),
    ("StepCount", "count", 10, 28.0),
)
"""Kind, unit, seconds between two of them, and their mean."""


def make_export(folder: Path, megabytes: int) -> Path:
    """An export of at least this size, three runs a week with routes; the path of its XML."""
    routes = folder / "workout-routes"
    routes.mkdir()
    path = folder / "export.xml"
    with path.open("w", encoding="utf-8") as out:
        out.write(_HEAD)
        days = 0
        while out.tell() < megabytes * _MEGABYTE:
            out.writelines(_day(_FIRST + timedelta(days=days)))
            if days % 7 in {1, 3, 5}:
                out.writelines(_run(_FIRST + timedelta(days=days, hours=2)))
            days += 1
        for day in range(days):
            if day % 7 in {1, 3, 5}:
                start = _FIRST + timedelta(days=day, hours=2)
                out.write(_workout(start))
                (routes / f"route_{start:%Y-%m-%d}.gpx").write_text(_route(start))
        out.write("</HealthData>\n")
    return path


def _day(day: datetime) -> Iterator[str]:
    for kind, unit, source, count in _DAILY:
        for number in range(count):
            start = day + timedelta(seconds=number * 50_000 // count)
            value = 0.05 if unit == "%" else 60 + 20 * math.sin(number)
            yield _record(kind, unit, source, start, 60, value)


def _run(start: datetime) -> Iterator[str]:
    for kind, unit, every, mean in _RUNNING:
        for at in range(0, _RUN_S, every):
            value = mean * (1 + 0.05 * math.sin(at))
            yield _record(kind, unit, _WATCH, start + timedelta(seconds=at), every, value)


def _record(kind: str, unit: str, source: str, start: datetime, lasting: int, value: float) -> str:
    end = start + timedelta(seconds=lasting)
    return (
        f' <Record type="{PREFIX}{kind}" {source} unit="{unit}" creationDate="{_date(end)}" '
        f'startDate="{_date(start)}" endDate="{_date(end)}" value="{value:.6g}"/>\n'
    )


def _workout(start: datetime) -> str:
    end = start + timedelta(seconds=_RUN_S)
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="{_RUN_S / 60}" '
        f'durationUnit="min" {_WATCH} creationDate="{_date(end)}" startDate="{_date(start)}" '
        f'endDate="{_date(end)}">\n'
        '  <MetadataEntry key="HKIndoorWorkout" value="0"/>\n'
        f'  <WorkoutStatistics type="{PREFIX}DistanceWalkingRunning" startDate="{_date(start)}" '
        f'endDate="{_date(end)}" sum="7.33" unit="km"/>\n'
        "  <WorkoutRoute><FileReference "
        f'path="/workout-routes/route_{start:%Y-%m-%d}.gpx"/></WorkoutRoute>\n'
        " </Workout>\n"
    )


def _route(start: datetime) -> str:
    points = "".join(
        f'<trkpt lon="{8 + at * 4e-5:.6f}" lat="{50 + 1e-3 * math.sin(at / 90):.6f}"><ele>'
        f"{120 + math.sin(at / 60):.6f}</ele>"
        f"<time>{start + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ}</time>"
        "<extensions><speed>3.05</speed><course>90</course><hAcc>3.1</hAcc>"
        "<vAcc>2.4</vAcc></extensions></trkpt>\n"
        for at in range(_RUN_S)
    )
    return f'<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>{points}</trkseg></trk></gpx>'


def _date(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} +0000"


def read_ours(path: Path, *, with_routes: bool) -> int:
    """Every activity made once, as an import does; how many samples they have."""

    def open_route(reference: str) -> IO[bytes] | None:
        return (path.parent / reference.lstrip("/")).open("rb") if with_routes else None

    with path.open("rb") as stream:
        result = read_apple_health(stream, open_route, FileOrigin("x", "", "apple_health"))
    return sum(len(activity.samples) for activity in result.activities) + len(result.walking)


def read_lxml(path: Path) -> int:
    """The same records picked out, and the workouts; nothing is kept or joined."""
    etree = importlib.import_module("lxml.etree")
    wanted, found = {f"{PREFIX}{name}" for name in KINDS}, 0
    for _, element in etree.iterparse(str(path), tag=("Record", "Workout")):
        if element.tag == "Workout" or element.get("type") in wanted:
            found += bool(element.get("startDate") and element.get("endDate"))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return found


_READERS = {
    "stridewell": lambda path: read_ours(path, with_routes=True),
    "stridewell, routes left out": lambda path: read_ours(path, with_routes=False),
    "lxml": read_lxml,
}


def write(megabytes: int = 1_000) -> None:
    """Make the export, read it in turn, print the table."""
    names = [name for name in _READERS if name != "lxml" or importlib.util.find_spec("lxml")]
    with tempfile.TemporaryDirectory() as folder:
        path = make_export(Path(folder), megabytes)
        size = path.stat().st_size / _MEGABYTE
        routes = list((Path(folder) / "workout-routes").iterdir())
        in_routes = sum(each.stat().st_size for each in routes) / _MEGABYTE
        print(
            f"Apple Health export: {size:,.0f} MB; {len(routes)} runs, routes {in_routes:,.0f} MB"
        )
        results: dict[str, list[tuple[float, float, float]]] = {name: [] for name in names}
        for _ in range(PASSES):
            for name in names:
                results[name].append(_in_own_process(name, path))
    for name, passes in results.items():
        wall, cpu, peak = (statistics.median(column) for column in zip(*passes, strict=True))
        print(f"  {name}: {wall:.1f} s ({cpu:.1f} s of the CPU), {peak:.0f} MB at the peak")


def _in_own_process(name: str, path: Path) -> tuple[float, float, float]:
    """Seconds, CPU seconds and the largest memory in MB, the interpreter's own included."""
    command = [sys.executable, "-m", "benchmarks.apple_health", "--read", name, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    wall, cpu, peak = map(float, done.stdout.split())
    return wall, cpu, peak


def _read_once(name: str, path: Path) -> None:
    begin, begin_cpu = time.perf_counter(), time.process_time()
    _READERS[name](path)
    wall, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(wall, cpu, peak)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        _read_once(sys.argv[2], Path(sys.argv[3]))
    else:
        write(int(sys.argv[1]) if sys.argv[1:] else 1_000)
