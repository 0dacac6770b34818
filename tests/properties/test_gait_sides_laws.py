"""Laws of putting left and right right."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.landmarks import on_side
from stridewell.gait.sides import repair_sides
from stridewell.simulate.gait import GaitTruth, Noise, both, synthetic_runner
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
LOWER = ("knee", "ankle", "heel", "toe", "forefoot_lateral")
FRAMES = 240
AS_GOOD_AS_ONE = 0.04
"""Points of two legs nearer to each other than this share of a leg may stay swapped."""


@cache
def clip(view: View, step_rate: int, seed: int) -> Keypoints:
    truth = GaitTruth(step_rate_spm=step_rate, contact_time_ms=both(36_000 / step_rate))
    noise = Noise(sd=0.006 if view is View.SPACE else 2.5)
    return synthetic_runner(
        truth, view=view, rate_hz=60, duration_s=FRAMES / 60, seed=seed, noise=noise
    ).keypoints


clips = st.builds(
    clip,
    st.sampled_from((View.LEFT, View.RIGHT, View.REAR, View.SPACE)),
    st.integers(150, 195),
    st.integers(0, 20),
)
stretches = st.lists(
    st.tuples(st.integers(0, FRAMES - 1), st.integers(1, 20)), min_size=1, max_size=3
)


def with_swaps(clean: Keypoints, where: list[tuple[int, int]]) -> Keypoints:
    rows = np.zeros(FRAMES, dtype=bool)
    for first, lasts in where:
        rows[first : first + lasts] = True
    rows[48:] &= np.cumsum(rows)[48:] <= FRAMES // 5
    mirrored = [clean.points.index(point.opposite) for point in clean.points]
    position = clean.position.copy()
    position[rows] = clean.position[rows][:, mirrored]
    return clean.moved(position)


def leg_length(clean: Keypoints) -> float:
    ways = [clean.at(on_side(part, Side.LEFT)) for part in ("hip", "knee", "ankle")]
    return float(sum(np.linalg.norm(b - a, axis=1).max() for a, b in pairwise(ways)))


def legs(of: Keypoints) -> Floats:
    return np.stack([of.at(on_side(part, side)) for part in LOWER for side in SIDES])


@given(clips)
@settings(max_examples=25)
def test_a_clean_clip_changes_nothing(clean: Keypoints) -> None:
    repair = repair_sides(clean)
    assert np.array_equal(repair.clip.position, clean.position)
    assert repair.withheld is None


@given(clips, stretches)
@settings(max_examples=25)
def test_swaps_are_put_back(clean: Keypoints, where: list[tuple[int, int]]) -> None:
    repair = repair_sides(with_swaps(clean, where))
    off = np.linalg.norm(legs(repair.clip) - legs(clean), axis=-1)
    assert np.nanmax(off) < AS_GOOD_AS_ONE * leg_length(clean)


@given(clips, stretches)
@settings(max_examples=25)
def test_repairing_twice_is_repairing_once(clean: Keypoints, where: list[tuple[int, int]]) -> None:
    once = repair_sides(with_swaps(clean, where)).clip
    again = repair_sides(once)
    assert np.array_equal(again.clip.position, once.position, equal_nan=True)
    assert not again.swapped.any()


@given(st.integers(150, 195), st.integers(0, 20))
@settings(max_examples=25)
def test_swapping_every_name_from_behind_is_undone(step_rate: int, seed: int) -> None:
    clean = clip(View.REAR, step_rate, seed)
    mirrored = [clean.points.index(point.opposite) for point in clean.points]
    turned = replace(clean, position=clean.position[:, mirrored])
    assert np.array_equal(legs(repair_sides(turned).clip), legs(clean))
