"""Clips of a runner from any kind of file: a video, or body points of another tool."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from stridewell.adapters.video.film import is_film
from stridewell.app.gait_tools import HowFilmed, Progress
from stridewell.gait.keypoints import Keypoints, Stated

if TYPE_CHECKING:
    # reaches everything that measures, which no other command needs
    from stridewell.gait.clip import ClipAnalysis


def read_clip(path: Path, how: HowFilmed, progress: Progress) -> Keypoints:
    """The body points of the one runner in a file.

    Raises:
        FileRefusedError: it cannot be read, or shows no runner, several, or too little.
        UsageError: something about it has to be told, or a part that reads it is missing.
    """
    # both kinds of reader need packages that take long to import: only the one that is used
    if is_film(path):
        from stridewell.adapters.video.reading import read_film  # noqa: PLC0415

        return read_film(path, how, progress)
    from stridewell.adapters.keypoint_files.reading import read_keypoints  # noqa: PLC0415

    clip = read_keypoints(path, view=how.view, rate_hz=how.rate_hz, height_m=how.height_m)
    progress(clip.frames, clip.frames)
    return clip if how.slow_motion is None else _at_life_speed(clip, how.slow_motion)


def write_film(path: Path, clip: ClipAnalysis, out: Path, progress: Progress) -> None:
    """Write the film of a clip with what was found drawn into it.

    Raises:
        SettingsError: the file is there already or cannot be written.
        FileRefusedError: the film cannot be read, or is not the one of the clip.
    """
    from stridewell.adapters.video.annotated import write_annotated  # noqa: PLC0415

    write_annotated(path, clip, out, progress)


def _at_life_speed(clip: Keypoints, times: float) -> Keypoints:
    """Points of a slowed-down video, whose file knows nothing of that."""
    stated = Stated("slow motion", f"{times:g} times", "you said so")
    return replace(clip, time_s=clip.time_s / times).with_stated((stated,))
