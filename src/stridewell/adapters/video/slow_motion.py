"""How many times slower than life a film plays: told, noted by the phone, or by its steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.video.film import CAPTURE_RATE, Film
from stridewell.errors import FrameRateError
from stridewell.gait.keypoints import Stated

Floats = NDArray[np.float64]

WHAT = "slow motion"
AS_FILMED = "none"
FACTORS = (4, 8)
"""Phones film at 120 or 240 frames a second and play 30."""
RUNS_AT_SPM = (130.0, 225.0)
TOO_SLOW_SPM, TOO_FAST_SPM = 60.0, 300.0
"""Nobody runs or walks in front of a camera more slowly or steps faster than that."""
NOTED_FROM = 1.3
"""A phone's note that differs from the file's rate by less means no slow motion."""
PARTLY = 2.5
"""Steps that take so many times as long play at another speed."""
FEWEST_SLOW, FEWEST_STEPS = 2, 3
PROMINENCE = 0.3
SHORTEST_STEP_S = 0.22
"""No step is shorter, and no film plays faster than life; nearer peaks are legs that flicker."""
_EXPORT = "Export the clip at one speed, or cut out the part that plays as filmed."


@dataclass(frozen=True, slots=True)
class Speed:
    """A film plays ``factor`` times slower than life."""

    factor: float
    stated: Stated


def playing_speed(film: Film, time_s: Floats, apart: Floats, told: float | None = None) -> Speed:
    """Work out the slow motion of a film.

    ``time_s`` are times in the file, ``apart`` how far apart the ankles are; both (n,).

    Raises:
        FrameRateError: only a part is slowed down, or nothing fits a runner.
    """
    steps = step_times(time_s, apart)
    lasts = np.diff(steps)
    if partly_slowed(lasts):
        raise FrameRateError(
            "Part of this clip plays slower than the rest: the steps suddenly take "
            f"{np.max(lasts) / np.min(lasts):.1f} times as long.",
            _EXPORT,
        )
    rate = 60 / float(np.median(lasts)) if len(lasts) >= FEWEST_STEPS - 1 else None
    if told is not None:
        return Speed(told, Stated(WHAT, _times(told), "you said so"))
    noted = _noted(film, time_s)
    if noted is not None and (rate is None or rate * noted < TOO_FAST_SPM):
        because = f"the phone noted that it filmed {film.capture_hz:.0f} frames a second"
        return Speed(noted, Stated(WHAT, _times(noted), f"{because} ({CAPTURE_RATE})"))
    return _by_steps(rate, ignored=noted)


def _by_steps(rate: float | None, ignored: float | None) -> Speed:
    if rate is None:
        return Speed(1.0, Stated(WHAT, AS_FILMED, "nothing says that the film is slowed down"))
    shown = f"the film shows {rate:.0f} steps a minute"
    if rate >= TOO_SLOW_SPM:
        if ignored is not None:
            shown += f"; the phone's note ({_times(ignored)}) cannot be"
        return Speed(1.0, Stated(WHAT, AS_FILMED, shown))
    for factor in FACTORS:
        if RUNS_AT_SPM[0] <= rate * factor <= RUNS_AT_SPM[1]:
            because = f"{shown}, which only fits a runner filmed {factor} times slower"
            return Speed(float(factor), Stated(WHAT, _times(factor), because))
    raise FrameRateError(
        f"This clip is slowed down: it shows {rate:.0f} steps a minute. How much is unclear.",
        "Say how many times slower it plays (4 for 120 frames a second played at 30, 8 for 240).",
    )


def _noted(film: Film, time_s: Floats) -> float | None:
    """How many times slower than filmed the file plays, by what the phone noted."""
    if film.capture_hz is None or len(time_s) < FEWEST_STEPS:
        return None
    factor = film.capture_hz * float(np.median(np.diff(time_s)))
    return factor if factor >= NOTED_FROM else None


def step_times(time_s: Floats, apart: Floats) -> Floats:
    """When the ankles are farthest apart: once a step, whichever is left and right."""
    from scipy.signal import find_peaks  # noqa: PLC0415

    there = np.isfinite(apart)
    if there.sum() < FEWEST_STEPS:
        return np.empty(0)
    times, apart = time_s[there], apart[there]
    low, high = np.percentile(apart, [5, 95])
    frame_s = float(np.median(np.diff(times)))
    peaks, _ = find_peaks(
        apart,
        prominence=max(PROMINENCE * float(high - low), 1e-9),
        distance=max(1.0, SHORTEST_STEP_S / frame_s),
    )
    return np.asarray(times[peaks], dtype=np.float64)


def partly_slowed(lasts: Floats) -> bool:
    """Whether several steps in a row take far longer, or far less long, than the others."""
    if len(lasts) < 2 * FEWEST_STEPS:
        return False
    framed = np.concatenate((lasts[:1], lasts, lasts[-1:]))
    steady = np.median(np.stack([framed[:-2], framed[1:-1], framed[2:]]), axis=0)
    low, high = np.percentile(steady, [25, 75])
    return max(_longest(steady > PARTLY * low), _longest(steady < high / PARTLY)) >= FEWEST_SLOW


def _longest(marks: NDArray[np.bool_]) -> int:
    longest = run = 0
    for mark in marks:
        run = run + 1 if mark else 0
        longest = max(longest, run)
    return longest


def _times(factor: float) -> str:
    return AS_FILMED if factor == 1 else f"{factor:.3g} times slower than life"
