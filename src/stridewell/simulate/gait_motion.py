"""How a synthetic runner moves: steps in time, then pelvis, feet and knees at a fine grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from stridewell.simulate.gait_body import Body, Floats
from stridewell.simulate.gait_legs import BOTH_SIDES, Footfalls, Leg, Step, leg_of, out_of
from stridewell.simulate.gait_truth import (
    SHORTEST_FLIGHT_S,
    STEP_TIME_SD_S,
    STEP_VALUES,
    GaitTruth,
)
from stridewell.values.anatomy import Side

FINE_HZ = 1000.0
LEAD_S = 1.6
"""How long before and after the clip the runner already runs, so that its ends are as the rest."""
PELVIS_SHIFT_M, PELVIS_TURN_DEG = 0.010, 4.0
PEAK_DROP_AT = 0.38
"""The part of a contact after which the pelvis hangs lowest."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """The whole lower body on the fine grid; angles (n,) in radians.

    ``drop`` is positive where the right side of the pelvis hangs lower, ``turn`` where the right
    side is ahead, ``side_lean`` where the trunk leans to the right.
    """

    time_s: Floats
    steps: tuple[Step, ...]
    pelvis: Floats
    drop: Floats
    turn: Floats
    lean: Floats
    side_lean: Floats
    legs: Mapping[Side, Leg]


def motion_of(truth: GaitTruth, duration_s: float, dice: np.random.Generator) -> Motion:
    """Let the runner run on the spot (the belt moves), from before the clip to after it.

    A leg is NaN before its first contact and after its last one, outside the clip.
    """
    body = Body(truth.height_m)
    steps = steps_of(truth, duration_s, dice)
    time_s = np.arange(round((duration_s + 2 * LEAD_S) * FINE_HZ) + 1) / FINE_HZ - LEAD_S
    drop = np.radians(_drop(steps, time_s))
    turn = np.radians(PELVIS_TURN_DEG) * _side_to_side(steps, time_s, 0.0)
    pelvis = np.zeros((len(time_s), 3))
    pelvis[:, 2] = PELVIS_SHIFT_M * _side_to_side(steps, time_s, 0.45)
    half = {side: out_of(side) * body.hip_width / 2 * to_right(drop, turn) for side in BOTH_SIDES}
    footfalls = Footfalls(truth, body, time_s, {s: pelvis + half[s] for s in BOTH_SIDES})
    placed = [footfalls.place(step) for step in steps]
    feet = {side: footfalls.foot([p for p in placed if p.step.side is side]) for side in half}
    pelvis[:, 1] = footfalls.height(placed, feet)
    feet = {
        side: footfalls.foot(foot.placed, footfalls.leaving(foot, pelvis[:, 1]))
        for side, foot in feet.items()
    }
    legs = {s: leg_of(body, truth, time_s, pelvis + half[s], feet[s]) for s in BOTH_SIDES}
    drift = truth.per_minute.get("trunk_lean_deg", 0.0)
    return Motion(
        time_s=time_s,
        steps=steps,
        pelvis=pelvis,
        drop=drop,
        turn=turn,
        lean=np.radians(truth.trunk_lean_deg + drift * time_s / 60),
        side_lean=np.radians(_side_lean(steps, time_s)),
        legs=legs,
    )


def to_right(drop: Floats, turn: Floats) -> Floats:
    """The unit vector (n, 3) from the left hip to the right one."""
    return np.column_stack(
        (np.sin(turn), -np.sin(drop) * np.cos(turn), np.cos(drop) * np.cos(turn))
    )


def steps_of(truth: GaitTruth, duration_s: float, dice: np.random.Generator) -> tuple[Step, ...]:
    """Contacts in turn, left first, from the start of the lead to its end."""
    steps: list[Step] = []
    side, on_s = Side.LEFT, -LEAD_S + 0.02
    while True:
        values = {name: truth.step(name, side, on_s, dice) for name in STEP_VALUES}
        share = truth.left_step_pct if side is Side.LEFT else 100 - truth.left_step_pct
        lasts = 60 / truth.middle("step_rate_spm", side, on_s) * share / 50
        lasts += float(np.clip(dice.normal(), -2, 2)) * STEP_TIME_SD_S * truth.variation
        contact = min(values["contact_time_ms"] / 1000, lasts - SHORTEST_FLIGHT_S / 2)
        if on_s + contact > duration_s + LEAD_S:
            return tuple(steps)
        steps.append(Step(side, on_s, on_s + contact, values))
        side, on_s = side.opposite, on_s + lasts


def _drop(steps: Sequence[Step], time_s: Floats) -> Floats:
    knots = []
    for step in steps:
        down = -step.out
        peak = step.values["pelvic_drop_peak_deg"]
        contact = min(step.values["pelvic_drop_contact_deg"], peak)
        lasts = step.off_s - step.on_s
        knots += [
            (step.on_s, down * contact),
            (step.on_s + PEAK_DROP_AT * lasts, down * peak),
            (step.off_s, down * 0.1 * peak),
        ]
    return _through(knots, time_s)


def _side_lean(steps: Sequence[Step], time_s: Floats) -> Floats:
    leans = [(s, s.out * s.values["lateral_trunk_lean_deg"]) for s in steps]
    return _through([(t, lean) for s, lean in leans for t in (s.on_s, s.off_s)], time_s)


def _side_to_side(steps: Sequence[Step], time_s: Floats, share: float) -> Floats:
    """From +1 at right contacts to -1 at left ones; ``share`` is the part of the contact."""
    at = np.array([s.on_s + share * (s.off_s - s.on_s) for s in steps])
    phase = np.interp(time_s, at, np.arange(len(at)))
    return steps[0].out * np.asarray(np.cos(np.pi * phase), dtype=np.float64)


def _through(knots: Sequence[tuple[float, float]], time_s: Floats) -> Floats:
    """A smooth curve through knots that overshoots none of them; level beyond the ends."""
    at, value = np.array(knots).T
    return np.asarray(PchipInterpolator(at, value)(np.clip(time_s, at[0], at[-1])))
