"""Loops that are always run the same way round: told, not scored.

Out and back turns to both sides alike and encloses no ground; a loop does. Whoever always runs it
the same way gives each leg its own part of the bends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.activity.exposure import TrackDirection, TurnExposure
from stridewell.knowledge.load import LoadKnowledge
from stridewell.values.anatomy import Side

_BY_OVAL: Mapping[TrackDirection, Side | None] = {
    TrackDirection.ANTICLOCKWISE: Side.LEFT,
    TrackDirection.CLOCKWISE: Side.RIGHT,
    TrackDirection.BOTH: None,
}


@dataclass(frozen=True, slots=True)
class TurnedRun:
    """The turning of one run; None where it has no track."""

    day: date
    turns: TurnExposure | None


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops of the last days by the way round; runs that were none are counted too.

    A loop to the left is run anticlockwise. ``runs`` have a track; ``without_track`` have none.
    """

    first: date
    last: date
    runs: int
    without_track: int
    left: int
    right: int
    flagged: Side | None
    """The way round that nearly all loops went; None where there are few, or both ways."""

    @property
    def loops(self) -> int:
        """Runs that went once round or more."""
        return self.left + self.right


def loops(runs: Iterable[TurnedRun], today: date, load: LoadKnowledge) -> Loops:
    """The loops of the last days, today included, and whether they nearly all go one way."""
    first = today - timedelta(days=load.days("loop_days") - 1)
    lately = [each for each in runs if first <= each.day <= today]
    tracked = [each.turns for each in lately if each.turns is not None]
    sides = [way_round(each, load) for each in tracked]
    left, right = sides.count(Side.LEFT), sides.count(Side.RIGHT)
    return Loops(
        first=first,
        last=today,
        runs=len(tracked),
        without_track=len(lately) - len(tracked),
        left=left,
        right=right,
        flagged=_flagged(left, right, load),
    )


def way_round(turns: TurnExposure, load: LoadKnowledge) -> Side | None:
    """Which way round a run went; None where it was no loop, or laps of an oval both ways."""
    if turns.track_direction is not None:
        return _BY_OVAL[turns.track_direction]
    if turns.enclosed is None or abs(turns.enclosed) < load.number("loop_percent_of_circle") / 100:
        return None
    return Side.LEFT if turns.enclosed > 0 else Side.RIGHT


def _flagged(left: int, right: int, load: LoadKnowledge) -> Side | None:
    needed = load.number("loop_one_way_percent") / 100 * (left + right)
    if left + right < load.days("loop_runs") or max(left, right) < needed:
        return None
    return Side.LEFT if left > right else Side.RIGHT
