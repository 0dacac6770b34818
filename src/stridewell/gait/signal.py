"""Body points made ready to measure: short gaps filled, trembling taken out, nothing delayed.

Both steps state what they did. Time may be uneven (phones drop frames): filtering happens on an
even clock inside and comes back to the clip's own frames.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.body import standing_height
from stridewell.gait.keypoints import Floats, Keypoints, Stated

Flags = NDArray[np.bool_]

LONGEST_GAP_S = 0.12
"""About half a contact: a longer gap could hide a whole event, so it stays open."""
JUMP, SWIFTEST = 0.04, 100.0
"""A jump is more than 4 % of the leg beyond what 200 legs a square second could bend a way."""
CLEAN, TREMBLING = 0.0011, 0.009
"""Noise as a share of the leg: about 1 mm (markers of a lab) and 8 mm (a pose model)."""
CLEAN_HZ, TREMBLING_HZ = 20.0, 10.0
"""Cutoffs at these two: the foot at contact moves at up to 20 Hz; under noise 10 Hz is kept."""
SHARE_OF_RATE = 0.4
"""The cutoff never comes nearer to half the frame rate than this share of the rate."""
STEADY = ("hip", "pelvis", "shoulder", "asis", "psis", "neck")
ORDER = 2
BOTH_WAYS = 0.802
"""Run both ways, such a filter is 3 dB down at this share of its own cutoff."""
EVEN = 0.05
"""Frames whose distances differ by less than this share count as even."""
SHORTEST_FRAMES = 12


def fill_gaps(clip: Keypoints, longest_s: float = LONGEST_GAP_S) -> Keypoints:
    """Fill gaps up to ``longest_s`` seconds between seen frames; longer ones stay NaN.

    A point that jumps away for a single frame counts as not seen in it. Nothing is invented
    before the first or after the last sight of a point. Confidence of filled frames becomes 0.
    """
    from scipy.interpolate import PchipInterpolator  # noqa: PLC0415

    position, confidence = clip.position.copy(), clip.confidence.copy()
    jumped = _jumps(clip)
    position[jumped] = np.nan
    filled = left = 0
    for at in range(len(clip.points)):
        seen: Flags = np.asarray(np.isfinite(position[:, at]).all(axis=1))
        if seen.all() or seen.sum() < SHORTEST_FRAMES:
            continue
        fits: Flags = np.asarray(~seen & (_gap_length(clip.time_s, seen) <= longest_s))
        left += int((~seen & ~fits).sum())
        if fits.any():
            curve = PchipInterpolator(clip.time_s[seen], position[seen, at], axis=0)
            position[fits, at] = curve(clip.time_s[fits])
            confidence[fits, at] = 0.0
            filled += int(fits.sum())
    if not filled and not left:
        return clip
    told = Stated(
        "gaps",
        f"{filled} filled, {left} left open",
        f"{int(jumped.sum())} jumps of a single frame were taken out; points out of sight for up "
        f"to {1000 * longest_s:.0f} ms are bridged between the frames before and after; longer "
        "gaps stay open",
    )
    return _with(clip, position, confidence).with_stated((told,))


def smooth(clip: Keypoints, cutoff_hz: float | None = None) -> Keypoints:
    """Low-pass every point without delay; the cutoff comes from the clip's own trembling.

    ``cutoff_hz`` overrides the choice. The time stays the clip's own. Stretches shorter than 12
    frames between open gaps are left as they are.
    """
    if clip.frames < SHORTEST_FRAMES:
        return clip
    cutoff, because = (cutoff_hz, "as asked for") if cutoff_hz is not None else _chosen_cutoff(clip)
    cutoff = min(cutoff, SHARE_OF_RATE * clip.rate_hz)
    position = clip.position.reshape(clip.frames, -1).copy()
    for columns, rows in _stretches(np.isfinite(position)):
        block = position[rows][:, columns]
        position[rows, columns] = _low_pass(clip.time_s[rows], block, cutoff)
    told = Stated("smoothing", f"{cutoff:.0f} Hz", because)
    return clip.moved(position.reshape(clip.position.shape)).with_stated((told,))


def trembling(clip: Keypoints) -> float:
    """Noise of one coordinate from frame to frame, in the clip's unit; NaN where untold.

    Read from points of the trunk, which hardly move in the upper third of the spectrum.
    """
    points = [
        each for each in clip.points if each.part in STEADY and np.isfinite(clip.at(each)).any()
    ]
    found = [
        _noise_of(clip.time_s, column)
        for each in points
        for column in clip.at(each).T
        if np.isfinite(column).sum() > 2 * SHORTEST_FRAMES
    ]
    return float(np.nanmedian(found)) if found else float("nan")


def _jumps(clip: Keypoints) -> Flags:
    """Frames (n, points) in which a point lies far off the line between its neighbours."""
    none = np.zeros(clip.position.shape[:2], dtype=np.bool_)
    leg = standing_height(clip)
    if clip.frames < SHORTEST_FRAMES or not np.isfinite(leg):
        return none
    noise = trembling(clip)
    step_s = np.zeros(clip.frames)
    step_s[1:-1] = (clip.time_s[2:] - clip.time_s[:-2]) / 2
    limit = (JUMP + SWIFTEST * step_s**2) * leg + 6 * (noise if np.isfinite(noise) else 0.0)
    away = np.zeros(clip.position.shape[:2])
    before, here, after = clip.position[:-2], clip.position[1:-1], clip.position[2:]
    part = ((clip.time_s[1:-1] - clip.time_s[:-2]) / (clip.time_s[2:] - clip.time_s[:-2]))[
        :, None, None
    ]
    between = before * (1 - part) + after * part
    away[1:-1] = np.nan_to_num(np.linalg.norm(here - between, axis=2))
    most = away.copy()
    most[1:] = np.maximum(most[1:], away[:-1])
    most[:-1] = np.maximum(most[:-1], away[1:])
    return np.asarray((away > limit[:, None]) & (away >= most))


def _chosen_cutoff(clip: Keypoints) -> tuple[float, str]:
    """The cutoff in Hz and the reason."""
    noise, height = trembling(clip), standing_height(clip)
    share = noise / height if height and np.isfinite(noise * height) else TREMBLING
    place = np.log(max(share, 1e-9) / CLEAN) / np.log(TREMBLING / CLEAN)
    cutoff = CLEAN_HZ + float(np.clip(place, 0, 1)) * (TREMBLING_HZ - CLEAN_HZ)
    return cutoff, (
        f"points of the trunk tremble by about {100 * share:.1f} % of the leg from frame to "
        f"frame at {clip.rate_hz:.0f} frames a second"
    )


def _noise_of(time_s: Floats, column: Floats) -> float:
    """SD of white noise, from differences that leave slow movement out."""
    seen = np.isfinite(column)
    fourth = np.diff(np.where(seen, column, np.nan), n=4)
    fourth = fourth[np.isfinite(fourth)]
    if len(fourth) < SHORTEST_FRAMES or len(time_s) < SHORTEST_FRAMES:
        return float("nan")
    # a fourth difference of white noise has variance 70; the median resists single jumps
    return float(np.median(np.abs(fourth)) / 0.6745 / np.sqrt(70))


def _gap_length(time_s: Floats, seen: Flags) -> Floats:
    """For each frame the time from the sight before to the sight after; infinite at the ends."""
    index = np.arange(len(seen))
    before = np.maximum.accumulate(np.where(seen, index, -1))
    after = np.minimum.accumulate(np.where(seen, index, len(seen))[::-1])[::-1]
    inside = (before >= 0) & (after < len(seen))
    length = np.full(len(seen), np.inf)
    length[inside] = time_s[after[inside]] - time_s[before[inside]]
    return length


def _stretches(seen: Flags) -> list[tuple[NDArray[np.intp], slice]]:
    """Columns that share the same unbroken rows, so that each block is filtered at once."""
    blocks: dict[tuple[int, int], list[int]] = {}
    for column in range(seen.shape[1]):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], seen[:, column].astype(int), [0]))))
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            if last - first >= SHORTEST_FRAMES:
                blocks.setdefault((int(first), int(last)), []).append(column)
    return [(np.array(columns), slice(*rows)) for rows, columns in blocks.items()]


def low_pass(values: Floats, rate_hz: float, cutoff_hz: float) -> Floats:
    """Evenly timed rows (n, ...) without what is faster than ``cutoff_hz``, and without delay.

    The gain is that of a Butterworth filter of second order run both ways, 3 dB down at the
    cutoff; the ends are continued by turning the signal about its first and last value.
    """
    count = len(values)
    pad = min(count - 1, int(3 * rate_hz / cutoff_hz) + 1)
    before = 2 * values[:1] - values[pad:0:-1]
    after = 2 * values[-1:] - values[-2 : -pad - 2 : -1]
    whole = np.concatenate([before, values, after])
    frequency = np.fft.rfftfreq(len(whole), 1 / rate_hz)
    gain = 1 / (1 + (frequency / (cutoff_hz / BOTH_WAYS)) ** (2 * ORDER))
    spectrum = np.fft.rfft(whole, axis=0) * gain.reshape(-1, *[1] * (values.ndim - 1))
    return np.asarray(np.fft.irfft(spectrum, len(whole), axis=0)[pad : pad + count])


def _low_pass(time_s: Floats, block: Floats, cutoff_hz: float) -> Floats:
    """The same on any clock: uneven frames are put on an even clock and taken back."""
    from scipy.interpolate import CubicSpline  # noqa: PLC0415

    steps = np.diff(time_s)
    even = bool(np.ptp(steps) < EVEN * np.median(steps))
    clock = time_s if even else np.linspace(time_s[0], time_s[-1], 2 * len(time_s) - 1)
    values = block if even else CubicSpline(time_s, block)(clock)
    out = low_pass(values, float((len(clock) - 1) / (clock[-1] - clock[0])), cutoff_hz)
    return np.asarray(out if even else CubicSpline(clock, out)(time_s), dtype=np.float64)


def _with(clip: Keypoints, position: Floats, confidence: Floats) -> Keypoints:
    return replace(clip, position=position, confidence=confidence)
