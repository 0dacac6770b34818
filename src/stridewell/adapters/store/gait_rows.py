"""Errors and lines that both stores of filmed sessions share."""

from __future__ import annotations

from stridewell.app.gait_shelf import ClipLine, FilmedClip
from stridewell.errors import NothingStoredError

SEE_ALL = "List the sessions with: stridewell gait"


def no_such_session(number: int) -> NothingStoredError:
    """There is no session of that number."""
    return NothingStoredError(f"There is no filmed session {number}.", SEE_ALL)


def not_deleted(number: int) -> NothingStoredError:
    """A session cannot be restored that is on the list."""
    return NothingStoredError(f"The filmed session {number} is not deleted.", SEE_ALL)


def deleted_before(number: int) -> NothingStoredError:
    """A session cannot be deleted twice."""
    return NothingStoredError(
        f"The filmed session {number} is deleted already.",
        f"Bring it back with: stridewell gait --restore {number}",
    )


def line_of(clip: FilmedClip) -> ClipLine:
    """A clip without its body points."""
    points = clip.keypoints
    return ClipLine(clip.name, points.view.value, points.duration_s, points.rate_hz, clip.video)
