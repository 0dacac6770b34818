"""What importing needs from outside: little, so that it begins without reading the knowledge."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.app.files import ActivityFiles
from stridewell.app.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class ImportDesk:
    """The store, the clock and the reader of files."""

    store: Store
    clock: Clock
    files: ActivityFiles
