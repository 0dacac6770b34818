"""Cameras that were never there: the markers of a trial as a phone would have seen them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from evaluation.gait.rbds import Trial

from stridewell.gait.body import pelvis_along
from stridewell.gait.contacts import Contact, ContactSeries
from stridewell.gait.keypoints import Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.signal import fill_gaps, smooth
from stridewell.simulate.gait_camera import Camera
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
EVENT_SD_S = 0.004
"""What the true contacts are taken to be uncertain by: the plate's own threshold and filter."""
PELVIS_M = 0.95
PX_PER_M = 600.0
NOISE_PX = 2.0
SIZE_PX = (1440, 1920)


def random_camera(dice: np.random.Generator, distance_m: float = 4.0) -> Camera:
    """A camera of the goals: half a metre too high or low, 10 degrees off, 3 degrees rolled."""
    return Camera(
        distance_m=distance_m,
        height_m=PELVIS_M + float(dice.uniform(-0.5, 0.5)),
        yaw_deg=float(dice.uniform(-10, 10)),
        roll_deg=float(dice.uniform(-3, 3)),
        px_per_m=PX_PER_M,
        size_px=SIZE_PX,
    )


def filmed_trial(
    trial: Trial, view: View, camera: Camera, dice: np.random.Generator, *, psis: bool = False
) -> Keypoints:
    """The trial as seen by a camera, with the noise of a pose model, filled and smoothed.

    ``psis`` puts the skin points above the buttocks in place of the hips.
    """
    clip = trial.keypoints
    kept = [each for each in Landmark if each in clip.points and each.part in SEEN]
    space = np.stack([clip.at(_source(each, psis=psis)) for each in kept], axis=1)
    for axis, name in ((0, "forward"), (2, "right")):
        space[:, :, axis] -= np.nanmean(pelvis_along(clip, name))
    seen = camera.seen(space, view)
    seen = seen + dice.normal(0, NOISE_PX, seen.shape)
    picture = Keypoints(
        time_s=clip.time_s,
        points=tuple(kept),
        position=seen,
        confidence=np.ones(seen.shape[:2]),
        view=view,
        unit=Unit.PIXEL,
        convention="markers",
        size_px=SIZE_PX,
    )
    return smooth(fill_gaps(picture))


SEEN = ("hip", "knee", "ankle", "heel", "toe")


def _source(point: Landmark, *, psis: bool) -> Landmark:
    return on_side("psis", point.side) if psis and point.part == "hip" else point


def true_contacts(trial: Trial) -> ContactSeries:
    """The contacts of the force plate that lie inside the recording."""
    own = tuple(
        Contact(each.side, each.on_s, each.off_s, EVENT_SD_S, EVENT_SD_S)
        for each in trial.whole_contacts(margin_s=0.02)
    )
    return ContactSeries(own, trial.truth["cadence_spm"], 0.3, "force plate")


def first_steps(series: ContactSeries, steps_a_side: int) -> ContactSeries:
    """The first so many contacts of each side, and what follows at once."""
    return _within(series, -np.inf, _end(series, steps_a_side))


def later_steps(series: ContactSeries, steps_a_side: int) -> ContactSeries:
    """The contacts after the first so many of each side."""
    return _within(series, _end(series, steps_a_side), np.inf)


def _end(series: ContactSeries, steps_a_side: int) -> float:
    """When the first foot touches that is not among the first."""
    own = [series.of(side) for side in SIDES]
    nexts = [each[steps_a_side].on_s for each in own if len(each) > steps_a_side]
    return min(nexts, default=np.inf)


def _within(series: ContactSeries, start_s: float, end_s: float) -> ContactSeries:
    kept = tuple(each for each in series.contacts if start_s <= each.on_s < end_s)
    return replace(series, contacts=kept)
