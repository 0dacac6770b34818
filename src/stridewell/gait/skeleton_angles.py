"""Body points from joint angles: one chain of segments for files of angles and made-up runners.

Angles are in degrees under the names of the OpenSim leg models, positions in metres as forward,
up, right. Pelvis: ``pelvis_tilt`` + back, ``pelvis_list`` + right side down, ``pelvis_rotation``
+ right side forward. Hip: ``hip_flexion`` + thigh forward, ``hip_adduction`` + towards the
midline, ``hip_rotation`` + inwards. ``knee_angle`` is negative when bent, ``ankle_angle`` positive
when the toes are drawn up, ``subtalar_angle`` positive when the sole turns inwards. Trunk:
``lumbar_extension`` + back, ``lumbar_bending`` + to the right, ``lumbar_rotation`` + to the left.
Each turn is about the axes that the turn before it left: tilt, list, rotation; flexion, adduction,
rotation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.values.anatomy import Side

Columns = Mapping[str, Floats]

FORWARD, UP, RIGHT = np.eye(3)
SUBTALAR = np.array([0.787, 0.605, -0.121])
"""The axis about which the right foot rolls, as the OpenSim leg models have it."""

SUFFIX = {Side.LEFT: "_l", Side.RIGHT: "_r"}
TRUNK_COLUMNS = ("lumbar_extension", "lumbar_bending", "lumbar_rotation")
NEEDED_COLUMNS = tuple(
    f"{joint}{each}" for each in ("_l", "_r") for joint in ("hip_flexion", "knee_angle")
)
"""Without these there is no running form to see."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths of segments and places of points in metres.

    Points of the pelvis count from the middle between the two front hip bones, those of the trunk
    from the middle of the hips, those of the foot from the ankle with the sole flat.
    """

    height: float
    thigh: float
    shank: float
    hip: tuple[float, float, float]
    """From the pelvis to the right hip joint: forward, up, right."""
    asis_out: float
    psis: tuple[float, float, float]
    trunk: float
    """From the middle of the hips up to the base of the neck."""
    shoulder_out: float
    ankle_up: float
    heel_back: float
    forefoot_ahead: float
    forefoot_out: float
    toe_ahead: float

    @classmethod
    def of_height(cls, height_m: float) -> Lengths:
        """Standard proportions of a body height in metres.

        Segments after Drillis and Contini, places of points after the OpenSim leg models.
        """
        return cls(
            height=height_m,
            thigh=0.245 * height_m,
            shank=0.246 * height_m,
            hip=(-0.039 * height_m, -0.037 * height_m, 0.046 * height_m),
            asis_out=0.071 * height_m,
            psis=(-0.085 * height_m, 0.005 * height_m, 0.025 * height_m),
            trunk=0.288 * height_m,
            shoulder_out=0.10 * height_m,
            ankle_up=0.039 * height_m,
            heel_back=0.032 * height_m,
            forefoot_ahead=0.075 * height_m,
            forefoot_out=0.022 * height_m,
            toe_ahead=0.115 * height_m,
        )


def points_from_angles(angles: Columns, lengths: Lengths) -> Mapping[Landmark, Floats]:
    """The body points of every frame, each (n, 3); a column that is not there counts as nought.

    Feet are left out where the ankle's angle is missing, the trunk where all of its angles are.
    Without ``pelvis_tx``, ``pelvis_ty`` and ``pelvis_tz`` the pelvis stays at the origin.

    Raises:
        ValueError: there are no columns.
    """
    if not angles:
        raise ValueError("there are no angles")
    chain = _Chain(angles, lengths)
    points = dict(chain.pelvis_points())
    for side in (Side.LEFT, Side.RIGHT):
        points |= chain.leg_points(side)
    points[Landmark.PELVIS] = (points[Landmark.LEFT_HIP] + points[Landmark.RIGHT_HIP]) / 2
    if any(each in angles for each in TRUNK_COLUMNS):
        points |= chain.trunk_points(points[Landmark.PELVIS])
    return points


@dataclass(frozen=True, slots=True)
class _Chain:
    angles: Columns
    lengths: Lengths

    def pelvis_points(self) -> Mapping[Landmark, Floats]:
        """Hips and skin points of the pelvis."""
        at = self.lengths
        places = {"hip": at.hip, "asis": (0.0, 0.0, at.asis_out), "psis": at.psis}
        middle = np.stack([self._column(f"pelvis_t{axis}") for axis in "xyz"], axis=1)
        turned = self._pelvis()
        return {
            on_side(part, side): middle + turned @ (np.array(place) * [1.0, 1.0, _outwards(side)])
            for part, place in places.items()
            for side in (Side.LEFT, Side.RIGHT)
        }

    def leg_points(self, side: Side) -> Mapping[Landmark, Floats]:
        """Knee, ankle and foot of one side."""
        at, end = self.lengths, SUFFIX[side]
        out = _outwards(side)
        thigh = self._pelvis() @ (
            _turn(RIGHT, self._column(f"hip_flexion{end}"))
            @ _turn(FORWARD, out * self._column(f"hip_adduction{end}"))
            @ _turn(UP, out * self._column(f"hip_rotation{end}"))
        )
        shank = thigh @ _turn(RIGHT, self._column(f"knee_angle{end}"))
        knee = self.pelvis_points()[on_side("hip", side)] - thigh @ (at.thigh * UP)
        ankle = knee - shank @ (at.shank * UP)
        points = {"knee": knee, "ankle": ankle}
        if f"ankle_angle{end}" in self.angles:
            points |= self._foot_points(ankle, shank, end, out)
        return {on_side(part, side): place for part, place in points.items()}

    def _foot_points(self, ankle: Floats, shank: Floats, end: str, out: int) -> dict[str, Floats]:
        at = self.lengths
        foot = (
            shank
            @ _turn(RIGHT, self._column(f"ankle_angle{end}"))
            @ _turn(SUBTALAR * [out, out, 1], self._column(f"subtalar_angle{end}"))
        )
        toes = foot @ _turn(RIGHT, self._column(f"mtp_angle{end}"))

        def point(ahead: float, outwards: float = 0.0) -> Floats:
            place: Floats = ankle + foot @ np.array([ahead, -at.ankle_up, out * outwards])
            return place

        return {
            "heel": point(-at.heel_back),
            "forefoot_medial": point(at.forefoot_ahead, -at.forefoot_out),
            "forefoot_lateral": point(at.forefoot_ahead, at.forefoot_out),
            "toe": point(at.forefoot_ahead) + toes @ ((at.toe_ahead - at.forefoot_ahead) * FORWARD),
        }

    def trunk_points(self, hips: Floats) -> Mapping[Landmark, Floats]:
        """Neck and shoulders."""
        turned = self._pelvis() @ (
            _turn(RIGHT, self._column("lumbar_extension"))
            @ _turn(FORWARD, self._column("lumbar_bending"))
            @ _turn(UP, self._column("lumbar_rotation"))
        )
        neck = hips + turned @ (self.lengths.trunk * UP)
        out = turned @ (self.lengths.shoulder_out * RIGHT)
        return {
            Landmark.NECK: neck,
            Landmark.LEFT_SHOULDER: neck - out,
            Landmark.RIGHT_SHOULDER: neck + out,
        }

    def _pelvis(self) -> Floats:
        turned: Floats = (
            _turn(RIGHT, self._column("pelvis_tilt"))
            @ _turn(FORWARD, self._column("pelvis_list"))
            @ _turn(UP, self._column("pelvis_rotation"))
        )
        return turned

    def _column(self, name: str) -> Floats:
        found = self.angles.get(name)
        frames = len(next(iter(self.angles.values())))
        return np.zeros(frames) if found is None else np.asarray(found, dtype=np.float64)


def _outwards(side: Side) -> int:
    return 1 if side is Side.RIGHT else -1


def _turn(axis: Floats, degrees: Floats) -> Floats:
    """Rotation matrices (n, 3, 3) about an axis, by the formula of Rodrigues."""
    x, y, z = axis / np.linalg.norm(axis)
    across = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)[:, None, None]
    turned: Floats = np.eye(3) + np.sin(angle) * across + (1 - np.cos(angle)) * across @ across
    return turned
