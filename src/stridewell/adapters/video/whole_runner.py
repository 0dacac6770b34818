"""Where the runner is whole in the picture, and is the same runner."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stridewell.errors import CutOffError, SeveralRunnersError
from stridewell.gait.keypoints import Floats, Stated
from stridewell.gait.landmarks import Landmark

NEEDED = frozenset({"hip", "knee", "ankle", "heel", "toe"})
FEET = frozenset({"ankle", "heel", "toe"})
MOSTLY_WHOLE = 0.8
"""Whole in this share of the frames, single points may be outside; they are left out."""
BRIDGED_S = 0.3
SHORTEST_S = 1.0
STRAYED = 0.35
"""A body that is off by this share of its height from where it was and will be is another."""
AROUND = 5
"""So many frames before and after tell where the body should be."""


def in_picture(position: Floats, size_px: tuple[int, int]) -> Floats:
    """The positions (n, points, 2) with NaN where a point lies outside the picture."""
    inside = np.asarray(((position >= 0) & (position <= size_px)).all(axis=2))
    return np.asarray(np.where(inside[:, :, None], position, np.nan))


def whole_stretch(
    points: tuple[Landmark, ...], position: Floats, time_s: Floats
) -> tuple[slice, Stated | None]:
    """The frames in which hips, legs and feet are in the picture.

    All frames are kept when nearly all are whole.

    Raises:
        CutOffError: there is no stretch of a second.
    """
    needed = [at for at, each in enumerate(points) if each.part in NEEDED]
    whole = np.asarray(np.isfinite(position[:, needed, 0]).all(axis=1))
    if whole.mean() >= MOSTLY_WHOLE:
        return slice(None), None
    first, last = _longest(whole, time_s)
    if time_s[last] - time_s[first] < SHORTEST_S:
        raise _cut_off(points, position)
    length = time_s[last] - time_s[first]
    return slice(first, last + 1), Stated(
        "part of the film",
        f"{length:.1f} seconds from {time_s[first] - time_s[0]:.1f} s on",
        "there the runner is whole in the picture",
    )


def one_runner(points: tuple[Landmark, ...], position: Floats) -> Floats:
    """The positions without frames in which the points sit on somebody or something else.

    Raises:
        SeveralRunnersError: they change over to another body for good.
    """
    hips = [points.index(each) for each in (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)]
    middle = position[:, hips].mean(axis=1)
    seen = np.flatnonzero(np.isfinite(middle).all(axis=1))
    if not seen.size:
        return position
    rows = position[seen, :, 1]
    height = float(np.median(np.nanmax(rows, axis=1) - np.nanmin(rows, axis=1)))
    strayed = []
    for at, frame in enumerate(seen):
        near = seen[max(0, at - AROUND) : at + AROUND + 1]
        if np.linalg.norm(middle[frame] - np.median(middle[near], axis=0)) > STRAYED * height:
            strayed.append(frame)
    kept = np.setdiff1d(seen, strayed)
    jumps = np.linalg.norm(np.diff(middle[kept], axis=0), axis=1)
    if jumps.size and float(jumps.max()) > STRAYED * height:
        raise SeveralRunnersError(
            "The body points jump from one person to another.",
            "Film the runner alone; mirrors count, too.",
        )
    position = position.copy()
    position[strayed] = np.nan
    return position


def _longest(whole: NDArray[np.bool_], time_s: Floats) -> tuple[int, int]:
    """The first and last frame of the longest stretch that is whole but for short gaps."""
    frames = np.flatnonzero(whole)
    if not frames.size:
        return 0, 0
    breaks = np.flatnonzero(np.diff(time_s[frames]) > BRIDGED_S)
    begins = frames[np.concatenate(([0], breaks + 1))]
    ends = frames[np.concatenate((breaks, [len(frames) - 1]))]
    best = int(np.argmax(time_s[ends] - time_s[begins]))
    return int(begins[best]), int(ends[best])


def _cut_off(points: tuple[Landmark, ...], position: Floats) -> CutOffError:
    feet = [at for at, each in enumerate(points) if each.part in FEET]
    out = float(np.isnan(position[:, feet, 0]).mean())
    rest = [at for at, each in enumerate(points) if each.part in NEEDED - FEET]
    what = "The feet are" if out >= np.isnan(position[:, rest, 0]).mean() else "The runner is"
    return CutOffError(
        f"{what} outside the picture too often.",
        "Film from farther away, so that there is room above the head and below the feet.",
    )
