"""Known faults put into clean body points: swapped legs, and legs drawn on one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.gait.keypoints import Keypoints, Unit
from stridewell.gait.landmarks import on_side
from stridewell.gait.sides_legs import CHAIN, LEGS, Flags

KINDS = ("single", "run", "feet", "collapse", "begins swapped")
COLLAPSED_M, PX_PER_M = 0.01, 390.0


@dataclass(frozen=True, slots=True, eq=False)
class Spoilt:
    """A clip with known faults: swapped points and collapsed legs, (n, parts)."""

    clean: Keypoints
    clip: Keypoints
    parts: tuple[str, ...]
    swapped: Flags
    collapsed: Flags


def spoil(clip: Keypoints, share: float, kinds: Sequence[str], dice: np.random.Generator) -> Spoilt:
    """Put faults into about this share of the frames."""
    parts = tuple(p for p in CHAIN if clip.has(*(on_side(p, side) for side in LEGS)))
    swapped = np.zeros((clip.frames, len(parts)), dtype=bool)
    onto = np.zeros(clip.frames, dtype=int)
    below_knee = [at for at, part in enumerate(parts) if part not in {"hip", "knee"}]
    while (swapped.any(axis=1) | (onto > 0)).mean() < share:
        kind = str(dice.choice(list(kinds)))
        lasts = {"single": 1, "begins swapped": int(share * clip.frames) + 1}.get(
            kind, int(dice.integers(3, 31))
        )
        first = 0 if kind == "begins swapped" else int(dice.integers(0, clip.frames))
        rows = slice(first, first + lasts)
        if kind != "begins swapped" and (swapped[rows].any() or onto[rows].any()):
            continue
        if kind == "collapse":
            onto[first : first + lasts // 3 + 1] = dice.integers(1, 3)
        elif kind == "feet":
            one = [parts.index("ankle")]
            swapped[rows, one if dice.random() < 0.5 else below_knee] = True
        else:
            swapped[rows] = True
    return _spoilt(clip, parts, swapped, onto, dice)


def _spoilt(
    clip: Keypoints,
    parts: tuple[str, ...],
    swapped: Flags,
    onto: np.ndarray,
    dice: np.random.Generator,
) -> Spoilt:
    position = clip.position.copy()
    metre = 1.0 if clip.unit is Unit.METRE else PX_PER_M
    for at, part in enumerate(parts):
        columns = [clip.points.index(on_side(part, side)) for side in LEGS]
        rows = np.flatnonzero(swapped[:, at])[:, None]
        position[rows, columns] = clip.position[rows, columns[::-1]]
        if part == "hip":
            continue
        for number, (kept, lost) in enumerate((columns, columns[::-1]), start=1):
            hidden = onto == number
            near = dice.normal(size=(int(hidden.sum()), position.shape[2])) * COLLAPSED_M * metre
            position[hidden, lost] = clip.position[hidden, kept] + near
    collapsed = np.repeat((onto > 0)[:, None], len(parts), axis=1)
    collapsed[:, parts.index("hip")] = False
    return Spoilt(clip, clip.moved(position), parts, swapped, collapsed)
