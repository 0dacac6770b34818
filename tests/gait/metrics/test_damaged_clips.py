"""Damaged clips give fewer values and more reasons, and never an interval without its value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from runners_measured import measured, runner, series
from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Filmed, Floats, View
from stridewell.gait.metrics import MethodErrors, measure
from stridewell.simulate.gait import GaitTruth, Noise, SyntheticClip

Damage = Callable[[Floats, np.random.Generator], None]


@lru_cache(maxsize=4)
def trembling(view: View) -> SyntheticClip:
    noise = Noise(sd=0.003 if view is View.SPACE else 3)
    return runner(view, GaitTruth(), noise=noise, rate_hz=60)


def lost_here_and_there(position: Floats, dice: np.random.Generator) -> None:
    position[dice.random(position.shape[:2]) < dice.uniform(0, 1)] = np.nan


def some_points_never_seen(position: Floats, dice: np.random.Generator) -> None:
    position[:, dice.random(position.shape[1]) < 0.5] = np.nan


def cut_short(position: Floats, dice: np.random.Generator) -> None:
    position[dice.integers(0, len(position)) :] = np.nan


def all_in_one_place(position: Floats, dice: np.random.Generator) -> None:
    position[:] = float(dice.integers(0, 2))


def noise_only(position: Floats, dice: np.random.Generator) -> None:
    position[:] = dice.normal(size=position.shape) * dice.choice([1e-9, 1.0, 1e6])


DAMAGES = (lost_here_and_there, some_points_never_seen, cut_short, all_in_one_place, noise_only)


def later(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    return tuple(replace(each, on_s=each.on_s + 20, off_s=each.off_s + 20) for each in contacts)


def momentary(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    return tuple(replace(each, off_s=each.on_s + 1e-6) for each in contacts)


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_value_lies_in_its_interval(view: View, damage: Damage) -> None:
    clip = trembling(view)
    for seed in range(2):
        position = clip.keypoints.position.copy()
        damage(position, np.random.default_rng(seed))
        found = measured(clip, Filmed(height_m=1.7), points=clip.keypoints.moved(position))
        for each in found.measured:
            assert np.isfinite([each.value, each.low, each.high]).all(), each.id
            assert each.low <= each.value <= each.high, each.id
        for apart in found.differences:
            assert np.isfinite([apart.value, apart.low, apart.high]).all(), apart.id


@pytest.mark.parametrize("view", list(View))
def test_contacts_outside_the_clip_read_no_point(view: View) -> None:
    clip = trembling(view)
    found = measure(clip.clean, series(later(clip.contacts)), Filmed(), MethodErrors())
    assert {each.unit for each in found.measured} <= {"ms", "%", "spm"}


@pytest.mark.parametrize("view", list(View))
def test_contacts_of_no_length_do_no_harm(view: View) -> None:
    clip = trembling(view)
    found = measure(clip.clean, series(momentary(clip.contacts)), Filmed(), MethodErrors())
    assert all(each.low <= each.value <= each.high for each in found.measured)
