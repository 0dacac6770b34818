"""When the frames of a file were taken: its times, its rate, or what the runner says."""

from __future__ import annotations

import numpy as np

from stridewell.errors import FrameRateError
from stridewell.gait.keypoints import Floats, Stated

AGREES = 0.02
"""Times and a rate that differ by more than this share contradict each other."""

AGREES_FRAMES = 0.5
"""Times nowhere farther from an even beat than so many frames are that beat, rounded."""

GAP = 1.5
"""Times that lie farther apart than so many steps have frames missing between them."""

SLOWEST_HZ, FASTEST_HZ = 5.0, 5000.0


def frame_times(
    frames: int, told_s: Floats | None, told_hz: float | None, asked_hz: float | None
) -> tuple[Floats, tuple[Stated, ...]]:
    """The time of every frame in seconds on the file's clock, and where it comes from.

    ``told_s`` and ``told_hz`` stand in the file, ``asked_hz`` is what the runner gave and goes
    before both. The file's own rate goes before its times where they agree: times are rounded.

    Raises:
        FrameRateError: none of them can be used.
    """
    start = float(told_s[0]) if told_s is not None and frames and np.isfinite(told_s[0]) else 0.0
    if asked_hz is not None:
        if not SLOWEST_HZ <= asked_hz <= FASTEST_HZ:
            raise FrameRateError(
                f"{asked_hz:g} frames a second cannot be.", "Give the rate of the recording."
            )
        return _even(start, frames, asked_hz), (_rate(asked_hz, "you gave it"),)
    rate = told_hz if told_hz is not None and SLOWEST_HZ <= told_hz <= FASTEST_HZ else None
    by_times = _rate_of(told_s)
    if told_s is None or by_times is None:
        if rate is None:
            raise FrameRateError(
                "Nothing in it tells how many frames there are in a second.",
                "Give how many there are; on the command line, for example, --fps 60.",
            )
        return _even(start, frames, rate), (_rate(rate, "the file says so"),)
    even = _even(start, frames, rate or by_times)
    if rate is not None and np.max(np.abs(told_s - even)) * rate <= AGREES_FRAMES:
        return even, (_rate(rate, "the file says so"),)
    because = "its times rise so"
    if rate is not None and abs(by_times / rate - 1) > AGREES:
        because = f"its times rise so; the rate it tells ({rate:g} Hz) does not fit them"
    even = _even(start, frames, by_times)
    is_even = np.max(np.abs(told_s - even)) * by_times <= AGREES_FRAMES
    return (even if is_even else told_s), (_rate(by_times, because),)


def _even(start_s: float, frames: int, rate_hz: float) -> Floats:
    return start_s + np.arange(frames, dtype=np.float64) / rate_hz


def _rate_of(told_s: Floats | None) -> float | None:
    """Frames a second by the times; None where they are missing or do not rise."""
    if told_s is None or len(told_s) <= 1 or not bool(np.isfinite(told_s).all()):
        return None
    steps = np.diff(told_s)
    if not bool((steps > 0).all()):
        return None
    # times are rounded, so that the mean of usual steps is nearer than their middle
    usual = steps[steps < GAP * np.median(steps)]
    rate = float(1 / np.mean(usual))
    return rate if SLOWEST_HZ <= rate <= FASTEST_HZ else None


def _rate(rate_hz: float, because: str) -> Stated:
    return Stated("frame rate", f"{rate_hz:.6g} Hz", because)
