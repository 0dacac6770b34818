"""Which of the answers to each question counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stridewell.app.ports import StoredAnswer


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer, or the moment at which the question was opened again."""

    answer: StoredAnswer
    withdrawn: bool


def newest_answers(given: Iterable[GivenAnswer]) -> Sequence[StoredAnswer]:
    """The last answer to each question, ordered by question; none where it was withdrawn since.

    ``given`` has the oldest first.
    """
    last = {entry.answer.question: entry for entry in given}
    return tuple(last[question].answer for question in sorted(last) if not last[question].withdrawn)
