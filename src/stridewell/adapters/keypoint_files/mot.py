"""MOT and STO files: joint angles and points as OpenSim and OpenCap write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.adapters.keypoint_files.clocks import frame_times
from stridewell.adapters.keypoint_files.raw_points import RawPoints
from stridewell.adapters.keypoint_files.text_tables import table, text_of
from stridewell.errors import FileRefusedError, NoRunnerError
from stridewell.gait.keypoints import Floats, Stated
from stridewell.gait.naming import named
from stridewell.gait.skeleton_angles import NEEDED_COLUMNS

_HEAD_LINES = 200
_FORCE = re.compile(r"force|torque|moment|^(\d_)?(l_|r_)?(grf|cop)", re.IGNORECASE)
_POINT = re.compile(r"^(?P<name>.+?)_?(?P<axis>t[xyz]|p[xyz]|[xyz]|[123])$", re.IGNORECASE)
_AXES = {"x": 0, "y": 1, "z": 2, "1": 0, "2": 1, "3": 2}
PELVIS_PLACE = frozenset({"pelvis_tx", "pelvis_ty", "pelvis_tz"})
HIGHEST_PELVIS_M = 10.0
"""A pelvis higher than this is given in millimetres."""

LARGEST_RADIANS = 3.5
"""A knee of a runner bends by far more than this many degrees, and never by so many radians."""


@dataclass(frozen=True, slots=True, eq=False)
class RawAngles:
    """Joint angles in degrees as `stridewell.gait.skeleton_angles` takes them, pelvis in metres."""

    time_s: Floats
    columns: Mapping[str, Floats]
    stated: tuple[Stated, ...]


def read_mot(content: bytes, rate_hz: float | None = None) -> RawPoints | RawAngles:
    """The points or joint angles of a MOT or STO file.

    Raises:
        NoRunnerError: it holds forces or other things instead of a movement.
        FileRefusedError: it is no such file.
        FrameRateError: its times do not rise.
    """
    lines = text_of(content).splitlines()
    told, at = _head(lines)
    names = lines[at].split()
    if "\t" in lines[at].strip():
        names = [each.strip() for each in lines[at].strip().split("\t")]
    rows = [line for line in lines[at + 1 :] if line.strip()]
    if not rows or len(names) <= 1:
        raise FileRefusedError("It has a head but no rows of numbers.", "Export it again.")
    read = table(rows, names, at + 2)
    columns = dict(zip(names, read.numbers.T, strict=True))
    timed = next((name for name in names if name.lower() == "time"), None)
    times, stated = frame_times(
        len(read.numbers), None if timed is None else columns[timed], None, rate_hz
    )
    stated = (*stated, *_counts(told, len(rows)), *read.stated)
    if _are_angles(columns):
        return _angles(times, columns, told, stated)
    points = _points(names, columns)
    if points is not None:
        return RawPoints(points[0], times, points[1], "", stated)
    raise _neither(names)


def _head(lines: Sequence[str]) -> tuple[Mapping[str, str], int]:
    """What the head says, and the line of the names.

    Raises:
        FileRefusedError: there is no head.
    """
    told: dict[str, str] = {}
    for at, line in enumerate(lines[:_HEAD_LINES]):
        bare = line.strip()
        if bare.lower() == "endheader":
            rest = next((n for n in range(at + 1, len(lines)) if lines[n].strip()), None)
            if rest is None:
                break
            return told, rest
        key, _, value = bare.partition("=" if "=" in bare else " ")
        told[key.strip().lower()] = value.strip()
    empty = "It is empty." if not any(each.strip() for each in lines) else "It has no endheader."
    raise FileRefusedError(f"{empty} This is no MOT or STO file.", "Export it again.")


def _counts(told: Mapping[str, str], rows: int) -> tuple[Stated, ...]:
    said = told.get("nrows", told.get("datarows", ""))
    if said.isdecimal() and int(said) != rows:
        return (Stated("frames", f"{rows}", f"its head says {said}, which is wrong"),)
    return ()


def _are_angles(columns: Mapping[str, Floats]) -> bool:
    """Whether the joints of both legs move: files of forces may carry empty columns of angles."""
    return all(
        each in columns and len(np.unique(_seen(columns[each]))) > 1 for each in NEEDED_COLUMNS
    )


def _seen(column: Floats) -> Floats:
    return np.asarray(column[np.isfinite(column)], dtype=np.float64)


def _angles(
    times: Floats,
    columns: Mapping[str, Floats],
    told: Mapping[str, str],
    stated: tuple[Stated, ...],
) -> RawAngles:
    knees = _seen(np.concatenate([columns["knee_angle_l"], columns["knee_angle_r"]]))
    largest = float(np.max(np.abs(knees)))
    in_radians = largest < LARGEST_RADIANS
    noted = [*stated]
    said = told.get("indegrees", "").lower()
    if in_radians:
        because = "the file says so" if said == "no" else f"the knee never passes {largest:.2f}"
        noted.append(Stated("angles", "radians", because))
    elif said == "no":
        because = f"the knee reaches {largest:.0f}; the file says radians, which cannot be"
        noted.append(Stated("angles", "degrees", because))
    bends_up = float(np.median(knees)) > 0
    sign = "positive" if bends_up else "negative"
    noted.append(Stated("knee", f"bending is {sign}", "it is on that side most of the time"))
    factor = np.degrees(1.0) if in_radians else 1.0
    height = _seen(columns.get("pelvis_ty", np.zeros(1)))
    shrink = len(height) > 0 and float(np.median(height)) > HIGHEST_PELVIS_M
    out: dict[str, Floats] = {}
    for name, column in columns.items():
        if name in PELVIS_PLACE:
            out[name] = column / 1000 if shrink else column
        else:
            out[name] = column * factor * (-1 if bends_up and name.startswith("knee_angle") else 1)
    return RawAngles(times, out, tuple(noted))


def _points(
    names: Sequence[str], columns: Mapping[str, Floats]
) -> tuple[tuple[str, ...], Floats] | None:
    """Columns in threes as points, where their names are body points."""
    found: dict[str, dict[int, Floats]] = {}
    for name in names:
        match = None if _FORCE.search(name) or name in PELVIS_PLACE else _POINT.match(name)
        if match is not None and named(match["name"]) is not None:
            axis = _AXES[match["axis"][-1].lower()]
            found.setdefault(match["name"], {})[axis] = columns[name]
    whole = {name: axes for name, axes in found.items() if len(axes) == len("xyz")}
    if not whole:
        return None
    stacked = [np.stack([axes[each] for each in range(3)], axis=1) for axes in whole.values()]
    return tuple(whole), np.stack(stacked, axis=1)


def _neither(names: Sequence[str]) -> NoRunnerError:
    if any(_FORCE.search(name) for name in names):
        return NoRunnerError(
            "It holds forces of a plate, not the movement of a body.",
            "Give the file of markers (TRC or C3D) or of joint angles from the same run.",
        )
    if {"left knee", "right knee"} & {each.lower() for each in names}:
        return NoRunnerError(
            "It holds angles in the picture as Sports2D writes them, without the pelvis.",
            "Give the TRC file that Sports2D wrote beside it.",
        )
    missing = ", ".join(each for each in NEEDED_COLUMNS if each not in names)
    return NoRunnerError(
        f"It holds neither body points nor the angles of both legs (missing: {missing}).",
        "Give the result of inverse kinematics (MOT), or the markers (TRC).",
    )
