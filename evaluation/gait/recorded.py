"""A trial as another recording would show it: fewer frames, noise, one view, moved markers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.rhythm import on_clock
from stridewell.values.anatomy import Side

BOTH = (Side.LEFT, Side.RIGHT)
BALL = ("forefoot_medial", "forefoot_lateral")


@dataclass(frozen=True, slots=True)
class Recording:
    """Frames a second (None: as they are), noise a coordinate and frame, and the view."""

    rate_hz: float | None = None
    noise_m: float = 0.0
    view: View = View.SPACE

    def __str__(self) -> str:
        """In words, for tables."""
        rate = "150 Hz" if self.rate_hz is None else f"{self.rate_hz:.0f} Hz"
        noise = f" + {1000 * self.noise_m:.0f} mm" if self.noise_m else ""
        return rate + noise + ("" if self.view is View.SPACE else f", {self.view.value} view")


def as_recorded(clip: Keypoints, recording: Recording, rng: np.random.Generator) -> Keypoints:
    """The clip in space as this recording would have it; the first frame comes at random.

    From behind a camera stands 2 to 6 m away and 0.3 to 1.5 m high, and sees in perspective.
    """
    time_s, flat = clip.time_s, clip.position.reshape(clip.frames, -1)
    if recording.rate_hz is not None:
        step = 1 / recording.rate_hz
        time_s = np.arange(time_s[0] + rng.uniform(0, step), clip.time_s[-1], step)
        flat = on_clock(clip, flat, time_s)
    position = flat.reshape(len(time_s), len(clip.points), -1)
    if recording.view is View.REAR:
        position = _from_behind(position, rng.uniform(2.0, 6.0), rng.uniform(0.3, 1.5))
    kept = [clip.view.axes.index(axis) for axis in recording.view.axes]
    noise = rng.normal(0, 1, (*position.shape[:2], len(kept)))
    return replace(
        clip,
        time_s=time_s,
        position=position[:, :, kept] + recording.noise_m * noise,
        confidence=np.ones(position.shape[:2]),
        view=recording.view,
    )


def _from_behind(position: Floats, distance_m: float, height_m: float) -> Floats:
    """What is further ahead looks smaller and nearer to the height of the camera."""
    middle = np.nanmedian(position[:, :, 0])
    nearer = distance_m / (distance_m + position[:, :, :1] - middle)
    ground = np.nanpercentile(position[:, :, 1], 1)
    eye = np.array([0.0, ground + height_m, np.nanmedian(position[:, :, 2])])
    seen = eye + (position - eye) * nearer
    return np.concatenate([position[:, :, :1], seen[:, :, 1:]], axis=2)


def without(clip: Keypoints, *parts: str) -> Keypoints:
    """The clip without these parts of the body."""
    kept = [at for at, point in enumerate(clip.points) if point.part not in parts]
    return replace(
        clip,
        points=tuple(clip.points[at] for at in kept),
        position=clip.position[:, kept],
        confidence=clip.confidence[:, kept],
    )


def with_moved_markers(clip: Keypoints, rng: np.random.Generator) -> Keypoints:
    """The clip in space as if another person had placed the markers (or another tool had).

    Heel, ball and ankle move within the foot and shank, the pelvis's points up and forward, by
    up to about 3 cm; forward lengths by 3 % (a camera that is not square to the way), and all of
    it turns by about 1.5 degrees (a camera that is not level, a belt with a slope).
    """
    moved: dict[Landmark, Floats] = {}
    for side in BOTH:
        heel, ankle, knee = (clip.at(on_side(part, side)) for part in ("heel", "ankle", "knee"))
        toe = clip.at(on_side("toe", side))
        ball = np.nanmean([clip.at(on_side(part, side)) for part in (*BALL, BALL[0])], axis=0)
        ball = np.where(np.isfinite(ball), ball, heel + 0.75 * (toe - heel))
        moved[on_side("heel", side)] = heel + _shift(ball - heel, rng.normal(0, 0.08, 2))
        placed = ball + _shift(ball - heel, rng.normal((0.03, 0), (0.08, 0.05)))
        for part in BALL:
            moved[on_side(part, side)] = placed
        moved[on_side("ankle", side)] = ankle + _shift(knee - ankle, rng.normal(0, 0.05, 2))
        moved[on_side("knee", side)] = knee + _shift(knee - ankle, rng.normal(0, 0.05, 2))
    up = np.array([rng.normal(0, 0.02), rng.normal(0, 0.03), 0.0])
    position = clip.position.copy()
    for at, point in enumerate(clip.points):
        if point in moved:
            position[:, at] = moved[point]
        elif point.part in {"hip", "asis", "psis", "iliac_crest"}:
            position[:, at] += up
    position[:, :, 0] *= 1 + rng.normal(0, 0.03)
    roll = np.radians(rng.normal(0, 1.5))
    turned = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
    position[:, :, :2] = position[:, :, :2] @ turned
    return clip.moved(position)


def _shift(along: Floats, shares: Floats) -> Floats:
    """Shares of a segment along itself and square to it in the plane of forward and up."""
    square = np.stack([-along[:, 1], along[:, 0], np.zeros(len(along))], axis=1)
    return np.asarray(shares[0] * along + shares[1] * square)
