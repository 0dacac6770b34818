"""Body points over time: the one shape that every source of running form becomes.

Axes are the runner's, whatever the file's were: forward is the way they run, up is up, and right
is to their right hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.landmarks import Landmark
from stridewell.values.anatomy import Side

Floats = NDArray[np.float64]


class View(StrEnum):
    """From where the runner was seen. ``space`` is three-dimensional (markers of a lab)."""

    LEFT = "left"
    RIGHT = "right"
    REAR = "rear"
    SPACE = "space"

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of the axes of positions in this view, in their order."""
        if self is View.SPACE:
            return ("forward", "up", "right")
        return ("right", "up") if self is View.REAR else ("forward", "up")

    @property
    def shows_side(self) -> bool:
        """Whether movement in the running direction can be seen."""
        return self is not View.REAR

    @property
    def shows_rear(self) -> bool:
        """Whether movement to the sides can be seen."""
        return self in {View.REAR, View.SPACE}

    @property
    def near(self) -> Side:
        """The side next to the camera; both from behind and in space."""
        return {View.LEFT: Side.LEFT, View.RIGHT: Side.RIGHT}.get(self, Side.BOTH)


class Unit(StrEnum):
    """What positions are measured in."""

    METRE = "m"
    PIXEL = "px"


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that was worked out about a recording, and from what; shown to the reader."""

    what: str
    """What it is about, as ``up axis`` or ``frame rate``."""
    value: str
    because: str


@dataclass(frozen=True, slots=True)
class OnFilm:
    """Where a clip lies on the film it was read from.

    The clip begins at second ``begins_s`` of the film, by the times of its frames, which players
    count by, too. A second of the clip lasts ``slower`` seconds of film. ``mirrored`` says that
    the runner faces the left edge: forward counts from the right.
    """

    begins_s: float
    slower: float
    mirrored: bool

    def film_s(self, clip_s: float) -> float:
        """The second of the film that shows a moment of the clip."""
        return self.begins_s + self.slower * clip_s

    def clip_s(self, film_s: float) -> float:
        """The moment of the clip that a second of the film shows."""
        return (film_s - self.begins_s) / self.slower


@dataclass(frozen=True, slots=True, eq=False)
class Keypoints:
    """Body points of one runner in one clip.

    ``time_s`` (n,) is real time, strictly rising, the same clock for all; slow motion is already
    taken out. ``position`` (n, points, axes) follows ``view.axes`` in ``unit``; NaN where a point
    was not seen. ``confidence`` (n, points) runs from 0 to 1 and is 1 for markers. ``convention``
    names who placed the points (``mediapipe_33``, ``halpe_26``, ``body_25``, ``coco_18``,
    ``markers``): a hip of one is not the hip of another. ``size_px`` is width and height of the
    picture, None without a picture. ``film`` is where in a film the clip lies, None without one.
    """

    time_s: Floats
    points: tuple[Landmark, ...]
    position: Floats
    confidence: Floats
    view: View
    unit: Unit
    convention: str
    stated: tuple[Stated, ...] = ()
    size_px: tuple[int, int] | None = None
    film: OnFilm | None = None

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together, and time that stands still or runs back."""
        frames, points = len(self.time_s), len(self.points)
        shape = (frames, points, len(self.view.axes))
        if self.position.shape != shape or self.confidence.shape != (frames, points):
            raise ValueError(f"positions {self.position.shape} do not fit {shape}")
        if len(set(self.points)) != points:
            raise ValueError("a body point stands twice")
        if frames > 1 and not bool(np.all(np.diff(self.time_s) > 0)):
            raise ValueError("the time does not rise from frame to frame")

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return len(self.time_s)

    @property
    def duration_s(self) -> float:
        """From the first frame to the last; 0 with fewer than two."""
        return float(self.time_s[-1] - self.time_s[0]) if self.frames > 1 else 0.0

    @property
    def rate_hz(self) -> float:
        """Frames a second: one over the middle distance of frames; 0 with fewer than two."""
        return float(1 / np.median(np.diff(self.time_s))) if self.frames > 1 else 0.0

    def has(self, *points: Landmark) -> bool:
        """Whether all these points are there and were seen at least once."""
        return all(each in self.points and self._seen(each) for each in points)

    def at(self, point: Landmark) -> Floats:
        """The way of one point, (n, axes); NaN throughout where it is not among the points."""
        if point not in self.points:
            return np.full((self.frames, len(self.view.axes)), np.nan)
        return self.position[:, self.points.index(point)]

    def trust(self, point: Landmark) -> Floats:
        """The confidence in one point, (n,); 0 throughout where it is not among the points."""
        if point not in self.points:
            return np.zeros(self.frames)
        return self.confidence[:, self.points.index(point)]

    def along(self, point: Landmark, axis: str) -> Floats:
        """One coordinate of one point, (n,); NaN throughout where the view does not show it."""
        if axis not in self.view.axes:
            return np.full(self.frames, np.nan)
        return self.at(point)[:, self.view.axes.index(axis)]

    def mid(self, *points: Landmark) -> Floats:
        """The middle of points, (n, axes); NaN in frames where one of them is missing."""
        return np.asarray(np.mean([self.at(each) for each in points], axis=0), dtype=np.float64)

    def moved(self, position: Floats) -> Keypoints:
        """The same clip with other positions of the same shape."""
        return replace(self, position=position)

    def with_stated(self, stated: Iterable[Stated]) -> Keypoints:
        """The same clip with more said about it."""
        return replace(self, stated=(*self.stated, *stated))

    def _seen(self, point: Landmark) -> bool:
        return bool(np.isfinite(self.at(point)).any())


@dataclass(frozen=True, slots=True)
class Filmed:
    """What is known beside the body points; None where nobody told.

    ``height_m`` is the runner's body height, ``speed_mps`` the speed of the belt or the run.
    ``known_length_m`` and ``known_length_px`` are a length that was measured in the picture.
    ``treadmill`` tells a belt from a fixed camera beside a way.
    """

    height_m: float | None = None
    speed_mps: float | None = None
    known_length_m: float | None = None
    known_length_px: float | None = None
    treadmill: bool | None = None
