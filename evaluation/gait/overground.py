"""Two trials of other laboratories (TRC with forces in MOT), read by the product's own reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evaluation.gait.rbds import TrueContact

from stridewell.adapters.keypoint_files.reading import read_keypoints
from stridewell.gait.keypoints import Floats, Keypoints
from stridewell.values.anatomy import Side

THRESHOLD_N = 50.0
LOW_PASS_HZ = 50.0
FILES = (
    ("Rajagopal 2016", "motion_capture_run.trc", "grf_run.mot"),
    ("Hamner 2010", "subject02_running.trc", "subject02_running_grf.mot"),
)


@dataclass(frozen=True, slots=True, eq=False)
class OtherTrial:
    """A trial of another laboratory with the true contacts by its plates."""

    name: str
    keypoints: Keypoints
    contacts: tuple[TrueContact, ...]


def other_trials(data: Path) -> Iterator[OtherTrial]:
    """Every trial of the folder ``data/mocap-overground``."""
    folder = data / "mocap-overground"
    for name, points, forces in FILES:
        names, table = read_forces(folder / forces)
        clip = read_keypoints(folder / points)
        yield OtherTrial(name, clip, tuple(_contacts(names, table)))


def read_forces(path: Path) -> tuple[tuple[str, ...], Floats]:
    """Names of the columns, and the rows that there are (headers may claim more)."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip() == "endheader":
                break
        names = tuple(next(lines).split())
        rows = [line.split() for line in lines if line.strip()]
    return names, np.array([row for row in rows if len(row) == len(names)], dtype=np.float64)


def _contacts(names: tuple[str, ...], table: Floats) -> Iterator[TrueContact]:
    from scipy.signal import butter, sosfiltfilt  # noqa: PLC0415

    time_s = table[:, 0]
    rate = (len(time_s) - 1) / (time_s[-1] - time_s[0])
    for side, column in _upward(names):
        force = np.abs(table[:, column])
        if rate > 2 * LOW_PASS_HZ:
            force = sosfiltfilt(butter(2, LOW_PASS_HZ, fs=rate, output="sos"), force)
        above = force > THRESHOLD_N
        edges = [int(at) for at in np.flatnonzero(np.diff(above.astype(int)))]
        on = [at for at in edges if not above[at]]
        for start in on:
            end = next((at for at in edges if at > start), None)
            if end is not None:
                yield TrueContact(
                    side, _crossing(time_s, force, start), _crossing(time_s, force, end)
                )


def _upward(names: tuple[str, ...]) -> Iterator[tuple[Side, int]]:
    for at, name in enumerate(names):
        if name.endswith("ground_force_vy"):
            yield (Side.RIGHT if name.startswith(("R_", "ground")) else Side.LEFT), at


def _crossing(time_s: Floats, force: Floats, at: int) -> float:
    part = (THRESHOLD_N - force[at]) / (force[at + 1] - force[at])
    return float(time_s[at] + part * (time_s[at + 1] - time_s[at]))
