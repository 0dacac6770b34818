"""Points of pose models in pictures (OpenPose and its kin) → keypoints of a runner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from stridewell.adapters.keypoint_files.clocks import frame_times
from stridewell.adapters.keypoint_files.people import the_runner
from stridewell.adapters.keypoint_files.pose_frames import PoseFrames, frames_of
from stridewell.adapters.keypoint_files.raw_points import enough_frames, lacking, not_used
from stridewell.adapters.keypoint_files.sources import Source
from stridewell.errors import NoRunnerError
from stridewell.gait.keypoints import Floats, Keypoints, Stated, Unit, View
from stridewell.gait.landmarks import Landmark
from stridewell.gait.naming import Place, marked
from stridewell.gait.picture import NOMINAL_HEIGHT_PX, aspect_from_legs, seen_from

SHARES_AT_MOST = 1.5
"""Positions that stay below this are shares of the picture, not pixels."""

LEAST_CONFIDENCE = 0.05


def read_pose(
    files: Sequence[Source],
    *,
    view: View | None,
    rate_hz: float | None,
    size_px: tuple[int, int] | None,
) -> Keypoints:
    """The runner of a clip from what a pose model wrote about it.

    Raises:
        FileRefusedError: see `stridewell.adapters.keypoint_files.pose_frames.frames_of`.
        NoRunnerError: nobody is seen in it.
        SeveralRunnersError: two people cannot be told apart.
        WrongViewError: the runner is not seen from where it was said.
        FrameRateError: nothing tells the frame rate and none was given.
    """
    clip = frames_of(files)
    enough_frames(len(clip.people))
    times, stated = frame_times(len(clip.people), None, clip.rate_hz, rate_hz)
    person, chosen = the_runner(clip.people)
    points, confidence, unused = _points(clip, person)
    size = size_px or clip.size_px
    in_pixels, picture, resized = _in_pixels(points, size)
    upwards = {each: place * [1.0, -1.0] for each, place in in_pixels.items()}
    seen = seen_from(upwards, view)
    width, height = picture or (0, 0)
    sign, start = (-1.0, float(width)) if seen.mirrored else (1.0, 0.0)
    listed = tuple(points)
    position = np.stack(
        [[start, float(height)] + upwards[each] * [sign, 1.0] for each in listed], axis=1
    )
    return Keypoints(
        time_s=times,
        points=listed,
        position=position,
        confidence=np.stack([confidence[each] for each in listed], axis=1),
        view=seen.view,
        unit=Unit.PIXEL,
        convention=clip.convention,
        stated=(*stated, *chosen, *seen.stated, *resized, *unused, *lacking(points)),
        size_px=picture,
    )


def _points(
    clip: PoseFrames, person: Floats
) -> tuple[Mapping[Landmark, Floats], Mapping[Landmark, Floats], tuple[Stated, ...]]:
    """Positions (n, 2) and confidence (n,) of every landmark."""
    names = marked(clip.names)
    confidence = np.clip(np.nan_to_num(person[:, :, 2]), 0.0, 1.0)
    # pose programs write 0, 0, 0 for what they did not see
    unseen = (confidence < LEAST_CONFIDENCE) | (person[:, :, :2] == 0).all(axis=2)
    places = np.where(unseen[:, :, None], np.nan, person[:, :, :2])
    trust = np.where(unseen, 0.0, confidence)
    columns: dict[Landmark, int] = {}
    for (landmark, place), column in names.points.items():
        if place is not Place.BESIDE or landmark not in columns:
            columns[landmark] = column
    columns = {each: at for each, at in columns.items() if np.isfinite(places[:, at]).any()}
    if not columns:
        raise NoRunnerError(
            "None of its points is a body point that is known and was seen.", "Check the clip."
        )
    unused = not_used(names) if clip.convention == "pose_model" else ()
    return (
        {each: places[:, column] for each, column in columns.items()},
        {each: trust[:, column] for each, column in columns.items()},
        unused,
    )


def _in_pixels(
    points: Mapping[Landmark, Floats], size: tuple[int, int] | None
) -> tuple[Mapping[Landmark, Floats], tuple[int, int] | None, tuple[Stated, ...]]:
    """The same in pixels where they are shares of the picture, and the picture's size."""
    every = np.concatenate(list(points.values()))
    if not np.isfinite(every).any():
        raise NoRunnerError("Every point is 0, 0, 0: nobody was seen.", "Check the clip.")
    if float(np.nanmax(np.abs(every))) > SHARES_AT_MOST:
        return points, size, ()
    centred = float(np.nanmin(every)) < 0
    shares = {each: (place + 1) / 2 if centred else place for each, place in points.items()}
    stated = [Stated("positions", "shares of the picture", "none is larger than 1")]
    if size is None:
        aspect = aspect_from_legs(shares)
        size = (round(NOMINAL_HEIGHT_PX * aspect), NOMINAL_HEIGHT_PX)
        because = "thighs and shins keep their length only in this shape"
        stated.append(Stated("picture", f"{size[0]} by {size[1]} taken", because))
    scaled = {each: place * np.array(size, dtype=np.float64) for each, place in shares.items()}
    return scaled, size, tuple(stated)
