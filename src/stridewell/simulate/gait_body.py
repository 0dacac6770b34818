"""The body of the synthetic runner: lengths of its segments, legs that reach, feet that roll."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FLAT, HIGHEST, LOWEST = 0.0, np.radians(45), np.radians(-75)
"""The pitch of a flat foot and the range a foot rolls through, in radians; toes up is positive."""


@dataclass(frozen=True)
class Body:
    """Segment lengths in metres, as shares of body height (design; close to common tables)."""

    height_m: float

    @cached_property
    def thigh(self) -> float:
        """Hip joint to knee."""
        return 0.245 * self.height_m

    @cached_property
    def shank(self) -> float:
        """Knee to ankle."""
        return 0.246 * self.height_m

    @cached_property
    def hip_width(self) -> float:
        """Between the centres of the hip joints."""
        return 0.100 * self.height_m

    @cached_property
    def foot(self) -> float:
        """A length the points of the foot are measured in."""
        return 0.152 * self.height_m

    @cached_property
    def trunk(self) -> float:
        """Between the hips to the base of the neck."""
        return 0.300 * self.height_m

    def reach(self, knee: Floats) -> Floats:
        """Hip to ankle with the knee bent by an angle in radians."""
        a, b = self.thigh, self.shank
        return np.asarray(np.sqrt(a * a + b * b + 2 * a * b * np.cos(knee)))

    def knee_for(self, reach: Floats) -> Floats:
        """The bend of the knee in radians that puts the ankle so far from the hip."""
        a, b = self.thigh, self.shank
        cosine = (reach**2 - a * a - b * b) / (2 * a * b)
        return np.asarray(np.arccos(np.clip(cosine, -1.0, 1.0)))

    def foot_point(self, name: str) -> Floats:
        """Where a point of the flat foot lies from the ankle: forward, up, outwards."""
        return np.array(FOOT_POINTS[name]) * self.foot


FOOT_POINTS = {
    "ankle": (0.0, 0.0, 0.0),
    "heel": (-0.22, -0.20, 0.0),
    "toe": (0.66, -0.23, -0.06),
    "forefoot_medial": (0.45, -0.22, -0.15),
    "forefoot_lateral": (0.36, -0.24, 0.20),
}
ANKLE_UP = 0.34
SOLE = ((-0.20, -ANKLE_UP), (0.50, -ANKLE_UP), (0.58, -ANKLE_UP + 0.03))


@dataclass(frozen=True, slots=True, eq=False)
class Roll:
    """A foot that rolls over its sole: where the ankle is for a pitch, in metres.

    ``ahead`` is how far the ankle has come forward over the ground since the foot lay flat.
    """

    pitch: Floats
    ahead: Floats
    up: Floats

    def at(self, pitch: Floats) -> tuple[Floats, Floats]:
        """How far ahead and how high the ankle is at these pitches (radians)."""
        return np.interp(pitch, self.pitch, self.ahead), np.interp(pitch, self.pitch, self.up)


def roll_of(body: Body) -> Roll:
    """The rolling of a foot that neither slips nor sinks in."""
    pitch = np.linspace(LOWEST, HIGHEST, 1201)
    sole = np.array(SOLE) * body.foot
    forward, up = turned(sole[:, 0], sole[:, 1], pitch[:, None])
    lowest = np.argmin(up, axis=1)
    rows = np.arange(len(pitch))
    slid = np.diff(forward, axis=0)[rows[:-1], lowest[:-1]]
    ahead = np.concatenate(([0.0], np.cumsum(-slid)))
    return Roll(pitch, ahead - np.interp(FLAT, pitch, ahead), -up[rows, lowest])


def turned(forward: Floats, up: Floats, pitch: Floats) -> tuple[Floats, Floats]:
    """A point of the foot after its toes went up by ``pitch`` (radians)."""
    cosine, sine = np.cos(pitch), np.sin(pitch)
    return forward * cosine - up * sine, forward * sine + up * cosine


def knee_between(body: Body, hip: Floats, ankle: Floats, inwards: Floats, out: float) -> Floats:
    """The knee of every frame: ahead of the line from hip to ankle, turned ``inwards`` (radians).

    ``out`` is +1 where outwards is to the runner's right, -1 where it is to the left.
    """
    line = ankle - hip
    reach = np.linalg.norm(line, axis=1, keepdims=True)
    along = line / reach
    forward = np.array([1.0, 0.0, 0.0]) - along[:, :1] * along
    forward /= np.linalg.norm(forward, axis=1, keepdims=True)
    sideways = np.cross(along, forward)
    sideways *= -out * np.sign(sideways[:, 2:])
    share = (body.thigh**2 - body.shank**2 + reach**2) / (2 * reach)
    height = np.sqrt(np.maximum(body.thigh**2 - share**2, 0.0))
    lean = inwards[:, None]
    away = np.cos(lean) * forward + np.sin(lean) * sideways
    return np.asarray(hip + along * share + height * away)
