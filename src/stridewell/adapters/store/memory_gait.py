"""Filmed sessions, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from stridewell.adapters.store.gait_codec import pack_keypoints, unpack_keypoints
from stridewell.adapters.store.gait_rows import (
    deleted_before,
    line_of,
    no_such_session,
    not_deleted,
)
from stridewell.app.gait_shelf import (
    FilmedClip,
    GaitSummary,
    GaitVersions,
    NewSession,
    StoredSession,
)
from stridewell.values.timeline import in_utc, require_zone


@dataclass(slots=True)
class GaitState:
    """Every filmed session and its body points; the values are never changed, only exchanged."""

    sessions: dict[int, StoredSession] = field(default_factory=dict)
    keypoints: dict[int, tuple[bytes, ...]] = field(default_factory=dict)

    def copied(self) -> GaitState:
        """The same for a transaction to change."""
        return GaitState(dict(self.sessions), dict(self.keypoints))


class MemoryGait:
    """Filmed sessions, over a state that may be changed."""

    def __init__(self, state: GaitState) -> None:
        """Work on this state."""
        self._state = state

    def add(self, session: NewSession) -> int:
        """Store a session; returns its number."""
        number = len(self._state.sessions) + 1
        self._state.sessions[number] = StoredSession(
            id=number,
            at=in_utc(require_zone(session.at)),
            filmed=session.filmed,
            clips=tuple(line_of(each) for each in session.clips),
            summary=session.summary,
            versions=session.versions,
        )
        self._state.keypoints[number] = tuple(pack_keypoints(c.keypoints) for c in session.clips)
        return number

    def sessions(self) -> Sequence[StoredSession]:
        """Every session that was not deleted, the oldest first, without body points."""
        shown = (each for each in self._state.sessions.values() if each.deleted_at is None)
        return tuple(sorted(shown, key=lambda each: (each.at, each.id)))

    def session(self, number: int) -> StoredSession:
        """One session, a deleted one too.

        Raises:
            NothingStoredError: there is no such session.
        """
        if number not in self._state.sessions:
            raise no_such_session(number)
        return self._state.sessions[number]

    def clips(self, number: int) -> Sequence[FilmedClip]:
        """The clips of a session with their body points, in the order in which they were given.

        Raises:
            NothingStoredError: there is no such session.
        """
        lines = self.session(number).clips
        return tuple(
            FilmedClip(line.name, unpack_keypoints(packed), line.video)
            for line, packed in zip(lines, self._state.keypoints[number], strict=True)
        )

    def rework(self, number: int, summary: GaitSummary, versions: GaitVersions) -> None:
        """Put down what a session comes to now.

        Raises:
            NothingStoredError: there is no such session.
        """
        held = self.session(number)
        self._state.sessions[number] = replace(held, summary=summary, versions=versions)

    def delete(self, number: int, at: datetime) -> None:
        """Take a session off the list; it can be restored.

        Raises:
            NothingStoredError: there is no such session, or it is deleted already.
        """
        held = self.session(number)
        if held.deleted_at is not None:
            raise deleted_before(number)
        self._state.sessions[number] = replace(held, deleted_at=in_utc(require_zone(at)))

    def restore(self, number: int) -> None:
        """Put a deleted session back on the list.

        Raises:
            NothingStoredError: there is no such session, or it is not deleted.
        """
        held = self.session(number)
        if held.deleted_at is None:
            raise not_deleted(number)
        self._state.sessions[number] = replace(held, deleted_at=None)

    def forget_videos(self, number: int) -> Sequence[str]:
        """Note that the films of a session are gone; returns their names.

        Raises:
            NothingStoredError: there is no such session.
        """
        held = self.session(number)
        clips = tuple(replace(each, video=None) for each in held.clips)
        self._state.sessions[number] = replace(held, clips=clips)
        return tuple(each.video for each in held.clips if each.video is not None)
