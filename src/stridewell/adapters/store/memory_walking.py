"""How somebody walked, day by day, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from stridewell.activity.walking import WalkingDay

_Key: TypeAlias = tuple[int, date, str]
"""Import, day and source."""


@dataclass(slots=True)
class WalkingState:
    """Every day of walking; the values are never changed, only exchanged."""

    days: dict[_Key, WalkingDay] = field(default_factory=dict)

    def copied(self) -> WalkingState:
        """The same for a transaction to change."""
        return WalkingState(dict(self.days))


class MemoryWalking:
    """Days of walking, over a state that may be changed."""

    def __init__(self, state: WalkingState) -> None:
        """Work on this state."""
        self._state = state

    def days(self) -> Sequence[WalkingDay]:
        """Every day, the oldest first, then by source; of each what the newest import said."""
        newest = {key[1:]: each for key, each in sorted(self._state.days.items(), key=_by_key)}
        return tuple(newest[key] for key in sorted(newest))

    def put(self, days: Sequence[WalkingDay], batch: int) -> None:
        """Store what an import brought; a day it brought before is replaced."""
        self._state.days.update({(batch, each.day, each.source): each for each in days})

    def forget(self, batch: int) -> None:
        """Forget what an import brought; what others said of the same days is shown again."""
        for key in [key for key in self._state.days if key[0] == batch]:
            del self._state.days[key]


def _by_key(item: tuple[_Key, WalkingDay]) -> _Key:
    return item[0]
