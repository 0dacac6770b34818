"""Trials with markers as three phone clips show them: from the left, the right and behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from evaluation.gait.rbds import Trial, trials

from stridewell.adapters.gait_model import load_contact_model
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.gait.clip import analyse_clip
from stridewell.gait.keypoints import Filmed, Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.session import GaitSession, merge
from stridewell.simulate.gait_camera import Camera

EVERY = 2
"""Of 150 frames a second every second one is kept: 75, about what a phone films."""
NOISE_PX, PX_PER_M = 2.0, 400.0
VIEWS = (View.LEFT, View.RIGHT, View.REAR)
HIP_HEIGHT_M = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class FilmedTrial:
    """A trial, and what its three clips come to together."""

    trial: Trial
    session: GaitSession


def filmed_trials(data: Path, noise_px: float = NOISE_PX) -> Iterator[FilmedTrial]:
    """Every trial of the folder ``data/rbds-running``, filmed and measured."""
    model, gait = load_contact_model(), packaged_knowledge().gait
    for number, trial in enumerate(trials(data)):
        told = Filmed(height_m=trial.height_m, speed_mps=trial.speed_mps, treadmill=True)
        chance = np.random.default_rng(number)
        films = (through_camera(trial.keypoints, view, chance, noise_px) for view in VIEWS)
        clips = tuple(analyse_clip(each, told, model, gait.errors) for each in films)
        yield FilmedTrial(trial, merge(clips, gait.metrics))


def through_camera(
    space: Keypoints, view: View, chance: np.random.Generator, noise_px: float = NOISE_PX
) -> Keypoints:
    """What a camera at hip height, 4 m away and square to the runner sees, with noise."""
    position = space.position[::EVERY]
    hips = [space.points.index(each) for each in (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)]
    middle = np.nanmean(position[:, hips], axis=(0, 1))
    centred = position - np.array([middle[0], 0.0, middle[2]])
    camera = Camera(height_m=HIP_HEIGHT_M, px_per_m=PX_PER_M)
    flat: Floats = camera.seen(centred, view)
    flat = flat + chance.normal(0.0, noise_px, flat.shape)
    return replace(
        space,
        time_s=space.time_s[::EVERY],
        position=flat,
        confidence=space.confidence[::EVERY],
        view=view,
        unit=Unit.PIXEL,
        size_px=camera.size_px,
    )
