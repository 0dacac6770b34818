"""How many swapped and collapsed legs are put right, and whether a wrong leg ever gets through.

    python -m evaluation.gait.swaps DATA

Known swaps are put into clean body points: single frames, runs of 3 to 30 frames, feet only,
both legs drawn on one, and clips that begin swapped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evaluation.gait.rbds import trial
from evaluation.gait.spoilt import KINDS, Spoilt, spoil
from evaluation.gait.swapped_values import value_lines
from scipy.signal import butter, sosfiltfilt

from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.sides import repair_sides
from stridewell.gait.sides_legs import CHAIN, LEGS
from stridewell.simulate.gait import GaitTruth, Noise, Sided, synthetic_runner
from stridewell.values.anatomy import Side

SHARES = (0.0, 0.05, 0.10, 0.20)
RATES = (30.0, 60.0, 120.0)
NOISE_M = 0.008
TRIALS = tuple(
    f"RBDS{runner:03d}_T{speed}" for runner in (1, 5, 9, 14, 20, 27) for speed in (25, 45)
)
APART = 0.05
"""A swap of points nearer to each other than this share of the leg is no swap."""
MEDIAPIPE = {"hip": 23, "knee": 25, "ankle": 27, "heel": 29, "toe": 31}
PICTURE = (720, 1280)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of points (of pairs for swaps) and whether a wrong leg got through."""

    swapped: int
    repaired: int
    collapsed: int
    collapsed_out: int
    healthy: int
    swapped_wrongly: int
    taken_wrongly: int
    wrong_side: bool
    withheld: bool


def side_clip(
    data: Path, name: str, rate_hz: float, view: View, dice: np.random.Generator
) -> Keypoints:
    """A trial as a camera without perspective would see it, with trembling of 8 mm."""
    whole = trial(data, name).keypoints
    points = tuple(p for p in whole.points if p.part in CHAIN and p.part != "forefoot_medial")
    time_s = np.arange(whole.time_s[0], whole.time_s[-1], 1 / rate_hz)
    columns = [View.SPACE.axes.index(axis) for axis in view.axes]
    position = np.stack(
        [
            np.column_stack([np.interp(time_s, whole.time_s, whole.at(p)[:, c]) for c in columns])
            for p in points
        ],
        axis=1,
    )
    position += dice.normal(size=position.shape) * NOISE_M
    return Keypoints(
        time_s - time_s[0],
        points,
        position,
        np.ones(position.shape[:2]),
        view,
        Unit.METRE,
        "halpe_26",
    )


def real_clip(data: Path, model: str) -> Keypoints:
    """The real treadmill clip with the points of a pose model: heavy, full, lite or rtmpose."""
    folder = data / "video"
    if model == "rtmpose":
        told = json.loads((folder / "gaitlab_male_side.pose_rtmpose_halpe26.json").read_text())
        frames = np.array(told["frames"], dtype=np.float64)
        names = told["keypoint_names"]
        called = {"toe": "big_toe", "forefoot_lateral": "small_toe"}
        columns = {
            on_side(part, side): names.index(f"{side.value[0]}_{called.get(part, part)}")
            for part in (*MEDIAPIPE, "forefoot_lateral")
            for side in LEGS
        }
        trust = 2
    else:
        with np.load(folder / "gaitlab_male_side.mediapipe_0.10.21.npz") as arrays:
            frames = arrays[model].astype(np.float64)
        columns = {
            on_side(part, side): at + (side is Side.RIGHT)
            for part, at in MEDIAPIPE.items()
            for side in LEGS
        }
        trust = 3
    table = frames[:, list(columns.values())]
    return Keypoints(
        np.arange(len(frames)) / 30.0,
        tuple(columns),
        np.stack([PICTURE[0] - table[..., 0], PICTURE[1] - table[..., 1]], axis=-1),
        np.clip(table[..., trust], 0, 1),
        View.LEFT,
        Unit.PIXEL,
        "halpe_26" if model == "rtmpose" else "mediapipe_33",
        size_px=PICTURE,
    )


def outcome(spoilt: Spoilt) -> Outcome:
    """Repair a spoilt clip and compare it point by point with the clean one."""
    repair = repair_sides(spoilt.clip)
    clean, found = (_both(each, spoilt.parts) for each in (spoilt.clean, repair.clip))
    size = np.nanpercentile(np.linalg.norm(clean[0, :, 2] - clean[0, :, 0], axis=-1), 90)
    own = np.linalg.norm(found - clean, axis=-1)
    other = np.linalg.norm(found - clean[::-1], axis=-1)
    apart = np.linalg.norm(clean[0] - clean[1], axis=-1) > APART * size
    seen = np.isfinite(clean).all(axis=(0, 3)) & apart
    crossed = ((other < own) & np.isfinite(own)).any(axis=0)
    gone = np.isnan(own)
    swapped, collapsed = spoilt.swapped & seen, spoilt.collapsed & seen
    healthy = seen & ~swapped & ~collapsed
    below = [at for at, part in enumerate(spoilt.parts) if part != "hip"]
    wrong = crossed & (swapped | collapsed | healthy)
    believed = repair.withheld is None
    return Outcome(
        swapped=int(swapped.sum()),
        repaired=int((swapped & ~crossed & ~gone.any(axis=0)).sum()),
        collapsed=int(collapsed.sum()),
        collapsed_out=int((collapsed & ~crossed).sum()),
        healthy=int(healthy.sum()),
        swapped_wrongly=int((healthy & crossed).sum()),
        taken_wrongly=int((healthy & gone.any(axis=0)).sum()),
        wrong_side=believed and float(wrong[:, below].mean()) > 0.05,
        withheld=not believed,
    )


def _both(clip: Keypoints, parts: Sequence[str]) -> Floats:
    return np.stack([np.stack([clip.at(on_side(p, s)) for p in parts], axis=1) for s in LEGS])


def clips(data: Path, source: str, dice: np.random.Generator) -> Iterator[Keypoints]:
    """The clean clips of one source."""
    if source == "real clip":
        yield from (real_clip(data, model) for model in ("rtmpose", "heavy"))
    elif source == "synthetic":
        for seed, (view, rate) in enumerate(
            (view, rate) for view in (View.LEFT, View.RIGHT, View.REAR) for rate in RATES
        ):
            truth = GaitTruth(contact_time_ms=Sided(240, 252), pelvic_drop_peak_deg=Sided(6, 11))
            yield synthetic_runner(
                truth, view=view, rate_hz=rate, seed=seed, noise=Noise(sd=3.0)
            ).keypoints
    else:
        view = View.REAR if source.endswith("behind") else View.LEFT
        for name in TRIALS:
            for rate in RATES:
                yield side_clip(data, name, rate, view, dice)


SOURCES = ("plates, from the side", "plates, from behind", "synthetic", "real clip")


def swap_tables(data: Path) -> str:
    """Markdown: repaired, wrongly repaired and wrong sides by source and share; the real clip."""
    head = (
        "Known faults put into clean points; a pair of points counts where the legs are at least "
        f"{100 * APART:.0f} % of a leg apart."
        "\n\n| points | frames spoilt | clips | swaps put back | collapsed points that stayed on "
        "the wrong leg | healthy pairs swapped | healthy points taken out | clips with a leg "
        "withheld | wrong legs that got through |"
        "\n|---|---|---|---|---|---|---|---|---|"
    )
    lines = [head]
    for source in SOURCES:
        for share in SHARES:
            dice = np.random.default_rng(int(1000 * share) + len(source))
            found = [outcome(spoil(c, share, KINDS, dice)) for c in clips(data, source, dice)]
            lines.append(_row(source, share, found))
    return "\n".join([*lines, "", *value_lines(), "", *_real_table(data)])


def _row(source: str, share: float, found: Sequence[Outcome]) -> str:
    def total(name: str) -> int:
        return sum(int(getattr(each, name)) for each in found)

    def percent(part: int, whole: int) -> str:
        return f"{100 * part / whole:.2f} %" if whole else "-"

    stayed = total("collapsed") - total("collapsed_out")
    return (
        f"| {source} | {100 * share:.0f} % | {len(found)} "
        f"| {percent(total('repaired'), total('swapped'))} "
        f"| {percent(stayed, total('collapsed'))} "
        f"| {percent(total('swapped_wrongly'), total('healthy'))} "
        f"| {percent(total('taken_wrongly'), total('healthy'))} "
        f"| {total('withheld')} | {total('wrong_side')} |"
    )


def _real_table(data: Path) -> Iterator[str]:
    """The real clip: knees against another pose model before and after repair."""
    yield "The real clip, bend of the knee against RTMPose (6 Hz), before and after:"
    yield ""
    yield "| model | near leg | far leg | withheld |"
    yield "|---|---|---|---|"
    compared = real_clip(data, "rtmpose")
    for model in ("lite", "full", "heavy"):
        clip = real_clip(data, model)
        repair = repair_sides(clip)
        near, far = (
            " → ".join(f"{_apart(each, compared, side):.1f}°" for each in (clip, repair.clip))
            for side in LEGS
        )
        yield f"| {model} | {near} | {far} | {repair.withheld or 'none'} |"


def _apart(clip: Keypoints, compared: Keypoints, side: Side) -> float:
    bends = [_bend(each, side) for each in (clip, compared)]
    return float(np.sqrt(np.mean((bends[0] - bends[1]) ** 2)))


def _bend(clip: Keypoints, side: Side) -> Floats:
    hip, knee, ankle = (_calm(clip, on_side(part, side)) for part in ("hip", "knee", "ankle"))
    thigh, shank = knee - hip, ankle - knee
    cross = thigh[:, 1] * shank[:, 0] - thigh[:, 0] * shank[:, 1]
    return np.asarray(np.degrees(np.arctan2(cross, np.sum(thigh * shank, axis=1))))


def _calm(clip: Keypoints, point: Landmark) -> Floats:
    """One point with gaps bridged and low-passed at 6 Hz."""
    way = clip.at(point).copy()
    index = np.arange(len(way))
    for column in way.T:
        seen = np.isfinite(column)
        column[~seen] = np.interp(index[~seen], index[seen], column[seen])
    sos = butter(4, 6.0, fs=clip.rate_hz, output="sos")
    return np.asarray(sosfiltfilt(sos, way, axis=0))


if __name__ == "__main__":
    print(swap_tables(Path(sys.argv[1])))
