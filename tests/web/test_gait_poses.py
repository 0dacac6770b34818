"""The typical step is that of the runner: its angles are those the runner was made with."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from gait_films import filmed
from stridewell.gait.keypoints import View
from stridewell.gait.landmarks import Landmark
from stridewell.values.anatomy import Side
from stridewell.web.gait_poses import (
    LEGS,
    Plane,
    Pose,
    TypicalStep,
    flat_paths,
    mean_place,
    planes_of,
    pose_at,
    typical_step,
)

HEIGHT_OF_A_LEG_M = (0.75, 0.95)


def step_of(view: View, side: Side, plane: Plane) -> TypicalStep:
    clip = filmed(view)
    found = typical_step(clip.clean, clip.contacts, side, plane)
    assert found is not None
    return found


def angle(pose: Pose, start: str, end: str) -> float:
    """The direction of a line against upright, leaning forward or to the right above 0."""
    (x1, y1), (x2, y2) = pose[start], pose[end]
    return math.degrees(math.atan2(x2 - x1, y2 - y1))


@pytest.mark.parametrize("side", LEGS)
def test_the_shin_lands_as_it_was_made_to(side: Side) -> None:
    step = step_of(View.SPACE, side, Plane.SIDE)
    drawn = -angle(step.at_contact, f"{side.value}_ankle", f"{side.value}_knee")
    true = filmed(View.SPACE).value("tibia_angle_at_contact_deg", side)
    assert drawn == pytest.approx(true, abs=0.5)


@pytest.mark.parametrize("side", LEGS)
def test_the_pelvis_drops_over_the_leg_it_was_made_to_drop_over(side: Side) -> None:
    step = step_of(View.SPACE, side, Plane.REAR)
    left, right = step.at_midstance["left_hip"], step.at_midstance["right_hip"]
    tilt = math.degrees(math.atan2(left[1] - right[1], right[0] - left[0]))
    true = filmed(View.SPACE).value("pelvic_drop_midstance_deg", side)
    assert (tilt if side is Side.LEFT else -tilt) == pytest.approx(true, abs=0.5)


def test_the_pelvis_is_the_origin_and_the_foot_stands_lowest() -> None:
    step = step_of(View.LEFT, Side.LEFT, Plane.SIDE)
    assert step.at_contact["mid_hip"] == (0.0, 0.0)
    assert step.ground < step.at_midstance["left_knee"][1] < 0
    whole = [c for c in filmed(View.LEFT).contacts if c.off_s <= filmed(View.LEFT).clean.time_s[-1]]
    assert step.steps == len([each for each in whole if each.side is Side.LEFT])


def test_a_leg_is_as_long_as_a_leg() -> None:
    low, high = HEIGHT_OF_A_LEG_M
    assert low < step_of(View.SPACE, Side.LEFT, Plane.SIDE).leg < high


def test_the_other_foot_stands_where_it_stood() -> None:
    step = step_of(View.SPACE, Side.LEFT, Plane.REAR)
    own, other = step.at_midstance["left_heel"], step.other_heel
    assert other is not None
    true = filmed(View.SPACE).value("step_width_mm", None)
    assert 1000 * (other[0] - own[0]) == pytest.approx(true, abs=12)


def test_each_view_shows_its_own_planes() -> None:
    assert planes_of(View.LEFT) == (Plane.SIDE,)
    assert planes_of(View.REAR) == (Plane.REAR,)
    assert planes_of(View.SPACE) == (Plane.SIDE, Plane.REAR)
    assert flat_paths(filmed(View.REAR).clean, Plane.SIDE) == {}


def test_nothing_is_drawn_of_a_leg_without_contacts_or_points() -> None:
    clip = filmed(View.LEFT)
    right_only = [each for each in clip.contacts if each.side is Side.RIGHT]
    assert typical_step(clip.clean, right_only, Side.LEFT, Plane.SIDE) is None
    blind = clip.clean.moved(np.full_like(clip.clean.position, np.nan))
    assert typical_step(blind, clip.contacts, Side.LEFT, Plane.SIDE) is None


def test_a_contact_outside_the_clip_does_not_count() -> None:
    clip = filmed(View.LEFT)
    own = next(each for each in clip.contacts if each.side is Side.LEFT)
    late = replace(own, on_s=own.on_s + 100, off_s=own.off_s + 100)
    step = typical_step(clip.clean, [own, late], Side.LEFT, Plane.SIDE)
    assert step is not None
    assert step.steps == 1


def test_a_point_that_is_mostly_hidden_is_left_out() -> None:
    clip = filmed(View.LEFT)
    hidden = clip.clean.position.copy()
    hidden[: int(0.7 * len(hidden)), clip.clean.points.index(Landmark.LEFT_TOE)] = np.nan
    step = typical_step(clip.clean.moved(hidden), clip.contacts, Side.LEFT, Plane.SIDE)
    assert step is not None
    assert "left_toe" not in step.at_contact
    assert "left_heel" in step.at_contact


def test_between_frames_a_pose_lies_between() -> None:
    time_s = np.array([0.0, 1.0])
    paths = {"head": np.array([[0.0, 2.0], [1.0, 4.0]])}
    assert pose_at(paths, time_s, 0.25) == {"head": (0.25, 2.5)}


def test_the_picture_follows_a_runner_who_passes_by() -> None:
    time_s = np.arange(0, 6, 1 / 60)
    middle = np.stack([3 * time_s + 0.05 * np.sin(17 * time_s), np.ones_like(time_s)], axis=1)
    inner = (middle[:, 0] - mean_place({"mid_hip": middle}, time_s))[60:-60]
    assert np.abs(inner).max() < 0.08
    assert np.ptp(inner) > 0.08
