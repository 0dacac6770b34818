"""The likeliest story of swapped points over a whole clip."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.keypoints import Floats
from stridewell.gait.sides_legs import Flags

ABOVE = {
    "knee": "hip",
    "ankle": "knee",
    "heel": "ankle",
    "toe": "ankle",
    "forefoot_medial": "ankle",
    "forefoot_lateral": "ankle",
}
"""The point each point hangs on."""


def likeliest(
    cost: Floats, parts: Sequence[str], apart: tuple[float, float], change: float
) -> Flags:
    """Which points are swapped in which frame, (n, parts), by dynamic programming.

    ``cost`` (n, parts) is what swapping a point costs (negative: it gains). ``apart`` is paid where
    a point and the one it hangs on differ (the knee and the hip, all others), ``change`` where a
    point changes between frames.
    """
    states = (np.arange(1 << len(parts))[:, None] >> np.arange(len(parts))) & 1
    still = np.zeros(len(states))
    for below, above in ABOVE.items():
        if below in parts and above in parts:
            pays = apart[0] if above == "hip" else apart[1]
            still += pays * (states[:, parts.index(below)] != states[:, parts.index(above)])
    own = np.repeat(still[None], len(cost), axis=0)
    for part in range(len(parts)):
        own += cost[:, part, None] * states[:, part]
    numbers = np.arange(len(states))
    moving = change * states.sum(axis=1)[numbers[:, None] ^ numbers]
    path = np.argmin(own, axis=1)
    # no neighbour can pay for another state in these frames
    sure = (own - own.min(axis=1, keepdims=True) >= 2 * moving[path]).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (~sure).astype(int), [0]))))
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        before = None if first == 0 else int(path[first - 1])
        after = None if end == len(path) else int(path[end])
        path[first:end] = _cheapest(own[first:end], moving, before, after)
    return np.asarray(states[path], dtype=np.bool_)


def _cheapest(
    own: Floats, moving: Floats, before: int | None, after: int | None
) -> NDArray[np.intp]:
    """The cheapest way through the states between two frames whose state is known."""
    reached = np.empty_like(own)
    reached[0] = own[0] + (0 if before is None else moving[before])
    for at in range(1, len(own)):
        reached[at] = own[at] + (reached[at - 1] + moving).min(axis=1)
    path = np.empty(len(own), dtype=np.intp)
    path[-1] = np.argmin(reached[-1] + (0 if after is None else moving[after]))
    for at in range(len(own) - 1, 0, -1):
        path[at - 1] = np.argmin(reached[at - 1] + moving[path[at]])
    return path
