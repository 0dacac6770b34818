"""A pose model made on the spot: it finds dots of colour, as rows or as maps of likelihoods."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from stridewell.app.gait_ports import Picture

MEAN = np.array([123.675, 116.28, 103.53], dtype=np.float32)
SPREAD = np.array([58.395, 57.12, 57.375], dtype=np.float32)
GREY = 128
DOT = 16
COLOURS = np.array([each for each in product((0, 128, 255), repeat=3) if each != (128,) * 3])
"""26 colours that lie far apart."""


def dotted(points: NDArray[np.float64], size: tuple[int, int]) -> Picture:
    """A grey picture with a dot of each point's colour, fullest in its middle."""
    width, height = size
    picture = np.full((height, width, 3), GREY, dtype=np.float64)
    rows, columns = np.mgrid[:height, :width]
    for (x, y), colour in zip(points, COLOURS, strict=False):
        full = np.clip(1 - np.hypot(columns - x, rows - y) / DOT, 0, 1)[..., None]
        picture += full * (colour - picture)
    return picture.round().astype(np.uint8)


def write_model(
    path: Path, points: int = 26, *, kind: str = "rows", size: tuple[int, int] = (96, 128)
) -> Path:
    """Write a model whose likelihood of a point falls off with the distance of its colour.

    ``kind`` is ``rows`` (one along each axis), ``maps``, or ``vector`` (no pose model at all).
    """
    width, height = size
    colours = ((COLOURS[:points] - MEAN) / SPREAD).astype(np.float32)
    ones = np.ones((points, 3, 1, 1), dtype=np.float32)
    constants = {
        "towards": -2 * colours[:, :, None, None],
        "ones": ones,
        "far": (colours**2).sum(axis=1),
        "fall": np.array(-2.0, dtype=np.float32),
        "axis_2": np.array([2], dtype=np.int64),
        "axis_3": np.array([3], dtype=np.int64),
    }
    nodes = [
        helper.make_node("Mul", ["picture", "picture"], ["squared"]),
        helper.make_node("Conv", ["picture", "towards", "far"], ["mixed"]),
        helper.make_node("Conv", ["squared", "ones"], ["lengths"]),
        helper.make_node("Add", ["mixed", "lengths"], ["distance"]),
        helper.make_node("Mul", ["distance", "fall"], ["falling"]),
        helper.make_node("Exp", ["falling"], ["maps"]),
    ]
    shapes: dict[str, list[int]] = {"maps": [1, points, height, width]}
    if kind == "rows":
        nodes.append(helper.make_node("ReduceMax", ["maps", "axis_2"], ["simcc_x"], keepdims=0))
        nodes.append(helper.make_node("ReduceMax", ["maps", "axis_3"], ["simcc_y"], keepdims=0))
        shapes = {"simcc_x": [1, points, width], "simcc_y": [1, points, height]}
    elif kind == "vector":
        nodes.append(helper.make_node("ReduceMax", ["maps", "axis_2"], ["one"], keepdims=0))
        shapes = {"one": [1, points, width]}
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, height, width])],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    model.ir_version = 8
    onnx.save(model, str(path))
    return path


def body(shift: tuple[float, float] = (0.0, 0.0), points: int = 26) -> NDArray[np.float64]:
    """Points of a body 340 pixels tall, far enough apart for their dots."""
    across = np.tile([0.0, 40.0, 80.0, 120.0], 7)[:points] + 150.0 + shift[0]
    down = np.repeat(np.arange(7) * 52.0, 4)[:points] + 90.0 + shift[1]
    return np.stack([across, down], axis=1)
