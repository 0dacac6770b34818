"""Filmed sessions, in a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa

from stridewell.adapters.store import tables
from stridewell.adapters.store.gait_codec import (
    pack_keypoints,
    read_summary,
    summary_text,
    unpack_keypoints,
)
from stridewell.adapters.store.gait_rows import (
    deleted_before,
    line_of,
    no_such_session,
    not_deleted,
)
from stridewell.app.gait_shelf import (
    ClipLine,
    FilmedClip,
    GaitSummary,
    GaitVersions,
    NewSession,
    StoredSession,
)
from stridewell.gait.keypoints import Filmed
from stridewell.values.timeline import require_zone

_SESSIONS, _CLIPS = tables.gait_session, tables.gait_clip
_LINES = (
    *(_CLIPS.c.session_id, _CLIPS.c.name, _CLIPS.c.view),
    *(_CLIPS.c.duration_s, _CLIPS.c.rate_hz, _CLIPS.c.video),
)


class SqlGait:
    """One runner's filmed sessions, through the connection of a transaction."""

    def __init__(self, connection: sa.Connection, runner_id: str) -> None:
        """Work on one runner's rows."""
        self._connection = connection
        self._runner_id = runner_id

    def add(self, session: NewSession) -> int:
        """Store a session; returns its number."""
        row = {
            "runner_id": self._runner_id,
            "at": require_zone(session.at),
            "filmed": asdict(session.filmed),
            **_worked_out(session.summary, session.versions),
        }
        key = self._connection.execute(sa.insert(_SESSIONS).values(row)).inserted_primary_key
        number = int(key[0]) if key else 0
        rows = [self._clip_row(number, clip) for clip in session.clips]
        if rows:
            self._connection.execute(sa.insert(_CLIPS), rows)
        return number

    def sessions(self) -> Sequence[StoredSession]:
        """Every session that was not deleted, the oldest first, without body points."""
        shown = self._mine().where(_SESSIONS.c.deleted_at.is_(None))
        rows = self._connection.execute(shown.order_by("at", "id")).mappings().all()
        lines = self._lines(_CLIPS.c.runner_id == self._runner_id)
        return tuple(_session(row, lines.get(row["id"], ())) for row in rows)

    def session(self, number: int) -> StoredSession:
        """One session, a deleted one too.

        Raises:
            NothingStoredError: there is no such session.
        """
        found = self._mine().where(_SESSIONS.c.id == number)
        row = self._connection.execute(found).mappings().first()
        if row is None:
            raise no_such_session(number)
        return _session(row, self._lines(_CLIPS.c.session_id == number).get(number, ()))

    def clips(self, number: int) -> Sequence[FilmedClip]:
        """The clips of a session with their body points, in the order in which they were given.

        Raises:
            NothingStoredError: there is no such session.
        """
        self.session(number)
        query = sa.select(_CLIPS).where(_CLIPS.c.session_id == number).order_by(_CLIPS.c.id)
        return tuple(
            FilmedClip(row["name"], unpack_keypoints(row["keypoints"]), row["video"])
            for row in self._connection.execute(query).mappings()
        )

    def rework(self, number: int, summary: GaitSummary, versions: GaitVersions) -> None:
        """Put down what a session comes to now.

        Raises:
            NothingStoredError: there is no such session.
        """
        self._change(number, _worked_out(summary, versions))

    def delete(self, number: int, at: datetime) -> None:
        """Take a session off the list; it can be restored.

        Raises:
            NothingStoredError: there is no such session, or it is deleted already.
        """
        if self.session(number).deleted_at is not None:
            raise deleted_before(number)
        self._change(number, {"deleted_at": require_zone(at)})

    def restore(self, number: int) -> None:
        """Put a deleted session back on the list.

        Raises:
            NothingStoredError: there is no such session, or it is not deleted.
        """
        if self.session(number).deleted_at is None:
            raise not_deleted(number)
        self._change(number, {"deleted_at": None})

    def forget_videos(self, number: int) -> Sequence[str]:
        """Note that the films of a session are gone; returns their names.

        Raises:
            NothingStoredError: there is no such session.
        """
        names = [each.video for each in self.session(number).clips if each.video is not None]
        gone = sa.update(_CLIPS).where(_CLIPS.c.session_id == number).values(video=None)
        self._connection.execute(gone)
        return tuple(names)

    def _change(self, number: int, values: Mapping[str, object]) -> None:
        mine = (_SESSIONS.c.runner_id == self._runner_id, _SESSIONS.c.id == number)
        if not self._connection.execute(sa.update(_SESSIONS).where(*mine).values(values)).rowcount:
            raise no_such_session(number)

    def _mine(self) -> sa.Select[tuple[object, ...]]:
        return sa.select(_SESSIONS).where(_SESSIONS.c.runner_id == self._runner_id)

    def _lines(self, which: sa.ColumnElement[bool]) -> Mapping[int, Sequence[ClipLine]]:
        found: dict[int, list[ClipLine]] = {}
        query = sa.select(*_LINES).where(which).order_by(_CLIPS.c.id)
        for row in self._connection.execute(query).mappings():
            told = {name: row[name] for name in row if name != "session_id"}
            found.setdefault(row["session_id"], []).append(ClipLine(**told))
        return found

    def _clip_row(self, number: int, clip: FilmedClip) -> Mapping[str, object]:
        return {
            "runner_id": self._runner_id,
            "session_id": number,
            **asdict(line_of(clip)),
            "keypoints": pack_keypoints(clip.keypoints),
        }


def _worked_out(summary: GaitSummary, versions: GaitVersions) -> Mapping[str, object]:
    return {
        "summary": summary_text(summary),
        "knowledge_version": versions.knowledge,
        "code_version": versions.code,
        "contact_model": versions.contacts,
    }


def _session(row: sa.RowMapping, clips: Sequence[ClipLine]) -> StoredSession:
    return StoredSession(
        id=row["id"],
        at=row["at"],
        filmed=Filmed(**row["filmed"]),
        clips=tuple(clips),
        summary=read_summary(row["summary"]),
        versions=GaitVersions(row["knowledge_version"], row["code_version"], row["contact_model"]),
        deleted_at=row["deleted_at"],
    )
