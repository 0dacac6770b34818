"""What a video file says of itself: its size as shown, its rate, and how it was captured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stridewell.errors import FileRefusedError, NotAVideoError, SettingsError

if TYPE_CHECKING:
    from av.container import InputContainer

LONGEST_SIDE_PX = 1280
"""Larger pictures are scaled down to this before points are placed; models look at far less."""
CAPTURE_RATE = "com.android.capture.fps"
ENDINGS = frozenset(
    {
        *(".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".mkv", ".webm"),
        *(".avi", ".mts", ".m2ts", ".ts", ".mpg", ".mpeg"),
    }
)
ONLY_FILES = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg",
}
"""FFmpeg would follow addresses in playlists; nothing is opened but the one file."""


@dataclass(frozen=True, slots=True)
class Film:
    """A video file. Sizes are width and height in pixels of the upright picture.

    ``shown_px`` is the size a viewer shows, ``size_px`` that of the pictures that are read.
    ``turn`` is how many quarter turns counterclockwise make a stored picture upright.
    ``rate_hz`` is the file's mean rate, ``capture_hz`` what a phone noted that it filmed at.
    ``frames`` and ``length_s`` are what the file claims; None where it does not. ``start_s`` is
    the time of the first frame.
    """

    path: Path
    codec: str
    shown_px: tuple[int, int]
    size_px: tuple[int, int]
    turn: int
    rate_hz: float | None
    capture_hz: float | None
    frames: int | None
    length_s: float | None
    start_s: float = 0.0

    @property
    def scale(self) -> float:
        """Shown pixels for each pixel that is read."""
        return self.shown_px[0] / self.size_px[0]

    @property
    def stored_px(self) -> tuple[int, int]:
        """The size that is read, as it lies in the file before it is turned upright."""
        width, height = self.size_px
        return (height, width) if self.turn % 2 else (width, height)


def is_film(path: Path) -> bool:
    """Whether a file is called as videos are."""
    return path.suffix.lower() in ENDINGS


def open_film(path: Path) -> Film:
    """Read what a video says of itself, and its first frame.

    Raises:
        SettingsError: PyAV is not installed.
        NotAVideoError: it is missing, empty, damaged, or holds no video.
    """
    _check(path)
    with opened(path) as container:
        if not _moving(container):
            sound = " It holds sound only." if container.streams.audio else ""
            raise NotAVideoError(
                f"There is no video in {path.name}.{sound}", "Choose the video that was filmed."
            )
        stream = container.streams.video[0]
        first = _first_frame(container, path)
        return _told(path, container, stream, first)


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """The file, opened for reading and closed after.

    Raises:
        SettingsError: PyAV is not installed.
        NotAVideoError: it is no video that can be read.
    """
    av = library()
    try:
        container = av.open(str(path), options=dict(ONLY_FILES))
    except (av.FFmpegError, OSError, ValueError) as error:
        raise NotAVideoError(
            f"{path.name} cannot be read as a video: it is damaged, was not copied whole, or is "
            "something else.",
            "Copy it again from the phone; it should play to its end.",
        ) from error
    with container:
        yield container


def library() -> Any:  # noqa: ANN401 - an extra, which the type checker may not have
    """PyAV, which reads video.

    Raises:
        SettingsError: it is not installed.
    """
    try:
        import av  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            "PyAV, which reads video, is not installed.",
            "Run `make video` (or install stridewell[video]), or use a file of body points.",
        ) from error
    return av


def _check(path: Path) -> None:
    if not path.exists():
        raise NotAVideoError(f"There is no file {path}.", "Check its name and folder.")
    if not path.is_file():
        raise NotAVideoError(f"{path} is a folder.", "Give one video at a time.")
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise FileRefusedError(f"{path.name} cannot be read: {error.strerror}.") from error
    if size == 0:
        raise NotAVideoError(
            f"{path.name} is empty.", "It was not copied whole: copy it again from the phone."
        )


def _moving(container: InputContainer) -> bool:
    """Whether there is a video that is not the cover of a piece of music."""
    if not container.streams.video:
        return False
    return "attached_pic" not in str(container.streams.video[0].disposition).lower()


def _first_frame(container: InputContainer, path: Path) -> Any:  # noqa: ANN401
    av = library()
    packets = container.demux(container.streams.video[0])
    while True:
        try:
            packet = next(packets)
            frames = packet.decode()
        except (StopIteration, EOFError):
            break
        except av.FFmpegError:
            continue
        if frames:
            return frames[0]
    raise NotAVideoError(
        f"No frame of {path.name} can be read: it is damaged.",
        "Copy it again from the phone; it should play to its end.",
    )


def _told(path: Path, container: InputContainer, stream: Any, first: Any) -> Film:  # noqa: ANN401
    aspect = float(stream.sample_aspect_ratio or 1) or 1.0
    width, height = round(first.width * aspect), first.height
    turn = round((getattr(first, "rotation", 0) or 0) / 90) % 4
    if turn % 2:
        width, height = height, width
    shrink = min(1.0, LONGEST_SIDE_PX / max(width, height))
    rate = stream.average_rate or stream.guessed_rate
    length = float(stream.duration * stream.time_base) if stream.duration else None
    if length is None and container.duration:
        length = container.duration / 1e6
    frames = stream.frames or (round(length * float(rate)) if length and rate else None)
    return Film(
        path=path,
        codec=stream.codec_context.name,
        shown_px=(width, height),
        size_px=(max(2, round(width * shrink)), max(2, round(height * shrink))),
        turn=turn,
        rate_hz=float(rate) if rate else None,
        capture_hz=_capture_rate({**container.metadata, **stream.metadata}),
        frames=frames,
        length_s=length,
        start_s=float(first.time or 0.0),
    )


def _capture_rate(notes: dict[str, str]) -> float | None:
    try:
        rate = float(notes.get(CAPTURE_RATE, ""))
    except ValueError:
        return None
    return rate if 1 <= rate <= 10_000 else None  # noqa: PLR2004 - anything else is no rate
