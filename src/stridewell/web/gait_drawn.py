"""A clip in picture coordinates: thinned to what a screen shows, and no longer than it bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Floats
from stridewell.values.anatomy import Side
from stridewell.web.gait_drawing import bones
from stridewell.web.gait_poses import LEGS, Paths, Plane, flat_paths, followed, leg_length

LEG = 100.0
"""Thigh and shin together, in the units of the picture."""
MOST_HZ, MOST_S = 60.0, 60.0
"""No more frames a second of real time are drawn than this, and no more seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The points of a clip in picture coordinates, thinned to what a screen shows."""

    time_s: Floats
    paths: Paths
    front: Side
    contacts: tuple[Contact, ...]
    """Every contact that begins in it, in its own seconds."""
    unsure: Mapping[Side, NDArray[np.bool_]]
    """For each side the frames in which that leg could not be told."""
    withheld: Side | None

    @property
    def duration_s(self) -> float:
        """From the first frame that is drawn to the last."""
        return float(self.time_s[-1])

    def unsure_at(self, moment_s: float) -> frozenset[Side]:
        """The legs that could not be told at a moment."""
        frame = min(int(np.searchsorted(self.time_s, moment_s)), len(self.time_s) - 1)
        return frozenset(side for side, flags in self.unsure.items() if flags[frame])


def drawn(clip: ClipAnalysis, plane: Plane) -> Drawn | None:
    """The points of a clip as they are drawn; None where the plane or a leg is missing."""
    shown = clip.shown
    paths = flat_paths(shown, plane)
    leg = leg_length(paths)
    if leg is None or "mid_hip" not in paths or shown.frames < 2:  # noqa: PLR2004 - no movement
        return None
    moved = followed(paths, shown.time_s)
    ground, scale = _ground(moved), LEG / leg
    start = float(shown.time_s[0])
    last = int(np.searchsorted(shown.time_s, start + MOST_S, side="right"))
    kept = slice(0, last, max(1, round(shown.rate_hz / MOST_HZ)))
    placed = {
        name: np.stack([path[kept, 0] * scale, -(path[kept, 1] - ground) * scale], axis=1)
        for name, path in moved.items()
        if name in _used(plane)
    }
    near = shown.view.near
    time_s = shown.time_s[kept] - start
    return Drawn(
        time_s=time_s,
        paths=placed,
        front=near if near in LEGS else Side.RIGHT,
        contacts=tuple(_contacts(clip, start, float(time_s[-1]))),
        unsure={side: _unsure(clip, side)[kept] for side in LEGS},
        withheld=clip.withheld,
    )


def _contacts(clip: ClipAnalysis, start: float, end: float) -> Iterator[Contact]:
    for each in clip.contacts.contacts:
        if each.on_s - start <= end:
            yield replace(each, on_s=each.on_s - start, off_s=each.off_s - start)


def _unsure(clip: ClipAnalysis, side: Side) -> NDArray[np.bool_]:
    none = np.zeros(clip.shown.frames, dtype=np.bool_)
    return ~none if side is clip.withheld else clip.untrusted.get(side, none)


def _used(plane: Plane) -> frozenset[str]:
    every = bones(plane, Side.LEFT)
    return frozenset(name for each in every for name in (each.start, each.end)) | {"head"}


def _ground(paths: Paths) -> float:
    """The height on which the feet stand: their points are below it in one frame of fifty."""
    feet = [
        path[:, 1]
        for name, path in paths.items()
        if name.partition("_")[2] in {"heel", "toe", "ankle"}
    ]
    low = [each[np.isfinite(each)] for each in feet]
    return min((float(np.percentile(each, 2)) for each in low if each.size), default=0.0)
