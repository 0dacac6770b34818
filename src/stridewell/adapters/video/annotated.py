"""A film with the runner's figure, contacts, time and step rate drawn into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from stridewell.adapters.video.drawn_frame import (
    DARK,
    ROWS,
    Colour,
    draw_line,
    fill_box,
    text_width,
    write_text,
)
from stridewell.adapters.video.film import Film, library, open_film
from stridewell.adapters.video.following import Progress
from stridewell.adapters.video.frames import Reading, begin
from stridewell.app.gait_ports import Picture
from stridewell.errors import FileRefusedError, SettingsError
from stridewell.gait.clip import ClipAnalysis
from stridewell.gait.keypoints import Floats, OnFilm, Unit
from stridewell.gait.landmarks import Landmark, on_side
from stridewell.values.anatomy import Side

LEGS = (Side.LEFT, Side.RIGHT)
COLOURS: dict[Side, Colour] = {Side.LEFT: (99, 203, 255), Side.RIGHT: (255, 162, 94)}
WHITE: Colour = (255, 255, 255)
LIMBS = (
    *(("shoulder", "elbow"), ("elbow", "wrist"), ("hip", "knee"), ("knee", "ankle")),
    *(("ankle", "heel"), ("heel", "toe"), ("ankle", "toe")),
)
LEG_PARTS = frozenset({"knee", "ankle", "heel", "toe"})
FOOT_PARTS = frozenset({"heel", "toe"})
UNSURE = 0.35
"""How strongly a leg is drawn that could not be told."""
LINE = 1 / 160
"""Width of a line as a share of the picture's longer side."""
DOWN = 1.8
"""A foot on the ground is drawn so many times as wide."""
BAR = 1 / 28
"""Height of the bar of contacts, as a share of the picture's height."""
WINDOW_S = 2.0
"""The bar shows so many seconds around the moment."""
TICKS = 90_000
"""Times of frames are written in these parts of a second."""
QUALITY = {"crf": "20", "preset": "veryfast", "movflags": "+faststart"}


def write_annotated(path: Path, clip: ClipAnalysis, out: Path, progress: Progress) -> None:
    """Write the film of a clip anew, as an mp4 with what was found drawn into it.

    It plays as fast as the film does, without its sound. What is half written is removed when
    anything fails, ``progress`` included.

    Raises:
        SettingsError: PyAV is not installed, or the file is there already or cannot be written.
        FileRefusedError: the film cannot be read, or is not the one the clip was read from.
    """
    film = open_film(path)
    drawing = _drawing(film, clip)
    av = library()
    begun = False
    try:
        with out.open("xb"):
            begun = True
        _encode(begin(film), drawing, out, progress)
        begun = False
    except FileExistsError as error:
        raise SettingsError(
            f"{out} is there already.", "Name another file, or move that one away."
        ) from error
    except (OSError, av.FFmpegError) as error:
        because = getattr(error, "strerror", None) or error
        raise SettingsError(
            f"{out} cannot be written: {because}.", "Name a file in a folder with room for it."
        ) from error
    finally:
        if begun:
            out.unlink(missing_ok=True)


def _encode(reading: Reading, drawing: _Drawing, out: Path, progress: Progress) -> None:
    av = library()
    width, height = (each - each % 2 for each in reading.film.size_px)
    codec = "libx264" if "libx264" in av.codecs_available else "mpeg4"
    with (
        av.open(str(out), "w", format="mp4") as container,
        closing(reading.shots()) as shots,
    ):
        stream: Any = container.add_stream(codec, rate=max(1, round(reading.film.rate_hz or 30)))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = dict(QUALITY)
        stream.time_base = stream.codec_context.time_base = Fraction(1, TICKS)
        first = None
        for done, shot in enumerate(shots, start=1):
            first = shot.time_s if first is None else first
            picture = np.array(shot.picture[:height, :width])
            drawing.draw(picture, shot.time_s)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round((shot.time_s - first) * TICKS), Fraction(1, TICKS)
            container.mux(stream.encode(frame))
            progress(done, reading.frames)
        container.mux(stream.encode(None))


def _drawing(film: Film, clip: ClipAnalysis) -> _Drawing:
    clock, size = clip.seen.film, clip.seen.size_px
    if clock is None or size != film.shown_px or clip.seen.unit is not Unit.PIXEL:
        raise FileRefusedError(
            f"The body points were not read from {film.path.name}, so they cannot be drawn on it.",
            "Name the video itself.",
        )
    width, height = size
    position = clip.shown.position.copy()
    position[:, :, 1] = height - position[:, :, 1]
    if clock.mirrored:
        position[:, :, 0] = width - position[:, :, 0]
    return _Drawing(clip, clock, position / film.scale)


@dataclass(frozen=True, slots=True, eq=False)
class _Drawing:
    """Draws a clip on pictures; ``position`` (frames, points, 2) is in their pixels."""

    clip: ClipAnalysis
    clock: OnFilm
    position: Floats

    def draw(self, picture: Picture, film_s: float) -> None:
        """Draw what belongs to a second of the film."""
        moment = self.clock.clip_s(film_s)
        down = self._down(moment)
        frame = self._frame(moment)
        if frame is not None:
            for start, end, side, strength, wide in self._lines(frame, down):
                width = wide * LINE * max(picture.shape)
                colour = WHITE if side is None else COLOURS[side]
                draw_line(picture, start, end, width, colour, strength)
        self._bar(picture, moment)
        self._words(picture, moment)

    def _frame(self, moment: float) -> int | None:
        """The frame of the clip that is nearest; None outside it."""
        times = self.clip.shown.time_s
        frame = int(np.abs(times - moment).argmin())
        return frame if abs(times[frame] - moment) * self.clip.shown.rate_hz <= 1 else None

    def _down(self, moment: float) -> frozenset[Side]:
        found = self.clip.contacts.contacts
        return frozenset(each.side for each in found if each.on_s <= moment <= each.off_s)

    def _lines(
        self, frame: int, down: frozenset[Side]
    ) -> Iterator[tuple[Floats, Floats, Side | None, float, float]]:
        """Every line of the figure that is seen, the far side first."""
        near = self.clip.view.near
        front = near if near in LEGS else Side.RIGHT
        yield from self._limbs(front.opposite, frame, down)
        hips, shoulders = ([on_side(part, s) for s in LEGS] for part in ("hip", "shoulder"))
        for starts, ends in ((hips, shoulders), *(((a,), (b,)) for a, b in (hips, shoulders))):
            start, end = self._at(frame, *starts), self._at(frame, *ends)
            if np.isfinite([start, end]).all():
                yield start, end, None, 1.0, 1.0
        yield from self._limbs(front, frame, down)

    def _limbs(
        self, side: Side, frame: int, down: frozenset[Side]
    ) -> Iterator[tuple[Floats, Floats, Side | None, float, float]]:
        for start_part, end_part in LIMBS:
            start, end = (self._at(frame, on_side(p, side)) for p in (start_part, end_part))
            if not np.isfinite([start, end]).all():
                continue
            unsure = end_part in LEG_PARTS and self._is_unsure(side, frame)
            on_ground = side in down and end_part in FOOT_PARTS and not unsure
            yield start, end, side, UNSURE if unsure else 1.0, DOWN if on_ground else 1.0

    def _is_unsure(self, side: Side, frame: int) -> bool:
        flags = self.clip.untrusted.get(side)
        withheld = self.clip.withheld in {side, Side.BOTH}
        return withheld or (flags is not None and bool(flags[frame]))

    def _at(self, frame: int, *points: Landmark) -> Floats:
        """The middle of points; NaN where one of them is not there."""
        known = self.clip.shown.points
        if any(each not in known for each in points):
            return np.full(2, np.nan)
        places = self.position[frame, [known.index(each) for each in points]]
        return np.asarray(places.mean(axis=0), dtype=np.float64)

    def _bar(self, picture: Picture, moment: float) -> None:
        """When each foot is on the ground: left above, right below, the moment in the middle."""
        height, width = picture.shape[:2]
        high = max(8.0, BAR * height)
        top, second = height - high, width / WINDOW_S
        fill_box(picture, (0, top, width, height), DARK, 0.6)
        for each in self.clip.contacts.contacts:
            left, right = (width / 2 + (at - moment) * second for at in (each.on_s, each.off_s))
            if each.side in COLOURS and right > 0 and left < width:
                row = top + high * (0.1 if each.side is Side.LEFT else 0.55)
                box = (left, row, right, row + 0.35 * high)
                fill_box(picture, box, COLOURS[each.side])
        fill_box(picture, (width / 2 - 1, top, width / 2 + 1, height), WHITE)

    def _words(self, picture: Picture, moment: float) -> None:
        rate = self.clip.contacts.step_rate_spm
        words = f"{max(moment, 0):.2f} s"
        if rate is not None:
            words += f"   {rate:.0f} steps/min"
        dot = max(1, round(max(picture.shape) / 420))
        edge = 4 * dot
        box = (edge, edge, 3 * edge + text_width(words, dot), 3 * edge + ROWS * dot)
        fill_box(picture, box, DARK, 0.6)
        write_text(picture, words, (2 * edge, 2 * edge), dot, WHITE)
