"""Turning along the way: how far to the left and to the right, and tight curves by side."""

from __future__ import annotations

import numpy as np

from stridewell.activity.exposure import TurnExposure
from stridewell.activity.ground import EvenCells, Flags, Way, leaps
from stridewell.activity.ovals import oval_laps
from stridewell.activity.plane import Plane
from stridewell.activity.swings import rises_and_falls
from stridewell.activity.track import Column

TIGHT_RADIUS_M = 60.0
LEAST_SWING_DEG = 20.0
"""Smaller turns to and fro are what satellites do to a straight road."""

_CELL_M = 10.0
_LEAST_CELLS = 10
_REACH = 2
"""Cells on each side that have a say in one change of heading."""
_CURVE_CELLS = 3
_SHORTEST_CHORD = 0.3
"""Of a cell: with less of a step the heading is anybody's guess (turning round, jitter)."""
_COMES_BACK = 0.1
"""A way whose ends lie nearer together than this share of its length came back."""
_ABOUT_TURN = np.radians(120.0)
"""More than this within 10 m is turning round on the spot; nobody knows over which side."""


def turns(plane: Plane, time_s: Column, ground: Column, is_still: Flags) -> TurnExposure | None:
    """Turning of a run; None where less than 100 m of it have positions.

    All columns have shape (n,). Positions are averaged over cells of 10 m and smoothed over
    three, so jitter is no turning; standing adds no ground. Mirrored ways swap left and right;
    ways run backwards do so too.
    """
    way = Way.along(time_s, ground, plane.is_known, is_still)
    east, north = plane.east_m[way.rows], plane.north_m[way.rows]
    way = way.breaking(leaps(way, east, north))
    cells = way.cells(_CELL_M, _LEAST_CELLS)
    if cells is None:
        return None
    east, north = cells.means(east), cells.means(north)
    turned, is_known = _turned(east, north, cells)
    measured = int(np.count_nonzero(is_known))
    if not measured:
        return None
    heading = np.concatenate(([0.0], np.cumsum(turned)))
    left, right = rises_and_falls(heading, np.radians(LEAST_SWING_DEG))
    tight_left, tight_right = _tight_m(turned, cells.size_m)
    laps = oval_laps(east, north, heading, cells.size_m)
    return TurnExposure(
        measured_m=measured * cells.size_m,
        left_deg=float(np.degrees(left)),
        right_deg=float(np.degrees(right)),
        tight_left_m=tight_left,
        tight_right_m=tight_right,
        track_direction=laps.direction,
        oval_m=laps.metres,
        enclosed=_enclosed(east, north, cells.count * cells.size_m),
    )


def _turned(east: Column, north: Column, cells: EvenCells) -> tuple[Column, Flags]:
    """Radians turned to the left at each inner bound of smoothed cells, and where it is known.

    Both have shape (count - 4,). Where nothing is known the turn is 0.
    """
    steps_east, steps_north = np.diff(_smooth(east)), np.diff(_smooth(north))
    cross = steps_east[:-1] * steps_north[1:] - steps_north[:-1] * steps_east[1:]
    along = steps_east[:-1] * steps_east[1:] + steps_north[:-1] * steps_north[1:]
    turned = np.arctan2(cross, along)
    lengths = np.hypot(steps_east, steps_north)
    is_long = lengths > _SHORTEST_CHORD * cells.size_m
    is_known = is_long[:-1] & is_long[1:] & (np.abs(turned) < _ABOUT_TURN)
    is_known &= ~cells.broken(_REACH)[_REACH:-_REACH]
    turned[~is_known] = 0.0
    return turned, is_known


def _smooth(column: Column) -> Column:
    """Each inner cell with its neighbours: a quarter, a half, a quarter."""
    result: Column = 0.25 * (column[:-2] + column[2:]) + 0.5 * column[1:-1]
    return result


def _enclosed(east: Column, north: Column, length_m: float) -> float | None:
    """Signed area of a way that comes back, as a share of the circle of its length."""
    apart = float(np.hypot(east[-1] - east[0], north[-1] - north[0]))
    if apart > _COMES_BACK * length_m:
        return None
    east, north = east - east[0], north - north[0]
    doubled = float((east[:-1] * north[1:] - east[1:] * north[:-1]).sum())
    return 2.0 * np.pi * doubled / length_m**2


def _tight_m(turned: Column, size_m: float) -> tuple[float, float]:
    """Metres on curves to the left and to the right with a radius below 60 m over 30 m."""
    curve = np.convolve(turned, np.ones(_CURVE_CELLS), mode="same")
    tight = _CURVE_CELLS * size_m / TIGHT_RADIUS_M
    left, right = np.count_nonzero(curve > tight), np.count_nonzero(curve < -tight)
    return float(left * size_m), float(right * size_m)
