"""What every reader of activity files hands back."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.activity.track import Activity
from stridewell.values.evidence import Issue


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All activities of one file, in file order, and what was wrong with the file."""

    activities: tuple[Activity, ...]
    issues: tuple[Issue, ...]
