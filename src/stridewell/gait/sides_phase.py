"""Where in its stride a runner is, told without knowing which leg is which."""

from __future__ import annotations

import numpy as np

from stridewell.gait.keypoints import Floats
from stridewell.gait.sides_legs import Legs, bridged

SLOWEST_STEPS_HZ, FASTEST_STEPS_HZ = 1.8, 4.2
LEAST_STEPS = 5
WINDOW_S = 0.45
"""Standard deviation of the window in which the phase is steady."""
LEAST_RHYTHM = 0.25
"""The least part of the movement that must repeat with the steps for a run."""


def stride_phase(time_s: Floats, legs: Legs) -> Floats | None:
    """The phase of the stride (n,) in radians, two steps a turn; None without a rhythm.

    Read from what both legs do together - how far apart and how high they are, how high the hips
    are - so that swapped names change nothing. It is known but for half a turn.
    """
    signals = _together(legs)
    rate = 1 / float(np.median(np.diff(time_s)))
    lasts = float(time_s[-1] - time_s[0])
    if lasts < LEAST_STEPS / FASTEST_STEPS_HZ:
        return None
    clock = np.linspace(time_s[0], time_s[-1], round(lasts * rate) + 1)
    columns = np.column_stack([np.interp(clock, time_s, each) for each in signals.T])
    columns = _levelled(columns, rate)
    step_hz = _strongest(columns, rate)
    if step_hz is None or step_hz * lasts < LEAST_STEPS:
        return None
    turned = columns * np.exp(-2j * np.pi * step_hz * clock)[:, None]
    slow = _windowed(turned, WINDOW_S * rate)
    total = slow.mean(axis=0)
    strength = np.abs(total) / np.maximum(columns.std(axis=0), 1e-12)
    if strength.max() < LEAST_RHYTHM:
        return None
    aligned = slow * np.conj(total) / np.maximum(np.abs(total), 1e-12)
    common = (aligned / np.maximum(columns.std(axis=0), 1e-12) * strength).sum(axis=1)
    phase = 2 * np.pi * step_hz * clock + np.unwrap(np.angle(common))
    return np.asarray(np.interp(time_s, clock, phase / 2))


def _together(legs: Legs) -> Floats:
    """Signals (n, k) that stay the same when legs change their names."""
    apart = np.linalg.norm(legs.way[0] - legs.way[1], axis=2)
    both = legs.way.mean(axis=0)
    lower = [legs.parts.index(part) for part in legs.parts if part != "hip"]
    up = int(np.flatnonzero(legs.mirror > 0)[-1])
    signals = np.column_stack(
        [legs.hip_up, *(apart[:, at] for at in lower), *(both[:, at, up] for at in lower)]
    )
    return bridged(signals)


def _levelled(columns: Floats, rate: float) -> Floats:
    """Without offset and slow drift, and with single wild frames clipped."""
    from scipy.ndimage import median_filter, uniform_filter1d  # noqa: PLC0415

    width = max(int(rate), 3)
    level = columns - uniform_filter1d(columns, width, axis=0, mode="nearest")
    level = median_filter(level, size=(max(2 * int(rate / 40) + 1, 1), 1), mode="nearest")
    spread = np.median(np.abs(level), axis=0)
    return np.asarray(np.clip(level, -4 * spread, 4 * spread))


def _strongest(columns: Floats, rate: float) -> float | None:
    """Steps a second at which the signals together move most."""
    size = 1 << int(np.ceil(np.log2(8 * len(columns))))
    spread = columns.std(axis=0)
    moving = spread > 0
    if not moving.any():
        return None
    window = np.hanning(len(columns))[:, None]
    power = np.abs(np.fft.rfft(columns[:, moving] / spread[moving] * window, size, axis=0)) ** 2
    hertz = np.fft.rfftfreq(size, 1 / rate)
    looked = (hertz >= SLOWEST_STEPS_HZ) & (hertz <= FASTEST_STEPS_HZ)
    return float(hertz[looked][int(np.argmax(power.sum(axis=1)[looked]))])


def _windowed(columns: Floats, sigma: float) -> Floats:
    from scipy.ndimage import gaussian_filter1d  # noqa: PLC0415

    real = gaussian_filter1d(columns.real, sigma, axis=0, mode="constant")
    imaginary = gaussian_filter1d(columns.imag, sigma, axis=0, mode="constant")
    return np.asarray(real + 1j * imaginary)
