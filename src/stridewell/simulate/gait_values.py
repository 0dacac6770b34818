"""True metrics of a synthetic runner, step by step, read off the exact motion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.simulate.gait_legs import Step
from stridewell.simulate.gait_motion import Motion
from stridewell.values.anatomy import Side

Points = Mapping[Landmark, Floats]
SEGMENTS = (
    ("shoulder", "hip", 0.2173, 0.45),
    ("shoulder", "elbow", 0.0271, 0.58),
    ("elbow", "wrist", 0.0223, 0.60),
    ("hip", "knee", 0.1416, 0.41),
    ("knee", "ankle", 0.0433, 0.44),
    ("heel", "toe", 0.0137, 0.44),
)
"""Ends, share of body mass for each side (half the trunk), centre from the first end (men)."""
HEAD_SHARE = 0.0694


@dataclass(frozen=True, slots=True)
class Value:
    """A true metric in one step; ``side`` is the standing one, None for the whole runner."""

    metric: str
    side: Side | None
    t_s: float
    value: float


def values_of(motion: Motion, points: Points, duration_s: float) -> tuple[Value, ...]:
    """Every metric of every contact wholly inside the clip.

    Peaks and means are of contact. Angles of one leg lie in the plane of its view: sagittal ones
    in forward and up, frontal ones in right and up.
    """
    centre = centre_of_mass(points)
    found: list[Value] = []
    for now, after in pairwise(motion.steps):
        if now.on_s < 0 or now.off_s > duration_s:
            continue
        stance = _Stance(motion, points, centre, now, after)
        for metric, of in OF_SIDE.items():
            found.append(Value(metric, now.side, now.on_s, float(of(stance))))
        if after.off_s <= duration_s:
            found += [Value(m, None, now.on_s, float(of(stance))) for m, of in OF_STEP.items()]
    return tuple(found)


def centre_of_mass(points: Points) -> Floats:
    """The centre of mass (n, 3) from the segments, with the shares of de Leva 1996."""
    total = HEAD_SHARE * points[Landmark.HEAD]
    for first, second, share, part in SEGMENTS:
        for side in (Side.LEFT, Side.RIGHT):
            a, b = points[on_side(first, side)], points[on_side(second, side)]
            total = total + share * (a + part * (b - a))
    return total / (HEAD_SHARE + 2 * sum(share for _, _, share, _ in SEGMENTS))


@dataclass(frozen=True, slots=True, eq=False)
class _Stance:
    motion: Motion
    points: Points
    centre: Floats
    step: Step
    after: Step

    def at(self, part: str, side: Side | None = None) -> Floats:
        """A point of the standing side through contact (m, 3)."""
        return self.points[on_side(part, side or self.step.side)][self.rows]

    @property
    def rows(self) -> slice:
        return self._between(self.step.on_s, self.step.off_s)

    @property
    def whole_step(self) -> slice:
        return self._between(self.step.on_s, self.after.on_s)

    @property
    def out(self) -> float:
        return self.step.out

    @property
    def middle(self) -> int:
        return int(self.rows.stop - self.rows.start) // 2

    def _between(self, start_s: float, end_s: float) -> slice:
        first, last = np.searchsorted(self.motion.time_s, [start_s, end_s])
        return slice(int(first), int(last))


def _lean(upper: Floats, lower: Floats, axis: int) -> Floats:
    """How far a line leans towards an axis, from its lower to its upper end (degrees)."""
    way = upper - lower
    return np.asarray(np.degrees(np.arctan2(way[:, axis], way[:, 1])))


def _knee(s: _Stance) -> Floats:
    return _lean(s.at("knee"), s.at("ankle"), 0) - _lean(s.at("hip"), s.at("knee"), 0)


def _drop(s: _Stance) -> Floats:
    stance, other = s.at("hip"), s.at("hip", s.step.side.opposite)
    across = np.abs(stance[:, 2] - other[:, 2])
    return np.asarray(np.degrees(np.arctan2(stance[:, 1] - other[:, 1], across)))


def _adduction(s: _Stance) -> Floats:
    return s.out * _lean(s.at("hip"), s.at("knee"), 2) + _drop(s)


def _trunk(s: _Stance, axis: int) -> Floats:
    def mid(part: str) -> Floats:
        return np.asarray((s.at(part) + s.at(part, s.step.side.opposite)) / 2)

    return _lean(mid("shoulder"), mid("hip"), axis)


def _heel_beyond_midline(s: _Stance) -> float:
    """How far to its own side the heel lands of the middle between the hips (mm)."""
    middle = (s.at("hip") + s.at("hip", s.step.side.opposite))[:, 2] / 2
    return float(1000 * s.out * (s.at("heel")[:, 2] - middle)[0])


def _foot_pitch(s: _Stance) -> Floats:
    return np.asarray(np.degrees(s.motion.legs[s.step.side].pitch[s.rows]))


def _knee_window(s: _Stance) -> float:
    knees = s.out * (s.at("knee") - s.at("knee", s.step.side.opposite))[:, 2]
    return float(1000 * knees[s.middle])


def _step_width(s: _Stance) -> float:
    stands = s.points[on_side("heel", s.step.side)]
    lands = s.points[on_side("heel", s.step.side.opposite)]
    now = s.rows.start + s.middle
    then = int(np.searchsorted(s.motion.time_s, (s.after.on_s + s.after.off_s) / 2))
    return float(-1000 * s.out * (lands[then, 2] - stands[now, 2]))


def _ahead(s: _Stance, of: Floats) -> float:
    return float(1000 * (s.at("ankle")[0, 0] - of[0, 0]))


OF_SIDE: Mapping[str, Callable[[_Stance], float]] = {
    "contact_time_ms": lambda s: 1000 * (s.step.off_s - s.step.on_s),
    "flight_time_ms": lambda s: 1000 * (s.after.on_s - s.step.off_s),
    "duty_factor_pct": lambda s: 50 * (s.step.off_s - s.step.on_s) / (s.after.on_s - s.step.on_s),
    "foot_ahead_of_hip_mm": lambda s: _ahead(s, s.at("hip")),
    "foot_ahead_of_com_mm": lambda s: _ahead(s, s.centre[s.rows]),
    "tibia_angle_at_contact_deg": lambda s: -_lean(s.at("knee"), s.at("ankle"), 0)[0],
    "knee_flexion_at_contact_deg": lambda s: _knee(s)[0],
    "knee_flexion_peak_deg": lambda s: _knee(s).max(),
    "hip_extension_peak_deg": lambda s: _lean(s.at("hip"), s.at("knee"), 0).max(),
    "foot_strike_angle_deg": lambda s: _foot_pitch(s)[0],
    "lateral_trunk_lean_deg": lambda s: s.out * _trunk(s, 2).mean(),
    "pelvic_drop_peak_deg": lambda s: _drop(s).max(),
    "pelvic_drop_midstance_deg": lambda s: _drop(s)[s.middle],
    "pelvic_drop_excursion_deg": lambda s: _drop(s).max() - _drop(s)[0],
    "hip_adduction_peak_deg": lambda s: _adduction(s).max(),
    "heel_to_own_side_mm": _heel_beyond_midline,
}
OF_STEP: Mapping[str, Callable[[_Stance], float]] = {
    "step_rate_spm": lambda s: 60 / (s.after.on_s - s.step.on_s),
    "pelvis_oscillation_mm": lambda s: 1000 * np.ptp(s.motion.pelvis[s.whole_step, 1]),
    "com_oscillation_mm": lambda s: 1000 * np.ptp(s.centre[s.whole_step, 1]),
    "trunk_lean_deg": lambda s: _trunk(s, 0).mean(),
    "step_width_mm": _step_width,
    "knee_window_mm": _knee_window,
    "crossover_pct": lambda s: 100.0 * (_heel_beyond_midline(s) < 0),
}
