"""What is drawn into the frames of a film: soft lines, filled boxes, and a few small letters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from stridewell.app.gait_ports import Picture
from stridewell.gait.keypoints import Floats

Colour = tuple[int, int, int]
"""Red, green and blue up to 255."""
DARK: Colour = (16, 24, 26)
HALO = 0.55
"""How dense the dark edge around a line is."""
EDGE = 1.8
"""The dark edge is so many times as wide as its line."""
GLYPHS: Mapping[str, tuple[int, ...]] = {
    "0": (14, 17, 19, 21, 25, 17, 14),
    "1": (4, 12, 4, 4, 4, 4, 14),
    "2": (14, 17, 1, 2, 4, 8, 31),
    "3": (31, 2, 4, 2, 1, 17, 14),
    "4": (2, 6, 10, 18, 31, 2, 2),
    "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14),
    "7": (31, 1, 2, 4, 8, 8, 8),
    "8": (14, 17, 17, 14, 17, 17, 14),
    "9": (14, 17, 17, 15, 1, 2, 12),
    ".": (0, 0, 0, 0, 0, 12, 12),
    "/": (0, 1, 2, 4, 8, 16, 0),
    " ": (0, 0, 0, 0, 0, 0, 0),
    "e": (0, 0, 14, 17, 31, 16, 14),
    "i": (4, 0, 12, 4, 4, 4, 14),
    "m": (0, 0, 26, 21, 21, 21, 21),
    "n": (0, 0, 22, 25, 17, 17, 17),
    "p": (0, 0, 30, 17, 30, 16, 16),
    "s": (0, 0, 15, 16, 14, 1, 30),
    "t": (8, 8, 28, 8, 8, 9, 6),
}
"""Seven rows of five dots, the leftmost the highest bit."""
ROWS, COLUMNS, PITCH = 7, 5, 6


def draw_line(
    picture: Picture, start: Floats, end: Floats, width: float, colour: Colour, strength: float = 1
) -> None:
    """Draw a line with round ends and a dark edge; ends are x and y in pixels."""
    height, wide = picture.shape[:2]
    reach = width * EDGE / 2 + 1
    low = np.floor(np.minimum(start, end) - reach).astype(int).clip(0)
    high = np.ceil(np.maximum(start, end) + reach).astype(int) + 1
    left, top, right, bottom = low[0], low[1], min(high[0], wide), min(high[1], height)
    if left >= right or top >= bottom:
        return
    y, x = np.mgrid[top:bottom, left:right] - np.array([start[1], start[0]])[:, None, None]
    way = end - start
    along = np.clip((x * way[0] + y * way[1]) / max(float(way @ way), 1e-9), 0, 1)
    away = np.hypot(x - along * way[0], y - along * way[1])
    part = picture[top:bottom, left:right]
    for half, shade, dense in ((width * EDGE / 2, DARK, HALO), (width / 2, colour, 1.0)):
        cover = (strength * dense * np.clip(half - away + 0.5, 0, 1))[..., None]
        part[:] = part + cover * (np.asarray(shade) - part)


def fill_box(
    picture: Picture, box: tuple[float, float, float, float], colour: Colour, dense: float = 1
) -> None:
    """Fill from left, top to right, bottom in pixels; what lies outside the picture is cut off."""
    left, top, right, bottom = (max(0, round(each)) for each in box)
    part = picture[top:bottom, left:right]
    part[:] = part + dense * (np.asarray(colour, dtype=np.float64) - part)


def text_width(text: str, dot: int) -> int:
    """How wide a text is in pixels with dots of this size."""
    return (PITCH * len(text) - 1) * dot


def write_text(picture: Picture, text: str, at: tuple[int, int], dot: int, colour: Colour) -> None:
    """Write a text from its upper left corner; letters without a shape are left out."""
    for place, letter in enumerate(text):
        for row, bits in enumerate(GLYPHS.get(letter, ())):
            for column in range(COLUMNS):
                if bits >> (COLUMNS - 1 - column) & 1:
                    left, top = at[0] + (PITCH * place + column) * dot, at[1] + row * dot
                    picture[top : top + dot, left : left + dot] = colour
