"""Whether the camera moved: how the room behind the runner shifts from picture to picture."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from stridewell.app.gait_ports import Body, Picture

Floats = NDArray[np.float64]

EVERY_S = 0.2
SMALL_SIDE = 128
"""The longer side of the little pictures that are compared."""
AROUND_BODY = 0.08
"""This much of the picture around the body's points belongs to the body."""
THINNED = 2
"""Every second row is enough."""
LEAST_BACKGROUND = 0.2
NEW_REFERENCE = 0.12
"""After a shift by this share of the picture the next pictures are compared with a new one."""
LEAST_PEAK = 0.06
"""How far two pictures must agree (1: wholly) before their shift is believed."""
FEWEST = 4
ENDS = (5, 95)


@dataclass(slots=True)
class CameraWatch:
    """Compares the pictures of one film, a few each second."""

    _kept: tuple[Floats, NDArray[np.bool_]] | None = None
    _kept_at: Floats = field(default_factory=lambda: np.zeros(2))
    _next_s: float = -np.inf
    _places: list[Floats] = field(default_factory=list)
    _unsure: int = 0

    def due(self, time_s: float) -> bool:
        """Whether it is time to see another picture; if so, the next one is due a while later."""
        if time_s < self._next_s:
            return False
        self._next_s = time_s + EVERY_S
        return True

    def see(self, picture: Picture, body: Body | None) -> None:
        """Compare a picture with those before."""
        small, room = _small(picture), _room(picture, body)
        if self._kept is None:
            self._kept = small, room
            self._places.append(np.zeros(2))
            return
        shift = _shift(self._kept, (small, room))
        if shift is None:
            self._unsure += 1
            return
        place = self._kept_at + shift
        self._places.append(place)
        if float(np.abs(shift).max()) > NEW_REFERENCE:
            self._kept, self._kept_at = (small, room), place

    def moved(self) -> float | None:
        """How far it moved, as a share of the longer side; None where the room does not tell."""
        if len(self._places) < max(FEWEST, self._unsure):
            return None
        low, high = np.percentile(self._places, ENDS, axis=0)
        return float(np.max(high - low))


def _small(picture: Picture) -> Floats:
    """Green, averaged over blocks; exact to half a row."""
    block = max(1, round(max(picture.shape[:2]) / SMALL_SIDE))
    height, width = (each // block for each in picture.shape[:2])
    green = picture[: height * block, : width * block, 1]
    rows = green.reshape(height, block, width * block)[:, ::THINNED].sum(axis=1, dtype=np.uint32)
    return np.asarray(rows.reshape(height, width, block).mean(axis=2), dtype=np.float64)


def _room(picture: Picture, body: Body | None) -> NDArray[np.bool_]:
    """Which places of the little picture show the room and not the runner."""
    block = max(1, round(max(picture.shape[:2]) / SMALL_SIDE))
    height, width = (each // block for each in picture.shape[:2])
    room = np.ones((height, width), dtype=np.bool_)
    if body is not None:
        margin = AROUND_BODY * max(height, width)
        left, top = (np.nanmin(body.position, axis=0) / block - margin).clip(0).astype(int)
        right, low = (np.nanmax(body.position, axis=0) / block + margin).clip(0).astype(int)
        room[top : low + 1, left : right + 1] = False
    return room


def _shift(
    before: tuple[Floats, NDArray[np.bool_]], now: tuple[Floats, NDArray[np.bool_]]
) -> Floats | None:
    """How far the room shifted (across, down) as shares of the longer side; None if unclear."""
    room = before[1] & now[1]
    if room.mean() < LEAST_BACKGROUND:
        return None
    first, second = (np.fft.rfft2(_edges(each, room)) for each in (before[0], now[0]))
    cross = second * np.conj(first)
    agreement = np.fft.irfft2(cross / np.maximum(np.abs(cross), 1e-9), s=room.shape)
    peak = np.unravel_index(int(np.argmax(agreement)), agreement.shape)
    if float(agreement[peak]) < LEAST_PEAK:
        return None
    wrapped = [
        int(at) - size if at > size // 2 else int(at)
        for at, size in zip(peak, room.shape, strict=True)
    ]
    return np.asarray(np.array([wrapped[1], wrapped[0]]) / max(room.shape), dtype=np.float64)


def _edges(small: Floats, room: NDArray[np.bool_]) -> Floats:
    """The room without its mean, faded out towards the edges of the picture."""
    flat = np.where(room, small - small[room].mean(), 0.0)
    fades = [np.minimum(1.0, 8 * np.hanning(size + 2)[1:-1]) for size in flat.shape]
    return np.asarray(flat * fades[0][:, None] * fades[1][None, :], dtype=np.float64)
