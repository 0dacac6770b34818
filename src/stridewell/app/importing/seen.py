"""Which files need not be looked at again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from stridewell.app.files import Listed
from stridewell.app.importing.records import SeenFile, Verdict

READING = 1
"""Raised whenever the readers learn to read more: what older ones refused is tried again."""
_AGAIN = frozenset({Verdict.REFUSED, Verdict.NOT_RUN, Verdict.ARCHIVE})


def fingerprint_of(listed: Listed) -> str:
    """What changes whenever the file or what its export says of it does."""
    if listed.notes is None:
        return listed.fingerprint
    told = json.dumps(asdict(listed.notes), sort_keys=True, ensure_ascii=False)
    return f"{listed.fingerprint} {hashlib.sha256(told.encode()).hexdigest()[:16]}"


def is_settled(seen: SeenFile | None, listed: Listed, *, unnamed_are_runs: bool) -> bool:
    """Whether a file's verdict still holds."""
    if seen is None or seen.fingerprint != fingerprint_of(listed):
        return False
    return holds_still(seen, unnamed_are_runs=unnamed_are_runs)


def holds_still(seen: SeenFile, *, unnamed_are_runs: bool) -> bool:
    """Whether the verdict on an unchanged file would be the same today."""
    if seen.verdict is Verdict.UNNAMED and unnamed_are_runs:
        return False
    return seen.verdict not in _AGAIN or seen.reading >= READING
