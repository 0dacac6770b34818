"""The door: a file, folder or zip of body points → keypoints of one runner."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stridewell.adapters.keypoint_files.angles import keypoints_of_angles
from stridewell.adapters.keypoint_files.c3d import read_c3d
from stridewell.adapters.keypoint_files.mot import RawAngles, read_mot
from stridewell.adapters.keypoint_files.openpose import read_pose
from stridewell.adapters.keypoint_files.raw_points import keypoints_in_space
from stridewell.adapters.keypoint_files.sources import SUFFIXES, Source, opened
from stridewell.adapters.keypoint_files.trc import read_trc
from stridewell.adapters.shown_names import shown
from stridewell.errors import FileRefusedError
from stridewell.gait.keypoints import Keypoints, Stated, View

_PREFERRED = (".trc", ".c3d", ".json", ".sto", ".mot")
"""Of the files of one run in a folder those of points go before joint angles."""


def read_keypoints(
    path: Path,
    *,
    view: View | None = None,
    rate_hz: float | None = None,
    size_px: tuple[int, int] | None = None,
    height_m: float | None = None,
) -> Keypoints:
    """The runner of a file, folder or zip of body points, in the runner's axes.

    ``view`` is needed where the points of a picture do not tell it, ``rate_hz`` where the file
    holds no time (single frames of OpenPose), ``size_px`` where positions are shares of the
    picture. ``height_m`` is the body height that joint angles get their lengths from. What was
    worked out stands in ``stated``.

    Raises:
        FileRefusedError: it cannot be read. Of its kinds: `NoRunnerError` (nobody is in it),
            `SeveralRunnersError` (people cannot be told apart), `WrongViewError` (the runner is
            not seen from there), `FrameRateError` (nothing tells the frame rate).
        UsageError: reading C3D needs the extra ``stridewell[video]``.
    """
    try:
        with opened(path) as files:
            chosen, stated = _chosen(files)
            clip = _read(chosen, view, rate_hz, size_px, height_m)
    except FileRefusedError as error:
        raise type(error)(f"{shown(path.name)}: {error.text}", error.next_step) from error
    return clip.with_stated(stated)


def is_keypoint_file(path: Path) -> bool:
    """Whether a path looks like a file of body points, by its name."""
    return path.suffix.lower() in SUFFIXES


def _chosen(files: Sequence[Source]) -> tuple[Sequence[Source], tuple[Stated, ...]]:
    """The files of one run, and what was passed over.

    Raises:
        FileRefusedError: there are none, or several runs.
    """
    for suffix in _PREFERRED:
        found = [each for each in files if each.suffix == suffix]
        if not found:
            continue
        if len(found) > 1 and suffix != ".json":
            some = ", ".join(each.name for each in found[:3])
            raise FileRefusedError(
                f"It holds {len(found)} {suffix} files ({some}…).", "Give one of them."
            )
        others = len(files) - len(found)
        because = f"{others} other files of body points lie beside it"
        return found, (Stated("file", found[0].name, because),) if others else ()
    kinds = ", ".join(sorted(SUFFIXES))
    raise FileRefusedError(f"There is no file of body points in it ({kinds}).", "Check the path.")


def _read(
    files: Sequence[Source],
    view: View | None,
    rate_hz: float | None,
    size_px: tuple[int, int] | None,
    height_m: float | None,
) -> Keypoints:
    first = files[0]
    match first.suffix:
        case ".json":
            return read_pose(files, view=view, rate_hz=rate_hz, size_px=size_px)
        case ".trc":
            return keypoints_in_space(read_trc(first.read(), rate_hz), view)
        case ".c3d":
            with first.on_disk() as place:
                return keypoints_in_space(read_c3d(place, rate_hz), view)
        case _:
            read = read_mot(first.read(), rate_hz)
            if isinstance(read, RawAngles):
                return keypoints_of_angles(read, height_m, view)
            return keypoints_in_space(read, view)
