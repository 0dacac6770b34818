"""Ground, who said so, and sides of the road in words for the runner."""

from __future__ import annotations

from collections.abc import Mapping

from stridewell.activity.exposure import Surface, SurfaceSource
from stridewell.training_load.loops import Loops
from stridewell.training_load.road import RoadHabit, RoadTold, TrafficSide
from stridewell.training_load.run_record import RoadSide
from stridewell.values.anatomy import Side

SURFACE_WORDS: Mapping[Surface, str] = {
    Surface.PAVED: "paved",
    Surface.UNPAVED: "unpaved",
    Surface.TRACK: "running track",
    Surface.TREADMILL: "treadmill",
    Surface.UNKNOWN: "not known",
}
SOURCE_WORDS: Mapping[SurfaceSource | None, str] = {
    SurfaceSource.RECORDING: "the kind of run set on the watch",
    SurfaceSource.EXPORT: "your app’s own count",
    SurfaceSource.MAP: "a map you supplied",
    SurfaceSource.SHOE: "a guess from where you wear the pair",
    None: "nobody",
}
HABIT_WORDS: Mapping[RoadHabit, str] = {
    RoadHabit.FACING: "facing the traffic",
    RoadHabit.WITH: "with the traffic",
    RoadHabit.MIXED: "now this side, now that",
    RoadHabit.OFF: "not on roads",
}
HIGHER_FOOT: Mapping[RoadSide, str] = {
    RoadSide.LEFT: "right",
    RoadSide.RIGHT: "left",
}
"""The foot that lands higher up on a road that falls off towards its edge."""
WAY_ROUND: Mapping[Side, str] = {
    Side.LEFT: "to the left (anticlockwise)",
    Side.RIGHT: "to the right (clockwise)",
}

TRAFFIC_WORDS: Mapping[TrafficSide, str] = {
    TrafficSide.RIGHT: "on the right",
    TrafficSide.LEFT: "on the left",
}


def road_in_words(told: RoadTold | None) -> str:
    """What the runner told of the side of the road, and what it means for the feet."""
    if told is None:
        return "You have not said how you run on roads."
    if told.habit is RoadHabit.OFF:
        return "You do not run on roads."
    side = told.side
    if side is None or side is RoadSide.BOTH:
        return "You run on both sides of the road."
    return (
        f"You run {HABIT_WORDS[told.habit]}, so on the {side.value} side. "
        f"Where the road falls off to its edge, your {HIGHER_FOOT[side]} foot lands higher up."
    )


def loops_in_words(loops: Loops) -> str:
    """The loops of the last weeks in a sentence or two."""
    if not loops.runs:
        return "No run with a track in the last weeks."
    weeks = round((loops.last - loops.first).days / 7)
    where = f"{counted_runs(loops.runs)} with a track in the last {weeks} weeks"
    if not loops.loops:
        return f"{where}, none of them round a loop."
    sides = f"{loops.left} to the left, {loops.right} to the right"
    told = f"{where}, {loops.loops} of them round a loop: {sides}."
    if loops.flagged is None:
        return told
    return f"{told} Nearly all your loops go round {WAY_ROUND[loops.flagged]}."


def counted_runs(count: int) -> str:
    """A number of runs in words."""
    return "1 run" if count == 1 else f"{count:,} runs"
