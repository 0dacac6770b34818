"""What the store keeps of filmed running: body points and how they were filmed, not the film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from stridewell.gait.keypoints import Filmed, Keypoints
from stridewell.gait.measured import Difference, Measured
from stridewell.values.anatomy import Side


@dataclass(frozen=True, slots=True)
class GaitVersions:
    """With what a session was worked out: knowledge, code, and the model of contacts."""

    knowledge: str
    code: str
    contacts: str


@dataclass(frozen=True, slots=True)
class GaitSummary:
    """What was measured when a session was last worked out, without the single steps.

    ``posed`` says that a pose model placed the points, not markers; ``withheld`` is a side of
    which nothing could be told.
    """

    measured: tuple[Measured, ...]
    differences: tuple[Difference, ...]
    posed: bool = False
    withheld: Side | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FilmedClip:
    """One clip: the name of its file, its body points as read, and the film where it was kept.

    ``video`` is the name of the kept film within the folder of films; None where none was kept.
    """

    name: str
    keypoints: Keypoints
    video: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class NewSession:
    """A session to be stored."""

    at: datetime
    filmed: Filmed
    clips: tuple[FilmedClip, ...]
    summary: GaitSummary
    versions: GaitVersions


@dataclass(frozen=True, slots=True)
class ClipLine:
    """A stored clip without its body points."""

    name: str
    view: str
    duration_s: float
    rate_hz: float
    video: str | None = None


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as a list shows it; ``deleted_at`` is None unless it was taken back."""

    id: int
    at: datetime
    filmed: Filmed
    clips: tuple[ClipLine, ...]
    summary: GaitSummary
    versions: GaitVersions
    deleted_at: datetime | None = None


class GaitShelf(Protocol):
    """Reads and writes filmed sessions, within a transaction."""

    def add(self, session: NewSession) -> int:
        """Store a session; returns its number."""
        ...

    def sessions(self) -> Sequence[StoredSession]:
        """Every session that was not deleted, the oldest first, without body points."""
        ...

    def session(self, number: int) -> StoredSession:
        """One session, a deleted one too.

        Raises:
            NothingStoredError: there is no such session.
        """
        ...

    def clips(self, number: int) -> Sequence[FilmedClip]:
        """The clips of a session with their body points, in the order in which they were given.

        Raises:
            NothingStoredError: there is no such session.
        """
        ...

    def rework(self, number: int, summary: GaitSummary, versions: GaitVersions) -> None:
        """Put down what a session comes to now.

        Raises:
            NothingStoredError: there is no such session.
        """
        ...

    def delete(self, number: int, at: datetime) -> None:
        """Take a session off the list; it can be restored.

        Raises:
            NothingStoredError: there is no such session, or it is deleted already.
        """
        ...

    def restore(self, number: int) -> None:
        """Put a deleted session back on the list.

        Raises:
            NothingStoredError: there is no such session, or it is not deleted.
        """
        ...

    def forget_videos(self, number: int) -> Sequence[str]:
        """Note that the films of a session are gone; returns their names.

        Raises:
            NothingStoredError: there is no such session.
        """
        ...
