"""The runner through all frames of a film, and who else is there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.video.camera_watch import CameraWatch
from stridewell.adapters.video.frames import Reading
from stridewell.app.gait_ports import Body, Picture, PoseEstimator

Floats = NDArray[np.float64]
Progress = Callable[[int, int | None], None]

LOOKS_FOR_OTHERS = 6
UNKNOWN_LENGTH = 300
"""How many frames a film is taken to have that does not say."""
AS_LARGE = 0.6
"""Somebody this much of the runner's height is filmed, too, and not far behind."""
SURE_OF_OTHERS = 0.65
MARGIN = 0.15


@dataclass(slots=True)
class Track:
    """What was seen in the frames of one film.

    ``position`` holds pixels of the picture, x to the right and y down; NaN where nobody was.
    ``looks`` is how often somebody else was looked for, ``others`` how often there was.
    ``moved`` is how far the camera moved as a share of the longer side; None where unclear.
    """

    time_s: Floats
    position: Floats
    confidence: Floats
    looks: int
    others: int
    moved: float | None

    @property
    def seen(self) -> NDArray[np.bool_]:
        """The frames with a body."""
        return np.asarray(np.isfinite(self.position).any(axis=(1, 2)))


@dataclass(slots=True)
class _Collected:
    times: list[float] = field(default_factory=list)
    bodies: list[Body | None] = field(default_factory=list)
    looks: int = 0
    others: int = 0


def follow(reading: Reading, estimator: PoseEstimator, progress: Progress) -> Track:
    """Place the points in every frame; ``progress`` is told frames done, and of how many.

    What ``progress`` raises ends the reading.
    """
    estimator.forget()
    seen, camera = _Collected(), CameraWatch()
    every = max(1, (reading.frames or UNKNOWN_LENGTH) // LOOKS_FOR_OTHERS)
    with closing(reading.shots()) as shots:
        for done, shot in enumerate(shots, start=1):
            body = estimator.follow(shot.picture)
            seen.times.append(shot.time_s)
            seen.bodies.append(body)
            camera.see(shot.time_s, shot.picture, body)
            if body is not None and done % every == every // 2:
                seen.looks += 1
                seen.others += _somebody_else(shot.picture, body, estimator)
            progress(done, reading.frames)
    return _track(seen, len(estimator.names), camera.moved())


def _track(seen: _Collected, points: int, moved: float | None) -> Track:
    position = np.full((len(seen.times), points, 2), np.nan)
    confidence = np.zeros((len(seen.times), points))
    for at, body in enumerate(seen.bodies):
        if body is not None:
            position[at], confidence[at] = body.position, body.confidence
    times = np.array(seen.times, dtype=np.float64)
    return Track(times, position, confidence, seen.looks, seen.others, moved)


def _somebody_else(picture: Picture, body: Body, estimator: PoseEstimator) -> bool:
    """Whether somebody about as large is there when the runner is painted over."""
    low, high = body.position.min(axis=0), body.position.max(axis=0)
    size = float(high[1] - low[1])
    left, top = (low - MARGIN * size).clip(0).astype(int)
    right, bottom = (high + MARGIN * size).clip(0).astype(int)
    without = picture.copy()
    without[top:bottom, left:right] = picture.mean(axis=(0, 1)).astype(np.uint8)
    other = estimator.look(without)
    if other is None or float(np.mean(other.confidence)) < SURE_OF_OTHERS:
        return False
    inside = np.all((other.position >= (left, top)) & (other.position < (right, bottom)), axis=1)
    tall = float(np.ptp(other.position[:, 1]))
    return bool(inside.mean() < 0.5 and tall >= AS_LARGE * size)  # noqa: PLR2004 - most of it
