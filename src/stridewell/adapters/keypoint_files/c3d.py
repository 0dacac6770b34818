"""C3D files of motion-capture labs, read with ezc3d (the extra ``stridewell[video]``)."""

from __future__ import annotations

import importlib
import struct
from pathlib import Path
from typing import Any

import numpy as np

from stridewell.adapters.keypoint_files.clocks import frame_times
from stridewell.adapters.keypoint_files.raw_points import RawPoints
from stridewell.errors import FileRefusedError, UsageError
from stridewell.gait.keypoints import Stated

_HEAD = struct.Struct("<BBHHHHHfH")
_MARK = 0x50
_BLOCK = 512
_UNTOLD = 0xFFFF
"""The last frame of files too long for the head."""

_AGAIN = "Copy it from the lab's computer again."


def read_c3d(path: Path, rate_hz: float | None = None) -> RawPoints:
    """The points of a C3D file.

    Raises:
        FileRefusedError: it is no C3D file, is cut short, or holds no points.
        FrameRateError: its rate cannot be used and none was given.
        UsageError: ezc3d is not installed.
    """
    _check_whole(path)
    try:
        ezc3d: Any = importlib.import_module("ezc3d")
    except ModuleNotFoundError as error:
        raise UsageError(
            "Reading C3D files needs a part that is not installed.",
            "Install it with `pip install 'stridewell[video]'`, or export the run as TRC.",
        ) from error
    try:
        read = ezc3d.c3d(str(path))
        parameters = read["parameters"]["POINT"]
        points = np.asarray(read["data"]["points"][:3], dtype=np.float64)
        residual = np.asarray(read["data"]["meta_points"]["residuals"], dtype=np.float64)
        first = int(read["header"]["points"]["first_frame"])
    except (OSError, RuntimeError, ValueError, KeyError, IndexError) as error:
        raise FileRefusedError(
            f"This is no C3D file, or it is damaged ({error}).", _AGAIN
        ) from error
    position = np.moveaxis(points, 0, 2).swapaxes(0, 1)
    if not position.size:
        raise FileRefusedError("It holds no points.", "Export the markers, not only the forces.")
    unseen = residual.reshape(-1, position.shape[1], position.shape[0])[0].T < 0
    position = np.where(unseen[:, :, None], np.nan, position)
    names = _labels(parameters, position.shape[1])
    told = _first(parameters, "RATE")
    rate = None if told is None else float(told)
    times, stated = frame_times(len(position), None, rate, rate_hz)
    starts = first / (rate_hz or rate or 1.0)
    begins = (
        (Stated("start", f"{starts:.3f} s", "the file's first frame is not 0"),) if first else ()
    )
    return RawPoints(
        names, times + starts, position, str(_first(parameters, "UNITS") or ""), (*stated, *begins)
    )


def _labels(parameters: Any, points: int) -> tuple[str, ...]:  # noqa: ANN401
    """The names of the points; long files continue them in LABELS2."""
    labels: list[str] = []
    for key in ("LABELS", "LABELS2", "LABELS3"):
        if key in parameters:
            labels += [str(each) for each in parameters[key]["value"]]
    labels += [f"unnamed {number}" for number in range(len(labels) + 1, points + 1)]
    return tuple(labels[:points])


def _first(parameters: Any, key: str) -> Any:  # noqa: ANN401
    values: Any = parameters[key]["value"] if key in parameters else ()
    return values[0] if len(values) else None


def _check_whole(path: Path) -> None:
    """Refuse before the library reads numbers that are not there.

    Raises:
        FileRefusedError: it is no C3D file or shorter than its head says.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(_BLOCK)
    if len(head) < _BLOCK or head[1] != _MARK:
        raise FileRefusedError("This is no C3D file.", _AGAIN)
    _, _, points, analog, first, last, _, scale, start = _HEAD.unpack_from(head)
    if last < first or last == _UNTOLD:
        return
    bytes_each = 4 if scale < 0 else 2
    needed = (start - 1) * _BLOCK + (last - first + 1) * (points * 4 + analog) * bytes_each
    if size < needed:
        raise FileRefusedError(
            f"It is cut short: {size:,} bytes of at least {needed:,} are there.", _AGAIN
        )
