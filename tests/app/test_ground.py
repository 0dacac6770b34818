"""The ground of stored runs: whose word counts, what a map adds, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path

import numpy as np
import pytest

from activities import even_run
from noted_runs import add_noted, on_day
from running_routes import METRES_PER_DEGREE, along, circle, on_earth
from stridewell.activity.exposure import Surface, SurfaceSource
from stridewell.activity.map_area import Area
from stridewell.activity.mapped_ways import SURFACES, MappedWays
from stridewell.activity.notes import RunNotes
from stridewell.app.desk import Desk
from stridewell.app.ground_told import read_ground
from stridewell.app.map_ground import MapStep, ground_from_map, take_maps_back
from stridewell.app.ports import StoredRun
from stridewell.app.road import tell_road
from stridewell.app.shoe_changes import change_shoe
from stridewell.app.told_runs import told_runs
from stridewell.errors import FileRefusedError, NothingStoredError
from stridewell.training_load.road import RoadHabit, RoadTold, TrafficSide
from stridewell.training_load.run_record import RoadSide
from stridewell.values.anatomy import Side
from web_app import desk_of

STREET = on_earth(along([(0, 0), (1000, 0)]))
HOME = (50.0, 8.0)
PER_DEGREE = METRES_PER_DEGREE * np.cos(np.radians(HOME[0]))


def ways(*lines: tuple[float, float, Surface]) -> MappedWays:
    """Ways along the street, from so many metres to so many."""
    east = np.array([line[:2] for line in lines], dtype=float).reshape(-1, 2)
    latitude = np.full(len(lines), HOME[0])
    kinds = np.array([SURFACES.index(line[2]) for line in lines], dtype=np.intp)
    first, last = HOME[1] + east.T / PER_DEGREE
    return MappedWays(latitude, first, latitude, last, kinds)


def reader(mapped: MappedWays) -> Callable[[Path, Area, Callable[[int], None]], MappedWays]:
    def read(path: Path, area: Area, progress: Callable[[int], None]) -> MappedWays:
        assert area.holds(*HOME)
        assert not area.holds(-HOME[0], HOME[1])
        progress(17)
        return mapped

    return read


PAVED_HALF = ways((-50, 600, Surface.PAVED))
ALL_PATH = ways((-50, 1050, Surface.UNPAVED))


@pytest.fixture
def desk() -> Iterator[Desk]:
    with desk_of() as opened:
        yield replace(opened, maps=reader(PAVED_HALF))


def runs(desk: Desk) -> dict[int, StoredRun]:
    with desk.store.transaction() as tx:
        return {run.id: run for run in told_runs(tx, tx.runs(), UTC).runs}


def ground(desk: Desk, run_id: int) -> tuple[SurfaceSource | None, dict[Surface, int]]:
    exposure = runs(desk)[run_id].exposure
    assert exposure is not None
    return exposure.surface_source, {k: round(v) for k, v in exposure.surfaces_m.items()}


def test_a_map_tells_the_ground_and_says_what_it_does_not_know(desk: Desk) -> None:
    run = add_noted(desk.store, STREET)
    report = ground_from_map(desk, Path("maps/town.osm.pbf"))
    assert (report.map, report.runs, report.told, report.elsewhere) == ("town.osm.pbf", 1, 1, 0)
    source, metres = ground(desk, run)
    assert source is SurfaceSource.MAP
    assert metres[Surface.PAVED] == pytest.approx(615, abs=15)
    assert metres[Surface.UNKNOWN] == pytest.approx(385, abs=15)
    assert report.metres == pytest.approx(metres, abs=1)


def test_what_a_map_said_adds_up_to_the_distance_of_the_watch(desk: Desk) -> None:
    run = add_noted(desk.store, replace(STREET, distance_m=1100.0))
    ground_from_map(desk, Path("town.osm"))
    assert sum(ground(desk, run)[1].values()) == pytest.approx(1100, abs=1)


def test_what_a_map_said_is_taken_back_whole(desk: Desk) -> None:
    add_noted(desk.store, STREET)
    before = runs(desk)
    ground_from_map(desk, Path("town.osm"))
    assert runs(desk) != before
    assert take_maps_back(desk) == 1
    assert runs(desk) == before
    with pytest.raises(NothingStoredError, match="No map"):
        take_maps_back(desk)


def test_a_map_is_taken_back_by_its_name(desk: Desk) -> None:
    add_noted(desk.store, STREET)
    ground_from_map(desk, Path("town.osm"))
    with pytest.raises(NothingStoredError, match="hills") as refused:
        take_maps_back(desk, "hills.osm")
    assert "town.osm" in str(refused.value.next_step)
    assert take_maps_back(desk, "town.osm") == 1


def test_every_step_is_told_as_it_goes(desk: Desk) -> None:
    for day in range(3):
        add_noted(desk.store, on_day(day, STREET))
    told: list[tuple[MapStep, int, int | None]] = []
    ground_from_map(desk, Path("town.osm"), lambda *step: told.append(step))
    assert told == [
        *((MapStep.RUNS, n, 3) for n in (1, 2, 3)),
        (MapStep.MAP, 17, None),
        *((MapStep.GROUND, n, 3) for n in (1, 2, 3)),
    ]


def test_another_map_replaces_only_what_it_knows_better(desk: Desk) -> None:
    run = add_noted(desk.store, STREET)
    ground_from_map(desk, Path("town.osm"))
    better, worse = replace(desk, maps=reader(ALL_PATH)), replace(desk, maps=reader(ways()))
    assert ground_from_map(better, Path("hills.osm")).told == 1
    assert ground(desk, run)[1] == {Surface.UNPAVED: pytest.approx(999, abs=3)}
    assert ground_from_map(desk, Path("town.osm")).kept == 1
    assert ground_from_map(worse, Path("sea.osm")).elsewhere == 1
    assert [each.name for each in read_ground(desk).maps] == ["hills.osm"]


def test_without_a_track_there_is_nothing_to_look_up(desk: Desk) -> None:
    add_noted(desk.store, even_run())
    with pytest.raises(NothingStoredError, match="track"):
        ground_from_map(desk, Path("town.osm"))


def test_a_map_that_cannot_be_read_changes_nothing(desk: Desk) -> None:
    def broken(path: Path, area: Area, progress: Callable[[int], None]) -> MappedWays:
        raise FileRefusedError(f"{path} is no map.")

    add_noted(desk.store, STREET)
    before = runs(desk)
    with pytest.raises(FileRefusedError):
        ground_from_map(replace(desk, maps=broken), Path("town.osm"))
    assert runs(desk) == before


def test_a_run_that_is_undone_while_the_map_is_read_is_left_out(desk: Desk) -> None:
    add_noted(desk.store, STREET, batch=7)

    def slow(path: Path, area: Area, progress: Callable[[int], None]) -> MappedWays:
        with desk.store.transaction() as tx:
            tx.imports().remove_sources(7)
        return PAVED_HALF

    assert ground_from_map(replace(desk, maps=slow), Path("town.osm")).told == 0
    with desk.store.transaction() as tx:
        assert tx.maps().grounds() == {}


@pytest.mark.parametrize(
    ("sub_sport", "unpaved_m", "worn_on", "source"),
    [
        ("trail", 900.0, "road", SurfaceSource.RECORDING),
        ("generic", 900.0, "road", SurfaceSource.EXPORT),
        ("generic", 100.0, "road", SurfaceSource.MAP),
        ("generic", None, "road", SurfaceSource.MAP),
    ],
)
def test_watch_app_map_and_shoe_count_in_this_order(
    desk: Desk, sub_sport: str, unpaved_m: float | None, worn_on: str, source: SurfaceSource
) -> None:
    run = replace(STREET, sub_sport=sub_sport)
    number = add_noted(desk.store, run, RunNotes(gear="Glide", unpaved_m=unpaved_m))
    change_shoe(desk, "Glide", {"worn_on": worn_on})
    ground_from_map(desk, Path("town.osm"))
    assert ground(desk, number)[0] is source


def test_a_shoe_lets_guess_and_says_so(desk: Desk) -> None:
    number = add_noted(desk.store, STREET, RunNotes(gear="Peak"))
    change_shoe(desk, "Peak", {"worn_on": "trail"})
    source, metres = ground(desk, number)
    assert source is SurfaceSource.SHOE
    assert set(metres) == {Surface.UNPAVED}
    change_shoe(desk, "Peak", {"worn_on": None})
    assert ground(desk, number)[0] is None


def test_a_run_with_a_track_was_on_no_treadmill(desk: Desk) -> None:
    outside = add_noted(desk.store, STREET, RunNotes(gear="Belt"))
    inside = add_noted(desk.store, on_day(1), RunNotes(gear="Belt"))
    change_shoe(desk, "Belt", {"worn_on": "treadmill"})
    assert ground(desk, outside)[0] is None
    assert ground(desk, inside)[1] == {Surface.TREADMILL: 1800}


def test_all_ground_adds_up_with_what_nobody_knows(desk: Desk) -> None:
    add_noted(desk.store, replace(even_run(), sub_sport="track"))
    add_noted(desk.store, on_day(1))
    told = read_ground(desk).whole
    assert (told.runs, told.metres_in_all) == (2, 3600)
    assert told.unknown_share == told.share(Surface.TRACK) == 0.5
    assert told.by_source == {SurfaceSource.RECORDING: 1, None: 1}


def test_the_side_of_the_road_is_told_and_told_anew(desk: Desk) -> None:
    assert read_ground(desk).road is None
    tell_road(desk, RoadTold(RoadHabit.FACING, TrafficSide.LEFT))
    tell_road(desk, RoadTold(RoadHabit.WITH, TrafficSide.LEFT, since=date(2026, 5, 1)))
    with desk.store.transaction() as tx:
        road = told_runs(tx, tx.runs(), UTC).road
    assert road.side_on(date(2026, 4, 30)) is RoadSide.RIGHT
    assert road.side_on(date(2026, 5, 1)) is RoadSide.LEFT


def test_a_loop_always_run_the_same_way_is_flagged(desk: Desk) -> None:
    now, loop = desk.clock.now(), on_earth(circle(300, 1))
    for day in range(8):
        add_noted(desk.store, replace(loop, start=now - timedelta(days=3 * day + 1)))
    told = read_ground(desk)
    assert (told.loops.left, told.loops.flagged) == (8, Side.LEFT)
    assert "Nobody has shown" in told.loops_reason.text


def test_no_runs_are_no_ground(desk: Desk) -> None:
    told = read_ground(desk)
    assert (told.whole.runs, told.whole.unknown_share, told.loops.runs) == (0, 0.0, 0)
