"""Steps are laid out from contacts, and a contact that was not seen joins no two steps."""

from __future__ import annotations

import numpy as np
import pytest

from runners_measured import runner, unseen
from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.metrics.phases import MOMENTS, Phase
from stridewell.gait.metrics.steps import Body, Moments
from stridewell.values.anatomy import Side


def alternating(count: int, step_s: float = 0.35, contact_s: float = 0.24) -> list[Contact]:
    sides = (Side.LEFT, Side.RIGHT)
    return [
        Contact(sides[at % 2], at * step_s, at * step_s + contact_s, 0, 0) for at in range(count)
    ]


def test_each_step_runs_to_the_other_foot_and_each_stride_to_the_same() -> None:
    left = Moments.of(tuple(alternating(6)), Side.LEFT)
    assert left.next_on_s.tolist() == pytest.approx([0.35, 1.05, 1.75])
    assert left.stride_s[:2].tolist() == pytest.approx([0.7, 0.7])
    assert np.isnan(left.stride_s[2])
    assert left.step_s.tolist() == pytest.approx([0.35] * 3)


def test_a_missing_contact_leaves_its_neighbours_without_step_or_stride() -> None:
    contacts = alternating(12)
    del contacts[5]  # a right one
    left = Moments.of(tuple(contacts), Side.LEFT)
    right = Moments.of(tuple(contacts), Side.RIGHT)
    assert np.isnan(left.next_on_s).tolist() == [False, False, True, False, False, False]
    assert np.isfinite(left.stride_s[:5]).all()
    assert np.isnan(right.stride_s).tolist() == [False, True, False, False, True]


def test_one_leg_alone_steps_half_a_stride_and_the_other_follows() -> None:
    alone = Moments.of(tuple(c for c in alternating(8) if c.side is Side.LEFT), Side.LEFT)
    assert alone.step_s[:3].tolist() == pytest.approx([0.35] * 3)
    other = alone.second_halves()
    assert other.side is Side.RIGHT
    assert other.on_s[:3].tolist() == pytest.approx([0.35, 1.05, 1.75])
    assert other.times(Phase.STEP)[0, -1] == pytest.approx(0.7)


def test_phases_begin_and_end_with_their_events() -> None:
    left = Moments.of(tuple(alternating(6)), Side.LEFT)
    contact, back = left.times(Phase.CONTACT), left.times(Phase.SWING_BACK)
    assert contact.shape == (3, MOMENTS)
    assert contact[1, [0, -1]].tolist() == pytest.approx([0.7, 0.94])
    assert back[1, [0, -1]].tolist() == pytest.approx([0.94, 0.94 + 0.5 * 0.46])
    assert left.shifted(on_s=0.01).times(Phase.CONTACT)[0, 0] == pytest.approx(0.01)


def test_a_point_is_unknown_in_a_gap_and_outside_the_clip() -> None:
    clip = unseen(runner(View.SPACE, duration_s=3).clean, Landmark.LEFT_KNEE, slice(240, 300))
    found = Body(clip).at(Landmark.LEFT_KNEE, np.array([-0.1, 0.5, 1.1, 2.0, 4.0]))
    assert found is not None
    assert np.isnan(found[:, 0]).tolist() == [True, False, True, False, True]
    assert Body(clip).at(Landmark.LEFT_ELBOW, np.array([0.5])) is not None
    never = unseen(clip, Landmark.LEFT_KNEE, slice(None))
    assert Body(never).at(Landmark.LEFT_KNEE, np.array([0.5])) is None
