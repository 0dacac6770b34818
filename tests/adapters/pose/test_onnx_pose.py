"""Pose models in ONNX files: which are taken, and why others are not."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from stridewell.adapters.pose.crops import Box, around, whole
from stridewell.adapters.pose.onnx_pose import OnnxPose
from stridewell.errors import FileRefusedError, UsageError
from tiny_pose_model import GREY, body, dotted, write_model


@pytest.mark.parametrize(
    ("points", "convention"), [(17, "coco_17"), (25, "body_25"), (26, "halpe_26")]
)
def test_the_number_of_points_tells_whose_they_are(
    tmp_path: Path, points: int, convention: str
) -> None:
    with OnnxPose(write_model(tmp_path / "m.onnx", points)) as estimator:
        assert estimator.convention == convention
        assert len(estimator.names) == points
        assert estimator.model == "m.onnx (ONNX)"


def test_a_small_body_in_a_large_picture_is_looked_at_closely(tmp_path: Path) -> None:
    truth = body((500.0, 200.0))
    picture = dotted(truth, (960, 720))
    with OnnxPose(write_model(tmp_path / "m.onnx", size=(192, 256))) as estimator:
        found = estimator.look(picture)
        assert found is not None
        assert np.abs(found.position - truth).max() < 2


def test_a_body_that_was_lost_is_found_again(tmp_path: Path) -> None:
    with OnnxPose(write_model(tmp_path / "m.onnx")) as estimator:
        assert estimator.follow(dotted(body(), (900, 540))) is not None
        far = body((500.0, 0.0))
        found = estimator.follow(dotted(far, (900, 540)))
        assert found is not None
        assert np.abs(found.position - far).max() < 4
        assert estimator.follow(np.full((540, 900, 3), GREY, np.uint8)) is None


def refused(path: Path) -> str:
    with pytest.raises(FileRefusedError) as caught:
        OnnxPose(path)
    return str(caught.value)


def test_other_files_are_refused(tmp_path: Path) -> None:
    assert "There is no pose model" in refused(tmp_path / "gone.onnx")
    (tmp_path / "text.onnx").write_text("no model")
    assert "no ONNX file" in refused(tmp_path / "text.onnx")
    assert "neither maps nor rows" in refused(write_model(tmp_path / "v.onnx", kind="vector"))
    assert "9 points" in refused(write_model(tmp_path / "nine.onnx", 9))


def test_without_onnxruntime_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(UsageError, match="make video"):
        OnnxPose(tmp_path / "m.onnx")


def test_a_box_scaled_to_its_own_size_is_the_picture() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (40, 30, 3), dtype=np.uint8)
    assert whole(picture).cut(picture, (30, 40)) == pytest.approx(picture.astype(np.float32))


def test_places_in_a_box_lead_back_to_the_picture() -> None:
    ramp = np.zeros((100, 200, 3), np.uint8)
    ramp[:, :, 0], ramp[:, :, 1] = np.arange(200), np.arange(100)[:, None]
    box, size = Box(90.0, 40.0, 60.0, 40.0), (96, 64)
    cut = box.cut(ramp, size)
    places = np.array([[10.0, 10.0], [50.0, 30.0], [90.0, 60.0]])
    there = np.array([cut[int(y), int(x), :2] for x, y in places])
    assert box.back(places, size) == pytest.approx(there, abs=0.01)


def test_outside_the_picture_is_grey() -> None:
    white = np.full((20, 20, 3), 255, np.uint8)
    cut = Box(0.0, 0.0, 20.0, 20.0).cut(white, (20, 20))
    assert (cut[:5, :5] == 114).all()
    assert (cut[15:, 15:] == 255).all()


def test_a_box_around_points_has_room_and_the_shape_of_the_model() -> None:
    box = around(np.array([[10.0, 10.0], [30.0, 110.0]]), room=1.2)
    assert (box.x, box.y, box.width, box.height) == (20.0, 60.0, 24.0, 120.0)
    assert box.shaped(0.75) == Box(20.0, 60.0, 90.0, 120.0)
    assert box.shaped(0.1) == Box(20.0, 60.0, 24.0, 240.0)
