"""What the gait lab asks of the outside world: readers of clips, the model of contacts, films."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from stridewell.gait.contact_model import ContactModel
from stridewell.gait.keypoints import Keypoints, View

if TYPE_CHECKING:
    # reaches everything that measures, which no other command needs
    from stridewell.gait.clip import ClipAnalysis

Progress: TypeAlias = Callable[[int, int | None], None]
"""Told how many frames are done, and of how many; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class HowFilmed:
    """How to read one file; None where nobody told.

    ``slow_motion`` is how many times slower than life it plays. ``rate_hz`` is for files of body
    points without a time, ``height_m`` for files of joint angles. ``model`` is a pose model of the
    runner's own.
    """

    view: View | None = None
    slow_motion: float | None = None
    rate_hz: float | None = None
    height_m: float | None = None
    model: Path | None = None


class ClipReader(Protocol):
    """Reads a video or a file of body points."""

    def __call__(self, path: Path, how: HowFilmed, progress: Progress, /) -> Keypoints:
        """The body points of the one runner in a file.

        Raises:
            FileRefusedError: it cannot be read, or shows no runner, several, or too little.
            UsageError: something about it has to be told, or a part that reads it is missing.
        """
        ...


class FilmWriter(Protocol):
    """Writes a film with what was found drawn into it."""

    def __call__(self, path: Path, clip: ClipAnalysis, out: Path, progress: Progress, /) -> None:
        """Write the film of a clip as an mp4.

        Raises:
            SettingsError: the file is there already or cannot be written.
            FileRefusedError: the film cannot be read, or is not the one of the clip.
        """
        ...


class VideoShelf(Protocol):
    """Keeps films in the data folder, for runners who ask for it."""

    def keep(self, path: Path, name: str) -> str:
        """Copy a film; returns the name it is kept under, another than asked for if that is taken.

        Raises:
            SettingsError: it cannot be written.
        """
        ...

    def place(self, name: str) -> Path | None:
        """Where a kept film lies; None where it is gone."""
        ...

    def forget(self, name: str) -> None:
        """Delete a kept film for good; one that is gone already is no error."""
        ...


@dataclass(frozen=True, slots=True)
class GaitTools:
    """Readers and writers of clips, what tells a video, the model of contacts, a shelf of films.

    ``reads_video`` tells whether the parts that read videos are installed. The model is read when
    it is first used.
    """

    read: ClipReader
    is_video: Callable[[Path], bool]
    reads_video: bool
    contacts: Callable[[], ContactModel]
    videos: VideoShelf
    annotate: FilmWriter
