"""The questions of the week: how much the problem got in the way, in our own words."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.knowledge.warrant import Warrant


@dataclass(frozen=True, slots=True)
class WeeklyQuestion:
    """One question; an answer is worth its place in ``options``, from 0 for no trouble on."""

    id: str
    text: str
    options: tuple[str, ...]
    warrant: Warrant

    @property
    def worst(self) -> int:
        """What the last option is worth."""
        return len(self.options) - 1
