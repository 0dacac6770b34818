"""Points that cannot be part of the body: in another unit, far away, or standing still."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stridewell.gait.keypoints import Floats, Stated
from stridewell.gait.landmarks import Landmark
from stridewell.gait.orientation import Points, rows_seen

STILL_SHARE = 0.02
"""Of the way that a usual point makes: one that moves less does not belong to the body."""

STANDS_SHARE = 0.02
"""Points that move less than this share of the farthest they may lie stand."""

FAR_TIMES = 6.0
"""So many times as far from the middle of the body as a usual point lies nothing of it."""

OTHER_UNITS = (1000.0, 0.001, 100.0, 0.01, 10.0, 0.1)
FEWEST_TO_COMPARE = 5


def mended(points: Points, names: Mapping[Landmark, str]) -> tuple[Points, tuple[Stated, ...]]:
    """The points without those that cannot be part of the body, and what was done about them.

    A point that fits the body once its numbers are read in another unit is read so; one that lies
    far from all others, or stands still while they move, is left out. ``names`` are the file's.
    """
    if len(points) < FEWEST_TO_COMPARE:
        return points, ()
    middle = _between(points)
    away = {each: _away(place, middle) for each, place in points.items()}
    moves = {each: _range(place) for each, place in points.items()}
    far = FAR_TIMES * float(np.median(list(away.values())))
    usual = float(np.median(list(moves.values())))
    # of someone who stands every point is still
    still = STILL_SHARE * usual if usual > STANDS_SHARE * far else 0.0
    out: dict[Landmark, Floats] = {}
    stated: list[Stated] = []
    for each, place in points.items():
        if away[each] <= far and moves[each] >= still:
            out[each] = place
            continue
        name = names.get(each, each.value)
        factor = next(
            (
                f
                for f in OTHER_UNITS
                if _away(place * f, middle) <= far and moves[each] * f >= still
            ),
            None,
        )
        if factor is not None:
            out[each] = place * factor
            what = f"{name} read with another unit"
            stated.append(Stated("unit", what, f"its numbers fit the body times {factor:g}"))
            continue
        why = "it lies far from the body" if away[each] > far else "it does not move with the body"
        stated.append(Stated("point left out", name, why))
    return out, tuple(stated)


def _between(points: Points) -> Floats:
    """The middle of what is seen in every frame (n, axes); NaN where nothing is."""
    stacked = np.stack(list(points.values()), axis=1)
    middle = np.full((stacked.shape[0], stacked.shape[2]), np.nan)
    some = np.any(np.isfinite(stacked).all(axis=2), axis=1)
    middle[some] = np.nanmedian(stacked[some], axis=1)
    return middle


def _away(place: Floats, middle: Floats) -> float:
    return float(np.median(np.linalg.norm(rows_seen(place - middle), axis=1)))


def _range(place: Floats) -> float:
    return float(np.linalg.norm(np.ptp(rows_seen(place), axis=0)))
