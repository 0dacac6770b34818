"""Everything a use case needs from outside, chosen once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.app.care import Writers
from stridewell.app.files import ActivityFiles
from stridewell.app.ports import Clock, Store
from stridewell.knowledge.records import Knowledge


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the clock, the knowledge, and the doors for files and records."""

    store: Store
    clock: Clock
    knowledge: Knowledge
    files: ActivityFiles
    writers: Writers
