from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from keypoint_examples import runner
from stridewell.errors import FileRefusedError, NoRunnerError
from stridewell.gait.keypoints import Floats
from stridewell.gait.landmarks import Landmark
from stridewell.gait.mending import mended
from stridewell.gait.orientation import (
    depth_axis,
    facing,
    metres_per_unit,
    orientation,
    upright,
)

Points = Mapping[Landmark, Floats]


def points(turn: Floats | None = None, per_metre: float = 1.0) -> Points:
    """The runner's points, forward, up, right, turned into the axes of a file."""
    clip = runner().space
    turned = np.eye(3) if turn is None else turn
    return {each: clip.at(each) @ turned.T * per_metre for each in clip.points}


def about_up(degrees: float) -> Floats:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])


SWAPS = {
    "Y up": np.eye(3),
    "Z up": np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]]),
    "Z up, along Y": np.array([[0, 0, 1.0], [1.0, 0, 0], [0, 1.0, 0]]),
    "X up": np.array([[0, 1.0, 0], [-1.0, 0, 0], [0, 0, 1.0]]),
    "Y down": np.array([[1.0, 0, 0], [0, -1.0, 0], [0, 0, -1.0]]),
    "backwards": about_up(180),
}


@pytest.mark.parametrize("name", SWAPS)
@pytest.mark.parametrize("per_metre", [1.0, 100.0, 1000.0])
def test_every_lab_comes_out_as_forward_up_right(name: str, per_metre: float) -> None:
    turned = points(SWAPS[name], per_metre)
    found = orientation(turned)
    for each, place in points().items():
        assert found.applied(turned[each]) == pytest.approx(place, abs=1e-9)


def test_what_was_worked_out_is_stated() -> None:
    found = orientation(points(SWAPS["Z up"], 1000.0), "mm")
    told = {each.what: each.value for each in found.stated}
    assert told == {"unit": "millimetres", "up axis": "+Z", "running direction": "+X"}


def test_a_run_across_the_room_goes_forward() -> None:
    clip = runner().space
    way = np.array([3.0, 0, 0]) * clip.time_s[:, None]
    turn = about_up(37)
    crossing = {each: (clip.at(each) + way) @ turn.T for each in clip.points}
    found = orientation(crossing)
    hips = found.applied(crossing[Landmark.PELVIS])
    assert np.ptp(hips[:, 0]) == pytest.approx(3.0 * clip.duration_s, abs=0.2)
    assert abs(hips[-1, 2] - hips[0, 2]) < 0.05
    assert found.stated[-1].because == "the runner comes this way"


def test_without_feet_the_knees_tell_the_way() -> None:
    legs = {each: way for each, way in points().items() if each.part in {"hip", "knee", "ankle"}}
    found = facing(legs)
    assert found is not None
    assert found[0][0] > 0
    assert found[1] == "knees bend forwards"


def test_toes_that_point_outwards_on_one_foot_do_not_turn_the_runner() -> None:
    one_foot = {
        each: place
        for each, place in points().items()
        if each.part not in {"toe", "forefoot_medial"} or each is Landmark.RIGHT_TOE
    }
    one_foot[Landmark.RIGHT_TOE] = one_foot[Landmark.RIGHT_TOE] + np.array([0, 0, 0.09])
    assert orientation(one_foot).turn == pytest.approx(np.eye(3))


def test_exchanged_names_and_mirrored_axes_are_refused() -> None:
    exchanged = {each.opposite: place for each, place in points().items()}
    with pytest.raises(FileRefusedError, match="exchanged, or the axes are mirrored"):
        orientation(exchanged)
    mirrored = points(np.diag([1.0, 1.0, -1.0]))
    with pytest.raises(FileRefusedError, match="exchanged, or the axes are mirrored"):
        orientation(mirrored)


def test_tilted_axes_are_refused() -> None:
    cosine, sine = np.cos(np.radians(40)), np.sin(np.radians(40))
    tilt = np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]])
    with pytest.raises(FileRefusedError, match="No axis of the file points up"):
        orientation(points(tilt))


@pytest.mark.parametrize(
    ("body", "told", "metres"),
    [(0.9, "", 1.0), (0.9, "mm", 1.0), (90.0, "cm", 0.01), (900.0, "m", 0.001)],
)
def test_the_body_has_the_last_word_on_the_unit(body: float, told: str, metres: float) -> None:
    found, stated = metres_per_unit(body, told)
    assert found == pytest.approx(metres)
    contradicted = told and {"m": 1.0, "cm": 0.01, "mm": 0.001}[told] != metres
    assert ("which cannot be" in stated.because) == bool(contradicted)


@pytest.mark.parametrize("body", [0.01, 0.34, 5000.0])
def test_no_human_size_is_refused(body: float) -> None:
    with pytest.raises(FileRefusedError, match="no human"):
        metres_per_unit(body)


def test_without_an_upper_or_a_lower_body_nothing_can_be_told() -> None:
    feet = {each: way for each, way in points().items() if each.part in {"heel", "toe"}}
    with pytest.raises(NoRunnerError, match="pelvis, shoulders and head"):
        upright(feet)
    hips = {each: way for each, way in points().items() if each.part == "hip"}
    with pytest.raises(NoRunnerError, match="feet and ankles"):
        upright(hips)


def test_halves_never_seen_together_are_refused() -> None:
    apart = dict(points())
    middle = len(apart[Landmark.PELVIS]) // 2
    for each, place in apart.items():
        hidden = place.copy()
        upper = each.part in {"hip", "pelvis", "asis", "psis", "iliac_crest"}
        hidden[slice(0, middle) if upper else slice(middle, None)] = np.nan
        apart[each] = hidden
    with pytest.raises(NoRunnerError, match="never seen in the same frame"):
        upright(apart)


def test_a_point_far_away_is_left_out_and_one_in_another_unit_is_not() -> None:
    odd = dict(points())
    odd[Landmark.LEFT_HEEL] = odd[Landmark.LEFT_HEEL] * 1000
    odd[Landmark.RIGHT_WRIST] = odd[Landmark.RIGHT_WRIST] + 40
    whole, stated = mended(odd, {Landmark.RIGHT_WRIST: "RWrist"})
    assert whole[Landmark.LEFT_HEEL] == pytest.approx(points()[Landmark.LEFT_HEEL])
    assert Landmark.RIGHT_WRIST not in whole
    assert {each.value for each in stated if each.what == "point left out"} == {"RWrist"}


def test_a_whole_runner_needs_no_mending() -> None:
    whole, stated = mended(points(), {})
    assert set(whole) == set(points())
    assert not stated


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_one_camera_moves_nothing_in_depth(axis: int) -> None:
    order = [each for each in range(3) if each != axis]
    flat = {}
    for each, place in points().items():
        out = np.full_like(place, 0.2)
        out[:, order] = place[:, :2]
        flat[each] = out
    assert depth_axis(flat) == axis
    assert depth_axis(points()) is None
