"""One real trial written as TRC, C3D, OpenPose JSON and MOT and read again: what is left of it.

The trial is written twice over: in millimetres and metres, with Y and with Z up, from a start that
is not 0. What is read is compared with what was written, point by point.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import numpy as np
from evaluation.gait.rbds import Trial, joint_angles, trials

from stridewell.adapters.gait_model import load_contact_model
from stridewell.adapters.keypoint_files.reading import read_keypoints
from stridewell.adapters.knowledge_files import load_knowledge
from stridewell.gait.clip import analyse_clip
from stridewell.gait.keypoints import Filmed, Floats, Keypoints, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.metrics import MethodErrors
from stridewell.gait.naming import POSE_LAYOUTS, named
from stridewell.values.anatomy import Side

EXPLAINED = (
    "Each is written and read again, and measured before and after. Angles differ by degrees, all "
    "other metrics by a share."
)
COLUMNS = (
    "| written as | points | frames | farthest point | metrics | largest share | largest angle "
    "| reading |"
)

MetricOf: TypeAlias = tuple[str, Side | None]

WORTH_NAMING = 0.005

EVERY = 9
"""Every so many trials are measured."""

CAMERA_PX_PER_M = 600.0
CAMERA_SIZE = (1920, 1440)
NAMES: Mapping[Landmark, str] = {
    Landmark(f"{side}_{part}"): f"{side[0].upper()}{name}"
    for side in ("left", "right")
    for part, name in {
        "iliac_crest": "IliacCrest",
        "asis": "ASIS",
        "psis": "PSIS",
        "hip": "Hip",
        "knee": "Knee",
        "ankle": "Ankle",
        "heel": "Heel",
        "toe": "BigToe",
        "forefoot_medial": "MT1",
        "forefoot_lateral": "MT5",
    }.items()
}
HEAD = [
    "DataRate",
    "CameraRate",
    "NumFrames",
    "NumMarkers",
    "Units",
    "OrigDataRate",
    "OrigDataStartFrame",
    "OrigNumFrames",
]
Z_UP = np.array([[1.0, 0, 0], [0, 0, -1.0], [0, 1.0, 0]])
"""From forward, up, right to forward, left, up."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write a clip: a name, the writer, and what must be told when reading."""

    name: str
    write: Callable[[Keypoints, Path], Path]
    told: Mapping[str, float]
    in_picture: bool = False


def write_trc(
    clip: Keypoints, path: Path, *, per_metre: float = 1000.0, turn: Floats | None = None
) -> Path:
    """The clip as TRC; blanks where a point was not seen."""
    unit = {1000.0: "mm", 1.0: "m", 100.0: "cm"}[per_metre]
    names = [NAMES.get(each, each.value) for each in clip.points]
    position = (clip.position if turn is None else clip.position @ turn.T) * per_metre
    rate = f"{_beat(clip):.4f}"
    head = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "\t".join(HEAD),
        "\t".join(map(str, [rate, rate, clip.frames, len(names), unit, rate, 1, clip.frames])),
        "Frame#\tTime\t" + "\t\t\t".join(names),
        "\t\t" + "\t".join(f"{a}{n}" for n in range(1, len(names) + 1) for a in "XYZ"),
    ]
    rows = [
        "\t".join(
            [f"{at + 1}", f"{moment:.5f}"]
            + ["" if np.isnan(value) else f"{value:.6f}" for value in frame.ravel()]
        )
        for at, (moment, frame) in enumerate(zip(clip.time_s, position, strict=True))
    ]
    path.write_text("\n".join([*head, *rows]) + "\n", "utf-8")
    return path


def _beat(clip: Keypoints) -> float:
    """Frames a second over the whole clip: its single times are rounded."""
    return (clip.frames - 1) / clip.duration_s


def write_c3d(clip: Keypoints, path: Path) -> Path:
    """The clip as C3D in millimetres with Z up; negative residuals where a point was not seen."""
    import ezc3d  # noqa: PLC0415

    made = ezc3d.c3d()
    made["parameters"]["POINT"]["RATE"]["value"] = [_beat(clip)]
    made["parameters"]["POINT"]["LABELS"]["value"] = [NAMES[each] for each in clip.points]
    made["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    position = np.moveaxis(clip.position @ Z_UP.T * 1000, 2, 0).swapaxes(1, 2)
    seen = np.isfinite(position).all(axis=0)
    made["data"]["points"] = np.concatenate([position, np.ones((1, *position.shape[1:]))])
    made["data"]["meta_points"]["residuals"] = np.where(seen, 0.0, -1.0)[None]
    made.write(str(path))
    return path


def write_openpose(clip: Keypoints, path: Path, *, shares: bool = False) -> Path:
    """The clip from its right side as single frames of BODY_25 in a picture."""
    _, layout = POSE_LAYOUTS[25]
    path.mkdir(exist_ok=True)
    columns = [known.landmark if (known := named(each)) else None for each in layout]
    seen = in_picture(clip)
    for frame in range(clip.frames):
        flat: list[float] = []
        for each in columns:
            place = seen.at(each)[frame] if each in seen.points else np.full(2, np.nan)
            x, y = place[0], CAMERA_SIZE[1] - place[1]
            if shares:
                x, y = x / CAMERA_SIZE[0], y / CAMERA_SIZE[1]
            flat += [0.0, 0.0, 0.0] if np.isnan(x + y) else [float(x), float(y), 0.9]
        people = [{"person_id": [-1], "pose_keypoints_2d": flat}]
        content = json.dumps({"version": 1.3, "people": people})
        (path / f"run_{frame:012d}_keypoints.json").write_text(content, "utf-8")
    return path


def write_mot(angles: Mapping[str, Floats], path: Path) -> Path:
    """Joint angles in degrees as OpenSim's inverse kinematics writes them."""
    names = list(angles)
    frames = len(angles["time"])
    head = ["Coordinates", "version=1", f"nRows={frames}", f"nColumns={len(names)}"]
    head += ["inDegrees=yes", "", "endheader", "\t".join(names)]
    table = np.stack([angles[each] for each in names], axis=1)
    rows = ["\t".join(f"{value:.6f}" for value in row) for row in table]
    path.write_text("\n".join([*head, *rows]) + "\n", "utf-8")
    return path


def in_picture(clip: Keypoints) -> Keypoints:
    """The clip seen from its right side by a camera far away, in pixels."""
    middle = np.array([float(np.nanmedian(clip.position[:, :, 0])), 0.0])
    position = (clip.position[:, :, :2] - middle) * CAMERA_PX_PER_M
    return Keypoints(
        time_s=clip.time_s - clip.time_s[0],
        points=clip.points,
        position=position + np.array([CAMERA_SIZE[0] / 2, 100.0]),
        confidence=clip.confidence,
        view=View.RIGHT,
        unit=Unit.PIXEL,
        convention="body_25",
        size_px=CAMERA_SIZE,
    )


def ways(rate_hz: float) -> Iterator[Way]:
    """Every way the trial is written."""
    told: Mapping[str, float] = {}
    yield Way("TRC, mm, Y up", lambda c, p: write_trc(c, p / "a.trc"), told)
    yield Way("TRC, m, Y up", lambda c, p: write_trc(c, p / "b.trc", per_metre=1.0), told)
    yield Way("TRC, mm, Z up", lambda c, p: write_trc(c, p / "c.trc", turn=Z_UP), told)
    yield Way(
        "TRC, mm, from 100 s",
        lambda c, p: write_trc(replace(c, time_s=c.time_s + 90), p / "d.trc"),
        told,
    )
    yield Way("C3D, mm, Z up", lambda c, p: write_c3d(c, p / "e.c3d"), told)
    yield Way(
        "OpenPose JSON, pixels",
        lambda c, p: write_openpose(c, p / "f"),
        {"rate_hz": rate_hz},
        in_picture=True,
    )
    yield Way(
        "OpenPose JSON, 0 to 1",
        lambda c, p: write_openpose(c, p / "g", shares=True),
        {"rate_hz": rate_hz},
        in_picture=True,
    )


def differences_mm(written: Keypoints, read: Keypoints) -> Floats:
    """How far every point that both have lies from where it was, on all frames, in mm.

    A picture is set to scale and in place first: it has no origin.
    """
    shared = [each for each in written.points if each in read.points]
    one = np.stack([written.at(each) for each in shared], axis=1)
    other = np.stack([read.at(each) for each in shared], axis=1)
    if read.unit is Unit.PIXEL:
        scale = _spread(one) / _spread(other)
        one, other = one / CAMERA_PX_PER_M * 1000, other * scale / CAMERA_PX_PER_M * 1000
    else:
        one, other = one * 1000, other * 1000
    shift = np.nanmean(one - other, axis=(0, 1)) if read.view is not View.SPACE else 0.0
    return np.asarray(np.linalg.norm(one - other - shift, axis=2))


def _spread(position: Floats) -> float:
    return float(np.nanstd(position[:, :, 1]))


def format_tables(data: Path) -> str:
    """Markdown: the differences of every way, and what joint angles alone keep."""
    chosen = [each for at, each in enumerate(trials(data)) if at % EVERY == 0]
    lines = [
        f"{len(chosen)} trials of {chosen[0].keypoints.frames:,} frames. {EXPLAINED}",
        "",
        COLUMNS,
        "|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        lines += [_row(way, chosen, place) for way in ways(150.0)]
        lines += [
            _across(chosen, place),
            _angle_row(data, chosen, place),
            "",
            *_angle_tables(data, chosen, place),
        ]
    return "\n".join(lines)


def _row(way: Way, chosen: Sequence[Trial], place: Path) -> str:
    apart, seconds, compared = 0.0, [], Compared()
    points, frames, of = 0, 0, 0
    for trial in chosen:
        path = way.write(trial.keypoints, place)
        began = time.perf_counter()
        read = read_keypoints(path, rate_hz=way.told.get("rate_hz"))
        seconds.append(time.perf_counter() - began)
        written = in_picture(trial.keypoints) if way.in_picture else trial.keypoints
        apart = max(apart, float(np.nanmax(differences_mm(written, read))))
        compared.add(metrics_of(trial, written), metrics_of(trial, read))
        points = len(set(read.points) & set(written.points))
        frames += read.frames
        of += trial.keypoints.frames
    return (
        f"| {way.name} | {points} | {frames:,} of {of:,} | {apart:.3f} mm | {compared} "
        f"| {np.median(seconds):.2f} s |"
    )


def _across(chosen: Sequence[Trial], place: Path) -> str:
    """What a view from the side has in common with the same run in space."""
    compared = Compared()
    for trial in chosen:
        space = metrics_of(trial, read_keypoints(write_trc(trial.keypoints, place / "j.trc")))
        path = write_openpose(trial.keypoints, place / "j")
        beside = metrics_of(trial, read_keypoints(path, rate_hz=150.0))
        compared.add({key: space[key] for key in beside.keys() & space.keys()}, beside)
    return f"| OpenPose JSON, against TRC in space | | | | {compared} | |"


def metrics_of(trial: Trial, clip: Keypoints) -> Mapping[MetricOf, float]:
    """Every metric of a clip by id and side; in a picture the length of a metre is known."""
    filmed = Filmed(height_m=trial.height_m, speed_mps=trial.speed_mps, treadmill=True)
    if clip.unit is Unit.PIXEL:
        height_px = CAMERA_SIZE[1] if clip.size_px is None else clip.size_px[1]
        metre_px = CAMERA_PX_PER_M * height_px / CAMERA_SIZE[1]
        filmed = replace(filmed, known_length_m=1.0, known_length_px=metre_px)
    found = analyse_clip(clip, filmed, load_contact_model(), _method_errors()).measured
    return {(each.id, each.side): each.value for each in found}


@lru_cache(maxsize=1)
def _method_errors() -> MethodErrors:
    return load_knowledge(files("stridewell.knowledge") / "data").gait.errors


@dataclass(slots=True)
class Compared:
    """Metrics of the same clip before and after: how many, how many were lost, how far apart."""

    metrics: int = 0
    lost: int = 0
    share: float = 0.0
    angle: float = 0.0
    widest: str = ""

    def add(self, before: Mapping[MetricOf, float], after: Mapping[MetricOf, float]) -> None:
        """Compare one clip more."""
        for key, value in before.items():
            self.metrics += 1
            if key not in after:
                self.lost += 1
            elif key[0].endswith("_deg"):
                self.angle = max(self.angle, abs(after[key] - value))
            elif value and (share := abs(after[key] / value - 1)) > self.share:
                self.share, self.widest = share, key[0]

    def __str__(self) -> str:
        """The three columns of a row."""
        kept = self.metrics - self.lost
        which = f" (`{self.widest}`)" if self.share > WORTH_NAMING else ""
        return (
            f"{kept} of {self.metrics} | {self.share * 100:.2f} %{which} | {self.angle:.2f} degrees"
        )


def _angle_row(data: Path, chosen: Sequence[Trial], place: Path) -> str:
    """The motion of joint angles through MOT, against its own points through TRC."""
    apart, seconds, compared, frames = 0.0, [], Compared(), 0
    for trial in chosen:
        path = write_mot(joint_angles(data, trial.name), place / "h.mot")
        began = time.perf_counter()
        read = read_keypoints(path, height_m=trial.height_m)
        seconds.append(time.perf_counter() - began)
        again = read_keypoints(write_trc(read, place / "i.trc"))
        apart = max(apart, float(np.nanmax(differences_mm(read, again))))
        compared.add(metrics_of(trial, again), metrics_of(trial, read))
        frames += read.frames
    return (
        f"| MOT, against its points as TRC | {len(read.points)} | {frames:,} of {frames:,} "
        f"| {apart:.3f} mm | {compared} | {np.median(seconds):.2f} s |"
    )


SHOWN = {
    "step_rate_spm": "steps a minute",
    "contact_time_ms": "contact time, ms",
    "pelvis_oscillation_mm": "rise and fall of the pelvis, mm",
    "foot_ahead_of_hip_mm": "foot ahead of the hip, mm",
    "knee_flexion_peak_deg": "knee bend at its peak, degrees",
    "hip_extension_peak_deg": "hip extension at its peak, degrees",
    "pelvic_drop_peak_deg": "pelvic drop at its peak, degrees",
}


def _angle_tables(data: Path, chosen: Sequence[Trial], place: Path) -> Iterator[str]:
    """Angles alone against the markers of the same moments: joints, and what is measured."""
    yield (
        "A file of joint angles (MOT) holds no lengths: they are standard shares of the body "
        "height. So the same run gives other numbers than its markers do."
    )
    apart: dict[str, list[float]] = {}
    off: dict[str, list[float]] = {}
    for trial in chosen:
        path = write_mot(joint_angles(data, trial.name), place / "h.mot")
        read = read_keypoints(path, height_m=trial.height_m)
        for part in ("hip", "knee", "ankle", "heel", "toe"):
            for side in ("left", "right"):
                landmark = Landmark(f"{side}_{part}")
                way = read.at(landmark) - _at(trial.keypoints, landmark, read.time_s)
                apart.setdefault(part, []).append(float(np.median(np.linalg.norm(way, axis=1))))
        before, after = metrics_of(trial, trial.keypoints), metrics_of(trial, read)
        for key in before.keys() & after.keys():
            off.setdefault(key[0], []).append(after[key] - before[key])
    yield from ("", "| point | distance from the markers, middle (largest) |", "|---|---|")
    for part, each in apart.items():
        yield f"| {part} | {np.median(each) * 1000:.0f} mm ({max(each) * 1000:.0f} mm) |"
    yield from ("", "| metric | joint angles less markers, mean ± SD |", "|---|---|")
    for metric, name in SHOWN.items():
        if metric in off:
            yield f"| {name} | {np.mean(off[metric]):+.1f} ± {np.std(off[metric]):.1f} |"


def _at(clip: Keypoints, landmark: Landmark, times: Floats) -> Floats:
    place = clip.at(landmark)
    seen = np.isfinite(place).all(axis=1)
    return np.stack(
        [np.interp(times, clip.time_s[seen], place[seen, axis]) for axis in range(3)], axis=1
    )


if __name__ == "__main__":
    print(format_tables(Path(sys.argv[1])))
