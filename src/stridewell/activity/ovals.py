"""Laps of a running track recognised from the way itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from stridewell.activity.exposure import TrackDirection
from stridewell.activity.ground import Flags
from stridewell.activity.track import Column

LAP_M = (370.0, 470.0)
"""Lane 1 is 400 m, lane 8 about 453 m; watches measure up to some 7 % short."""
LEAST_LAPS = 3
_SAME_PLACE_M = 25.0
"""How far from where it was a lap before a fix may be: lanes and the error of two fixes."""
_FULL_TURN_RAD = (math.radians(300.0), math.radians(420.0))
_ONE_WAY = 0.8
"""Share of the laps from which they count as run one way round."""


@dataclass(frozen=True, slots=True)
class OvalLaps:
    """Metres run in laps of an oval, and which way round."""

    metres: float = 0.0
    direction: TrackDirection | None = None


def oval_laps(east_m: Column, north_m: Column, heading_rad: Column, size_m: float) -> OvalLaps:
    """Laps of about 400 m: back in the same place, having turned once round, at least thrice.

    Positions are those of even cells of ``size_m`` metres, shape (n,); the heading has shape
    (n - 3,), from the second inner cell on. A round of that length in a park counts too.
    """
    if np.ptp(heading_rad) < LEAST_LAPS * _FULL_TURN_RAD[0]:
        return OvalLaps()
    east, north = east_m[1:-2], north_m[1:-2]
    best = (0, 0)
    for lag in range(math.ceil(LAP_M[0] / size_m), math.floor(LAP_M[1] / size_m) + 1):
        if lag >= heading_rad.size:
            break
        apart = np.hypot(east[lag:] - east[:-lag], north[lag:] - north[:-lag])
        turned = heading_rad[lag:] - heading_rad[:-lag]
        is_back = apart < _SAME_PLACE_M
        counts = (
            _covered(is_back & _is_between(turned), lag),
            _covered(is_back & _is_between(-turned), lag),
        )
        best = max(best, counts, key=sum)
    return _told(best[0] * size_m, best[1] * size_m)


def _is_between(turned: Column) -> Flags:
    """Whether a lap's turning is once round to the left, give or take 60°."""
    return (turned > _FULL_TURN_RAD[0]) & (turned < _FULL_TURN_RAD[1])


def _covered(starts: Flags, lag: int) -> int:
    """How many cells lie in laps of ``lag`` cells that begin at the flagged ones."""
    if not starts.any():
        return 0
    began = np.cumsum(np.concatenate((starts, np.zeros(lag, dtype=np.bool_))))
    began[lag:] -= began[:-lag].copy()
    return int(np.count_nonzero(began))


def _told(left_m: float, right_m: float) -> OvalLaps:
    """The laps, where there are enough of them."""
    metres = left_m + right_m
    if metres < LEAST_LAPS * LAP_M[0]:
        return OvalLaps()
    if left_m >= _ONE_WAY * metres:
        return OvalLaps(metres, TrackDirection.ANTICLOCKWISE)
    if right_m >= _ONE_WAY * metres:
        return OvalLaps(metres, TrackDirection.CLOCKWISE)
    return OvalLaps(metres, TrackDirection.BOTH)
