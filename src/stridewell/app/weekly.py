"""The scores of the week: stored, and read as lines over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from stridewell.app.diary import day_of
from stridewell.app.journal import EntryKind, read, write
from stridewell.app.ports import Store
from stridewell.errors import CaseError
from stridewell.knowledge.records import Knowledge
from stridewell.plan.scores import (
    ClinicianScore,
    ScoreLine,
    WeeklyScore,
    is_due,
    refuse_unknown,
    score_lines,
)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every weekly score, the lines they make, and whether a new one is due."""

    scores: tuple[WeeklyScore, ...]
    clinician: tuple[ClinicianScore, ...]
    lines: tuple[ScoreLine, ...]
    is_due: bool

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities of the newest score, to be asked again."""
        newest: Sequence[str] = [a.name for a in self.scores[-1].activities] if self.scores else []
        return tuple(newest)


def read_weekly(store: Store, at: datetime, knowledge: Knowledge) -> Weekly:
    """The scores told so far.

    Raises:
        CaseError: an entry of the journal cannot be read; it is named.
    """
    with store.transaction() as transaction:
        told = read(transaction, EntryKind.SCORE, WeeklyScore)
        named = read(transaction, EntryKind.CLINICIAN_SCORE, ClinicianScore)
    scores = tuple(sorted((entry.record for entry in told), key=lambda score: score.day))
    return Weekly(
        scores=scores,
        clinician=tuple(entry.record for entry in named),
        lines=score_lines(scores, knowledge),
        is_due=is_due(scores, day_of(at, at.tzinfo or UTC)),
    )


def tell_score(store: Store, at: datetime, score: WeeklyScore, knowledge: Knowledge) -> None:
    """Store the scores of a week.

    Raises:
        CaseError: a question or option does not exist, or nothing was told.
    """
    if not (score.problem or score.activities or score.confidence is not None):
        raise CaseError("Nothing was told.", "Answer at least one question.")
    try:
        refuse_unknown(score, knowledge)
    except ValueError as error:
        raise CaseError(f"That cannot be: {error}.", "Correct it.") from error
    with store.transaction() as transaction:
        write(transaction, EntryKind.SCORE, score, at)


def tell_clinician_score(store: Store, at: datetime, score: ClinicianScore) -> None:
    """Store a score of a named questionnaire that a clinician took."""
    with store.transaction() as transaction:
        write(transaction, EntryKind.CLINICIAN_SCORE, score, at)
