"""Files of body points for tests, written from the synthetic runner."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from stridewell.gait.keypoints import Keypoints, View
from stridewell.simulate.gait import GaitTruth, SyntheticClip, synthetic_runner
from stridewell.simulate.gait_files import openpose_frames, trc_text

RATE_HZ = 100.0


@lru_cache(maxsize=8)
def runner(view: View = View.SPACE, seconds: float = 2.0) -> SyntheticClip:
    """A synthetic runner at 100 Hz, without noise."""
    return synthetic_runner(GaitTruth(), view=view, rate_hz=RATE_HZ, duration_s=seconds, seed=1)


HEAD_LINES = 6
"""Lines of the head of a TRC file; the last of them is blank."""


def trc_lines(unit: str = "mm", up: str = "y", start_s: float = 0.0) -> list[str]:
    """The lines of a TRC file of the runner."""
    return trc_text(runner().space, unit=unit, up=up, start_s=start_s).splitlines()


def stated(clip: Keypoints, what: str) -> str:
    """What is stated about something, all of it in one text."""
    return " / ".join(f"{s.value}: {s.because}" for s in clip.stated if s.what == what)


def written(path: Path, lines: list[str]) -> Path:
    """A text file of these lines."""
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def openpose_folder(path: Path, view: View = View.RIGHT, layout: str = "body_25") -> Path:
    """Single frames of OpenPose of the runner in a folder."""
    path.mkdir(exist_ok=True)
    for name, content in openpose_frames(runner(view).keypoints, layout, "run").items():
        (path / name).write_text(content, "utf-8")
    return path


def farthest_apart(one: Keypoints, other: Keypoints) -> float:
    """The largest distance of a point in one clip from the same in the other."""
    shared = [each for each in one.points if each in other.points]
    assert shared
    return max(float(np.nanmax(np.abs(one.at(each) - other.at(each)))) for each in shared)


def column_of(lines: list[str], name: str) -> int:
    """The number of the first of a point's three columns in the rows of a TRC file."""
    head = next(line for line in lines if line.startswith("Frame#"))
    return head.split("\t").index(name)


def blanked(row: str, column: int) -> str:
    """The row with a point's three fields left blank."""
    fields = row.split("\t")
    fields[column : column + 3] = ["", "", ""]
    return "\t".join(fields)


def scaled(row: str, column: int, factor: float) -> str:
    """The row with a point in another unit."""
    fields = row.split("\t")
    fields[column : column + 3] = [
        f"{float(each) * factor:.6f}" for each in fields[column : column + 3]
    ]
    return "\t".join(fields)
