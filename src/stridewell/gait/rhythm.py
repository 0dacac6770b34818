"""How often the runner steps: the rhythm of the whole clip, and whether it is a run at all.

The swing of one leg against the other repeats every stride, the rise and fall of the hips every
step. Their common rhythm is read from the spectrum and sharpened by the phase over the clip, so
it is not bound to whole frames.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stridewell.gait.body import foot_along, pelvis_along, standing_height
from stridewell.gait.keypoints import Floats, Keypoints
from stridewell.gait.signal import low_pass
from stridewell.values.anatomy import Side

SLOWEST_HZ, FASTEST_HZ = 0.6, 2.2
"""Strides a second that are looked for: 72 to 264 steps a minute."""
CLOCK_HZ = 200.0
LEAST_STRIDES = 3
LEAST_SWING = 0.01
"""Of the leg: below it the legs do not move."""
LEAST_POINTS = 4
"""Sights of a point that a smooth curve needs."""
WANDER = 1.0
"""Neighbouring strides are alike in their error; the standard error grows by this factor."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Strides a second with the standard error, and how much of the movement they explain."""

    stride_hz: float
    stride_sd_hz: float
    share: float
    """Part of the movement of one leg against the other that repeats with the strides, 0 to 1."""

    @property
    def stride_s(self) -> float:
        """How long a stride lasts (two steps)."""
        return 1 / self.stride_hz

    @property
    def step_rate_spm(self) -> float:
        """Steps a minute."""
        return 120 * self.stride_hz

    @property
    def step_rate_sd_spm(self) -> float:
        """Standard error of the steps a minute."""
        return 120 * self.stride_sd_hz


def even_clock(clip: Keypoints) -> Floats:
    """Evenly spaced times over the clip, 200 a second."""
    return np.asarray(np.arange(clip.time_s[0], clip.time_s[-1], 1 / CLOCK_HZ))


def on_clock(clip: Keypoints, columns: Floats, clock: Floats) -> Floats:
    """Coordinates (n,) or (n, columns) on another clock by a smooth curve; NaN where unseen."""
    from scipy.interpolate import CubicSpline  # noqa: PLC0415

    if columns.ndim == 1:
        return on_clock(clip, columns[:, None], clock)[:, 0]
    out = np.full((len(clock), columns.shape[1]), np.nan)
    seen = np.isfinite(columns)
    whole = seen.all(axis=0)
    if whole.any():
        out[:, whole] = CubicSpline(clip.time_s, columns[:, whole])(clock)
    after = np.searchsorted(clip.time_s, clock).clip(1, clip.frames - 1)
    for at in np.flatnonzero(~whole & (seen.sum(axis=0) >= LEAST_POINTS)):
        rows = seen[:, at]
        near = rows[after] & rows[after - 1]
        curve = CubicSpline(clip.time_s[rows], columns[rows, at])
        out[near, at] = curve(clock[near])
    return out


def leg_swing(clip: Keypoints, clock: Floats) -> Floats:
    """Left foot against right (one alone against the pelvis): forward where shown, else up."""
    axis = "forward" if clip.view.shows_side else "up"
    left, right = (foot_along(clip, side, axis) for side in (Side.LEFT, Side.RIGHT))
    if not np.isfinite(left - right).any():
        one = left if np.isfinite(left).any() else right
        return on_clock(clip, one - pelvis_along(clip, axis), clock)
    return on_clock(clip, left - right, clock)


def find_rhythm(clip: Keypoints) -> Rhythm | None:
    """The rhythm of the strides; None where the clip is too short or nothing repeats."""
    if clip.frames < 16 or clip.duration_s < LEAST_STRIDES / FASTEST_HZ:  # noqa: PLR2004
        return None
    clock = even_clock(clip)
    swing = _centred(leg_swing(clip, clock))
    if swing is None or not swing.std() > LEAST_SWING * standing_height(clip):
        return None
    bounce = _centred(on_clock(clip, pelvis_along(clip, "up"), clock))
    rough = _strongest(swing, bounce)
    if rough is None or rough * clip.duration_s < LEAST_STRIDES:
        return None
    by_leg = _sharpened(clock, swing, rough)
    if bounce is None:
        chosen, sd = by_leg
    else:
        by_hip = _sharpened(clock, bounce, 2 * rough)
        readings = np.array([by_leg[0], by_hip[0] / 2])
        weights = 1 / np.square([by_leg[1], by_hip[1] / 2])
        if np.ptp(readings) > 4 * np.sqrt((1 / weights).sum()):
            readings, weights = readings[:1], weights[:1]
        chosen, sd = float(np.average(readings, weights=weights)), float(weights.sum() ** -0.5)
    return Rhythm(chosen, sd, _share(clock, swing, chosen))


def looks_like_walking(clip: Keypoints, rhythm: Rhythm) -> bool | None:
    """Whether the hips are highest as the feet pass each other: walking; None from behind.

    A walker vaults over a stiff leg; a runner sinks on a springy one.
    """
    if not clip.view.shows_side:
        return None
    clock = even_clock(clip)
    swing, bounce = leg_swing(clip, clock), on_clock(clip, pelvis_along(clip, "up"), clock)
    seen = np.isfinite(swing) & np.isfinite(bounce)
    if seen.mean() < 0.5:  # noqa: PLR2004
        return None
    turn = np.exp(-4j * np.pi * rhythm.stride_hz * clock[seen])
    apart = np.abs(swing[seen] - np.mean(swing[seen]))
    spread = np.mean((apart - apart.mean()) * turn)
    height = np.mean((bounce[seen] - bounce[seen].mean()) * turn)
    return bool(np.real(spread * np.conj(height)) < 0)


def _centred(column: Floats) -> Floats | None:
    """Without its slow drift, gaps at rest; None where half of it is missing."""
    seen = np.isfinite(column)
    if seen.mean() < 0.5:  # noqa: PLR2004
        return None
    index = np.arange(len(column))
    whole = np.interp(index, index[seen], column[seen])
    whole = whole - np.polyval(np.polyfit(index, whole, 1), index)
    whole = whole - low_pass(whole, CLOCK_HZ, SLOWEST_HZ / 3)
    whole[~seen] = 0.0
    return np.asarray(whole)


def _strongest(swing: Floats, bounce: Floats | None) -> float | None:
    """Strides a second at which legs and hips together move most."""
    size = 1 << int(np.ceil(np.log2(16 * len(swing))))
    window = np.hanning(len(swing))
    frequency = np.fft.rfftfreq(size, 1 / CLOCK_HZ)
    looked = (frequency >= SLOWEST_HZ) & (frequency <= FASTEST_HZ)
    power = np.abs(np.fft.rfft(swing * window, size)) ** 2
    score = power[looked] / power[looked].max() if power[looked].max() > 0 else power[looked]
    if bounce is not None:
        twice = np.interp(
            2 * frequency[looked], frequency, np.abs(np.fft.rfft(bounce * window, size)) ** 2
        )
        if twice.max() > 0:
            score = score + 0.5 * twice / twice.max()
    if not score.max() > 0:
        return None
    return float(frequency[looked][int(np.argmax(score))])


def _sharpened(clock: Floats, column: Floats, about_hz: float) -> tuple[float, float]:
    """A frequency near ``about_hz`` from the phase over the clip, and its standard error."""
    length = max(round(2 * CLOCK_HZ / about_hz), 4)
    turned = column * np.exp(-2j * np.pi * about_hz * clock)
    weight = np.hanning(length + 2)[1:-1]
    slow = np.convolve(turned, weight / weight.sum(), mode="valid")
    times = clock[: len(slow)] + (length - 1) / (2 * CLOCK_HZ)
    strong = np.abs(slow) > 0.3 * np.median(np.abs(slow))
    phase = np.unwrap(np.angle(slow[strong])) / (2 * np.pi)
    at = times[strong] - times[strong].mean()
    slope = float((at * phase).sum() / max((at**2).sum(), 1e-12))
    rest = phase - phase.mean() - slope * at
    independent = max(float(np.ptp(at)) * about_hz / 2, 2.0)
    spread = float(np.sqrt((rest**2).sum() / len(rest) * independent / max(independent - 1, 1)))
    sd = WANDER * spread / np.sqrt(independent) / max(float(at.std()), 1e-9)
    return about_hz + slope, max(sd, 1e-5)


def _share(clock: Floats, column: Floats, stride_hz: float) -> float:
    """How much of the column's movement strides of this frequency explain."""
    angles = 2 * np.pi * stride_hz * clock[:, None] * np.arange(1, 4)
    basis = np.hstack([np.sin(angles), np.cos(angles)])
    fitted = basis @ np.linalg.lstsq(basis, column, rcond=None)[0]
    total = float((column**2).sum())
    return float((fitted**2).sum()) / total if total > 0 else 0.0
