"""The legs of the synthetic runner: a standing foot goes with the belt, a swinging leg follows.

Everything lies in the belt's room: the runner stays, the ground moves backward.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

from stridewell.simulate.gait_body import Body, Floats, Roll, knee_between, roll_of
from stridewell.simulate.gait_truth import GaitTruth
from stridewell.values.anatomy import Side

Knots = list[tuple[float, float]]
BOTH_SIDES = (Side.LEFT, Side.RIGHT)
GRAVITY = 9.81
SLIP, SLIP_S = 0.10, 0.012
"""A landing foot still lacks a tenth of the belt's speed, and how soon it gains it."""
RISE_M = 0.006
"""How much higher the pelvis is at toe-off than at contact."""
TOE_OFF_PITCHES = np.radians(np.linspace(-22, -68, 93))
ROLLED = ((0.45, 0.0), (0.70, 0.14), (0.85, 0.50), (1.0, 1.0))
"""When in contact the heel rises: part of the contact, part of the pitch at toe-off."""
FLAT_AFTER_S = 0.045
HEEL_RISES_AT = 0.5
"""The part of a contact from which the knee tells how far the heel has risen."""
LEAVING_PITCHES = np.radians(np.linspace(0, -74, 371))
KNEE_AT_TOE_OFF_RAD_S = -1.2
KNOT_ROWS = 5
FOLLOWS_S = 0.010
"""So long after toe-off the foot still turns nearly as fast as before."""
SWING = np.array([0.0, 0.15, 0.30, 0.45, 0.60, 0.75, 0.90, 1.0])
USUAL_SPEED_MPS = 2.5
SWING_OUT_M = 0.015


@dataclass(frozen=True, slots=True)
class Step:
    """One contact: side, moments in seconds of the clip, and the values of this step."""

    side: Side
    on_s: float
    off_s: float
    values: Mapping[str, float]

    @property
    def out(self) -> float:
        """+1 where the outside of this leg is to the runner's right."""
        return out_of(self.side)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a step lands (m): ankle ahead and to the right, pelvis height; pitches in radians."""

    step: Step
    ahead: float
    right: float
    pelvis_up: float
    landing: float
    toe_off: float


@dataclass(frozen=True, slots=True, eq=False)
class Foot:
    """One foot on the fine grid: ankle (n, 3), right only in contact; pitch (n,) in radians."""

    placed: Sequence[Placed]
    rows: Sequence[slice]
    ankle: Floats
    pitch: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Leg:
    """One leg on the fine grid, (n, 3) each: forward, up, right. ``pitch`` (n,) in radians."""

    hip: Floats
    knee: Floats
    ankle: Floats
    pitch: Floats


def out_of(side: Side) -> float:
    """+1 for the right, -1 for the left."""
    return 1.0 if side is Side.RIGHT else -1.0


@dataclass(frozen=True)
class Footfalls:
    """Places feet below hips whose height is not known yet (``hips`` lie at height 0)."""

    truth: GaitTruth
    body: Body
    time_s: Floats
    hips: Mapping[Side, Floats]
    roll: Roll = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the rolling of the foot."""
        object.__setattr__(self, "roll", roll_of(self.body))

    def place(self, step: Step) -> Placed:
        """Put a foot down so that contact and toe-off have the knee angles of this step."""
        own = step.values
        landing = np.radians(own["foot_strike_angle_deg"])
        hip = self._hip(step.side, step.on_s)
        ahead = hip[0] + own["foot_ahead_of_hip_mm"] / 1000
        right = step.out * own["step_width_mm"] / 2000
        rolled, up = self.roll.at(np.asarray(landing))
        reach = self.body.reach(np.radians(own["knee_flexion_at_contact_deg"]))
        aside = right - hip[2]
        pelvis_up = float(up + np.sqrt(reach**2 - (ahead - hip[0]) ** 2 - aside**2) - hip[1])
        lasts = step.off_s - step.on_s
        hip = self._hip(step.side, step.off_s) + np.array([0.0, pelvis_up + RISE_M, 0.0])
        moved, high = self.roll.at(TOE_OFF_PITCHES)
        back = ahead - self.truth.speed_mps * (lasts - SLIP * SLIP_S) + moved - rolled
        reaches = np.sqrt((back - hip[0]) ** 2 + (high - hip[1]) ** 2 + (right - hip[2]) ** 2)
        wanted = self.body.reach(np.radians(own["knee_flexion_at_toe_off_deg"]))
        toe_off = float(TOE_OFF_PITCHES[np.argmin(np.abs(reaches - wanted))])
        return Placed(step, float(ahead), float(right), pelvis_up, float(landing), toe_off)

    def foot(self, placed: Sequence[Placed], leaving: Sequence[Knots] | None = None) -> Foot:
        """The way of one foot: whole where it stands, pitch and side also where it swings.

        ``leaving`` is how it leaves the ground in every step, once the pelvis is known.
        """
        pitch = self._pitch(placed, leaving or [_rolled(each) for each in placed])
        ankle = np.full((len(self.time_s), 3), np.nan)
        ankle[:, 2] = self._sideways(placed)
        rows = []
        for each in placed:
            stands = self._stands(each.step)
            rolled, up = self.roll.at(pitch[stands])
            ankle[stands, 0] = self._carried(each, self.time_s[stands]) + rolled
            ankle[stands, 1] = up
            rows.append(stands)
        return Foot(placed, rows, ankle, pitch)

    def leaving(self, foot: Foot, height: Floats) -> list[Knots]:
        """How the heel rises in every step so that the knee goes evenly to its bend at toe-off."""
        return [
            self._leaving(each, rows, height)
            for each, rows in zip(foot.placed, foot.rows, strict=True)
        ]

    def _leaving(self, placed: Placed, stands: slice, height: Floats) -> Knots:
        step = placed.step
        first = stands.start + int((stands.stop - stands.start) * HEEL_RISES_AT)
        time_s = self.time_s[first : stands.stop]
        hip = self.hips[step.side][first : stands.stop].copy()
        hip[:, 1] += height[first : stands.stop]
        moved, high = self.roll.at(LEAVING_PITCHES)
        ahead = self._carried(placed, time_s)[:, None] + moved - hip[:, :1]
        aside = placed.right - hip[:, 2:]
        reach = np.sqrt(ahead**2 + (high - hip[:, 1:2]) ** 2 + aside**2)
        flat = self.body.knee_for(reach[:, 0])
        slope = (flat[3] - flat[0]) / (time_s[3] - time_s[0])
        lasts = step.off_s - time_s[0]
        ends = (float(flat[0]), float(np.radians(step.values["knee_flexion_at_toe_off_deg"])))
        part = (time_s - time_s[0]) / lasts
        bend = _hermite(part, ends, (float(slope) * lasts, KNEE_AT_TOE_OFF_RAD_S * lasts))
        wanted = self.body.reach(bend)
        count = np.clip((reach > wanted[:, None]).sum(axis=1), 1, len(LEAVING_PITCHES) - 1)
        rows = np.arange(len(part))
        longer, shorter = reach[rows, count - 1], reach[rows, count]
        share = np.clip((longer - wanted) / (longer - shorter), 0.0, 1.0)
        pitch = LEAVING_PITCHES[count - 1] * (1 - share) + LEAVING_PITCHES[count] * share
        kept = slice(0, len(time_s) - KNOT_ROWS + 1, KNOT_ROWS)
        rate = (pitch[-1] - pitch[-KNOT_ROWS]) / (time_s[-1] - time_s[-KNOT_ROWS])
        return [
            *zip(time_s[kept].tolist(), pitch[kept].tolist(), strict=True),
            (step.off_s, float(pitch[-1] + rate * (step.off_s - time_s[-1]))),
        ]

    def _carried(self, placed: Placed, time_s: Floats) -> Floats:
        """Where the ankle would be if the foot lay flat and went with the belt (m)."""
        since = time_s - placed.step.on_s
        landed, _ = self.roll.at(np.asarray(placed.landing))
        slipped = SLIP * SLIP_S * (1 - np.exp(-since / SLIP_S))
        return np.asarray(placed.ahead - landed - self.truth.speed_mps * (since - slipped))

    def height(self, placed: Sequence[Placed], feet: Mapping[Side, Foot]) -> Floats:
        """How high the pelvis is (m): it falls freely in flight and sinks onto each leg."""
        height = np.full(len(self.time_s), placed[0].pelvis_up)
        for before, now, after in zip([placed[0], *placed], placed, placed[1:], strict=False):
            flight = after.step.on_s - now.step.off_s
            landed = now.step.on_s - before.step.off_s if before is not now else flight
            start, end = now.pelvis_up, now.pelvis_up + RISE_M
            fallen = before.pelvis_up + RISE_M
            falling = (start - fallen) / landed - GRAVITY * landed / 2
            rising = (after.pelvis_up - end) / flight + GRAVITY * flight / 2
            stands = self._stands(now.step)
            lasts = now.step.off_s - now.step.on_s
            part = (self.time_s[stands] - now.step.on_s) / lasts
            sunk = _hermite(part, (start, end), (falling * lasts, rising * lasts))
            height[stands] = self._sink(now.step, part, sunk, stands, feet[now.step.side])
            flies = slice(stands.stop, self._stands(after.step).start)
            since = self.time_s[flies] - now.step.off_s
            height[flies] = end + rising * since - GRAVITY / 2 * since**2
        last = self._stands(placed[-1].step)
        height[last.start :] = placed[-1].pelvis_up
        return height

    def _sink(self, step: Step, part: Floats, sunk: Floats, stands: slice, foot: Foot) -> Floats:
        """Deepen or flatten the way through a contact until the knee bends as far as told."""
        bump = 16 * part**2 * (1 - part) ** 2
        line = foot.ankle[stands] - self.hips[step.side][stands]
        level = line[:, 0] ** 2 + line[:, 2] ** 2
        wanted = self.body.reach(np.radians(step.values["knee_flexion_peak_deg"]))
        for _ in range(6):
            rows = slice(len(part) // 5, -len(part) // 5)
            reach = np.sqrt(level + (sunk - line[:, 1]) ** 2)
            at = rows.start + int(np.argmin(reach[rows]))
            sunk = sunk + bump / bump[at] * (
                np.sqrt(wanted**2 - level[at]) - (sunk[at] - line[at, 1])
            )
        return sunk

    def _pitch(self, placed: Sequence[Placed], leaving: Sequence[Knots]) -> Floats:
        fast = self.truth.speed_mps - USUAL_SPEED_MPS
        ways = np.radians([-70 - 18 * fast, -61 - 28 * fast, -35 - 24 * fast, -5 - 12 * fast])
        knots: Knots = []
        for at, (now, leaves) in enumerate(zip(placed, leaving, strict=True)):
            on_s = now.step.on_s
            knots += [(on_s, now.landing), (on_s + 0.4 * FLAT_AFTER_S, 0.35 * now.landing)]
            knots += [(on_s + FLAT_AFTER_S, 0.0), *leaves]
            if at + 1 < len(placed):
                after = placed[at + 1]
                (before_s, before), (off_s, toe_off) = leaves[-2:]
                swings = after.step.on_s - off_s
                rate = (toe_off - before) / (off_s - before_s)
                turned = float(np.clip(rate * swings * SWING[1] / 2, *np.radians([-38, -18])))
                pitches = [toe_off + turned, *ways, after.landing + np.radians(3)]
                times = off_s + swings * SWING[1:-1]
                knots.append((off_s + FOLLOWS_S, toe_off + max(0.8 * rate * FOLLOWS_S, turned / 2)))
                knots += [(float(t), float(p)) for t, p in zip(times, pitches, strict=True)]
        at_s, value = np.array(knots).T
        return np.asarray(PchipInterpolator(at_s, value)(np.clip(self.time_s, at_s[0], at_s[-1])))

    def _sideways(self, placed: Sequence[Placed]) -> Floats:
        knots: list[tuple[float, float]] = []
        for now, after in pairwise(placed):
            mid_s = (now.step.off_s + after.step.on_s) / 2
            swung = (now.right + after.right) / 2 + now.step.out * SWING_OUT_M
            knots += [(now.step.on_s, now.right), (now.step.off_s, now.right), (mid_s, swung)]
        last = placed[-1]
        knots += [(last.step.on_s, last.right), (last.step.off_s, last.right)]
        at, value = np.array(knots).T
        return np.asarray(PchipInterpolator(at, value)(np.clip(self.time_s, at[0], at[-1])))

    def _hip(self, side: Side, at_s: float) -> Floats:
        return np.array([np.interp(at_s, self.time_s, axis) for axis in self.hips[side].T])

    def _stands(self, step: Step) -> slice:
        first, last = np.searchsorted(self.time_s, [step.on_s, step.off_s])
        return slice(int(first), int(last))


def _rolled(placed: Placed) -> Knots:
    """A first guess at how the heel rises, while the height of the pelvis is not known."""
    on_s, lasts = placed.step.on_s, placed.step.off_s - placed.step.on_s
    return [(on_s + part * lasts, share * placed.toe_off) for part, share in ROLLED]


def leg_of(body: Body, truth: GaitTruth, time_s: Floats, hip: Floats, foot: Foot) -> Leg:
    """The whole leg: knees between hips and standing feet; swings joined on smoothly."""
    line = foot.ankle - hip
    lean = np.arctan2(line[:, 0], -line[:, 1])
    bend = body.knee_for(np.linalg.norm(line, axis=1))
    for before, after in pairwise(range(len(foot.rows))):
        off, on = foot.rows[before].stop, foot.rows[after].start
        begin_s, end_s = foot.placed[before].step.off_s, foot.placed[after].step.on_s
        part = (time_s[off:on] - begin_s) / (end_s - begin_s)
        for angle, inner in ((lean, _swing_lean), (bend, _swing_bend)):
            ends = (
                _at_end(time_s, angle, slice(off - 4, off), begin_s),
                _at_end(time_s, angle, slice(on, on + 4), end_s),
            )
            angle[off:on] = _swing(
                part, end_s - begin_s, ends, inner(truth, ends[0][0], ends[1][0])
            )
    reach = body.reach(bend)
    aside = foot.ankle[:, 2] - hip[:, 2]
    down = np.sqrt(reach**2 - aside**2)
    ankle = hip + np.column_stack((down * np.sin(lean), -down * np.cos(lean), aside))
    knee_in = truth.knee_in_deg.of(foot.placed[0].step.side)
    out = foot.placed[0].step.out
    knee = knee_between(body, hip, ankle, np.full(len(hip), np.radians(knee_in)), out)
    return Leg(hip, knee, ankle, foot.pitch)


def _at_end(time_s: Floats, angle: Floats, rows: slice, at_s: float) -> tuple[float, float]:
    """Value and slope of an angle at the end of a contact, carried to the very moment."""
    slope, value = np.polyfit(time_s[rows] - at_s, angle[rows], 1)
    return float(value), float(slope)


def _swing(
    part: Floats, lasts: float, ends: tuple[tuple[float, float], ...], inner: Floats
) -> Floats:
    (first, leaving), (last, arriving) = ends
    values = np.concatenate(([first], inner, [last]))
    slopes = ((1, leaving * lasts), (1, arriving * lasts))
    return np.asarray(CubicSpline(SWING, values, bc_type=slopes)(part))


def _swing_lean(truth: GaitTruth, first: float, last: float) -> Floats:
    """The line from hip to ankle on its way through the swing, forward positive (radians)."""
    fast = truth.speed_mps - USUAL_SPEED_MPS
    back = first + np.radians([-6 - 3.4 * fast, -8.5 - 7.5 * fast, -2 - 9.5 * fast, 12 - 4 * fast])
    return np.array([*back, first + 0.78 * (last - first), last + np.radians(0.6)])


def _swing_bend(truth: GaitTruth, first: float, last: float) -> Floats:
    """The bend of the knee on its way through the swing (radians)."""
    peak = np.radians(72 + 16 * (truth.speed_mps - USUAL_SPEED_MPS))
    rising = first + np.array([0.20, 0.62]) * (peak - first)
    return np.array([*rising, 0.98 * peak, peak, 0.56 * peak, last + np.radians(2)])


def _hermite(part: Floats, ends: tuple[float, float], slopes: tuple[float, float]) -> Floats:
    (start, end), (leaving, arriving) = ends, slopes
    cube, square = part**3, part**2
    return np.asarray(
        (2 * cube - 3 * square + 1) * start
        + (cube - 2 * square + part) * leaving
        + (3 * square - 2 * cube) * end
        + (cube - square) * arriving
    )
