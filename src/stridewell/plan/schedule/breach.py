"""How a hard limit was broken: in words, with the sessions and days it concerns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stridewell.plan.schedule.problem import WeekProblem
from stridewell.plan.schedule.timeline import Days


@dataclass(frozen=True, slots=True)
class Found:
    """A breach before it knows its rule; ``sessions`` are the planned ones by id."""

    text: str
    sessions: tuple[str, ...]
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """A broken rule; days count from the first day of the week, below 0 for the past."""

    rule: str
    text: str
    sessions: tuple[str, ...]
    days: tuple[int, ...]


Check = Callable[[WeekProblem, Days], Iterator[Found]]
"""Finds every breach of one rule."""


def kilometres(metres: float) -> str:
    """A limit in kilometres, cut to a tenth so that it is never told higher than it is."""
    return f"{math.floor(metres / 100 + 1e-6) / 10:g} km"
