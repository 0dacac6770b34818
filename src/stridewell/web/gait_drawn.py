"""A clip in picture coordinates: thinned to what a screen shows, and no longer than it bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Floats, OnFilm, Unit
from stridewell.values.anatomy import Side
from stridewell.web.gait_drawing import bones
from stridewell.web.gait_poses import LEGS, Paths, Plane, flat_paths, leg_length, mean_place

LEG = 100.0
"""Thigh and shin together, in the units of the picture."""
MOST_HZ, MOST_S = 60.0, 60.0
"""No more frames a second of real time are drawn than this, and no more seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class FilmPlace:
    """How the picture coordinates lie over the film the clip was read from.

    ``clock`` counts from the first frame that is drawn. ``size_px`` is the film as it is shown,
    ``unit_px`` how many of its pixels are one unit, negative across where the runner faces left.
    A point (x, y) of frame n lies at ``across_px[n] + unit_px[0] * x`` from the left and
    ``down_px + unit_px[1] * y`` from the top.
    """

    clock: OnFilm
    size_px: tuple[int, int]
    unit_px: tuple[float, float]
    across_px: Floats
    down_px: float


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
    film: FilmPlace | None
    """None for a clip that was not read from a film."""

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
    mean = mean_place(paths, shown.time_s)
    moved = {name: path - np.stack([mean, 0 * mean], axis=1) for name, path in paths.items()}
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
        film=_film_place(clip, mean[kept], ground, scale),
    )


def _film_place(clip: ClipAnalysis, mean: Floats, ground: float, scale: float) -> FilmPlace | None:
    film, size = clip.seen.film, clip.seen.size_px
    if film is None or size is None or clip.seen.unit is not Unit.PIXEL:
        return None
    width, height = size
    begins_s = film.film_s(float(clip.shown.time_s[0]))
    return FilmPlace(
        clock=replace(film, begins_s=begins_s),
        size_px=size,
        unit_px=((-1 if film.mirrored else 1) / scale, 1 / scale),
        across_px=width - mean if film.mirrored else mean,
        down_px=height - ground,
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
