"""TRC files: tracks of points as labs, OpenSim, OpenCap, Pose2Sim and Sports2D write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from stridewell.adapters.keypoint_files.clocks import frame_times
from stridewell.adapters.keypoint_files.raw_points import RawPoints
from stridewell.adapters.keypoint_files.text_tables import fields_of, table, text_of
from stridewell.errors import FileRefusedError
from stridewell.gait.keypoints import Stated

AXES = 3
TIMES = ("Frame#", "Time")
_HEAD_LINES = 30
_AGAIN = "Export it again as TRC."


def read_trc(content: bytes, rate_hz: float | None = None) -> RawPoints:
    """The points of a TRC file.

    Raises:
        FileRefusedError: it is no TRC file, holds no rows, or its columns do not fit its names.
        FrameRateError: neither its rate nor its times can be used.
    """
    lines = text_of(content).splitlines()
    at = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if _is_names(line)), None)
    if at is None:
        empty = "It is empty." if not content.strip() else "It has no line that begins with Frame#."
        raise FileRefusedError(f"{empty} This is no TRC file.", _AGAIN)
    told = _told(lines[:at])
    first = _first_row(lines, at)
    rows = [line for line in lines[first:] if line.strip()]
    if not rows:
        raise FileRefusedError("It has a head but no rows of numbers.", _AGAIN)
    names = _names(lines[at], rows)
    columns = [*TIMES, *(f"{name} {axis}" for name in names for axis in "XYZ")]
    read = table(rows, columns, first + 1)
    times, rate_stated = frame_times(
        len(read.numbers), read.numbers[:, 1], _number(told.get("DataRate")), rate_hz
    )
    position = read.numbers[:, len(TIMES) :].reshape(len(read.numbers), len(names), AXES)
    counts = _counts(told, len(rows), len(names))
    return RawPoints(
        names, times, position, told.get("Units", ""), (*rate_stated, *counts, *read.stated)
    )


def _is_names(line: str) -> bool:
    return line.lstrip().lower().startswith("frame#")


def _told(head: Sequence[str]) -> Mapping[str, str]:
    """The values under DataRate, Units and the like."""
    at = next((n for n, line in enumerate(head) if line.lstrip().startswith("DataRate")), None)
    if at is None or at + 1 >= len(head):
        return {}
    keys = [each.strip() for each in fields_of(head[at])]
    values = [each.strip() for each in fields_of(head[at + 1])]
    return dict(zip(keys, values, strict=False))


def _first_row(lines: Sequence[str], at: int) -> int:
    """The first line of numbers behind the names and the optional line of X1 Y1 Z1."""
    return next(
        (n for n in range(at + 1, len(lines)) if re.match(r"\s*[-+]?[\d.]", lines[n])), len(lines)
    )


def _names(line: str, rows: Sequence[str]) -> tuple[str, ...]:
    """The names of the points, one for every three columns.

    Raises:
        FileRefusedError: there are more columns of numbers than names, or no name at all.
    """
    names = tuple(each.strip() for each in fields_of(line)[len(TIMES) :] if each.strip())
    widest = max(_filled(row) for row in rows[:50])
    points = -(-(widest - len(TIMES)) // AXES)
    if not names or points > len(names):
        raise FileRefusedError(
            f"Its head names {len(names)} points, but its rows hold {max(points, 0)}.",
            "Export it again: names and numbers would be mixed up.",
        )
    return names


def _filled(row: str) -> int:
    fields = fields_of(row)
    return len(fields) - sum(1 for _ in takewhile(lambda each: not each.strip(), reversed(fields)))


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text.replace(",", "."))
    except ValueError:
        return None


def _counts(told: Mapping[str, str], rows: int, points: int) -> tuple[Stated, ...]:
    """What the head counts otherwise than the file holds."""
    out = []
    for key, found, what in (("NumFrames", rows, "frames"), ("NumMarkers", points, "points")):
        said = _number(told.get(key))
        if said is not None and said != found:
            out.append(Stated(what, f"{found}", f"its head says {said:g}, which is wrong"))
    return tuple(out)
