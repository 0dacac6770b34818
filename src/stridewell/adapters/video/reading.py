"""A video of a runner as body points over real time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.pose.choosing import open_estimator
from stridewell.adapters.video.film import Film, library, open_film
from stridewell.adapters.video.following import Progress, Track, follow
from stridewell.adapters.video.frames import Reading, begin
from stridewell.adapters.video.slow_motion import playing_speed
from stridewell.adapters.video.whole_runner import in_picture, one_runner, whole_stretch
from stridewell.app.gait_ports import PoseEstimator
from stridewell.app.gait_tools import HowFilmed
from stridewell.errors import (
    CameraMovedError,
    FrameRateError,
    NoRunnerError,
    SeveralRunnersError,
    TooShortError,
    UsageError,
)
from stridewell.gait.keypoints import Floats, Keypoints, OnFilm, Stated, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.naming import marked
from stridewell.gait.picture import Seen, seen_from

SLOWEST_RATE_HZ = 23.5
"""24 frames a second (23.976 in cinemas) are the least."""
SHORTEST_S = 1.0
FEWEST_FRAMES = 24
LEAST_SEEN = 0.3
"""In fewer of the frames a body is chance."""
CAMERA_MOVED = 0.06
"""Of the longer side; hands that hold a phone tremble by less."""
OTHERS_OFTEN = 0.5
UNEVEN = 1.5


def read_film(path: Path, how: HowFilmed, progress: Progress) -> Keypoints:
    """The runner in a video, with the model that was given, or MediaPipe's own.

    Raises:
        SettingsError: what reads video is not installed.
        FileRefusedError: it is no video, or shows no runner, several, or too little.
        UsageError: the slow motion is impossible.
    """
    film = open_film(path)
    with open_estimator(how.model) as estimator:
        return _read(film, estimator, view=how.view, slow_motion=how.slow_motion, progress=progress)


def read_video(
    path: Path,
    estimator: PoseEstimator,
    *,
    view: View | None = None,
    slow_motion: float | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Keypoints:
    """Body points of the one runner in a video.

    ``view`` is worked out where it is None. ``slow_motion`` is how many times slower than life
    the file plays; without it, it is worked out from what the phone noted and from the steps.
    ``progress`` is told how many frames are done and of how many; what it raises ends reading.

    Raises:
        SettingsError: PyAV is not installed.
        NotAVideoError: it is missing, empty, damaged, or holds no video.
        FrameRateError: it has fewer than 24 frames a second, or is slowed down in part.
        NoRunnerError: nobody is in it.
        SeveralRunnersError: somebody else is in it, as large as the runner.
        CameraMovedError: the camera moved.
        CutOffError: the runner is not whole in the picture.
        TooShortError: it lasts less than a second.
        WrongViewError: it shows another view than told, or the front.
        UsageError: the slow motion is impossible.
    """
    return _read(open_film(path), estimator, view=view, slow_motion=slow_motion, progress=progress)


def _read(
    film: Film,
    estimator: PoseEstimator,
    *,
    view: View | None,
    slow_motion: float | None,
    progress: Progress,
) -> Keypoints:
    _check_told(film, view, slow_motion)
    reading = begin(film)
    track = follow(reading, estimator, progress)
    _check_track(film, track)
    track.position *= film.scale
    points = _points(estimator.names)
    position = in_picture(track.position[:, list(points.values())], film.shown_px)
    confidence = np.where(
        np.isfinite(position[:, :, 0]), track.confidence[:, list(points.values())], 0.0
    )
    kept, trimmed = whole_stretch(tuple(points), position, track.time_s)
    position = one_runner(tuple(points), position[kept])
    time_s, confidence = track.time_s[kept], confidence[kept]
    ankles = [list(points).index(each) for each in (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)]
    apart = np.linalg.norm(position[:, ankles[0]] - position[:, ankles[1]], axis=1)
    speed = playing_speed(film, time_s, apart, slow_motion)
    begins_s = float(time_s[0])
    time_s = (time_s - time_s[0]) / speed.factor
    rate = _check_time(time_s)
    seen, turned = _turned(tuple(points), position, film, view)
    return Keypoints(
        time_s=time_s,
        points=tuple(points),
        position=turned,
        confidence=confidence,
        view=seen.view,
        unit=Unit.PIXEL,
        convention=estimator.convention,
        size_px=film.shown_px,
        film=OnFilm(begins_s, speed.factor, seen.mirrored),
        stated=(
            *_about_film(film),
            _about_rate(time_s, rate),
            speed.stated,
            *_about_reading(reading, trimmed),
            _about_points(estimator, track),
            _about_camera(track),
            *seen.stated,
        ),
    )


def _check_told(film: Film, view: View | None, slow_motion: float | None) -> None:
    if view is View.SPACE:
        raise UsageError("A video shows one side or the back.", "Give the view: left, right, rear.")
    if slow_motion is not None and not 0.1 <= slow_motion <= 100:  # noqa: PLR2004 - no camera does
        raise UsageError(
            f"A film cannot play {slow_motion:g} times slower than life.",
            "Say 1 for as filmed, 4 or 8 for slow motion.",
        )
    slowed = slow_motion or max(1.0, (film.capture_hz or 0.0) / (film.rate_hz or np.inf))
    if film.rate_hz is not None and film.rate_hz * slowed < SLOWEST_RATE_HZ:
        raise _too_few(film.rate_hz * slowed)


def _too_few(rate: float) -> FrameRateError:
    return FrameRateError(
        f"The video has only {rate:.0f} frames a second; running needs 24 or more.",
        "Film at 60 or 120 frames a second, in bright light.",
    )


def _check_track(film: Film, track: Track) -> None:
    frames = len(track.time_s)
    if frames < FEWEST_FRAMES:
        raise TooShortError(
            f"{film.path.name} has {frames} frames that can be read: too few to see a step.",
            "Film for ten seconds.",
        )
    seen = int(track.seen.sum())
    if seen < max(LEAST_SEEN * frames, FEWEST_FRAMES):
        found = f"was found in {seen} of {frames} frames" if seen else "was found"
        raise NoRunnerError(
            f"No runner {found}." if not seen else f"A runner {found} only.",
            "Film the whole runner from the side or from behind, near enough to fill most of the "
            "height of the picture, in bright light.",
        )
    if track.moved is not None and track.moved > CAMERA_MOVED:
        raise CameraMovedError(
            f"The camera moved by {track.moved:.0%} of the picture while it filmed.",
            "Put the phone on a stand or lean it against something, and do not follow the runner.",
        )
    if track.looks and track.others > OTHERS_OFTEN * track.looks:
        raise SeveralRunnersError(
            "Somebody else is in the picture, about as large as the runner.",
            "Film the runner alone; mirrors count, too.",
        )


def _check_time(time_s: Floats) -> float:
    """Frames a second in real time."""
    if len(time_s) < FEWEST_FRAMES or time_s[-1] < SHORTEST_S:
        raise TooShortError(
            f"The runner is whole in the picture for {time_s[-1]:.1f} seconds only.",
            "Film for ten seconds on a treadmill, or from farther away beside a way.",
        )
    rate = float(1 / np.median(np.diff(time_s)))
    if rate < SLOWEST_RATE_HZ:
        raise _too_few(rate)
    return rate


def _points(names: tuple[str, ...]) -> Mapping[Landmark, int]:
    """The landmarks among the points of a model, with their columns."""
    found = marked(names).points
    return {landmark: column for (landmark, _), column in found.items()}


def _turned(
    points: tuple[Landmark, ...], position: Floats, film: Film, asked: View | None
) -> tuple[Seen, Floats]:
    """Positions along the runner's axes: forward or right, and up, from the lower edge."""
    width, height = film.shown_px
    upright = np.stack([position[:, :, 0], height - position[:, :, 1]], axis=2)
    seen = seen_from({each: upright[:, at] for at, each in enumerate(points)}, asked)
    if seen.mirrored:
        upright[:, :, 0] = width - upright[:, :, 0]
    return seen, upright


def _about_film(film: Film) -> tuple[Stated, ...]:
    version = library().__version__
    width, height = film.shown_px
    told = [Stated("video", f"{width} × {height} pixels", f"{film.codec}, read by PyAV {version}")]
    if film.turn:
        degrees = 90 * film.turn
        told.append(Stated("picture", f"turned by {degrees} degrees", "the file says it lies so"))
    if film.scale > 1:
        wide, high = film.size_px
        told.append(
            Stated("points placed in", f"{wide} × {high} pixels", "pose models look at no more")
        )
    return tuple(told)


def _about_rate(time_s: Floats, rate: float) -> Stated:
    gaps = np.diff(time_s)
    if gaps.max() <= UNEVEN * gaps.min():
        because = "every frame carries its time, and they are evenly spaced"
    else:
        because = (
            f"every frame carries its time; they are {1000 * gaps.min():.0f} to "
            f"{1000 * gaps.max():.0f} ms apart"
        )
    return Stated("frame rate", f"{rate:.1f} frames a second", because)


def _about_reading(reading: Reading, trimmed: Stated | None) -> tuple[Stated, ...]:
    told = []
    film = reading.film
    if reading.cut:
        part = f"the middle {reading.read} of {film.frames} frames"
        told.append(Stated("part of the film", part, "more would take long and tell no more"))
    if reading.damaged or reading.untimed:
        bad = reading.damaged + reading.untimed
        told.append(
            Stated("damage", f"{bad} frames left out", "they could not be read; the rest is used")
        )
    elif not reading.cut and film.frames and reading.read < film.frames - FEWEST_FRAMES:
        told.append(
            Stated("damage", f"{film.frames - reading.read} frames missing", "the file breaks off")
        )
    if reading.backwards:
        told.append(
            Stated("time", f"{reading.backwards} frames left out", "their time did not rise")
        )
    return (*told, trimmed) if trimmed else tuple(told)


def _about_points(estimator: PoseEstimator, track: Track) -> Stated:
    seen: NDArray[np.bool_] = track.seen
    return Stated(
        "body points", estimator.model, f"found in {int(seen.sum())} of {len(seen)} frames"
    )


def _about_camera(track: Track) -> Stated:
    if track.moved is None:
        return Stated("camera", "not checked", "behind the runner is too little to tell from")
    return Stated("camera", "stood still", "what is behind the runner stays where it is")
