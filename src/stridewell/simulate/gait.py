"""A synthetic runner with known truth: body points as a lab or a camera sees them.

The legs come from joint curves whose standing foot neither slips nor sinks in; contact times,
angles and distances are set, and every metric that follows is read off the exact motion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.simulate.gait_angles import angles_of
from stridewell.simulate.gait_body import Body
from stridewell.simulate.gait_camera import Camera
from stridewell.simulate.gait_motion import Motion, motion_of
from stridewell.simulate.gait_points import points_of
from stridewell.simulate.gait_truth import GaitTruth, Sided, both
from stridewell.simulate.gait_values import Value, values_of
from stridewell.values.anatomy import Side

__all__ = [
    "Camera",
    "GaitTruth",
    "Noise",
    "Sided",
    "SyntheticClip",
    "Value",
    "both",
    "synthetic_runner",
]

SKIN = frozenset({"iliac_crest", "asis", "psis", "forefoot_medial"})
"""Points that only markers show."""


@dataclass(frozen=True, slots=True)
class Noise:
    """What a source adds to the truth.

    ``sd`` is the jitter of every coordinate, in metres in space and pixels in a picture;
    ``far`` multiplies it for the leg away from the camera. ``missing`` is the share of points
    that are not seen. ``far_confidence`` is how sure a model is of the far side.
    """

    sd: float = 0.0
    far: float = 1.5
    missing: float = 0.0
    far_confidence: float = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class SyntheticClip:
    """A clip and everything that is true about it.

    ``keypoints`` is what a reader would get, ``clean`` the same without noise, ``space`` the
    exact points in metres at the same frames. ``contacts`` are those that lie wholly inside.
    ``values`` holds the true metrics by id and side (None: of the whole runner); ``angles``
    joint angles in degrees by their OpenSim names at the same frames.
    """

    truth: GaitTruth
    camera: Camera
    keypoints: Keypoints
    clean: Keypoints
    space: Keypoints
    contacts: tuple[Contact, ...]
    values: Mapping[tuple[str, Side | None], float]
    steps: tuple[Value, ...]
    angles: Mapping[str, Floats]

    def value(self, metric: str, side: Side | None = None) -> float:
        """The true value of a metric.

        Raises:
            KeyError: the metric is not known for this side.
        """
        return self.values[metric, side]


def synthetic_runner(  # noqa: PLR0913 - every one is a plain property of the clip
    truth: GaitTruth | None = None,
    *,
    view: View = View.SPACE,
    rate_hz: float = 120.0,
    duration_s: float = 10.0,
    seed: int = 0,
    noise: Noise | None = None,
    camera: Camera | None = None,
) -> SyntheticClip:
    """Let a runner run in front of markers or a camera.

    The same seed gives the same clip. The clip begins at 0 s with any part of a stride.
    """
    truth, noise, camera = truth or GaitTruth(), noise or Noise(), camera or Camera()
    dice = np.random.default_rng(seed)
    motion = motion_of(truth, duration_s, dice)
    fine = points_of(motion, Body(truth.height_m))
    time_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    space = _space(truth, motion, fine, time_s)
    clean = space if view is View.SPACE else _filmed(space, view, camera)
    steps = values_of(motion, fine, duration_s)
    return SyntheticClip(
        truth=truth,
        camera=camera,
        keypoints=_noisy(clean, noise, dice),
        clean=clean,
        space=space,
        contacts=_contacts(motion, duration_s),
        values=_summary(steps),
        steps=steps,
        angles=angles_of(motion, truth.height_m, time_s),
    )


def _space(
    truth: GaitTruth, motion: Motion, fine: Mapping[Landmark, Floats], time_s: Floats
) -> Keypoints:
    points = tuple(fine)
    stacked = np.stack([fine[each] for each in points], axis=1)
    position = _sampled(motion.time_s, stacked, time_s)
    if truth.overground:
        position[:, :, 0] += truth.speed_mps * time_s[:, None]
    return Keypoints(
        time_s=time_s,
        points=points,
        position=position,
        confidence=np.ones(position.shape[:2]),
        view=View.SPACE,
        unit=Unit.METRE,
        convention="markers",
    )


def _sampled(fine_s: Floats, fine: Floats, time_s: Floats) -> Floats:
    at = np.clip(np.searchsorted(fine_s, time_s, side="right") - 1, 0, len(fine_s) - 2)
    share = ((time_s - fine_s[at]) / (fine_s[at + 1] - fine_s[at]))[:, None, None]
    return np.asarray(fine[at] * (1 - share) + fine[at + 1] * share)


def _filmed(space: Keypoints, view: View, camera: Camera) -> Keypoints:
    kept = [at for at, point in enumerate(space.points) if point.part not in SKIN]
    return replace(
        space,
        points=tuple(space.points[at] for at in kept),
        position=camera.seen(space.position[:, kept], view),
        confidence=np.ones((space.frames, len(kept))),
        view=view,
        unit=Unit.PIXEL,
        convention="halpe_26",
        size_px=camera.size_px,
    )


def _noisy(clean: Keypoints, noise: Noise, dice: np.random.Generator) -> Keypoints:
    far = clean.view.near.opposite
    is_far = np.array([far in {Side.LEFT, Side.RIGHT} and p.side is far for p in clean.points])
    spread = noise.sd * np.where(is_far, noise.far, 1.0)[:, None]
    position = clean.position + dice.normal(size=clean.position.shape) * spread
    position[dice.random(position.shape[:2]) < noise.missing] = np.nan
    confidence = np.where(is_far, noise.far_confidence, 1.0) * clean.confidence
    confidence[np.isnan(position[:, :, 0])] = 0.0
    return replace(clean, position=position, confidence=confidence)


def _contacts(motion: Motion, duration_s: float) -> tuple[Contact, ...]:
    return tuple(
        Contact(step.side, step.on_s, step.off_s, 0.0, 0.0)
        for step in motion.steps
        if step.on_s >= 0 and step.off_s <= duration_s
    )


def _summary(steps: tuple[Value, ...]) -> Mapping[tuple[str, Side | None], float]:
    grouped: dict[tuple[str, Side | None], list[float]] = {}
    for each in steps:
        grouped.setdefault((each.metric, each.side), []).append(each.value)
    means: dict[tuple[str, Side | None], float] = {
        key: float(np.mean(values)) for key, values in grouped.items()
    }
    left, right = (means["contact_time_ms", side] for side in (Side.LEFT, Side.RIGHT))
    means["contact_balance_left_pct", None] = 100 * left / (left + right)
    return means
