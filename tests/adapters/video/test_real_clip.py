"""A real runner on a treadmill, filmed from the left; the clip is not part of the project."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import numpy as np
import pytest
from evaluation.gait.video import TRUE_SPM, knee_difference, other_model

from stridewell.adapters.video.reading import read_film
from stridewell.app.gait_tools import HowFilmed
from stridewell.errors import SeveralRunnersError, WrongViewError
from stridewell.gait.keypoints import View
from stridewell.gait.rhythm import find_rhythm
from stridewell.gait.sides import repair_sides
from stridewell.values.anatomy import Side

HERE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("STRIDEWELL_MEASURED_DATA", HERE.parent / "shared" / "data"))
VIDEOS = DATA / "video"
pytestmark = [
    pytest.mark.measured,
    pytest.mark.skipif(not VIDEOS.is_dir(), reason="no recordings of other people at hand"),
    pytest.mark.skipif(
        importlib.util.find_spec("mediapipe") is None, reason="MediaPipe is not installed"
    ),
]


def unheard(done: int, total: int | None) -> None:
    """Progress that nobody listens to."""


def test_the_runner_is_read_as_they_ran() -> None:
    clip = read_film(VIDEOS / "gaitlab_male_side.mp4", HowFilmed(), unheard)
    assert clip.view is View.LEFT
    assert clip.frames == 360
    assert np.diff(clip.time_s) == pytest.approx(1 / 30, abs=1e-6)
    rhythm = find_rhythm(clip)
    assert rhythm is not None
    assert rhythm.step_rate_spm == pytest.approx(TRUE_SPM, abs=0.5)
    repaired, reference = repair_sides(clip), other_model(VIDEOS)
    assert knee_difference(repaired.clip, reference, Side.LEFT) < 8
    assert repaired.withheld is Side.RIGHT or (
        knee_difference(repaired.clip, reference, Side.RIGHT) < 12
    )


def test_two_people_and_a_runner_from_the_front_are_refused() -> None:
    with pytest.raises(SeveralRunnersError):
        read_film(VIDEOS / "sports2d_demo.mp4", HowFilmed(), unheard)
    with pytest.raises(WrongViewError, match="from the front"):
        read_film(VIDEOS / "pose2sim_single_cam02.mp4", HowFilmed(), unheard)
