"""MediaPipe Pose, the line that ends with 0.10.21: its package carries the model it needs.

The graph of the package is taken as it is, but for three things: the file of the landmark model
may be another one, only the landmarks come out, and several threads may work on one picture.
Nothing is ever downloaded.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from contextlib import suppress
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Self

import numpy as np

from stridewell.adapters.pose.quiet import quiet_native
from stridewell.app.gait_ports import Body, Picture
from stridewell.errors import FileRefusedError, SettingsError
from stridewell.gait.naming import POSE_LAYOUTS

CARRIED = "mediapipe/modules/pose_landmark/pose_landmark_full.tflite"
GRAPH = "mediapipe/modules/pose_landmark/pose_landmark_cpu.binarypb"
FULL = 1
"""The complexity whose model is exchanged; the others would be downloaded."""
LIKES = (b"TFL3", slice(4, 8))
MODULES = (
    "mediapipe.python.solution_base",
    "mediapipe.python._framework_bindings",
    "mediapipe.calculators.core.constant_side_packet_calculator_pb2",
    "mediapipe.calculators.tensor.inference_calculator_pb2",
    "mediapipe.framework.calculator_pb2",
)
FAULTS = (RuntimeError, ValueError)
NEWEST_PYTHON = (3, 12)
BLANK = np.zeros((64, 64, 3), dtype=np.uint8)
"""A picture of nobody: after it every part of a graph has started and said what it had to say."""
GET_IT = "Run `make video` (or install stridewell[video]), or use a file of body points."


class MediaPipePose:
    """Follows one body with MediaPipe Pose."""

    convention = "mediapipe_33"
    names = POSE_LAYOUTS[33][1]

    def __init__(self, model: Path | None = None, threads: int = 1) -> None:
        """Load the model of the package, or one of the same kind from a ``.tflite`` file.

        Several threads a picture are faster on an idle machine, and far slower on a busy one.

        Raises:
            SettingsError: MediaPipe is not installed, or is of a line without the model.
            FileRefusedError: the file is not a landmark model of MediaPipe Pose.
        """
        self._threads = threads
        self._file = None if model is None else _landmark_model(model)
        with quiet_native():
            self._parts = _parts()
            try:
                self._following: Any = self._graph(following=True)
            except FAULTS as error:
                raise _unfit(model) from error
        self._looking: Any = None
        self._settled = False
        self._named = model

    @property
    def model(self) -> str:
        """The model with its version or the name of its file."""
        from mediapipe import __version__  # noqa: PLC0415 - an extra; it takes a second

        which = "full" if self._named is None else self._named.name
        return f"MediaPipe Pose {__version__}, {which}"

    def follow(self, picture: Picture) -> Body | None:
        """The body in the next picture, sought where it was last."""
        if self._settled:
            return self._found(self._following, picture)
        with quiet_native():
            body = self._found(self._following, picture)
        self._settled = body is not None
        return body

    def look(self, picture: Picture) -> Body | None:
        """The body that stands out most in one picture."""
        with quiet_native():
            if self._looking is None:
                self._looking = self._graph(following=False)
            return self._found(self._looking, picture)

    def forget(self) -> None:
        """The next picture begins another clip."""
        with quiet_native():
            self._following.reset()
            self._following.process({"image": BLANK})

    def close(self) -> None:
        """End the graphs; a second time does nothing."""
        for graph in (self._following, self._looking):
            if graph is not None:
                with suppress(*FAULTS):
                    graph.close()
        self._following = self._looking = None

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

    def _found(self, graph: Any, picture: Picture) -> Body | None:  # noqa: ANN401 - theirs
        try:
            marks = graph.process({"image": picture}).pose_landmarks
        except FAULTS as error:
            raise _unfit(self._named) from error
        if marks is None:
            return None
        read = np.array([(each.x, each.y, each.visibility) for each in marks.landmark])
        height, width = picture.shape[:2]
        return Body(read[:, :2] * (width, height), np.clip(read[:, 2], 0.0, 1.0))

    def _graph(self, *, following: bool) -> Any:  # noqa: ANN401 - theirs
        solutions, bindings, constants, inference, calculators = self._parts
        root = Path(str(solutions.__file__)).parents[2]
        bindings.resource_util.set_resource_dir(str(root))
        checked = bindings.validated_graph_config.ValidatedGraphConfig()
        checked.initialize(binary_graph_path=str(root / GRAPH))
        config = calculators.CalculatorGraphConfig()
        config.ParseFromString(checked.binary_config)
        for node in config.node:
            self._adapt(node.options, constants, inference, own=following)
        graph = solutions.SolutionBase(
            graph_config=config,
            side_inputs={
                "model_complexity": FULL,
                "smooth_landmarks": False,
                "enable_segmentation": False,
                "smooth_segmentation": False,
                "use_prev_landmarks": following,
            },
            outputs=["pose_landmarks"],
        )
        graph.process({"image": BLANK})
        return graph

    def _adapt(
        self,
        options: Any,  # noqa: ANN401 - theirs
        constants: ModuleType,
        inference: ModuleType,
        *,
        own: bool,
    ) -> None:
        """Put in the threads and, for following, the runner's own model.

        A look asks who is there, for which the model of the package does: a large one would take
        its memory twice.
        """
        constant = constants.ConstantSidePacketCalculatorOptions.ext
        if own and self._file is not None and options.HasExtension(constant):
            for packet in options.Extensions[constant].packet:
                if packet.string_value == CARRIED:
                    packet.string_value = str(self._file)
        model = inference.InferenceCalculatorOptions.ext
        if options.HasExtension(model):
            options.Extensions[model].delegate.xnnpack.num_threads = self._threads


def _parts() -> tuple[ModuleType, ...]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(importlib.import_module(each) for each in MODULES)
    except ImportError as error:
        raise _missing() from error


def _missing() -> SettingsError:
    if sys.version_info[:2] > NEWEST_PYTHON:
        return SettingsError(
            "MediaPipe, which finds body points in video, does not exist for this Python.",
            "Use Python 3.11 or 3.12, give a pose model as an ONNX file, or use a file of body "
            "points.",
        )
    return SettingsError(
        "MediaPipe, which finds body points in video, is missing, or is newer than 0.10.21.",
        GET_IT,
    )


def _landmark_model(path: Path) -> Path:
    kind, at = LIKES
    try:
        with path.open("rb") as file:
            head = file.read(at.stop)
    except OSError as error:
        raise FileRefusedError(
            f"The pose model {path.name} cannot be read: {error.strerror}."
        ) from error
    if head[at] != kind:
        raise _unfit(path)
    return path.resolve()


def _unfit(model: Path | None) -> FileRefusedError:
    name = "of the package" if model is None else model.name
    return FileRefusedError(
        f"The pose model {name} is not a landmark model of MediaPipe Pose.",
        "Give pose_landmark_full.tflite or pose_landmark_heavy.tflite, or none.",
    )
