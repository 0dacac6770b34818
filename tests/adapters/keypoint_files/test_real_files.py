"""Files of labs and of another pose program, read only where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from keypoint_examples import stated
from stridewell.adapters.keypoint_files.reading import read_keypoints
from stridewell.errors import NoRunnerError, WrongViewError
from stridewell.gait.keypoints import View
from stridewell.gait.landmarks import Landmark

HERE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
LAB = DATA / "mocap-overground"
POSED = DATA / "video" / "gaitlab_male_side.pose_rtmpose_halpe26.json"

pytestmark = [
    pytest.mark.measured,
    pytest.mark.skipif(not LAB.is_dir(), reason="the recordings are not here"),
]
LEGS = [
    Landmark(f"{side}_{part}")
    for side in ("left", "right")
    for part in ("hip", "knee", "ankle", "heel", "toe", "forefoot_medial", "forefoot_lateral")
]


@pytest.mark.parametrize(
    ("name", "frames", "rate_hz", "start_s"),
    [("motion_capture_run.trc", 510, 100, 0.23), ("subject02_running.trc", 600, 60, 0.0)],
)
def test_running_trials_of_labs_have_whole_legs(
    name: str, frames: int, rate_hz: float, start_s: float
) -> None:
    clip = read_keypoints(LAB / name)
    assert (clip.frames, clip.view) == (frames, View.SPACE)
    assert clip.rate_hz == pytest.approx(rate_hz)
    assert clip.time_s[0] == pytest.approx(start_s)
    assert clip.has(*LEGS)
    thigh = clip.at(Landmark.LEFT_HIP) - clip.at(Landmark.LEFT_KNEE)
    assert 0.35 < float(np.nanmedian(np.linalg.norm(thigh, axis=1))) < 0.5


def test_joint_angles_of_a_run_put_the_feet_near_their_markers() -> None:
    angles = read_keypoints(LAB / "subject02_running_ik.mot")
    markers = read_keypoints(LAB / "subject02_running.trc")
    for each in (Landmark.LEFT_HEEL, Landmark.RIGHT_KNEE, Landmark.LEFT_ANKLE):
        off = angles.at(each) - markers.at(each)[: angles.frames]
        assert float(np.median(np.linalg.norm(off, axis=1))) < 0.06
    assert "negative" in stated(angles, "knee")


@pytest.mark.parametrize("name", ["grf_run.mot", "subject02_running_grf.mot"])
def test_forces_are_refused(name: str) -> None:
    with pytest.raises(NoRunnerError, match="forces of a plate"):
        read_keypoints(LAB / name)


def test_a_treadmill_run_of_another_program_is_seen_from_the_left() -> None:
    clip = read_keypoints(POSED)
    assert (clip.view, clip.frames, clip.size_px) == (View.LEFT, 360, (720, 1280))
    assert clip.convention == "halpe_26"
    with pytest.raises(WrongViewError):
        read_keypoints(POSED, view=View.REAR)
