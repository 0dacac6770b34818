"""Joint angles of a MOT file → keypoints, through a chain of segments of standard proportions."""

from __future__ import annotations

import numpy as np

from stridewell.adapters.keypoint_files.mot import RawAngles
from stridewell.adapters.keypoint_files.raw_points import enough_frames
from stridewell.errors import WrongViewError
from stridewell.gait.keypoints import Keypoints, Stated, Unit, View
from stridewell.gait.skeleton_angles import Lengths, points_from_angles

CONVENTION = "joint_angles"
"""The hips of inverse kinematics are not those of markers, and standard lengths are nobody's."""

USUAL_HEIGHT_M = 1.75
SHORTEST_M, TALLEST_M = 1.2, 2.3
LEAST_BELOW = 0.1
"""Feet hang at least this far below the pelvis, as a share of body height."""

FEET = ("heel", "toe", "forefoot_medial", "forefoot_lateral")


def keypoints_of_angles(raw: RawAngles, height_m: float | None, view: View | None) -> Keypoints:
    """The runner in space. Angles are the file's; lengths come from the body height.

    Without a body height they are chosen so that the feet reach the floor of the file.

    Raises:
        WrongViewError: a view from one side was asked for.
        FileRefusedError: there are too few frames.
    """
    enough_frames(len(raw.time_s))
    if view not in {None, View.SPACE}:
        raise WrongViewError("Joint angles are no view from one side.", "Leave the view out.")
    height, because = _height(raw, height_m)
    points = points_from_angles(raw.columns, Lengths.of_height(height))
    listed = tuple(points)
    position = np.stack([points[each] for each in listed], axis=1)
    seen = np.isfinite(position).all(axis=2)
    lengths = Stated("lengths", f"those of a body height of {height:.2f} m", because)
    return Keypoints(
        time_s=raw.time_s,
        points=listed,
        position=position,
        confidence=np.where(seen, 1.0, 0.0),
        view=View.SPACE,
        unit=Unit.METRE,
        convention=CONVENTION,
        stated=(*raw.stated, lengths, *_missing(raw)),
    )


def _height(raw: RawAngles, height_m: float | None) -> tuple[float, str]:
    """The body height that lengths come from, and why."""
    if height_m is not None:
        return height_m, "you gave it; the shares of its segments are standard ones"
    if "pelvis_ty" in raw.columns:
        unit = points_from_angles(
            {**raw.columns, "pelvis_ty": np.zeros(len(raw.time_s))}, Lengths.of_height(1.0)
        )
        feet = [place[:, 1] for each, place in unit.items() if each.part in FEET]
        if feet:
            below = -np.min(feet, axis=0)
            reached = float(np.nanmin(raw.columns["pelvis_ty"] / np.maximum(below, 0.1)))
            if SHORTEST_M <= reached <= TALLEST_M:
                return (
                    reached,
                    "then the feet reach the floor at their lowest; true within about 5 %",
                )
    return USUAL_HEIGHT_M, "nothing tells the runner's; lengths and heights are rough"


def _missing(raw: RawAngles) -> tuple[Stated, ...]:
    out = []
    if "pelvis_ty" not in raw.columns:
        out.append(Stated("missing", "pelvis_ty", "without it the pelvis does not rise and fall"))
    if not {"ankle_angle_l", "ankle_angle_r"} <= raw.columns.keys():
        why = "without them there are no feet: no contacts and no foot strike"
        out.append(Stated("missing", "ankle angles", why))
    return tuple(out)
