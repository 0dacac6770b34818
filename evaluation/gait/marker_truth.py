"""The true values of a trial, step by step from the markers in space and the force plate.

Plain loops on the raw markers, on purpose apart from the engine that is measured against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from stridewell.gait.contacts import ContactSeries
from stridewell.gait.keypoints import Floats, Keypoints
from stridewell.gait.landmarks import on_side
from stridewell.values.anatomy import Side

SIDES = (Side.LEFT, Side.RIGHT)
LEAST_STEPS = 3
Key = tuple[str, Side | None]


@dataclass(frozen=True, slots=True)
class Known:
    """The mean over steps and its standard error."""

    mean: float
    se: float


Truth = Mapping[Key, Known]


def true_values(clip: Keypoints, contacts: ContactSeries) -> Truth:
    """Means over the steps of every metric that markers of legs and pelvis show."""
    found: dict[Key, list[float]] = {}
    every = contacts.contacts
    for at, contact in enumerate(every):
        stance = _rows(clip, contact.on_s, contact.off_s)
        if stance.stop - stance.start < 8:
            continue
        for metric, value in _of_stance(clip, contact.side, stance).items():
            found.setdefault((metric, contact.side), []).append(value)
        if at + 1 < len(every) and every[at + 1].side is not contact.side:
            after = every[at + 1]
            width = _width(clip, contact.side, stance, _rows(clip, after.on_s, after.off_s))
            found.setdefault(("step_width_mm", None), []).append(width)
            span = _rows(clip, contact.on_s, after.on_s)
            found.setdefault(("pelvis_oscillation_mm", None), []).append(_bounce(clip, span))
            aside = _aside(clip, contact.side, stance)
            found.setdefault(("crossover_pct", None), []).append(100.0 * (aside < 0))
    return {key: _known(np.array(values)) for key, values in found.items()}


def _known(values: Floats) -> Known:
    seen = values[np.isfinite(values)]
    if len(seen) < LEAST_STEPS:
        return Known(float("nan"), float("nan"))
    return Known(float(seen.mean()), float(seen.std(ddof=1) / np.sqrt(len(seen))))


def _rows(clip: Keypoints, start_s: float, end_s: float) -> slice:
    first, last = np.searchsorted(clip.time_s, [start_s, end_s])
    return slice(int(first), int(last))


def _of_stance(clip: Keypoints, side: Side, rows: slice) -> Mapping[str, float]:
    hip, knee, ankle, heel, toe = (
        clip.at(on_side(part, side))[rows] for part in ("hip", "knee", "ankle", "heel", "toe")
    )
    other = clip.at(on_side("hip", side.opposite))[rows]
    out = 1 if side is Side.RIGHT else -1
    thigh, shank, across = hip - knee, knee - ankle, hip - other
    bend = _angle(shank[:, 0], shank[:, 1]) - _angle(thigh[:, 0], thigh[:, 1])
    drop = _angle(across[:, 1], out * across[:, 2])
    inwards = out * _angle(thigh[:, 2], thigh[:, 1]) + drop
    foot = _angle((toe - heel)[:, 1], (toe - heel)[:, 0])
    middle = len(drop) // 2
    flat = foot[len(foot) // 4 : len(foot) // 2]
    return {
        "foot_ahead_of_hip_mm": 1000 * (ankle - hip)[0, 0],
        "tibia_angle_at_contact_deg": -_angle(shank[:, 0], shank[:, 1])[0],
        "knee_flexion_at_contact_deg": bend[0],
        "knee_flexion_peak_deg": _top(bend),
        "hip_extension_peak_deg": _top(_angle(thigh[:, 0], thigh[:, 1])),
        "foot_strike_angle_deg": foot[0] - float(np.nanmedian(flat)),
        "pelvic_drop_peak_deg": _top(drop),
        "pelvic_drop_midstance_deg": drop[middle],
        "pelvic_drop_excursion_deg": _top(drop) - drop[0],
        "hip_adduction_peak_deg": _top(inwards),
        "knee_window_mm": 1000
        * out
        * (knee - clip.at(on_side("knee", side.opposite))[rows])[middle, 2],
    }


def _angle(opposite: Floats, along: Floats) -> Floats:
    return np.asarray(np.degrees(np.arctan2(opposite, along)))


def _top(curve: Floats) -> float:
    seen = curve[np.isfinite(curve)]
    return float(seen.max()) if len(seen) > 0.8 * len(curve) else float("nan")


def _width(clip: Keypoints, side: Side, stance: slice, after: slice) -> float:
    stands = clip.at(on_side("heel", side))[(stance.start + stance.stop) // 2, 2]
    lands = clip.at(on_side("heel", side.opposite))[(after.start + after.stop) // 2, 2]
    return float(1000 * (stands - lands) * (1 if side is Side.RIGHT else -1))


def _bounce(clip: Keypoints, rows: slice) -> float:
    height = clip.mid(*(on_side("hip", side) for side in SIDES))[rows, 1]
    return float(1000 * np.ptp(height))


def _aside(clip: Keypoints, side: Side, stance: slice) -> float:
    middle = clip.mid(*(on_side("hip", each) for each in SIDES))[stance.start, 2]
    heel = clip.at(on_side("heel", side))[stance.start, 2]
    return float((heel - middle) * (1 if side is Side.RIGHT else -1))
