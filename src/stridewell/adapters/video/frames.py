"""The frames of a video as upright pictures with their times, decoded beside what uses them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from stridewell.adapters.video.film import Film, library, opened
from stridewell.app.gait_ports import Picture

MOST_FRAMES = 3600
"""More are not read: a minute at 60 frames a second, or a quarter of one at 240."""
HALF = 0.5
"""Frames are told apart in the middle between them."""
AHEAD = 4
"""How many pictures may wait: enough to smooth over slow ones, few enough for the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One frame: its time in the file in seconds, and its picture."""

    time_s: float
    picture: Picture


@dataclass(slots=True)
class Reading:
    """How reading a film went; complete when its shots are used up.

    ``cut`` is whether only the middle of a long film is read. ``damaged`` counts frames that could
    not be decoded, ``backwards`` frames whose time did not rise. ``from_s`` is where in the file
    reading began.
    """

    film: Film
    frames: int | None
    cut: bool
    from_s: float = -np.inf
    damaged: int = 0
    backwards: int = 0
    untimed: int = 0
    read: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def shots(self) -> Generator[Shot, None, None]:
        """The frames in the order of time; another thread decodes the next ones meanwhile."""
        waiting: queue.Queue[Shot | None] = queue.Queue(AHEAD)
        with ThreadPoolExecutor(1, "decode") as threads:
            decoding = threads.submit(self._decode, waiting)
            try:
                while (shot := waiting.get()) is not None:
                    self.read += 1
                    yield shot
                decoding.result()
            finally:
                self._stop.set()
                _empty(waiting, decoding)

    def _decode(self, waiting: queue.Queue[Shot | None]) -> None:
        try:
            for shot in self._decoded():
                waiting.put(shot)
                if self._stop.is_set():
                    return
        finally:
            waiting.put(None)

    def _decoded(self) -> Iterator[Shot]:
        from av.video.reformatter import VideoReformatter  # noqa: PLC0415 - an extra

        turner, before, count = VideoReformatter(), -np.inf, 0
        for frame in self._frames():
            time_s = frame.time
            if time_s is None:
                self.untimed += 1
                continue
            if time_s < self.from_s:
                continue
            if time_s <= before:
                self.backwards += 1
                continue
            before = time_s
            yield Shot(float(time_s), _upright(frame, self.film, turner))
            count += 1
            if count == self.frames and self.cut:
                return

    def _frames(self) -> Iterator[Any]:
        av = library()
        with opened(self.film.path) as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            if self.cut:
                ticks = self.from_s / float(stream.time_base or 1)
                container.seek(int(ticks), stream=stream)
            packets = container.demux(stream)
            while True:
                try:
                    frames = next(packets).decode()
                except (StopIteration, EOFError):
                    return
                except av.FFmpegError:
                    self.damaged += 1
                    continue
                for frame in frames:
                    if getattr(frame, "is_corrupt", False):
                        self.damaged += 1
                    else:
                        yield frame


def begin(film: Film, most: int = MOST_FRAMES) -> Reading:
    """Prepare to read a film, or the middle of one with more than ``most`` frames."""
    if film.frames is None or film.frames <= most:
        return Reading(film, film.frames, cut=False)
    length = film.length_s or film.frames / (film.rate_hz or 1.0)
    first = (film.frames - most) // 2 - HALF
    return Reading(film, most, cut=True, from_s=film.start_s + first / film.frames * length)


def _upright(frame: Any, film: Film, turner: Any) -> Picture:  # noqa: ANN401
    width, height = film.stored_px
    how = "AREA" if width < frame.width else "BILINEAR"
    drawn = turner.reformat(frame, width=width, height=height, format="rgb24", interpolation=how)
    plane = drawn.planes[0]
    rows = np.frombuffer(plane, dtype=np.uint8).reshape(height, plane.line_size)
    picture = rows[:, : 3 * width].reshape(height, width, 3)
    return np.ascontiguousarray(np.rot90(picture, film.turn) if film.turn else picture)


def _empty(waiting: queue.Queue[Shot | None], decoding: Future[None]) -> None:
    """Take what waits until the other thread is done, so that it does not wait for ever."""
    while not decoding.done():
        with suppress(queue.Empty):
            waiting.get(timeout=0.01)
