"""Pose models in ONNX files, such as RTMPose: one person, from the top down.

A model looks at a box around the body. The first box is the whole picture, the next ones follow
from the points found before. Two kinds of answer are understood: one row of likelihoods along
each axis (SimCC), or one map of likelihoods for each point.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.pose.crops import Box, around, whole
from stridewell.app.gait_ports import Body, Picture
from stridewell.errors import FileRefusedError, SettingsError
from stridewell.gait.naming import POSE_LAYOUTS

Floats = NDArray[np.float64]

MEAN = np.array([123.675, 116.28, 103.53], dtype=np.float32)
SPREAD = np.array([58.395, 57.12, 57.375], dtype=np.float32)
"""How the pictures were prepared that these models learned from (ImageNet)."""
USUAL_SIZE = (192, 256)
SURE, FEWEST_SURE = 0.3, 6
"""A point counts towards the box, and a body is there, by these."""
LOOKS = 3
"""How often a body in a whole picture is looked at, each time nearer."""
MAP_AXES, ROW_AXES, COLOURS = 4, 3, 3


class OnnxPose:
    """Follows one body with a model from an ONNX file."""

    def __init__(self, model: Path, threads: int = 1) -> None:
        """Open the model.

        Raises:
            SettingsError: onnxruntime is not installed.
            FileRefusedError: the file is missing, no ONNX model, or not a pose model of a known
                kind.
        """
        self._name = model.name
        self._session = _session(model, threads)
        entry = self._session.get_inputs()[0]
        self._entry, self._size = entry.name, _picture_size(entry.shape, model.name)
        self._half = "16" in entry.type
        answer = self._run(np.zeros((*self._size[::-1], 3), dtype=np.float32))
        points = _read(answer, self._size, self._name)[0].shape[0]
        if points not in POSE_LAYOUTS:
            raise _unfit(self._name, f"it places {points} points, which is no known set")
        self.convention, self.names = POSE_LAYOUTS[points]
        self._box: Box | None = None

    @property
    def model(self) -> str:
        """The name of its file."""
        return f"{self._name} (ONNX)"

    def follow(self, picture: Picture) -> Body | None:
        """The body in the next picture, sought around where it was last."""
        if self._box is None:
            body = self.look(picture)
        else:
            body = self._inside(picture, self._box) or self.look(picture)
        self._box = None if body is None else _box_of(body)
        return body

    def look(self, picture: Picture) -> Body | None:
        """The body in one picture, from the whole picture inwards."""
        body: Body | None = None
        box = whole(picture)
        for _ in range(LOOKS):
            body = self._inside(picture, box)
            if body is None:
                return None
            box = _box_of(body)
        return body

    def forget(self) -> None:
        """The next picture begins another clip."""
        self._box = None

    def close(self) -> None:
        """Let go of the model."""
        self._session = None

    def __enter__(self) -> Self:
        """The estimator itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _inside(self, picture: Picture, box: Box) -> Body | None:
        wide, high = self._size
        box = box.shaped(wide / high)
        position, confidence = _read(
            self._run(box.cut(picture, self._size)), self._size, self._name
        )
        if np.count_nonzero(confidence >= SURE) < min(FEWEST_SURE, len(confidence)):
            return None
        return Body(box.back(position, self._size), confidence)

    def _run(self, crop: NDArray[np.float32]) -> Sequence[Any]:
        ready = ((crop - MEAN) / SPREAD).transpose(2, 0, 1)[None]
        kind = np.float16 if self._half else np.float32
        answer: Sequence[Any] = self._session.run(
            None, {self._entry: np.ascontiguousarray(ready, dtype=kind)}
        )
        return answer


def _box_of(body: Body) -> Box:
    return around(body.position[body.confidence >= SURE])


def _session(model: Path, threads: int) -> Any:  # noqa: ANN401 - theirs
    try:
        import onnxruntime  # noqa: PLC0415 - an extra
        from onnxruntime.capi import onnxruntime_pybind11_state as state  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            "Pose models in ONNX files need onnxruntime, which is not installed.",
            "Run `make video` (or install stridewell[onnx]).",
        ) from error
    if not model.is_file():
        raise FileRefusedError(f"There is no pose model {model}.", "Check its path.")
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = threads, 4
    faults = (
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NotImplemented,
        state.RuntimeException,
    )
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except faults as error:
        raise _unfit(model.name, "it is damaged or no ONNX file") from error


def _picture_size(shape: Sequence[Any], name: str) -> tuple[int, int]:
    """Width and height of what the model looks at; the usual size where it takes any."""
    if len(shape) != MAP_AXES or (isinstance(shape[1], int) and shape[1] != COLOURS):
        raise _unfit(name, "it does not look at pictures")
    high, wide = shape[2:]
    return (
        wide if isinstance(wide, int) else USUAL_SIZE[0],
        high if isinstance(high, int) else USUAL_SIZE[1],
    )


def _read(answer: Sequence[Any], size: tuple[int, int], name: str) -> tuple[Floats, Floats]:
    """Positions (points, 2) in the box and confidences of an answer of either kind."""
    rows = [np.asarray(each, dtype=np.float64) for each in answer]
    if len(rows) == 1 and rows[0].ndim == MAP_AXES:
        return _from_maps(rows[0][0], size)
    if len(rows) == 2 and all(each.ndim == ROW_AXES for each in rows):  # noqa: PLR2004 - two axes
        along, down = (each[0] for each in rows)
        if len(along) == len(down):
            return _from_rows(along, down, size)
    raise _unfit(name, "its answer is neither maps nor rows of likelihoods")


def _from_rows(along: Floats, down: Floats, size: tuple[int, int]) -> tuple[Floats, Floats]:
    x, how_x = _peaks(along)
    y, how_y = _peaks(down)
    scale = np.array([size[0] / along.shape[1], size[1] / down.shape[1]])
    return np.stack([x, y], axis=1) * scale, np.clip(np.minimum(how_x, how_y), 0.0, 1.0)


def _from_maps(maps: Floats, size: tuple[int, int]) -> tuple[Floats, Floats]:
    points, high, wide = maps.shape
    best = maps.reshape(points, -1).argmax(axis=1)
    row, column = np.divmod(best, wide)
    each = np.arange(points)
    x, _ = _peaks(maps[each, row])
    y, _ = _peaks(maps[each, :, column])
    scale = np.array([size[0] / wide, size[1] / high])
    return np.stack([x, y], axis=1) * scale, np.clip(maps[each, row, column], 0.0, 1.0)


def _peaks(rows: Floats) -> tuple[Floats, Floats]:
    """Where each row is highest, between its places by a parabola, and how high."""
    at = rows.argmax(axis=1)
    each = np.arange(len(rows))
    most = rows[each, at]
    before = rows[each, (at - 1).clip(0)]
    after = rows[each, (at + 1).clip(max=rows.shape[1] - 1)]
    bend = 2 * most - before - after
    shift = np.where(bend > 0, (after - before) / (2 * np.where(bend > 0, bend, 1.0)), 0.0)
    return at + shift.clip(-0.5, 0.5), most


def _unfit(name: str, because: str) -> FileRefusedError:
    return FileRefusedError(
        f"{name} cannot be used as a pose model: {because}.",
        "Give an ONNX model of one person with 17, 25, 26 or 133 points, such as RTMPose.",
    )
