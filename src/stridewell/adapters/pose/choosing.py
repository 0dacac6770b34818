"""Which estimator places the points: that of a model the runner gave, or MediaPipe's own."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from stridewell.errors import FileRefusedError

if TYPE_CHECKING:
    from stridewell.app.gait_ports import PoseEstimator

KINDS = (".tflite", ".onnx")


def open_estimator(model: Path | None = None) -> PoseEstimator:
    """An estimator for the model in a file, by its ending; without one, MediaPipe's own.

    Raises:
        SettingsError: what it needs is not installed.
        FileRefusedError: the file is not a pose model of a known kind.
    """
    ending = ".tflite" if model is None else model.suffix.lower()
    if ending not in KINDS:
        raise FileRefusedError(
            f"{model.name if model else ''} is not a pose model: its name ends with neither "
            ".tflite nor .onnx.",
            "Give a landmark model of MediaPipe Pose or a pose model in an ONNX file.",
        )
    if model is not None and ending == ".onnx":
        from stridewell.adapters.pose.onnx_pose import OnnxPose  # noqa: PLC0415 - brings NumPy

        return OnnxPose(model)
    from stridewell.adapters.pose.mediapipe_pose import MediaPipePose  # noqa: PLC0415 - as above

    return MediaPipePose(model)


def reads_video() -> bool:
    """Whether video can be read here without a model of one's own; nothing is loaded for it."""
    return all(importlib.util.find_spec(each) is not None for each in ("av", "mediapipe"))
