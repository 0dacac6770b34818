"""What the feet do around the middle of each contact, in a form that a model can read.

Lengths are shares of the leg, so metres and pixels read the same. Forward movement is taken
against the pelvis, so a treadmill and a fixed camera beside a way read the same too. Heights are
taken against the foot's own height in the middle of the contact, and steps are laid over one
another there: where a marker sits hardly matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.body import foot_along, front_along, pelvis_along, standing_height
from stridewell.gait.keypoints import Floats, Keypoints
from stridewell.gait.landmarks import on_side
from stridewell.gait.rhythm import CLOCK_HZ, even_clock, on_clock
from stridewell.gait.signal import low_pass
from stridewell.values.anatomy import Side


class Seen(StrEnum):
    """Which points of the leg a recording shows; each has its own weights."""

    LEG = "leg"
    FOOT = "foot"
    ANKLE = "ankle"
    REAR = "rear"
    REAR_ANKLE = "rear_ankle"


POINTS = {
    Seen.LEG: ("heel", "ankle", "knee"),
    Seen.FOOT: ("heel", "front"),
    Seen.ANKLE: ("ankle", "knee"),
    Seen.REAR: ("heel", "ankle", "knee"),
    Seen.REAR_ANKLE: ("ankle", "knee"),
}
FROM_BEHIND = frozenset({Seen.REAR, Seen.REAR_ANKLE})
CYCLE_S = np.round(np.arange(-0.36, 0.5001, 0.005), 3)
"""Times of the mean cycle, in seconds from the middle of the contact."""
REACH_S = (0.15, 0.25)
"""A step counts when it was seen this long before and after the middle of its contact."""
ROUGH_S = np.round(np.arange(-0.20, 0.3001, 0.02), 3)
TROUGH_SHARE = 1.6
"""The foot's height is low-passed at this many times the stride rate to find the middles."""
STILL_S = np.array([-0.03, -0.015, 0.0, 0.015, 0.03])
TRIMMED = 0.15
LEAST_RISE = 0.3
"""Of its whole swing a foot must rise this much before and after the middle of a contact."""


@dataclass(frozen=True, slots=True, eq=False)
class Cycle:
    """The steps of one foot: ``middles`` (s), and curves (clock, channels) around them.

    ``mean`` (CYCLE_S, channels) is the trimmed mean over the steps. ``heights`` marks channels
    that hold a height.
    """

    seen: Seen
    middles: Floats
    clock: Floats
    curves: Floats
    mean: Floats
    heights: NDArray[np.bool_]

    def mean_at(self, offsets_s: Floats) -> Floats:
        """The mean cycle at seconds from the middle, flat; heights against the middle's."""
        found = _rows(CYCLE_S, self.mean, offsets_s)
        return (found - np.where(self.heights, _rows(CYCLE_S, self.mean, np.zeros(1)), 0)).ravel()

    def steps_at(self, offsets_s: Floats) -> Floats:
        """The same of every step, (steps, channels times offsets)."""
        found = _rows(self.clock, self.curves, self.middles[:, None] + offsets_s)
        base = _rows(self.clock, self.curves, self.middles)[:, None, :]
        return np.asarray((found - np.where(self.heights, base, 0)).reshape(len(found), -1))

    @property
    def unrest(self) -> float:
        """How much the feet on the ground seem to move up and down, in legs a second.

        They stand still, so this is how noisy the recording is after smoothing.
        """
        rising = self.steps_at(STILL_S).reshape(len(self.middles), len(STILL_S), -1)
        feet = [at for at, name in enumerate(channels(self.seen)) if name in RESTING]
        return float(np.median(rising[:, :, feet].std(axis=0)))


RESTING = frozenset({"heel rise speed", "ankle rise speed", "front rise speed"})


def channels(seen: Seen) -> tuple[str, ...]:
    """The names of the curves, in their order."""
    return tuple(_channel_names(seen))


def points_seen(clip: Keypoints, side: Side) -> Seen | None:
    """Which points of one leg a clip shows; None where contacts cannot be told from them."""
    if not np.isfinite(pelvis_along(clip, "up")).any():
        return None
    shown = {part for part in ("heel", "ankle", "knee") if clip.has(on_side(part, side))}
    if clip.view.shows_side:
        ordered: tuple[Seen, ...] = (Seen.LEG, Seen.FOOT, Seen.ANKLE)
        if np.isfinite(front_along(clip, side, "up")).any():
            shown.add("front")
    else:
        ordered = (Seen.REAR, Seen.REAR_ANKLE)
    return next((each for each in ordered if shown.issuperset(POINTS[each])), None)


def cycle_of(clip: Keypoints, side: Side, seen: Seen, stride_s: float) -> Cycle | None:
    """The steps of one foot; None where fewer than two were seen whole."""
    clock, leg = even_clock(clip), standing_height(clip)
    if not np.isfinite(leg):
        return None
    curves = _curves(clip, side, seen, clock, leg)
    unseen = np.asarray(~np.isfinite(curves).all(axis=1))
    middles = _middles(on_clock(clip, foot_along(clip, side, "up"), clock), clock, stride_s)
    middles = middles[_whole(middles, clock, unseen)]
    if len(middles) < 2:  # noqa: PLR2004
        return None
    curves = np.stack([bridged(column) for column in curves.T], axis=1)
    laid = _rows(clock, curves, middles[:, None] + CYCLE_S)
    outside = (middles[:, None] + CYCLE_S < clock[0]) | (middles[:, None] + CYCLE_S > clock[-1])
    laid[outside] = np.nan
    return Cycle(
        seen=seen,
        middles=middles,
        clock=clock,
        curves=curves,
        mean=_trimmed_mean(laid),
        heights=np.array([name.endswith("height") for name in channels(seen)]),
    )


def bridged(column: Floats) -> Floats:
    """Gaps filled by straight lines, ends by the last value; all 0 where nothing was seen."""
    seen = np.isfinite(column)
    if seen.all():
        return column
    index = np.arange(len(column))
    return np.interp(index, index[seen], column[seen]) if seen.any() else np.zeros(len(column))


def _channel_names(seen: Seen) -> Iterator[str]:
    for point in POINTS[seen]:
        if seen not in FROM_BEHIND:
            yield f"{point} forward speed"
        yield f"{point} rise speed"
        yield f"{point} height"
    yield "pelvis rise speed"


def _curves(clip: Keypoints, side: Side, seen: Seen, clock: Floats, leg: float) -> Floats:
    """The curves (clock, channels) of one foot, in legs and legs a second."""
    sideways = seen not in FROM_BEHIND
    pelvis_forward = pelvis_along(clip, "forward")
    raw: list[Floats] = []
    for point in POINTS[seen]:
        if sideways:
            raw.append(_point(clip, side, point, "forward") - pelvis_forward)
        raw.append(_point(clip, side, point, "up"))
    raw.append(pelvis_along(clip, "up"))
    placed = on_clock(clip, np.stack(raw, axis=1), clock) / leg
    speeds = np.gradient(placed, 1 / CLOCK_HZ, axis=0)
    out: list[Floats] = []
    each = 2 if sideways else 1
    for at in range(len(POINTS[seen])):
        out += [*speeds[:, at * each : (at + 1) * each].T, placed[:, (at + 1) * each - 1]]
    return np.stack([*out, speeds[:, -1]], axis=1)


def _point(clip: Keypoints, side: Side, point: str, axis: str) -> Floats:
    if point == "front":
        return front_along(clip, side, axis)
    return clip.along(on_side(point, side), axis)


def _middles(height: Floats, clock: Floats, stride_s: float) -> Floats:
    """When a foot is at the bottom of its slow rise and fall: once each contact, in seconds."""
    if not np.isfinite(height).any():
        return np.empty(0)
    slow = low_pass(bridged(height), CLOCK_HZ, TROUGH_SHARE / stride_s)
    found = _troughs(slow, int(0.6 * stride_s * CLOCK_HZ))
    before, here, after = slow[found - 1], slow[found], slow[found + 1]
    bend = before - 2 * here + after
    shift = np.where(bend > 0, (before - after) / (2 * np.where(bend > 0, bend, 1)), 0)
    return np.asarray(clock[found] + shift / CLOCK_HZ)


def _troughs(slow: Floats, apart: int) -> NDArray[np.intp]:
    """Where a curve is lowest, at least ``apart`` rows from the next and with a rise around."""
    rise = LEAST_RISE * float(np.subtract(*np.percentile(slow, [95, 5])))
    low = 1 + np.flatnonzero((slow[1:-1] < slow[:-2]) & (slow[1:-1] <= slow[2:]))
    kept: list[int] = []
    for at in low[np.argsort(slow[low], kind="stable")]:
        around = slow[max(at - apart, 0) : at + 1].max(), slow[at : at + apart + 1].max()
        if min(around) - slow[at] > rise and all(abs(at - each) >= apart for each in kept):
            kept.append(int(at))
    return np.array(sorted(kept), dtype=np.intp)


def _whole(middles: Floats, clock: Floats, unseen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which steps lie inside the clip and were seen throughout."""
    first = np.searchsorted(clock, middles - REACH_S[0])
    last = np.searchsorted(clock, middles + REACH_S[1])
    missing = np.concatenate(([0], np.cumsum(unseen)))
    inside = (middles - REACH_S[0] >= clock[0]) & (middles + REACH_S[1] <= clock[-1])
    last = np.minimum(last, len(unseen))
    return np.asarray(inside & (missing[last] == missing[first]))


def _rows(times: Floats, columns: Floats, at: Floats) -> Floats:
    """Rows of evenly timed columns at other times, by straight lines; the last axis is channels."""
    place = np.clip((at - times[0]) / (times[1] - times[0]), 0, len(times) - 1.000001)
    low = place.astype(np.int64)
    part = (place - low)[..., None]
    return np.asarray(columns[low] * (1 - part) + columns[low + 1] * part)


def _trimmed_mean(laid: Floats) -> Floats:
    """Mean over the first axis without the highest and lowest steps at each place."""
    ordered = np.sort(laid, axis=0)  # NaN go last
    count = np.isfinite(ordered).sum(axis=0)
    cut = np.floor(TRIMMED * count)
    rank = np.arange(len(ordered))[:, None, None]
    kept = (rank >= cut) & (rank < count - cut)
    total = np.where(kept, ordered, 0).sum(axis=0)
    return np.asarray(total / np.maximum(kept.sum(axis=0), 1))
