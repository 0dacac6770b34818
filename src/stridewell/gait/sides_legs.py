"""Both legs of a clip as arrays that do not care which leg is called left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.keypoints import Floats, Keypoints
from stridewell.gait.landmarks import on_side
from stridewell.values.anatomy import Side

Flags = NDArray[np.bool_]
CHAIN = ("hip", "knee", "ankle", "heel", "toe", "forefoot_medial", "forefoot_lateral")
"""The points of a leg from above to below."""
NEEDED = ("hip", "knee", "ankle")
BLOCK_S = 0.75
"""In so much time a runner makes at least two steps, and looks about as large throughout."""
BONES = (("hip", "knee"), ("knee", "ankle"))
LEGS = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True, eq=False)
class Legs:
    """Two legs relative to the middle of the hips, as large as in the middle of the clip.

    ``way`` is (2, n, parts, axes), the first leg as the source calls left; ``parts`` go from hip
    to foot; ``size`` is the length of a leg in the clip's unit; ``mirror`` (axes,) is -1 for the
    axis to the right, on which the legs mirror each other.
    """

    parts: tuple[str, ...]
    way: Floats
    size: float
    mirror: Floats
    hip_up: Floats

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return int(self.way.shape[1])

    def of(self, part: str) -> Floats:
        """Both legs' way of one part, (2, n, axes)."""
        return self.way[:, :, self.parts.index(part)]


def legs_of(clip: Keypoints) -> Legs | None:
    """The two legs; None where hips, knees and ankles of both are not all there."""
    parts = tuple(part for part in CHAIN if clip.has(*(on_side(part, side) for side in LEGS)))
    if not set(NEEDED) <= set(parts):
        return None
    ways = np.stack(
        [np.stack([clip.at(on_side(part, side)) for part in parts], axis=1) for side in LEGS]
    )
    middle = bridged(ways[:, :, 0].mean(axis=0))
    size = _leg_length(ways, parts)
    if not np.isfinite(size) or size <= 0 or np.isnan(middle).any():
        return None
    mirror = np.array([-1.0 if axis == "right" else 1.0 for axis in clip.view.axes])
    up = clip.view.axes.index("up")
    way = ways - middle[:, None]
    grown = _growth(clip.time_s, np.linalg.norm(way[:, :, parts.index("ankle")], axis=-1))
    return Legs(parts, way / grown[:, None, None], size, mirror, middle[:, up])


def bridged(columns: Floats) -> Floats:
    """Columns (n, k) with gaps filled by straight lines; NaN where nothing was seen at all."""
    out = columns.copy()
    index = np.arange(len(out))
    for at in range(out.shape[1]):
        seen = np.isfinite(out[:, at])
        if seen.any() and not seen.all():
            out[~seen, at] = np.interp(index[~seen], index[seen], out[seen, at])
    return out


def _growth(time_s: Floats, reach: Floats) -> Floats:
    """How large the runner looks in every frame (n,), against the middle of the clip.

    Somebody who runs away from the camera shrinks. ``reach`` (2, n) is from hips to ankles.
    """
    blocks = max(int((time_s[-1] - time_s[0]) / BLOCK_S), 1)
    edges = np.linspace(time_s[0], time_s[-1], blocks + 1)
    at = np.clip(np.searchsorted(edges, time_s, side="right") - 1, 0, blocks - 1)
    found = [reach[:, at == block] for block in range(blocks)]
    tall = np.array(
        [np.nanpercentile(each, 80) if np.isfinite(each).any() else np.nan for each in found]
    )
    seen = np.isfinite(tall)
    if not seen.any() or not np.median(tall[seen]) > 0:
        return np.ones(len(time_s))
    middles = (edges[:-1] + edges[1:]) / 2
    return np.asarray(np.interp(time_s, middles[seen], tall[seen] / np.median(tall[seen])))


def _leg_length(ways: Floats, parts: tuple[str, ...]) -> float:
    """Thigh and shank as long as they are at full length, in any view (their 80th percentile)."""
    total = 0.0
    for upper, lower in BONES:
        bone = ways[:, :, parts.index(lower)] - ways[:, :, parts.index(upper)]
        lengths = np.linalg.norm(bone, axis=2)
        if not np.isfinite(lengths).any():
            return float("nan")
        total += float(np.nanpercentile(lengths, 80))
    return total
