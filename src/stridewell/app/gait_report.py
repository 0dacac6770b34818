"""One session of filmed running with what it comes to, for pages, terminals and programs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from stridewell.app.gait_shelf import GaitSummary, GaitVersions
from stridewell.gait.judged import Judged
from stridewell.gait.keypoints import Filmed
from stridewell.gait.session import GaitSession
from stridewell.values.anatomy import Side

MARKERS = "markers"
"""The convention of points that no pose model placed."""


@dataclass(frozen=True, slots=True, eq=False)
class GaitReport:
    """What was measured, what it is judged as, and what it was made from.

    ``names`` are the files of the clips, ``videos`` the kept films (None where none was kept), in
    the order of the clips. ``number`` is None for a session that is not saved. ``saved_before``
    says that the very same session was saved already, under this number.
    """

    session: GaitSession
    filmed: Filmed
    names: tuple[str, ...]
    videos: tuple[str | None, ...]
    judged: tuple[Judged, ...]
    at: datetime
    versions: GaitVersions
    number: int | None = None
    saved_before: bool = False
    deleted_at: datetime | None = None

    def judged_of(self, metric: str, side: Side | None) -> Judged | None:
        """What a value is judged as; None where the knowledge does not name its metric."""
        found = (each for each in self.judged if not each.is_difference)
        return next((j for j in found if (j.metric, j.side) == (metric, side)), None)

    def judged_difference(self, metric: str) -> Judged | None:
        """What the difference of left and right is judged as; None where it is not."""
        return next((j for j in self.judged if j.is_difference and j.metric == metric), None)


def summary_of(session: GaitSession) -> GaitSummary:
    """What the store keeps of what was measured: everything but the single steps."""
    return GaitSummary(
        measured=tuple(replace(each, steps=()) for each in session.measured),
        differences=session.differences,
        posed=any(clip.seen.convention != MARKERS for clip in session.clips),
        withheld=session.withheld,
    )
