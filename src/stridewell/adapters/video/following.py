"""The runner through all frames of a film, and who else is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.video.camera_watch import CameraWatch
from stridewell.adapters.video.frames import Reading
from stridewell.app.gait_ports import Body, Picture, PoseEstimator

Floats = NDArray[np.float64]
Progress = Callable[[int, int | None], None]

LOOKS_FOR_OTHERS, LEAST_BETWEEN = 5, 30
"""How often somebody else is looked for in a film, and after how many frames again."""
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
class _Aside:
    """What is worked out beside the following, in another thread: the camera, and other people."""

    estimator: PoseEstimator
    camera: CameraWatch = field(default_factory=CameraWatch)
    looks: int = 0
    others: int = 0

    def look(self, picture: Picture, body: Body | None, *, for_camera: bool) -> None:
        """Look at the room, or at who else is in it."""
        if for_camera:
            self.camera.see(picture, body)
        elif body is not None:
            self.looks += 1
            self.others += _somebody_else(picture, body, self.estimator)


def follow(reading: Reading, estimator: PoseEstimator, progress: Progress) -> Track:
    """Place the points in every frame; ``progress`` is told frames done, and of how many.

    What ``progress`` raises ends the reading.
    """
    estimator.forget()
    times: list[float] = []
    bodies: list[Body | None] = []
    aside = _Aside(estimator)
    every = max(LEAST_BETWEEN, (reading.frames or UNKNOWN_LENGTH) // LOOKS_FOR_OTHERS)
    waiting: Future[None] | None = None
    with ThreadPoolExecutor(1, "aside") as threads, closing(reading.shots()) as shots:
        for done, shot in enumerate(shots, start=1):
            body = estimator.follow(shot.picture)
            times.append(shot.time_s)
            bodies.append(body)
            for_others = done % every == every // 2
            if for_others or aside.camera.due(shot.time_s):
                if waiting is not None:
                    waiting.result()
                waiting = threads.submit(aside.look, shot.picture, body, for_camera=not for_others)
            progress(done, reading.frames)
        if waiting is not None:
            waiting.result()
    return _track(times, bodies, aside)


def _track(times: Sequence[float], bodies: Sequence[Body | None], aside: _Aside) -> Track:
    points = len(aside.estimator.names)
    position = np.full((len(times), points, 2), np.nan)
    confidence = np.zeros((len(times), points))
    for at, body in enumerate(bodies):
        if body is not None:
            position[at], confidence[at] = body.position, body.confidence
    return Track(
        time_s=np.array(times, dtype=np.float64),
        position=position,
        confidence=confidence,
        looks=aside.looks,
        others=aside.others,
        moved=aside.camera.moved(),
    )


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
