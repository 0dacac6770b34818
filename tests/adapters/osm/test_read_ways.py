from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from mapped_town import TOWN
from running_routes import along, on_earth
from stridewell.activity.exposure import Surface
from stridewell.activity.map_area import cells_around
from stridewell.activity.mapped_ways import SURFACES, mapped_surfaces, places_along
from stridewell.adapters.osm import read_ways, reader
from stridewell.adapters.osm.grounds import is_run_on, surface_of
from stridewell.errors import FileRefusedError, UsageError


@dataclass(frozen=True)
class Box:
    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


BOX = Box(49.9, 7.9, 50.1, 8.1)
EVERYWHERE = Box(-90, -180, 90, 180)
has_osmium = importlib.util.find_spec("osmium") is not None


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "town.osm"
    path.write_text(TOWN, encoding="utf-8")
    return path


def test_ways_in_the_box_come_with_their_surface(town: Path) -> None:
    ways = read_ways(town, BOX)
    assert [SURFACES[n] for n in ways.surface] == [Surface.PAVED, Surface.UNPAVED]
    assert ways.from_longitude.tolist() == [8.0, 8.01]
    assert ways.to_longitude.tolist() == [8.01, 8.02]


def test_a_wider_box_holds_more(town: Path) -> None:
    assert len(read_ways(town, EVERYWHERE).surface) == 3


def test_a_run_through_the_town_is_paved_and_unpaved(town: Path) -> None:
    run = on_earth(along([(0, 5), (1400, 5)]))
    places = places_along(run)
    assert places is not None
    metres = mapped_surfaces(places, read_ways(town, cells_around([places]))).metres
    assert metres[Surface.PAVED] == pytest.approx(715, abs=25)
    assert metres[Surface.UNPAVED] == pytest.approx(685, abs=25)


def test_a_long_map_tells_how_far_it_is(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "TOLD_EVERY", 2)
    told: list[int] = []
    read_ways(town, EVERYWHERE, told.append)
    assert told == [2]


def packed_map(town: Path, folder: Path) -> Path:
    osmium = pytest.importorskip("osmium")
    packed = folder / "town.osm.pbf"
    with osmium.SimpleWriter(str(packed)) as writer:
        for each in osmium.FileProcessor(str(town)):
            writer.add(each)
    return packed


@pytest.mark.skipif(not has_osmium, reason="the extra [map] is not installed")
def test_the_packed_form_of_a_map_reads_the_same(town: Path, tmp_path: Path) -> None:
    packed = packed_map(town, tmp_path)
    plain, ours = read_ways(town, EVERYWHERE), read_ways(packed, EVERYWHERE)
    np.testing.assert_allclose(ours.from_latitude, plain.from_latitude, atol=1e-7)
    np.testing.assert_allclose(ours.to_longitude, plain.to_longitude, atol=1e-7)
    assert ours.surface.tolist() == plain.surface.tolist()


@pytest.mark.skipif(not has_osmium, reason="the extra [map] is not installed")
def test_a_packed_map_that_was_cut_is_refused(town: Path, tmp_path: Path) -> None:
    packed = packed_map(town, tmp_path)
    packed.write_bytes(packed.read_bytes()[:-40])
    with pytest.raises(FileRefusedError, match="no map extract"):
        read_ways(packed, EVERYWHERE)


@pytest.mark.skipif(not has_osmium, reason="the extra [map] is not installed")
def test_a_packed_map_that_is_none_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "town.osm.pbf"
    broken.write_bytes(b"not a map at all, but long enough")
    with pytest.raises(FileRefusedError, match="no map extract"):
        read_ways(broken, BOX)


def test_without_osmium_a_packed_map_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "town.osm.pbf"
    packed.write_bytes(b"")
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(UsageError, match=r"stridewell\[map\]"):
        read_ways(packed, BOX)


@pytest.mark.parametrize("text", ["", "<osm><node id='1'", "nonsense", "<gpx></gpx>"])
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "town.osm"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefusedError, match="no map extract"):
        read_ways(path, BOX)


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "town.osm"
    path.write_text('<!DOCTYPE osm [<!ENTITY a "b">]><osm/>', encoding="utf-8")
    with pytest.raises(FileRefusedError, match="entities"):
        read_ways(path, BOX)


def test_a_missing_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="cannot be read"):
        read_ways(tmp_path / "none.osm", BOX)


def test_broken_coordinates_hold_no_way(tmp_path: Path) -> None:
    path = tmp_path / "town.osm"
    path.write_text(TOWN.replace('lat="50.0" lon="8.0"', 'lat="north"'), encoding="utf-8")
    assert len(read_ways(path, EVERYWHERE).surface) == 2


@pytest.mark.parametrize(
    ("tags", "surface"),
    [
        ({"highway": "path", "surface": "Gravel"}, Surface.UNPAVED),
        ({"highway": "track", "tracktype": "grade1"}, Surface.PAVED),
        ({"highway": "track", "tracktype": "grade1", "surface": "dirt"}, Surface.UNPAVED),
        ({"highway": "footway"}, Surface.UNKNOWN),
        ({"highway": "footway", "surface": "asphalt;gravel"}, Surface.UNKNOWN),
        ({"leisure": "track", "sport": "athletics", "surface": "grass"}, Surface.TRACK),
        ({"leisure": "track"}, Surface.TRACK),
    ],
)
def test_tags_name_the_ground(tags: Mapping[str, str], surface: Surface) -> None:
    assert is_run_on(tags)
    assert surface_of(tags) is surface


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "motorway"},
        {"highway": "proposed"},
        {"building": "yes"},
        {"leisure": "track", "sport": "horse_racing"},
    ],
)
def test_motorways_and_houses_are_not_run_on(tags: Mapping[str, str]) -> None:
    assert not is_run_on(tags)
