"""`ground`: what runs were on, a map of the runner's own, the side of the road."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from command_line import stridewell, write_run
from mapped_town import TOWN, gpx_run

YESTERDAY = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A map of the town, and an imported run through it."""
    (tmp_path / "run.gpx").write_text(gpx_run(YESTERDAY), encoding="utf-8")
    assert stridewell("import", tmp_path / "run.gpx").status == 0
    path = tmp_path / "town.osm"
    path.write_text(TOWN, encoding="utf-8")
    return path


def test_without_runs_it_says_how_to_begin() -> None:
    told = stridewell("ground")
    assert told.status == 0
    assert "stridewell import" in told.out
    assert "not scored" in told.out


def test_a_map_tells_the_ground_and_can_be_taken_back(town: Path) -> None:
    assert "not known 100 %" in stridewell("ground").out
    read = stridewell("ground", town)
    assert read.status == 0
    assert "town.osm tells the ground of 1 run" in read.out
    assert "paved 51 %" in read.out
    assert "not known" in read.out
    shown = stridewell("ground").out
    assert "a map you supplied: 1 run" in shown
    assert "Read from the map town.osm: 1 run" in shown
    assert "taken back" in stridewell("ground", "--undo").out
    assert "not known 100 %" in stridewell("ground").out


def test_ground_has_the_promised_shape(town: Path) -> None:
    report = stridewell("ground", town, "--json").json
    assert (report["map"], report["runs"], report["told"]) == ("town.osm", 1, 1)
    assert report["metres"]["paved"] == pytest.approx(715, abs=30)
    told = stridewell("ground", "--json").json
    assert told["all_runs"]["runs_by_source"] == {"map": 1}
    assert told["all_runs"]["unknown_share"] < 0.1
    assert told["maps"] == [{"name": "town.osm", "runs": 1}]
    assert told["road"] is None
    assert told["loops"]["flagged"] is None
    assert stridewell("ground", "--undo", "town.osm", "--json").json == {"taken_back": 1}


def test_the_side_of_the_road_is_told() -> None:
    told = stridewell("ground", "--road", "facing", "--traffic", "right")
    assert told.status == 0
    assert "on the left side" in told.out
    assert "right foot lands higher" in told.out
    road = stridewell("ground", "--json").json["road"]
    assert road == {"habit": "facing", "traffic": "right", "since": None, "side": "left"}
    assert "You do not run on roads" in stridewell("ground", "--road", "off").out


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--road", "facing"), 2, "left or right"),
        (("--road", "sideways"), 2, "habit"),
        (("--traffic", "left"), 2, "--road"),
        (("--undo",), 1, "No map"),
        (("nowhere.osm",), 1, "No stored run"),
    ],
)
def test_what_cannot_be_done_is_refused(words: tuple[str, ...], status: int, said: str) -> None:
    assert stridewell("ground", *words).refused(status, said)


def test_a_file_that_is_no_map_is_refused(town: Path) -> None:
    run = write_run(town.parent / "run.fit")
    assert stridewell("ground", run).refused(1, "no map extract")
    assert stridewell("ground", town.parent / "none.osm").refused(1, "cannot be read")


@pytest.mark.skipif(importlib.util.find_spec("osmium") is not None, reason="osmium is installed")
def test_without_the_part_that_reads_packed_maps_it_says_what_to_install(town: Path) -> None:
    packed = town.with_suffix(".osm.pbf")
    packed.write_bytes(b"")
    assert stridewell("ground", packed).refused(2, "stridewell[map]")
