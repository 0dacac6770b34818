"""How the interview goes, and which answers cannot both be right, as known from the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stridewell.knowledge.criteria import Criterion


@dataclass(frozen=True, slots=True)
class Interview:
    """What is always asked, and when enough is known.

    ``core`` questions follow the safety questions; ``plan`` questions come last. The interview
    goes on while an answer has at least the chance ``lead_change`` of making another cause lead
    or is expected to tell ``bits``, and until ``most`` questions were asked.
    """

    core: tuple[str, ...]
    plan: tuple[str, ...]
    lead_change: float
    bits: float
    most: int
    stake: Mapping[str, float]
    """By urgency level: how likely an answer must be to ask for it because it could raise it."""


@dataclass(frozen=True, slots=True)
class ContradictionRule:
    """Answers that cannot both be right, the questions to ask again, and what is in doubt."""

    id: str
    when: Criterion
    questions: tuple[str, ...]
    text: str
    doubt: tuple[str, ...]
