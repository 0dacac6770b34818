"""One case: everything a decision may use, the moment it is made for included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner
from stridewell.knowledge.records import Level
from stridewell.values.evidence import Finding

DEFAULT_SEED = 20_260_101
"""Seed of the samples behind intervals where a case names none; any fixed number would do."""


@dataclass(frozen=True, slots=True)
class Case:
    """A runner, their answers, and what runs or other devices found, judged at a moment.

    The whole record can be saved and replayed: the same case with the same knowledge gives
    the same result, byte for byte.
    """

    at: datetime
    runner: Runner
    answers: Mapping[str, Answer]
    findings: tuple[Finding, ...] = field(default=())
    seed: int = DEFAULT_SEED
    held: Level | None = None
    """The level an earlier check-in came to and that no whole new intake has lifted since."""
