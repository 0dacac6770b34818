from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from keypoint_examples import farthest_apart, runner, stated
from stridewell.adapters.keypoint_files.reading import read_keypoints
from stridewell.errors import FileRefusedError, UsageError
from stridewell.gait.landmarks import Landmark
from stridewell.simulate.gait_files import write_c3d

ezc3d = pytest.importorskip("ezc3d")


@pytest.mark.parametrize("up", ["y", "z"])
@pytest.mark.parametrize("unit", ["m", "mm"])
def test_units_and_axes_make_no_difference(tmp_path: Path, unit: str, up: str) -> None:
    path = tmp_path / "run.c3d"
    write_c3d(path, runner().space, unit=unit, up=up)
    clip = read_keypoints(path)
    assert farthest_apart(clip, runner().space) < 1e-4
    assert clip.rate_hz == pytest.approx(100)


def test_a_negative_residual_was_not_seen_and_the_first_frame_counts(tmp_path: Path) -> None:
    path = tmp_path / "run.c3d"
    write_c3d(path, runner().space)
    made = ezc3d.c3d(str(path))
    labels = made["parameters"]["POINT"]["LABELS"]["value"]
    heel = labels.index("RHeel")
    residuals = np.zeros((1, len(labels), 200))
    residuals[0, heel, 5] = -1
    made["data"]["meta_points"]["residuals"] = residuals
    made["header"]["points"]["first_frame"] = 50
    made.write(str(path))
    clip = read_keypoints(path)
    assert np.isnan(clip.at(Landmark.RIGHT_HEEL)[5]).all()
    assert np.isfinite(clip.at(Landmark.RIGHT_HEEL)[6]).all()
    assert clip.time_s[0] == pytest.approx(0.5)
    assert "first frame" in stated(clip, "start")


def test_what_is_no_c3d_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.c3d"
    path.write_bytes(b"not a recording" * 100)
    with pytest.raises(FileRefusedError, match="no C3D file"):
        read_keypoints(path)


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.c3d"
    write_c3d(path, runner().space)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(FileRefusedError, match="cut short"):
        read_keypoints(path)


def test_a_file_without_points_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "run.c3d"
    write_c3d(path, runner().space)
    empty = {
        "header": {"points": {"first_frame": 0}},
        "parameters": {"POINT": {"RATE": {"value": [100.0]}}},
        "data": {"points": np.zeros((4, 0, 200)), "meta_points": {"residuals": np.zeros((1, 0))}},
    }
    monkeypatch.setattr(ezc3d, "c3d", lambda _: empty)
    with pytest.raises(FileRefusedError, match="holds no points"):
        read_keypoints(path)


def test_a_missing_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "run.c3d"
    write_c3d(path, runner().space)
    monkeypatch.setitem(sys.modules, "ezc3d", None)
    with pytest.raises(UsageError, match=r"stridewell\[video\]"):
        read_keypoints(path)
