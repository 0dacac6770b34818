"""Clips of a runner from any kind of file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stridewell.adapters.clip_files import read_clip
from stridewell.app.gait_tools import HowFilmed
from stridewell.errors import FileRefusedError, FrameRateError
from stridewell.gait.keypoints import View
from stridewell.simulate.gait import GaitTruth, SyntheticClip, synthetic_runner
from stridewell.simulate.gait_files import openpose_zip, trc_text


@pytest.fixture(scope="module")
def runner() -> SyntheticClip:
    return synthetic_runner(GaitTruth(), view=View.LEFT, rate_hz=60, duration_s=3, seed=1)


def ignore(*_: object) -> None:
    """Nobody watches."""


def test_body_points_in_space_are_read(runner: SyntheticClip, tmp_path: Path) -> None:
    path = tmp_path / "run.trc"
    path.write_text(trc_text(runner.space), encoding="utf-8")
    told: list[tuple[int, int | None]] = []
    clip = read_clip(path, HowFilmed(), lambda *each: told.append(each))
    assert clip.view is View.SPACE
    assert told == [(clip.frames, clip.frames)]


def test_slowed_points_are_brought_back_to_life_speed(
    runner: SyntheticClip, tmp_path: Path
) -> None:
    path = tmp_path / "left.zip"
    path.write_bytes(openpose_zip(runner.keypoints, "halpe_26", "left"))
    plain = read_clip(path, HowFilmed(View.LEFT, rate_hz=30), ignore)
    slowed = read_clip(path, HowFilmed(View.LEFT, slow_motion=2, rate_hz=30), ignore)
    np.testing.assert_allclose(slowed.time_s, plain.time_s / 2)
    assert slowed.stated[-1].what == "slow motion"
    assert slowed.stated[:-1] == plain.stated


def test_what_has_to_be_told_is_asked_for(runner: SyntheticClip, tmp_path: Path) -> None:
    path = tmp_path / "left.zip"
    path.write_bytes(openpose_zip(runner.keypoints, "halpe_26", "left"))
    with pytest.raises(FrameRateError):
        read_clip(path, HowFilmed(View.LEFT), ignore)


@pytest.mark.parametrize("name", ["gone.mp4", "gone.trc"])
def test_a_file_that_is_not_there_is_refused_by_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="gone"):
        read_clip(tmp_path / name, HowFilmed(), ignore)
