"""Which of two legs in order is the left one, and whether each of them can be believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.landmarks import on_side
from stridewell.gait.sides_legs import BONES, LEGS, Legs
from stridewell.gait.sides_order import Order
from stridewell.gait.sides_pattern import repeats

LOWER = ("knee", "ankle", "heel", "toe")
APART = 3.0
"""Legs are told apart where their patterns lie so many spreads from one another."""
CLEAR_NAMES = 0.65
"""Names are believed where they hold in this share of the clip."""
LONGER, CALMER, SURER = 1.015, 1.12, 0.10
"""By how much the near leg must be longer (nearer things look larger), calmer, and surer."""
LEAST_CUES = 2
MOST_UNLIKE_DEG = 12.0
"""Knees whose curves differ by more (root mean square over the stride) are not one runner's."""
MOST_UNSTEADY_DEG, STEADY_DEG = 11.0, 7.0
"""How far a knee may stray from its own curve (root mean square); a near leg whose curve is unlike
the other's must keep closer to be believed."""
MOST_UNTRUSTED = 0.25


@dataclass(frozen=True, slots=True)
class Naming:
    """Whether the first leg in order is the left one; None where nothing tells. ``because``."""

    first_is_left: bool | None
    because: str


def named(clip: Keypoints, order: Order, legs: Legs) -> Naming:
    """Decide by the place at the pelvis where it shows, else by the names and the near leg."""
    if not _apart(order, legs):
        return Naming(None, "they do not repeat half a stride apart from one another")
    if clip.view.shows_rear:
        across = list(clip.view.axes).index("right")
        hips = order.way[:, :, legs.parts.index("hip"), across]
        to_right = float(np.nanmedian(hips[1] - hips[0]))
        return Naming(to_right > 0, "the left hip lies to the left of the right one")
    kept = ~order.swapped[:, legs.parts.index("ankle")]
    share = float(np.average(kept, weights=np.maximum(order.sure, 1e-9)))
    cues = list(near_cues(clip, order, legs))
    first_is_near = sum(cues)
    left_if_near = clip.view is View.LEFT
    if max(share, 1 - share) >= CLEAR_NAMES:
        by_name = share >= 0.5  # noqa: PLR2004 - the larger half
        against = -first_is_near if by_name == left_if_near else first_is_near
        if against >= LEAST_CUES:
            return Naming(None, "the leg that is called near looks like the far one throughout")
        return Naming(by_name, f"the names hold in {100 * max(share, 1 - share):.0f} % of the clip")
    if abs(first_is_near) >= LEAST_CUES:
        return Naming(
            (first_is_near > 0) == left_if_near,
            "the leg next to the camera looks larger and is seen more steadily",
        )
    return Naming(None, "the names of the legs change too often, and both are seen alike")


def _apart(order: Order, legs: Legs) -> bool:
    gap = np.linalg.norm(order.pattern.way[0] - order.pattern.way[1], axis=-1)
    clear = np.median(gap, axis=0) / order.pattern.spread
    return bool(min(clear[legs.parts.index(part)] for part in ("knee", "ankle")) >= APART)


def near_cues(clip: Keypoints, order: Order, legs: Legs) -> Iterator[int]:
    """+1 for each sign that the first leg in order is next to the camera, -1 for the other."""
    lengths = [_length(order.way[leg], legs) for leg in (0, 1)]
    shakes = [_shaking(order.way[leg], legs) for leg in (0, 1)]
    yield _sign(np.log(lengths[0] / lengths[1]), np.log(LONGER))
    yield _sign(np.log(shakes[1] / shakes[0]), np.log(CALMER))
    trust = np.stack([[clip.trust(on_side(p, side)) for p in legs.parts] for side in LEGS])
    first = np.where(order.swapped.T, trust[1], trust[0]).mean()
    yield _sign(first - np.where(order.swapped.T, trust[0], trust[1]).mean(), SURER)


def doubts(phase: Floats, order: Order, legs: Legs, view: View) -> tuple[str | None, str | None]:
    """For each leg in order why it cannot be believed; None where it can."""
    lost = [float(order.wild[leg][:, 1:].any(axis=1).mean()) for leg in (0, 1)]
    told: list[str | None] = [
        f"in {100 * share:.0f} % of the frames it cannot be told from the other leg"
        if share > MOST_UNTRUSTED
        else None
        for share in lost
    ]
    if view.shows_rear:
        return told[0], told[1]
    way = np.where(order.wild[..., None], np.nan, order.way)
    bends = [knee_bend(way[leg], legs) for leg in (0, 1)]
    curves = [repeats(phase + np.pi * leg, bends[leg]) for leg in (0, 1)]
    unlike = _size(curves[0] - curves[1]) > MOST_UNLIKE_DEG
    for leg, side in enumerate(LEGS):
        turn = np.mod(phase + np.pi * leg, 2 * np.pi) / (2 * np.pi) * len(curves[leg])
        rest = bends[leg] - np.interp(turn, np.arange(len(curves[leg])), curves[leg])
        if _size(rest) > (STEADY_DEG if unlike else MOST_UNSTEADY_DEG):
            told[leg] = told[leg] or "its knee does not bend alike from stride to stride"
        elif unlike and side is view.near.opposite:
            told[leg] = told[leg] or "its knee seems to bend quite differently from the near one"
    return told[0], told[1]


def knee_bend(way: Floats, legs: Legs) -> Floats:
    """The angle between thigh and shank in every frame (degrees); a straight leg is 0."""
    hip, knee, ankle = (way[:, legs.parts.index(part)] for part in ("hip", "knee", "ankle"))
    thigh, shank = knee - hip, ankle - knee
    lengths = np.linalg.norm(thigh, axis=1) * np.linalg.norm(shank, axis=1)
    cosine = np.sum(thigh * shank, axis=1) / np.maximum(lengths, 1e-12)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _size(column: Floats) -> float:
    """Root mean square of what was seen; 0 without anything."""
    seen = column[np.isfinite(column)]
    return float(np.sqrt(np.mean(seen**2))) if len(seen) else 0.0


def _length(way: Floats, legs: Legs) -> float:
    bones = (
        way[:, legs.parts.index(lower)] - way[:, legs.parts.index(upper)] for upper, lower in BONES
    )
    return float(sum(np.nanmedian(np.linalg.norm(bone, axis=1)) for bone in bones))


def _shaking(way: Floats, legs: Legs) -> float:
    """How much points tremble from frame to frame, as a share of the leg."""
    rows = [legs.parts.index(part) for part in LOWER if part in legs.parts]
    fourth = np.abs(np.diff(way[:, rows], n=4, axis=0))
    if not np.isfinite(fourth).any():
        return 1.0
    return max(float(np.nanmedian(fourth)) / legs.size, 1e-9)


def _sign(value: float, least: float) -> int:
    return int(np.sign(value)) if abs(value) >= least else 0
