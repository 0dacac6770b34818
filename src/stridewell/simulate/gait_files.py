"""Synthetic clips as the files other tools write: TRC, MOT, OpenPose JSON, C3D.

Texts come out, the caller writes them; only C3D is written here, because its library does.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from stridewell.gait.keypoints import Floats, Keypoints, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.naming import POSE_LAYOUTS, named

LAYOUTS = dict(POSE_LAYOUTS.values())
"""Names of the points of pose models in the order of their files."""
MARKER_NAMES = {
    "head": "Head",
    "neck": "Neck",
    "pelvis": "Hip",
    "iliac_crest": "IC",
    "asis": "ASI",
    "psis": "PSI",
    "forefoot_medial": "MT1",
    "forefoot_lateral": "SmallToe",
    "toe": "BigToe",
}
TRC_KEYS = (
    "DataRate",
    "CameraRate",
    "NumFrames",
    "NumMarkers",
    "Units",
    "OrigDataRate",
    "OrigDataStartFrame",
    "OrigNumFrames",
)
PLACES = frozenset({"pelvis_tx", "pelvis_ty", "pelvis_tz"})
METRES = {"m": 1.0, "mm": 1000.0}


def marker_name(point: Landmark) -> str:
    """The name of a point as video tools write it: ``RKnee``, ``LBigToe``, ``Neck``."""
    name = MARKER_NAMES.get(point.part, point.part.capitalize())
    return name if point.part == point.value else f"{point.side.value[0].upper()}{name}"


def in_room(clip: Keypoints, up: str = "y") -> Floats:
    """Positions in space with another axis up: Y as OpenSim has it, or Z as most labs.

    With Z up the runner runs along X and Y is to their left.
    """
    position = clip.position
    return (
        position
        if up == "y"
        else np.stack([position[..., 0], -position[..., 2], position[..., 1]], axis=-1)
    )


def trc_text(clip: Keypoints, *, unit: str = "m", up: str = "y", start_s: float = 0.0) -> str:
    """A clip in space as TRC; points that were not seen are left blank."""
    rate = round(clip.rate_hz, 3)
    first = round(start_s * rate) + 1
    facts = (rate, rate, clip.frames, len(clip.points), unit, rate, first, clip.frames)
    names = "\t\t\t".join(marker_name(each) for each in clip.points)
    axes = "\t".join(f"{axis}{at}" for at in range(1, len(clip.points) + 1) for axis in "XYZ")
    head = [
        "PathFileType\t4\t(X/Y/Z)\tsynthetic.trc",
        "\t".join(TRC_KEYS),
        "\t".join(f"{value:g}" if not isinstance(value, str) else value for value in facts),
        f"Frame#\tTime\t{names}\t\t",
        f"\t\t{axes}",
        "",
    ]
    rows = (in_room(clip, up) * METRES[unit]).reshape(clip.frames, -1)
    body = [
        "\t".join(
            [str(first + at), f"{time_s + start_s:.6f}"]
            + ["" if np.isnan(value) else f"{value:.6f}" for value in row]
        )
        for at, (time_s, row) in enumerate(zip(clip.time_s, rows, strict=True))
    ]
    return "\n".join([*head, *body]) + "\n"


def mot_text(
    time_s: Floats, angles: Mapping[str, Floats], *, degrees: bool = True, bent_knee: int = -1
) -> str:
    """Joint angles as MOT of OpenSim.

    ``bent_knee`` is the sign of a bent knee: -1 as in gait2392, +1 as in newer models.
    """
    columns = {
        name: curve
        * (bent_knee if name.startswith("knee_angle") else 1)
        * (1.0 if degrees or name in PLACES else np.pi / 180)
        for name, curve in angles.items()
    }
    head = [
        "Coordinates",
        "version=1",
        f"nRows={len(time_s)}",
        f"nColumns={len(columns) + 1}",
        f"inDegrees={'yes' if degrees else 'no'}",
        "endheader",
        "\t".join(["time", *columns]),
    ]
    table = np.column_stack([time_s, *columns.values()])
    return "\n".join([*head, *("\t".join(f"{v:.8f}" for v in row) for row in table)]) + "\n"


def openpose_frames(
    clip: Keypoints, layout: str = "body_25", stem: str = "run"
) -> Mapping[str, str]:
    """A clip of a camera as JSON texts by file name, one a frame, x to the right and y down.

    Raises:
        KeyError: there is no such layout.
        ValueError: the clip is not one of a camera.
    """
    if clip.view is View.SPACE or clip.size_px is None:
        raise ValueError("only a clip of a camera has a picture")
    width, height = clip.size_px
    table = np.zeros((clip.frames, len(LAYOUTS[layout]), 3))
    for at, name in enumerate(LAYOUTS[layout]):
        known = named(name)
        if known is None or known.landmark not in clip.points:
            continue
        across, up = clip.at(known.landmark).T
        x = width - across if clip.view is View.LEFT else across
        table[:, at] = np.column_stack((x, height - up, clip.trust(known.landmark)))
    table[np.isnan(table).any(axis=2)] = 0.0
    return {
        f"{stem}_{number:012d}_keypoints.json": json.dumps(
            {
                "version": 1.3,
                "people": [{"person_id": [-1], "pose_keypoints_2d": np.round(row, 3).tolist()}],
            }
        )
        for number, row in enumerate(table.reshape(clip.frames, -1))
    }


def openpose_zip(clip: Keypoints, layout: str = "body_25", stem: str = "run") -> bytes:
    """The same JSON texts packed in a zip; the same clip gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in openpose_frames(clip, layout, stem).items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write_trc(path: Path, clip: Keypoints) -> None:
    """Write a clip in space as TRC in metres, Y up."""
    path.write_text(trc_text(clip), encoding="utf-8")


def write_openpose(folder: Path, clip: Keypoints, layout: str = "body_25") -> None:
    """Write a clip of a camera as a folder of JSON files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in openpose_frames(clip, layout).items():
        (folder / name).write_text(text, encoding="utf-8")


def write_c3d(path: Path, clip: Keypoints, *, unit: str = "mm", up: str = "z") -> None:
    """Write a clip in space as C3D; needs the library ezc3d (``stridewell[video]``)."""
    import ezc3d  # noqa: PLC0415 - only this format needs it

    c3d = ezc3d.c3d()
    points = np.ones((4, len(clip.points), clip.frames))
    points[:3] = (in_room(clip, up) * METRES[unit]).transpose(2, 1, 0)
    c3d["parameters"]["POINT"]["UNITS"]["value"] = [unit]
    c3d["parameters"]["POINT"]["RATE"]["value"] = [clip.rate_hz]
    c3d["parameters"]["POINT"]["LABELS"]["value"] = [marker_name(each) for each in clip.points]
    c3d["data"]["points"] = points
    c3d.write(str(path))
