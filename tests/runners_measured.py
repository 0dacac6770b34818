"""Synthetic runners, measured: what several tests of metrics share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from stridewell.gait.contacts import Contact, ContactSeries
from stridewell.gait.keypoints import Filmed, Keypoints, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.measured import Measured
from stridewell.gait.metrics import Measurement, MethodErrors, measure
from stridewell.simulate.gait import (
    Camera,
    GaitTruth,
    Noise,
    Sided,
    SyntheticClip,
    synthetic_runner,
)
from stridewell.values.anatomy import Side

Key = tuple[str, Side | None]
HEIGHT_M = 1.75
UNEVEN = GaitTruth(
    contact_time_ms=Sided(250, 238),
    foot_strike_angle_deg=Sided(14, -4),
    knee_flexion_peak_deg=Sided(40, 45),
    pelvic_drop_peak_deg=Sided(6, 11),
    lateral_trunk_lean_deg=Sided(1, 4),
    variation=0,
)
"""Every step is alike, left and right are not."""


def series(contacts: tuple[Contact, ...], sd_s: float = 0.0) -> ContactSeries:
    known = tuple(replace(each, on_sd_s=sd_s, off_sd_s=sd_s) for each in contacts)
    return ContactSeries(known, 168.0, 0.3, "as they are")


def told_scale(camera: Camera) -> Filmed:
    """One metre was measured in the picture."""
    return Filmed(known_length_m=1.0, known_length_px=camera.px_per_m, treadmill=True)


def runner(  # noqa: PLR0913
    view: View,
    truth: GaitTruth = UNEVEN,
    *,
    camera: Camera | None = None,
    noise: Noise | None = None,
    seed: int = 0,
    rate_hz: float = 240.0,
    duration_s: float = 10.0,
) -> SyntheticClip:
    return synthetic_runner(
        truth,
        view=view,
        camera=camera,
        noise=noise,
        seed=seed,
        rate_hz=rate_hz,
        duration_s=duration_s,
    )


def measured(
    clip: SyntheticClip,
    filmed: Filmed | None = None,
    errors: MethodErrors | None = None,
    points: Keypoints | None = None,
) -> Measurement:
    told = told_scale(clip.camera) if filmed is None else filmed
    shown = clip.clean if points is None else points
    return measure(shown, series(clip.contacts), told, errors or MethodErrors())


def by_key(found: Measurement) -> Mapping[Key, Measured]:
    return {(each.id, each.side): each for each in found.measured}


def mirrored(clip: Keypoints) -> Keypoints:
    """The runner in a mirror: left is right, and what was seen from the left from the right."""
    order = [clip.points.index(each.opposite) for each in clip.points]
    position = clip.position[:, order].copy()
    if clip.view.shows_rear:
        right = clip.view.axes.index("right")
        width = 0 if clip.size_px is None else clip.size_px[0]
        position[:, :, right] = width - position[:, :, right]
    view = {View.LEFT: View.RIGHT, View.RIGHT: View.LEFT}.get(clip.view, clip.view)
    return replace(clip, position=position, view=view)


def other_sides(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    return tuple(replace(each, side=each.side.opposite) for each in contacts)


def without(clip: Keypoints, *parts: str) -> Keypoints:
    """The clip without some parts of the body."""
    kept = [at for at, each in enumerate(clip.points) if each.part not in parts]
    return replace(
        clip,
        points=tuple(clip.points[at] for at in kept),
        position=clip.position[:, kept],
        confidence=clip.confidence[:, kept],
    )


def unseen(clip: Keypoints, point: Landmark, frames: slice) -> Keypoints:
    """The clip with one point out of sight for a while."""
    position = clip.position.copy()
    position[frames, clip.points.index(point)] = np.nan
    return clip.moved(position)
