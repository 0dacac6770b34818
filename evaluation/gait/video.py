"""The one real clip of a runner at hand: cadence, knees beside another model, decoders.

    python -m evaluation.gait.video DATA

The clip is 12 s at 30 frames a second, from the left, on a treadmill. Its cadence was measured
from pixels alone (168.9 ± 0.5 steps a minute). The other model is RTMPose; neither is truth.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.signal import butter, sosfiltfilt

from stridewell.adapters.pose.choosing import reads_video
from stridewell.adapters.video.reading import read_film
from stridewell.app.gait_tools import HowFilmed
from stridewell.gait.keypoints import Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.gait.naming import POSE_LAYOUTS, marked
from stridewell.gait.rhythm import find_rhythm
from stridewell.gait.sides import SideRepair, repair_sides
from stridewell.gait.signal import fill_gaps, smooth
from stridewell.values.anatomy import Side

CLIP = "gaitlab_male_side"
TRUE_SPM = 168.9
LOW_PASS_HZ = 6.0
SIZE = (720, 1280)
RATE_HZ = 30.0
BOTH = (Side.LEFT, Side.RIGHT)
"""The near and the far leg of this clip."""
ABOUT_KNEES = (
    "360 frames from the left at 30 frames a second; the left leg is the near one. Knee angles "
    "are low-passed at 6 Hz; differences are root mean squares to the knee angles of RTMPose "
    "on the same frames, in degrees. Neither model is truth. A leg that `repair_sides` "
    "withholds gives no values."
)
HEAD = (
    "| Points by | Steps a minute (true 168.9 ± 0.5) | Near knee | Far knee | Near, repaired | "
    "Far, repaired | Frames swapped back | Withheld |"
)
ABOUT_DECODERS = (
    "The same model (`full`) on the same file, decoded by PyAV and by OpenCV: how far apart "
    "its points lie, in pixels (the leg is 309 long)."
)


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Body points of the clip from one model and decoder."""

    name: str
    clip: Keypoints
    repair: SideRepair


def video_tables(data: Path) -> str:
    """The tables as Markdown, or why there are none."""
    folder = data / "video"
    if not (folder / f"{CLIP}.mp4").is_file():
        return "The clip is not at hand."
    reference = other_model(folder)
    found = [Source(name, clip, repair_sides(clip)) for name, clip in sources(folder)]
    lines = [
        ABOUT_KNEES,
        "",
        HEAD,
        "|---|---|---|---|---|---|---|---|",
        *(row(each, reference) for each in found),
    ]
    own = [each.clip for each in found if each.name == "full, PyAV (stridewell)"]
    theirs = [each.clip for each in found if each.name == "full, OpenCV"]
    if own and theirs:
        lines += ["", decoders(own[0], theirs[0])]
    return "\n".join(lines)


def sources(folder: Path) -> list[tuple[str, Keypoints]]:
    """The clip as stridewell reads it, and as three models of MediaPipe read it with OpenCV."""
    made = []
    if reads_video():
        clip = read_film(folder / f"{CLIP}.mp4", HowFilmed(), lambda _done, _total: None)
        made.append(("full, PyAV (stridewell)", clip))
    with np.load(folder / f"{CLIP}.mediapipe_0.10.21.npz") as stored:
        for model in ("full", "heavy", "lite"):
            places = stored[model][:, :, :2].astype(np.float64)
            made.append((f"{model}, OpenCV", from_picture(places, POSE_LAYOUTS[33][1])))
    return made


def other_model(folder: Path) -> Keypoints:
    """What RTMPose placed in the same frames."""
    told = json.loads((folder / f"{CLIP}.pose_rtmpose_halpe26.json").read_text("utf-8"))
    places = np.array(told["frames"], dtype=np.float64)[:, :, :2]
    return from_picture(places, tuple(told["keypoint_names"]))


def from_picture(places: Floats, names: tuple[str, ...]) -> Keypoints:
    """Points of the picture (n, points, 2) of the clip in the runner's axes."""
    columns = {landmark: at for (landmark, _), at in marked(names).points.items()}
    width, height = SIZE
    turned = np.stack([width - places[:, :, 0], height - places[:, :, 1]], axis=2)
    position = turned[:, list(columns.values())]
    return Keypoints(
        time_s=np.arange(len(position)) / RATE_HZ,
        points=tuple(columns),
        position=position,
        confidence=np.isfinite(position[:, :, 0]).astype(np.float64),
        view=View.LEFT,
        unit=Unit.PIXEL,
        convention="mediapipe_33",
        size_px=SIZE,
    )


def row(source: Source, reference: Keypoints) -> str:
    """One line of the first table."""
    repaired = smooth(fill_gaps(source.repair.clip))
    rhythm = find_rhythm(repaired)
    spm = "none" if rhythm is None else f"{rhythm.step_rate_spm:.1f}"
    raw = [f"{knee_difference(source.clip, reference, side):.1f}" for side in BOTH]
    withheld = source.repair.withheld
    put_right = [
        "withheld"
        if withheld in {side, Side.BOTH}
        else f"{knee_difference(source.repair.clip, reference, side):.1f}"
        for side in BOTH
    ]
    swapped = int(source.repair.swapped.sum())
    said = "neither" if withheld is None else withheld.value
    return f"| {source.name} | {spm} | {' | '.join([*raw, *put_right])} | {swapped} | {said} |"


def knee_difference(clip: Keypoints, reference: Keypoints, side: Side) -> float:
    """Root mean square of the difference of two knee angles, in degrees."""
    apart = knee(clip, side) - knee(reference, side)
    return float(np.sqrt(np.mean(apart**2)))


def knee(clip: Keypoints, side: Side) -> Floats:
    """The bend of the knee in degrees, low-passed; frames without points are bridged."""
    hip, middle, ankle = (clip.at(on_side(part, side)) for part in ("hip", "knee", "ankle"))
    thigh, shank = middle - hip, ankle - middle
    cosine = (thigh * shank).sum(axis=1) / (
        np.linalg.norm(thigh, axis=1) * np.linalg.norm(shank, axis=1)
    )
    bend = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    seen = np.isfinite(bend)
    bridged = np.interp(np.arange(len(bend)), np.flatnonzero(seen), bend[seen])
    return np.asarray(sosfiltfilt(butter(2, LOW_PASS_HZ, fs=RATE_HZ, output="sos"), bridged))


def decoders(one: Keypoints, other: Keypoints) -> str:
    """How far the same model places its points apart after two decoders."""
    parts = ("hip", "knee", "ankle", "heel", "toe")
    lines = [
        ABOUT_DECODERS,
        "",
        "| Leg | Median | 95 % | Most |",
        "|---|---|---|---|",
    ]
    for side, name in zip(BOTH, ("near", "far"), strict=True):
        points: list[Landmark] = [on_side(part, side) for part in parts]
        apart = np.concatenate(
            [np.linalg.norm(one.at(each) - other.at(each), axis=1) for each in points]
        )
        low, high, most = np.nanpercentile(apart, [50, 95, 100])
        lines.append(f"| {name} | {low:.1f} | {high:.0f} | {most:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(video_tables(Path(sys.argv[1])))
