"""What programs get of ground, maps, the side of the road and loops; units in the names."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from stridewell.app.contract import ReasonOut, reasons_out
from stridewell.app.ground_told import GroundSum, GroundTold
from stridewell.app.map_ground import MapReport


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class GroundSumOut(_Out):
    """Metres by ground, and runs by who named it ("nobody" where nobody did)."""

    runs: int
    metres: dict[str, int]
    unknown_share: float
    runs_by_source: dict[str, int]


class MapReadOut(_Out):
    """A map that was read."""

    name: str
    runs: int


class RoadOut(_Out):
    """The side of the road; ``side`` is left, right, both, or null off the roads."""

    habit: str
    traffic: str | None
    since: str | None
    side: str | None


class LoopsOut(_Out):
    """Loops by the way round; ``flagged`` is left or right where nearly all go one way."""

    since: str
    runs: int
    without_track: int
    left: int
    right: int
    flagged: str | None


class GroundOut(_Out):
    """Everything there is to say of ground and sides."""

    all_runs: GroundSumOut
    lately: GroundSumOut
    since: str
    maps: list[MapReadOut]
    road: RoadOut | None
    loops: LoopsOut
    reasons: list[ReasonOut]


class MapReportOut(_Out):
    """What a map said."""

    map: str
    runs: int
    told: int
    kept: int
    elsewhere: int
    metres: dict[str, int]


def ground_out(told: GroundTold) -> GroundOut:
    """Ground and sides in the shape that is promised to programs."""
    road, loops = told.road, told.loops
    return GroundOut(
        all_runs=_sum(told.whole),
        lately=_sum(told.lately),
        since=told.since.isoformat(),
        maps=[MapReadOut(name=each.name, runs=each.runs) for each in told.maps],
        road=None
        if road is None
        else RoadOut(
            habit=road.habit.value,
            traffic=None if road.traffic is None else road.traffic.value,
            since=None if road.since is None else road.since.isoformat(),
            side=None if road.side is None else road.side.value,
        ),
        loops=LoopsOut(
            since=loops.first.isoformat(),
            runs=loops.runs,
            without_track=loops.without_track,
            left=loops.left,
            right=loops.right,
            flagged=None if loops.flagged is None else loops.flagged.value,
        ),
        reasons=reasons_out((told.ground_reason, told.road_reason, told.loops_reason)),
    )


def map_out(report: MapReport) -> MapReportOut:
    """What a map said in the shape that is promised to programs."""
    return MapReportOut(
        map=report.map,
        runs=report.runs,
        told=report.told,
        kept=report.kept,
        elsewhere=report.elsewhere,
        metres={surface.value: round(far) for surface, far in report.metres.items()},
    )


def _sum(ground: GroundSum) -> GroundSumOut:
    return GroundSumOut(
        runs=ground.runs,
        metres={surface.value: round(far) for surface, far in ground.metres.items()},
        unknown_share=round(ground.unknown_share, 4),
        runs_by_source={
            "nobody" if source is None else source.value: runs
            for source, runs in ground.by_source.items()
        },
    )
