"""How far a curve rises and falls in all when small swings to and fro are left out."""

from __future__ import annotations

import numpy as np

from stridewell.activity.track import Column


def rises_and_falls(curve: Column, least: float) -> tuple[float, float]:
    """The sum of all rises and of all falls, both positive, of a curve of shape (n,), n > 0.

    A swing smaller than ``least`` between two larger ones is taken out, as in counting cycles
    of load. Rises less falls are always last less first.
    """
    steps = np.diff(curve)
    moving = np.flatnonzero(steps)
    if not moving.size:
        return 0.0, 0.0
    is_rising = steps[moving] > 0
    turns = moving[np.flatnonzero(is_rising[1:] != is_rising[:-1]) + 1]
    ends = np.concatenate((curve[:1], curve[turns], curve[-1:]))
    kept = np.array(_without_small(np.diff(ends).tolist(), least))
    return float(kept[kept > 0].sum()), float(np.abs(kept[kept < 0]).sum())


def _without_small(swings: list[float], least: float) -> list[float]:
    """Rises and falls in turn, each small one between two larger ones merged with them."""
    kept: list[float] = []
    for swing in swings:
        kept.append(swing)
        while len(kept) > 2:  # noqa: PLR2004 - a swing has one neighbour on each side
            before, middle, after = kept[-3:]
            small = abs(middle)
            if small >= least or small > abs(before) or small > abs(after):
                break
            kept[-3:] = (before + middle + after,)
    return kept
