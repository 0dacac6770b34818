"""What the store keeps of walking: how somebody walked, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from stridewell.activity.walking import WalkingDay


class WalkingShelf(Protocol):
    """Reads and writes days of walking, within a transaction."""

    def days(self) -> Sequence[WalkingDay]:
        """Every day, the oldest first, then by source.

        Of a day that several imports brought from one source, what the newest of them said.
        """
        ...

    def put(self, days: Sequence[WalkingDay], batch: int) -> None:
        """Store what an import brought; a day it brought before is replaced."""
        ...

    def forget(self, batch: int) -> None:
        """Forget what an import brought; what others said of the same days is shown again."""
        ...
