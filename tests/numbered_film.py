"""Films whose frames carry their number in black and white, and an estimator that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Self

import av
import numpy as np
from numpy.typing import NDArray

from stridewell.app.gait_ports import Body, Picture
from stridewell.gait.keypoints import View
from stridewell.gait.naming import POSE_LAYOUTS, named
from stridewell.simulate.gait import Camera, GaitTruth, SyntheticClip, synthetic_runner

SIZE = (192, 288)
BITS = 12
STRIP = 16
"""Rows at the bottom that hold the number; the runner's feet stay above."""
TICKS = 90_000
CAMERA = Camera(distance_m=6.0, height_m=0.9, px_per_m=110.0, size_px=SIZE)


def runner(
    view: View = View.LEFT, rate_hz: float = 30.0, duration_s: float = 4.0, seed: int = 3
) -> SyntheticClip:
    """A runner at 168 steps a minute in a small picture."""
    return synthetic_runner(
        GaitTruth(), view=view, rate_hz=rate_hz, duration_s=duration_s, seed=seed, camera=CAMERA
    )


def image_points(clip: SyntheticClip) -> NDArray[np.float64]:
    """The 26 points of the picture (n, 26, 2), x to the right and y down; NaN where unknown."""
    width, height = SIZE
    points = np.full((clip.clean.frames, 26, 2), np.nan)
    for at, name in enumerate(POSE_LAYOUTS[26][1]):
        known = named(name)
        if known is not None and known.landmark in clip.clean.points:
            along, up = clip.clean.at(known.landmark).T
            across = width - along if clip.clean.view is View.LEFT else along
            points[:, at] = np.stack([across, height - up], axis=1)
    points[:, [at for at in range(26) if np.isnan(points[0, at, 0])]] = points[:, :1]
    return points


def picture(number: int, shift: int = 0) -> Picture:
    """A patterned wall, shifted sideways, with a number below."""
    width, height = SIZE
    dice = np.random.default_rng(1)
    wall = dice.integers(60, 200, (height // 12, 4 * width // 12 + 1, 3), dtype=np.uint8)
    pixels = np.repeat(np.repeat(wall, 12, axis=0), 12, axis=1)[:, shift : shift + width].copy()
    for bit in range(BITS):
        left, right = bit * width // BITS, (bit + 1) * width // BITS
        pixels[height - STRIP :, left:right] = 240 if number >> bit & 1 else 15
    return pixels


def number_in(pixels: Picture) -> int:
    """The number of a picture, whatever it was scaled to."""
    height, width = pixels.shape[:2]
    row = round(height * (1 - STRIP / 2 / SIZE[1]))
    columns = ((np.arange(BITS) + 0.5) * width / BITS).astype(int)
    return int(((pixels[row, columns, 1] > 128) << np.arange(BITS)).sum())


def write_film(  # noqa: PLR0913 - every one is a plain property of the film
    path: Path,
    times_s: Sequence[float] | NDArray[np.float64],
    *,
    notes: dict[str, str] | None = None,
    shifts: Sequence[int] | None = None,
    turn: int = 0,
    options: dict[str, str] | None = None,
    rate: int = 30,
) -> Path:
    """Write one numbered frame for each time; ``turn`` quarter turns lie between file and life."""
    made = {"movflags": "use_metadata_tags", **(options or {})}
    with av.open(str(path), "w", options=made) as container:
        container.metadata.update(notes or {})
        stream: Any = container.add_stream("libx264", rate=rate)
        width, height = SIZE[::-1] if turn % 2 else SIZE
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS)
        stream.options = {"preset": "ultrafast", "crf": "18", "bf": "0", "g": "15"}
        for number, time_s in enumerate(times_s):
            pixels = np.rot90(picture(number, shifts[number] if shifts else 0), -turn)
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
            frame.pts, frame.time_base = round(time_s * TICKS), Fraction(1, TICKS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    if turn:
        _say_turned(path, turn)
    return path


def _say_turned(path: Path, turn: int) -> None:
    """Put into the header of the track that it is to be turned counterclockwise when shown."""
    content = bytearray(path.read_bytes())
    at = content.index(b"tkhd") + 4 + 4 + 20 + 8 + 8
    a, b = {1: (0, -1), 2: (-1, 0), 3: (0, 1)}[turn % 4]
    matrix = (a, b, 0, -b, a, 0, 0, 0, 0)
    numbers = [each * 65536 for each in matrix[:8]] + [0x40000000]
    content[at : at + 36] = b"".join(each.to_bytes(4, "big", signed=True) for each in numbers)
    path.write_bytes(bytes(content))


class ScriptedPose:
    """An estimator that knows where the body is in every numbered picture.

    ``script`` (n, 26, 2) is in pixels of a picture of `SIZE`, NaN where nobody is; ``crowd`` says
    that there is somebody else, wherever one looks.
    """

    model = "scripted"
    convention, names = POSE_LAYOUTS[26]

    def __init__(self, script: NDArray[np.float64], *, crowd: bool = False) -> None:
        self.script, self.crowd = script, crowd
        self.begun = self.closed = 0

    def follow(self, pixels: Picture) -> Body | None:
        """The body of the picture's number."""
        number = number_in(pixels)
        if number >= len(self.script) or np.isnan(self.script[number]).all():
            return None
        scale = np.array([pixels.shape[1] / SIZE[0], pixels.shape[0] / SIZE[1]])
        return Body(self.script[number] * scale, np.full(26, 0.9))

    def look(self, pixels: Picture) -> Body | None:
        """Somebody beside the runner in a crowd; else whoever is not painted over."""
        if self.crowd:
            return Body(self.script[0] * 0.9 + np.array([400.0, 0.0]), np.full(26, 0.9))
        return None if pixels[pixels.shape[0] // 2].std() < 1 else self.follow(pixels)

    def forget(self) -> None:
        """Count the clips."""
        self.begun += 1

    def close(self) -> None:
        """Count the ends."""
        self.closed += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
