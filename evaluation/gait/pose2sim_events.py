"""Gait events of Pose2Sim on the same trials, where it is installed.

It runs in a Python of its own, named by ``POSE2SIM_PYTHON`` (else this one); its 1.9 GB of other
parts are not needed: ``pip install --no-deps pose2sim`` and then pandas, scipy and matplotlib.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from stridewell.gait.contacts import Contact
from stridewell.gait.keypoints import Keypoints
from stridewell.gait.landmarks import Landmark
from stridewell.values.anatomy import Side

METHODS: Mapping[str, Mapping[str, object]] = {
    "forward_coordinates": {"method": "forward_coordinates"},
    "height_coordinates, 6 cm (as it comes)": {"method": "height_coordinates"},
    "height_coordinates, 4 cm": {"method": "height_coordinates", "height_threshold": 4},
    "height_coordinates, 8 cm": {"method": "height_coordinates", "height_threshold": 8},
}
SHOWN = {
    "RHeel": Landmark.RIGHT_HEEL,
    "RBigToe": Landmark.RIGHT_TOE,
    "LHeel": Landmark.LEFT_HEEL,
    "LBigToe": Landmark.LEFT_TOE,
}
WORKER = """
import contextlib, io, json, sys
with contextlib.redirect_stdout(io.StringIO()):
    from Pose2Sim.Utilities import trc_gaitevents as peer
out = []
for told in json.load(sys.stdin):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            found, _ = peer.trc_gaitevents_func(plot=False, save_output=None, **told)
        out.append([[float(each) for each in some] for some in found])
    except Exception as error:
        out.append(type(error).__name__)
json.dump([peer.__version__, out], sys.stdout)
"""


def pose2sim_contacts(
    clips: Sequence[Keypoints], method: str, folder: Path
) -> tuple[str, list[list[Contact] | str]] | None:
    """Its version, and for each clip its contacts or the name of its error; None if absent."""
    jobs = []
    for number, clip in enumerate(clips):
        path = folder / f"{number}.trc"
        if not path.exists():
            path.write_text(_trc(clip), encoding="utf-8")
        jobs.append({"trc_path": str(path), **METHODS[method]})
    done = subprocess.run(
        [os.environ.get("POSE2SIM_PYTHON", sys.executable), "-W", "ignore", "-c", WORKER],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    if done.returncode:
        return None
    version, found = json.loads(done.stdout)
    return version, [each if isinstance(each, str) else list(_contacts(each)) for each in found]


def _contacts(found: Sequence[Sequence[float]]) -> Iterator[Contact]:
    """Each on with the next off of its side."""
    right_on, left_on, right_off, left_off = found
    for side, on, off in ((Side.RIGHT, right_on, right_off), (Side.LEFT, left_on, left_off)):
        for start in on:
            end = next((each for each in off if each > start), None)
            if end is not None:
                yield Contact(side, start, end, 0.0, 0.0)


def _trc(clip: Keypoints) -> str:
    """Heels, toes and the middle of the hips as TRC in metres, Y up."""
    hips = clip.mid(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    points = {**{name: clip.at(each) for name, each in SHOWN.items()}, "Hip": hips}
    rate = f"{clip.rate_hz:.2f}"
    sizes = (rate, rate, str(clip.frames), str(len(points)), "m", rate, "1", str(clip.frames))
    names = "\t\t\t".join(points)
    axes = "\t".join(f"{axis}{at + 1}" for at in range(len(points)) for axis in "XYZ")
    head = (
        "PathFileType\t4\t(X/Y/Z)\ttrial.trc\n"
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
        "OrigNumFrames\n" + "\t".join(sizes) + f"\nFrame#\tTime\t{names}\t\t\n\t\t{axes}\n"
    )
    table = np.concatenate([clip.time_s[:, None], *points.values()], axis=1)
    return head + "".join(
        f"{number}\t" + "\t".join("" if np.isnan(each) else f"{each:.6f}" for each in row) + "\n"
        for number, row in enumerate(table, 1)
    )
