"""The ground of all runs, who said so, the maps, the side of the road, and the loops."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta, tzinfo

from stridewell.activity.exposure import Surface, SurfaceSource
from stridewell.app.desk import Desk
from stridewell.app.diary import day_of
from stridewell.app.map_shelf import MapGround
from stridewell.app.ports import StoredRun
from stridewell.app.told_runs import told_runs
from stridewell.training_load.loops import Loops, TurnedRun, loops
from stridewell.training_load.road import RoadTold, TrafficSide, usual_traffic
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class GroundSum:
    """Metres on each ground, and how many runs took theirs from whom; None for from nobody."""

    runs: int
    metres: Mapping[Surface, float]
    by_source: Mapping[SurfaceSource | None, int]

    @property
    def metres_in_all(self) -> float:
        """Every metre, known ground or not."""
        return sum(self.metres.values())

    @property
    def unknown_share(self) -> float:
        """The share of the metres whose ground nobody named, from 0 to 1."""
        return self.share(Surface.UNKNOWN)

    def share(self, surface: Surface) -> float:
        """The share of a ground, from 0 to 1."""
        whole = self.metres_in_all
        return self.metres.get(surface, 0.0) / whole if whole > 0 else 0.0


@dataclass(frozen=True, slots=True)
class MapRead:
    """A map that was read, and of how many runs it said something."""

    name: str
    runs: int


@dataclass(frozen=True, slots=True)
class GroundTold:
    """Everything there is to say of ground and sides, with what it rests on.

    ``lately`` covers the days from ``since`` on. ``road`` is what the runner told for today,
    ``usual_traffic`` the side that cars drive on where the runner lives.
    """

    whole: GroundSum
    lately: GroundSum
    since: date
    maps: tuple[MapRead, ...]
    road: RoadTold | None
    usual_traffic: TrafficSide | None
    loops: Loops
    ground_reason: Reason
    road_reason: Reason
    loops_reason: Reason


def read_ground(desk: Desk) -> GroundTold:
    """The ground of the stored runs today; nothing is changed."""
    now, load = desk.clock.now(), desk.knowledge.load
    zone = now.tzinfo or UTC
    today = day_of(now, zone)
    with desk.store.transaction() as transaction:
        told = told_runs(transaction, transaction.runs(), zone)
        maps, runner = transaction.maps().grounds(), transaction.runner()
    since = today - timedelta(days=load.days("loop_days") - 1)
    lately = [run for run in told.runs if since <= day_of(run.summary.start, zone) <= today]
    return GroundTold(
        whole=ground_sum(told.runs),
        lately=ground_sum(lately),
        since=since,
        maps=_maps(maps, {run.id for run in told.runs}),
        road=told.road.on(today),
        usual_traffic=None if runner is None else usual_traffic(runner.locale),
        loops=loops(_turned(lately, zone), today, load),
        ground_reason=load.reason("ground"),
        road_reason=load.reason("road"),
        loops_reason=load.reason("loops"),
    )


def ground_sum(runs: Sequence[StoredRun]) -> GroundSum:
    """The ground of runs added up; a run without an exposure is of unknown ground."""
    return GroundSum(
        runs=len(runs),
        metres=added_up(_metres(run) for run in runs),
        by_source=Counter(_source(run) for run in runs),
    )


def added_up(metres: Iterable[Mapping[Surface, float]]) -> Mapping[Surface, float]:
    """Metres by ground of several runs, in the order of ``Surface``."""
    sums: defaultdict[Surface, float] = defaultdict(float)
    for each in metres:
        for surface, far in each.items():
            sums[surface] += far
    return {surface: sums[surface] for surface in Surface if surface in sums}


def _metres(run: StoredRun) -> Mapping[Surface, float]:
    if run.exposure is not None and run.exposure.surfaces_m:
        return run.exposure.surfaces_m
    return {Surface.UNKNOWN: run.summary.distance_m or 0.0}


def _source(run: StoredRun) -> SurfaceSource | None:
    return None if run.exposure is None else run.exposure.surface_source


def _maps(grounds: Mapping[int, MapGround], shown: set[int]) -> tuple[MapRead, ...]:
    counted = Counter(each.map for run_id, each in grounds.items() if run_id in shown)
    return tuple(MapRead(name, counted[name]) for name in sorted(counted))


def _turned(runs: Sequence[StoredRun], zone: tzinfo) -> tuple[TurnedRun, ...]:
    return tuple(
        TurnedRun(
            day_of(run.summary.start, zone), None if run.exposure is None else run.exposure.turns
        )
        for run in runs
    )
