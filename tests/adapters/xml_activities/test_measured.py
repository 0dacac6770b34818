"""Every point of other people's recordings arrives."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from stridewell.activity.track import Channel, FileOrigin
from stridewell.adapters.xml_activities import read_gpx, read_tcx
from stridewell.app.files import ReadResult

HERE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
RUNS = DATA / "fit-runs" / "runalyze"
COURSES = {"Route-only.tcx"}

pytestmark = [
    pytest.mark.measured,
    pytest.mark.skipif(not RUNS.is_dir(), reason="no recordings of other people at hand"),
]


def recordings(kind: str) -> list[Path]:
    found = sorted((DATA / "fit-runs").rglob(f"*.{kind}"))
    return [path for path in found if path.name not in COURSES]


def read(path: Path) -> ReadResult:
    origin = FileOrigin(path.name, "", path.suffix[1:])
    reader = read_tcx if path.suffix == ".tcx" else read_gpx
    return reader(path.read_bytes(), origin)


@pytest.mark.parametrize("kind", ["tcx", "gpx"])
def test_no_point_is_lost(kind: str) -> None:
    for path in recordings(kind):
        filed = len(re.findall(rb"<(?:\w+:)?(?:Trackpoint|trkpt)[ >]", path.read_bytes()))
        kept = sum(len(activity.samples) for activity in read(path).activities)
        assert kept == filed, path.name


def test_a_file_with_three_runs_gives_three() -> None:
    runs = read(RUNS / "tcx" / "Multiple-Trainings.tcx").activities
    assert [round(run.distance_m or 0) for run in runs] == [11500, 7236, 9197]


def test_haversine_agrees_with_the_distance_a_course_states() -> None:
    route = read(RUNS / "gpx" / "Route-only.gpx").activities[0]
    assert route.samples.column(Channel.DISTANCE)[-1] == pytest.approx(400.4237, abs=0.01)
