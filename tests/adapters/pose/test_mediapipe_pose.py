"""MediaPipe Pose: its own model or one of the runner's, quiet, and a drawn runner in a video."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stridewell.adapters.pose.choosing import open_estimator, reads_video
from stridewell.adapters.pose.mediapipe_pose import CARRIED, MediaPipePose
from stridewell.adapters.pose.quiet import quiet_native
from stridewell.adapters.video.reading import read_film
from stridewell.app.gait_tools import HowFilmed
from stridewell.errors import FileRefusedError, SeveralRunnersError, UsageError
from stridewell.gait.keypoints import View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.rhythm import find_rhythm
from stridewell.simulate import gait_film
from stridewell.simulate.gait import synthetic_runner
from stridewell.simulate.gait_film import pictures, write_film

needs_mediapipe = pytest.mark.skipif(
    importlib.util.find_spec("mediapipe") is None,
    reason=f"MediaPipe is not installed (Python {sys.version_info[0]}.{sys.version_info[1]})",
)


def packaged() -> Path:
    found = importlib.util.find_spec("mediapipe")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent.parent


@needs_mediapipe
class TestOwnModels:
    """A landmark model in a file takes the place of the package's."""

    def test_the_same_model_from_a_file_places_the_same_points(self, tmp_path: Path) -> None:
        copy = tmp_path / "copied model.tflite"
        copy.write_bytes((packaged() / CARRIED).read_bytes())
        picture = next(pictures(synthetic_runner(view=View.LEFT, duration_s=1.5)))
        with open_estimator() as own, open_estimator(copy) as given:
            assert own.model.endswith(", full")
            assert given.model.endswith(", copied model.tflite")
            one, other = own.follow(picture), given.follow(picture)
            assert one is not None
            assert other is not None
            assert np.array_equal(one.position, other.position)

    def test_another_kind_of_model_is_refused(self) -> None:
        detector = packaged() / "mediapipe/modules/pose_detection/pose_detection.tflite"
        picture = next(pictures(synthetic_runner(view=View.LEFT, duration_s=1.5)))
        with (
            MediaPipePose(detector) as estimator,
            pytest.raises(FileRefusedError, match="not a landmark model"),
        ):
            estimator.follow(picture)

    def test_other_files_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "text.tflite").write_text("no model at all")
        with pytest.raises(FileRefusedError, match="not a landmark model"):
            MediaPipePose(tmp_path / "text.tflite")
        with pytest.raises(FileRefusedError, match="cannot be read"):
            MediaPipePose(tmp_path / "gone.tflite")


@needs_mediapipe
@pytest.mark.parametrize("view", [View.LEFT, View.RIGHT, View.REAR])
def test_a_drawn_runner_is_read_from_a_video(tmp_path: Path, view: View) -> None:
    drawn = synthetic_runner(view=view, rate_hz=30, duration_s=3, seed=2)
    write_film(tmp_path / "drawn.mp4", drawn)
    clip = read_film(tmp_path / "drawn.mp4", HowFilmed(), lambda _done, _total: None)
    assert clip.view is view
    assert clip.convention == "mediapipe_33"
    assert clip.frames == 90
    rhythm = find_rhythm(clip)
    assert rhythm is not None
    assert rhythm.step_rate_spm == pytest.approx(168, abs=4)
    hips = clip.mid(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    off = hips - drawn.clean.mid(Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
    assert np.abs(np.median(off, axis=0)).max() < 40


@needs_mediapipe
def test_two_drawn_runners_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = synthetic_runner(view=View.LEFT, rate_hz=30, duration_s=1.5, seed=2)
    beside = [np.concatenate([each, each], axis=1) for each in pictures(drawn)]
    wide = replace(drawn, clean=replace(drawn.clean, size_px=beside[0].shape[1::-1]))
    monkeypatch.setattr(gait_film, "pictures", lambda _: iter(beside))
    write_film(tmp_path / "two.mp4", wide)
    with pytest.raises(SeveralRunnersError):
        read_film(tmp_path / "two.mp4", HowFilmed(), lambda _done, _total: None)


def test_which_estimator_the_ending_names(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match="is not a pose model"):
        open_estimator(tmp_path / "model.pt")
    with pytest.raises(FileRefusedError, match="There is no pose model"):
        open_estimator(tmp_path / "gone.onnx")


def test_video_is_read_where_both_parts_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"av", "mediapipe"}
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name if name in there else None)
    assert reads_video()
    there.remove("mediapipe")
    assert not reads_video()


@pytest.mark.parametrize(
    ("python", "help_text"), [((3, 12, 0), "make video"), ((3, 13, 0), "ONNX file")]
)
def test_without_mediapipe_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, python: tuple[int, int, int], help_text: str
) -> None:
    monkeypatch.setitem(sys.modules, "mediapipe.python.solution_base", None)
    monkeypatch.setattr(sys, "version_info", python)
    with pytest.raises(UsageError, match=help_text):
        MediaPipePose()


def test_native_noise_is_kept_away_and_comes_back(capfd: pytest.CaptureFixture[str]) -> None:
    with quiet_native():
        os.write(2, b"noise of a library\n")
    os.write(2, b"a true complaint\n")
    assert capfd.readouterr().err == "a true complaint\n"
