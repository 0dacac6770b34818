from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from keypoint_examples import runner
from stridewell.errors import FileRefusedError, NoRunnerError, WrongViewError
from stridewell.gait.keypoints import Floats, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.picture import aspect_from_legs, seen_from
from stridewell.simulate.gait import Camera, GaitTruth, synthetic_runner

Points = Mapping[Landmark, Floats]
FEET = frozenset({"heel", "toe", "forefoot_medial", "forefoot_lateral"})


def in_picture(view: View, camera: Camera | None = None) -> Points:
    """Points as right in the picture and up."""
    if camera is None:
        clip = runner(view).keypoints
    else:
        truth = GaitTruth()
        clip = synthetic_runner(
            truth, view=view, rate_hz=50, duration_s=2, seed=2, camera=camera
        ).keypoints
    turn = np.array([-1.0 if view is View.LEFT else 1.0, 1.0])
    return {each: clip.at(each) * turn for each in clip.points}


def without_feet(points: Points) -> Points:
    return {each: place for each, place in points.items() if each.part not in FEET}


@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
@pytest.mark.parametrize("yaw", [-15, 15])
@pytest.mark.parametrize("roll", [-5, 5])
def test_the_view_is_seen_although_the_camera_stands_askew(
    view: View, yaw: float, roll: float
) -> None:
    points = in_picture(view, Camera(distance_m=3, height_m=0.5, yaw_deg=yaw, roll_deg=roll))
    for each in (points, without_feet(points)):
        seen = seen_from(each)
        assert (seen.view, seen.mirrored) == (view, view is View.LEFT)


def between() -> Points:
    """A runner half from behind and half from the side."""
    clip = runner().space
    camera = np.array([[0.64, 0.0, 0.77], [0.0, 1.0, 0.0]])
    return {each: clip.at(each) @ camera.T for each in clip.points}


def test_a_view_that_cannot_be_seen_is_asked_for_and_then_believed() -> None:
    with pytest.raises(FileRefusedError, match="Nothing tells from where") as caught:
        seen_from(between())
    assert "left, right or rear" in caught.value.next_step
    seen = seen_from(between(), View.REAR)
    assert (seen.view, seen.mirrored) == (View.REAR, False)
    assert seen_from(between(), View.RIGHT).stated[0].because == "you said so"


def test_a_view_that_is_seen_otherwise_is_refused() -> None:
    with pytest.raises(WrongViewError, match="seen from behind, not from the left"):
        seen_from(in_picture(View.REAR), View.LEFT)


def test_who_comes_towards_the_camera_is_refused() -> None:
    front = {each: place * [-1, 1] for each, place in in_picture(View.REAR).items()}
    with pytest.raises(WrongViewError, match="from the front"):
        seen_from(front)


def test_who_stands_on_their_head_is_refused() -> None:
    with pytest.raises(FileRefusedError, match=r"turned by 1[67]\d degrees"):
        seen_from({each: -place for each, place in in_picture(View.LEFT).items()})


@pytest.mark.parametrize("aspect", [16 / 9, 9 / 16, 4 / 3, 1.0])
def test_legs_keep_their_length_in_one_shape_of_picture_only(aspect: float) -> None:
    shares = {each: place / [aspect * 1000, 1000] for each, place in in_picture(View.RIGHT).items()}
    assert aspect_from_legs(shares) == pytest.approx(aspect)


def test_an_odd_shape_of_picture_is_refused() -> None:
    shares = {each: place / [1180, 1000] for each, place in in_picture(View.RIGHT).items()}
    with pytest.raises(FileRefusedError, match="shape of the picture cannot be told"):
        aspect_from_legs(shares)


def test_without_legs_there_is_no_shape() -> None:
    head = {Landmark.HEAD: in_picture(View.RIGHT)[Landmark.HEAD]}
    with pytest.raises(NoRunnerError, match="no legs"):
        aspect_from_legs(head)
