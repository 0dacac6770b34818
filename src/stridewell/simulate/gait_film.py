"""Pictures of the synthetic runner: a drawn body in a plain room, plain enough for pose models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stridewell.gait.keypoints import Floats, View
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.simulate.gait import SyntheticClip
from stridewell.values.anatomy import Side

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

SKIN: Colour = (214, 168, 142)
HAIR: Colour = (70, 48, 36)
SHIRT: Colour = (52, 106, 168)
SHORTS: Colour = (38, 40, 52)
SHOE: Colour = (210, 74, 48)
SOLE: Colour = (236, 236, 232)
WALL, FLOOR, BELT = (176, 180, 178), (122, 116, 108), (58, 58, 62)
TICKS = 90_000
"""Times of frames are written in these parts of a second."""
AWAY = 0.82
"""The far side of the body lies in the shade."""


@dataclass(frozen=True, slots=True)
class Limb:
    """A tapered rod with round ends, from one place to another, in pixels."""

    start: Floats
    end: Floats
    radii: tuple[float, float]
    colour: Colour
    shade: float = 1.0


@dataclass(slots=True)
class Canvas:
    """A picture that limbs are painted on, back to front."""

    pixels: Floats
    light: tuple[float, float] = field(default=(-0.35, -0.6))

    def paint(self, limb: Limb) -> None:
        """Paint one limb as if lit from above, with a soft edge."""
        height, width = self.pixels.shape[:2]
        most = max(limb.radii) + 2
        low = np.floor(np.minimum(limb.start, limb.end) - most).astype(int)
        high = np.ceil(np.maximum(limb.start, limb.end) + most).astype(int)
        left, top = max(low[0], 0), max(low[1], 0)
        right, bottom = min(high[0], width), min(high[1], height)
        if left >= right or top >= bottom:
            return
        y, x = np.mgrid[top:bottom, left:right]
        way = limb.end - limb.start
        along = ((x - limb.start[0]) * way[0] + (y - limb.start[1]) * way[1]) / max(way @ way, 1e-9)
        along = np.clip(along, 0, 1)
        across_x = x - limb.start[0] - along * way[0]
        across_y = y - limb.start[1] - along * way[1]
        radius = limb.radii[0] + along * (limb.radii[1] - limb.radii[0])
        away = np.hypot(across_x, across_y)
        cover = np.clip(radius - away + 0.5, 0, 1)[..., None]
        bulge = np.sqrt(np.clip(1 - (away / radius) ** 2, 0, 1))
        lit = (across_x * self.light[0] + across_y * self.light[1]) / radius
        shade = limb.shade * np.clip(0.62 + 0.32 * bulge + 0.22 * lit, 0.3, 1.15)
        colour = np.clip(np.asarray(limb.colour) * shade[..., None], 0, 255)
        part = self.pixels[top:bottom, left:right]
        part += cover * (colour - part)


def pictures(clip: SyntheticClip) -> Iterator[Picture]:
    """One picture for each frame of a clip that a camera sees.

    Raises:
        ValueError: the clip has no camera.
    """
    if clip.clean.size_px is None:
        raise ValueError("markers in space have no picture")
    room = _room(clip.clean.size_px, float(_feet(clip)))
    for frame in range(clip.clean.frames):
        canvas = Canvas(room.copy())
        for limb in _body(clip, frame):
            canvas.paint(limb)
        yield canvas.pixels.astype(np.uint8)


def write_film(path: Path, clip: SyntheticClip) -> None:
    """Write the pictures of a clip as a video; needs PyAV (``stridewell[video]``).

    Raises:
        ValueError: the clip has no camera.
        OSError: the file cannot be written.
    """
    import av  # noqa: PLC0415 - an extra

    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=round(clip.clean.rate_hz))
        stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS)
        stream.pix_fmt = "yuv420p"
        stream.width, stream.height = clip.clean.size_px or (0, 0)
        for time_s, picture in zip(clip.clean.time_s, pictures(clip), strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(float(time_s) * TICKS), Fraction(1, TICKS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _feet(clip: SyntheticClip) -> float:
    """The row of the picture on which the feet stand."""
    size = clip.clean.size_px
    assert size is not None
    heels = [clip.clean.at(on_side("heel", side))[:, 1] for side in (Side.LEFT, Side.RIGHT)]
    return size[1] - float(np.min(heels)) + 0.03 * size[1]


def _room(size: tuple[int, int], floor: float) -> Floats:
    width, height = size
    room = np.empty((height, width, 3))
    falls = np.linspace(1.06, 0.9, height)[:, None, None]
    room[:] = np.asarray(WALL) * falls
    row = round(min(floor - 0.05 * height, height - 1))
    room[row:] = FLOOR
    room[round(min(floor - 0.01 * height, height - 1)) :] = BELT
    for share in (0.12, 0.52, 0.9):
        at = round(share * width)
        room[:row, at : at + 3] *= 0.93
    return room


def _body(clip: SyntheticClip, frame: int) -> Sequence[Limb]:
    """The limbs of one frame, the farthest first."""
    seen = _Seen(clip, frame)
    near = clip.clean.view.near
    order = (near.opposite, near) if near in {Side.LEFT, Side.RIGHT} else (Side.LEFT, Side.RIGHT)
    far, close = order
    rear = clip.clean.view is View.REAR
    dim = 1.0 if rear else AWAY
    trunk = seen.trunk()
    return [
        *seen.arm(far, dim),
        *seen.leg(far, dim),
        *seen.leg(close, 1.0),
        *trunk,
        *seen.head(rear=rear),
        *seen.arm(close, 1.0),
    ]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One frame of the clip in rows and columns of the picture."""

    clip: SyntheticClip
    frame: int

    @property
    def metre(self) -> float:
        """One metre in pixels, by the shank."""
        return self.clip.camera.px_per_m

    def at(self, point: Landmark) -> Floats:
        """Where a point lies, x to the right and y down."""
        assert self.clip.clean.size_px is not None
        width, height = self.clip.clean.size_px
        along, up = self.clip.clean.at(point)[self.frame]
        across = width - along if self.clip.clean.view is View.LEFT else along
        return np.array([across, height - up])

    def limb(
        self, start: Floats, end: Floats, radii: tuple[float, float], colour: Colour, shade: float
    ) -> Limb:
        """A limb with radii in metres."""
        return Limb(start, end, (radii[0] * self.metre, radii[1] * self.metre), colour, shade)

    def leg(self, side: Side, shade: float) -> list[Limb]:
        """Shorts, thigh, shank and shoe."""
        hip, knee, ankle, heel, toe = (
            self.at(on_side(part, side)) for part in ("hip", "knee", "ankle", "heel", "toe")
        )
        low = hip + 0.62 * (knee - hip)
        ball = toe - 0.1 * (toe - heel)
        return [
            self.limb(hip, knee, (0.078, 0.052), SKIN, shade),
            self.limb(knee, ankle, (0.053, 0.036), SKIN, shade),
            self.limb(knee + 0.3 * (ankle - knee), ankle, (0.056, 0.034), SKIN, shade),
            self.limb(ankle, heel + 0.25 * (ankle - heel), (0.037, 0.036), SHOE, shade),
            self.limb(heel, ball, (0.036, 0.024), SHOE, shade),
            self.limb(hip, low, (0.088, 0.078), SHORTS, shade),
        ]

    def arm(self, side: Side, shade: float) -> list[Limb]:
        """Sleeve, upper arm, lower arm and hand."""
        shoulder, elbow, wrist = (
            self.at(on_side(part, side)) for part in ("shoulder", "elbow", "wrist")
        )
        hand = wrist + 0.3 * (wrist - elbow)
        return [
            self.limb(shoulder, elbow, (0.048, 0.038), SKIN, shade),
            self.limb(elbow, wrist, (0.038, 0.026), SKIN, shade),
            self.limb(wrist, hand, (0.030, 0.034), SKIN, shade),
            self.limb(shoulder, shoulder + 0.55 * (elbow - shoulder), (0.058, 0.052), SHIRT, shade),
        ]

    def trunk(self) -> list[Limb]:
        """Pelvis, belly and chest, from hips to shoulders."""
        hips = [self.at(on_side("hip", side)) for side in (Side.LEFT, Side.RIGHT)]
        shoulders = [self.at(on_side("shoulder", side)) for side in (Side.LEFT, Side.RIGHT)]
        pelvis, neck = self.at(Landmark.PELVIS), self.at(Landmark.NECK)
        waist = pelvis + 0.35 * (neck - pelvis)
        chest = pelvis + 0.72 * (neck - pelvis)
        made = [self.limb(hips[0], hips[1], (0.095, 0.095), SHORTS, 1.0)]
        made.append(self.limb(pelvis, waist, (0.105, 0.100), SHIRT, 1.0))
        for at in (0.0, 0.5, 1.0):
            top = shoulders[0] + at * (shoulders[1] - shoulders[0])
            made.append(self.limb(waist, chest + 0.5 * (top - neck), (0.100, 0.112), SHIRT, 1.0))
            made.append(self.limb(chest + 0.5 * (top - neck), top, (0.110, 0.058), SHIRT, 1.0))
        return made

    def head(self, *, rear: bool) -> list[Limb]:
        """Neck, skull, hair, and a face where it is seen."""
        neck, face = self.at(Landmark.NECK), self.at(Landmark.HEAD)
        toes = [self.at(on_side("toe", s)) - self.at(on_side("heel", s)) for s in _BOTH]
        ahead = 0.0 if rear else float(np.sign(sum(float(each[0]) for each in toes)))
        forward, up = np.array([ahead, 0.0]), np.array([0.0, -1.0])
        m = self.metre
        middle = face if rear else face - 0.075 * m * forward
        made = [
            self.limb(neck - 0.02 * m * up, middle, (0.058, 0.052), SKIN, 0.95),
            self.limb(middle - 0.04 * m * up, middle + 0.05 * m * up, (0.085, 0.098), SKIN, 1.0),
        ]
        if rear:
            return [
                *made,
                self.limb(middle + 0.0 * up, middle + 0.055 * m * up, (0.092, 0.102), HAIR, 1.0),
            ]
        chin, brow = middle + m * (0.055 * forward - 0.075 * up), middle + m * (0.06 * forward)
        eye = middle + m * (0.068 * forward + 0.022 * up)
        return [
            *made,
            self.limb(middle, chin, (0.07, 0.036), SKIN, 1.0),
            self.limb(brow, face + m * 0.022 * forward - 0.012 * m * up, (0.03, 0.014), SKIN, 1.05),
            self.limb(
                middle + m * (-0.02 * forward + 0.02 * up),
                middle + m * (-0.03 * forward + 0.05 * up),
                (0.088, 0.092),
                HAIR,
                1.0,
            ),
            self.limb(
                middle + m * (-0.01 * forward + 0.075 * up),
                middle + m * (0.045 * forward + 0.075 * up),
                (0.05, 0.036),
                HAIR,
                1.0,
            ),
            self.limb(middle, middle - 0.02 * m * up, (0.02, 0.018), SKIN, 0.85),
            self.limb(eye, eye + 0.01 * m * forward, (0.009, 0.007), (40, 34, 30), 1.0),
            self.limb(
                middle + m * (0.072 * forward - 0.055 * up),
                middle + m * (0.09 * forward - 0.053 * up),
                (0.008, 0.006),
                (160, 84, 78),
                1.0,
            ),
        ]


_BOTH = (Side.LEFT, Side.RIGHT)
