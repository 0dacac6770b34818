"""A smooth curve through the frames of a point: a cubic spline, without a slow import."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from stridewell.gait.keypoints import Floats

ROUNDS = 24
"""Each round halves what is left of the error of the slopes."""
LEAST_FRAMES = 4


def curve_through(time_s: Floats, way: Floats) -> Callable[[Floats], Floats]:
    """The spline through (n, axes) at strictly rising, even or uneven times.

    It takes moments of any shape and gives (..., axes); beyond the ends it runs on.

    Raises:
        ValueError: there are fewer than four frames.
    """
    if len(time_s) < LEAST_FRAMES:
        raise ValueError("a curve needs four frames")
    slopes = _slopes(time_s, way)

    def at(times: Floats) -> Floats:
        before = (np.searchsorted(time_s, times, side="right") - 1).clip(0, len(time_s) - 2)
        long = time_s[before + 1] - time_s[before]
        share = ((times - time_s[before]) / long)[..., None]
        rest, step = 1 - share, long[..., None]
        found = (
            way[before] * (1 + 2 * share) * rest**2
            + way[before + 1] * (3 - 2 * share) * share**2
            + step * share * rest * (slopes[before] * rest - slopes[before + 1] * share)
        )
        return np.asarray(found, dtype=np.float64)

    return at


def _slopes(time_s: Floats, way: Floats) -> Floats:
    """The slopes at the frames that make the bend of the curve steady, found in rounds."""
    gap = np.diff(time_s)[:, None]
    rise = np.diff(way, axis=0) / gap
    slopes = np.gradient(way, time_s, axis=0, edge_order=2)
    left, right = gap[:-1], gap[1:]
    wanted = 3 * (right * rise[:-1] + left * rise[1:])
    for _ in range(ROUNDS):
        around = right * slopes[:-2] + left * slopes[2:]
        slopes[1:-1] = (wanted - around) / (2 * (left + right))
    return np.asarray(slopes, dtype=np.float64)
