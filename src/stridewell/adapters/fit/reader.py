"""The face of the FIT reader: bytes in, activities and issues out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from stridewell.activity.track import Activity, FileOrigin
from stridewell.adapters.fit.chain import read_chain
from stridewell.adapters.fit.columns import read_table
from stridewell.adapters.fit.names import ACTIVITY_FILE, FILE_KINDS
from stridewell.adapters.fit.profile import FILE_ID, SESSION
from stridewell.adapters.fit.scan import Part
from stridewell.adapters.fit.sessions import read_sessions
from stridewell.app.files import ReadResult
from stridewell.errors import FileRefusedError, NotAnActivityError


def read_fit(content: bytes, origin: FileOrigin) -> ReadResult:
    """Read a FIT file, as much of it as there is.

    Damage never stops the reading: a cut file gives everything before the cut, a wrong
    checksum or bytes behind the end are reported as issues.

    Raises:
        FileRefusedError: the bytes are empty, not a FIT file, or hold no readable message.
        NotAnActivityError: a FIT file of another kind (settings, course, monitoring…).
    """
    parts, damage = read_chain(content)
    activities: list[Activity] = []
    issues = list(damage)
    for part in parts:
        if not _holds_activity(part):
            continue
        read, found = read_sessions(part, origin)
        activities.extend(read)
        issues.extend(found)
    if not activities:
        raise _refusal(parts)
    return ReadResult(tuple(activities), tuple(issues))


def _file_kind(part: Part) -> int | None:
    """The number of the kind of file, None where it does not say."""
    kind = read_table(part, FILE_ID).first("type")
    return None if math.isnan(kind) else int(kind)


def _holds_activity(part: Part) -> bool:
    """Whether the file calls itself an activity, says nothing, or has a session anyway."""
    return _file_kind(part) in {None, ACTIVITY_FILE} or bool(part.of(SESSION))


def _refusal(parts: Sequence[Part]) -> FileRefusedError:
    """Why a file with a FIT header gave no activity."""
    if not any(part.blocks for part in parts):
        return FileRefusedError(
            "The file starts like a FIT file, but no message in it can be read.",
            "Copy it from the watch or export it again.",
        )
    kinds = [kind for part in parts if (kind := _file_kind(part)) is not None]
    if all(kind == ACTIVITY_FILE for kind in kinds):
        return NotAnActivityError(
            "The FIT file holds neither a session nor records with a time.",
            "Nothing to do: there is no run in it.",
        )
    named = FILE_KINDS.get(kinds[0], f"kind {kinds[0]}")
    return NotAnActivityError(
        f"This FIT file is no activity but: {named}.", "Nothing to do: there is no run in it."
    )
