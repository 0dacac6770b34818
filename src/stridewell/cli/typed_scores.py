"""What a person types becomes the scores of a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stridewell.errors import CaseError
from stridewell.plan.scores import ActivityScore, ClinicianScore, WeeklyScore

CLINICIAN_FORM = 'Write it as "HAGOS=62" or "NAME=30:0-48".'


@dataclass(frozen=True, slots=True)
class TypedScores:
    """What was typed."""

    answers: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    confidence: int | None = None
    clinician: tuple[str, ...] = ()

    @property
    def has_week(self) -> bool:
        """Whether something was told of the week itself."""
        return bool(self.answers or self.activities or self.confidence is not None)


def read_week(typed: TypedScores, today: date) -> WeeklyScore:
    """The scores of this week.

    Raises:
        CaseError: a number is none or not on its scale, or a question is answered twice.
    """
    answers = [_number(each, "training_kept=1") for each in typed.answers]
    problem = dict(answers)
    if len(problem) < len(answers):
        raise CaseError("A question is answered twice.", "Answer each once.")
    try:
        return WeeklyScore(
            day=today,
            problem=problem,
            activities=tuple(
                ActivityScore(*_number(each, "stairs=4")) for each in typed.activities
            ),
            confidence=typed.confidence,
        )
    except ValueError as error:
        raise CaseError(f"That cannot be: {error}.", "Correct it.") from error


def _number(text: str, form: str) -> tuple[str, int]:
    name, equals, value = text.rpartition("=")
    try:
        number = int(value)
    except ValueError as error:
        raise CaseError(f"{text!r} has no whole number.", f"Write it as {form}.") from error
    if not equals or not name.strip():
        raise CaseError(f"{text!r} names nothing.", f"Write it as {form}.")
    return name.strip(), number


def read_clinician(text: str, today: date) -> ClinicianScore:
    """A score as NAME=NUMBER, with its range as NAME=NUMBER:LOW-HIGH where it is not 0 to 100.

    Raises:
        CaseError: it is written otherwise, or lies outside its range.
    """
    name, _, told = text.rpartition("=")
    value, _, band = told.partition(":")
    try:
        score, low, high = map(float, (value, *(band or "0-100").split("-")))
    except ValueError as error:
        raise CaseError(f"{text!r} is no score.", CLINICIAN_FORM) from error
    try:
        return ClinicianScore(today, name.strip(), score, low, high)
    except ValueError as error:
        raise CaseError(f"{text!r} is no score: {error}.", CLINICIAN_FORM) from error
