"""The part of a picture that a pose model looks at, and the way back into the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.app.gait_ports import Picture

Floats = NDArray[np.float64]
ROOM = 1.25
"""How much larger than the body the box is."""
HALF = 0.5
"""A pixel reaches half a pixel beyond its middle."""
OUTSIDE = 114.0
"""The grey beyond the edge of the picture."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture in its pixels: the middle, and the width and height around it."""

    x: float
    y: float
    width: float
    height: float

    def shaped(self, aspect: float) -> Box:
        """The least box of this width over height that holds this one."""
        return Box(
            self.x,
            self.y,
            max(self.width, self.height * aspect),
            max(self.height, self.width / aspect),
        )

    def cut(self, picture: Picture, size: tuple[int, int]) -> NDArray[np.float32]:
        """The box scaled to (width, height), between the pixels; grey outside the picture."""
        columns, rows = self._grid(size)
        high, wide = picture.shape[:2]
        inside = ((rows >= -HALF) & (rows <= high - HALF))[:, None] & (
            (columns >= -HALF) & (columns <= wide - HALF)
        )[None, :]
        rows, columns = rows.clip(0, high - 1), columns.clip(0, wide - 1)
        top, left = rows.astype(np.intp), columns.astype(np.intp)
        below, after = (top + 1).clip(0, high - 1), (left + 1).clip(0, wide - 1)
        down = (rows - top).astype(np.float32)[:, None, None]
        across = (columns - left).astype(np.float32)[None, :, None]
        upper, lower = picture[top], picture[below]
        mixed = (upper[:, left] * (1 - across) + upper[:, after] * across) * (1 - down)
        mixed += (lower[:, left] * (1 - across) + lower[:, after] * across) * down
        mixed[~inside] = OUTSIDE
        return np.asarray(mixed, dtype=np.float32)

    def back(self, position: Floats, size: tuple[int, int]) -> Floats:
        """Places in the scaled box (…, 2) as places in the picture."""
        scale = np.array([self.width / size[0], self.height / size[1]])
        corner = np.array([self.x - self.width / 2, self.y - self.height / 2])
        return np.asarray((position + HALF) * scale + corner, dtype=np.float64)

    def _grid(self, size: tuple[int, int]) -> tuple[Floats, Floats]:
        wide, high = size
        corners = np.stack([np.arange(max(size)), np.arange(max(size))], axis=1).astype(np.float64)
        there = self.back(corners, size)
        return there[:wide, 0], there[:high, 1]


def whole(picture: Picture) -> Box:
    """The box of the whole picture."""
    height, width = picture.shape[:2]
    return Box((width - 1) / 2, (height - 1) / 2, width, height)


def around(position: Floats, room: float = ROOM) -> Box:
    """The box around points (points, 2), with room."""
    low, high = np.min(position, axis=0), np.max(position, axis=0)
    x, y = (low + high) / 2
    width, height = (high - low) * room
    return Box(float(x), float(y), float(max(width, 1.0)), float(max(height, 1.0)))
