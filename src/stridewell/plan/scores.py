"""The scores of the week: how much the problem got in the way, and what one's own activities do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Reason

MOST_ACTIVITIES = 3
BEST_ABILITY = 10
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ActivityScore:
    """One activity the runner chose, and how well it goes: 0 not at all to 10 as before.

    Raises:
        ValueError: the activity has no name, or the ability is not on the scale.
    """

    name: str
    ability: int

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.name.strip():
            raise ValueError("the activity has no name")
        if not 0 <= self.ability <= BEST_ABILITY:
            raise ValueError(f"ability goes from 0 to {BEST_ABILITY}, not to {self.ability}")


@dataclass(frozen=True, slots=True)
class WeeklyScore:
    """The answers of one week: by question id its option, the activities, and confidence 0 to 10.

    Raises:
        ValueError: there are more than three activities, or the confidence is not on the scale.
    """

    day: date
    problem: Mapping[str, int]
    activities: tuple[ActivityScore, ...] = ()
    confidence: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if len(self.activities) > MOST_ACTIVITIES:
            raise ValueError(f"up to {MOST_ACTIVITIES} activities, not {len(self.activities)}")
        if self.confidence is not None and not 0 <= self.confidence <= BEST_ABILITY:
            raise ValueError(f"confidence goes from 0 to {BEST_ABILITY}, not to {self.confidence}")


@dataclass(frozen=True, slots=True)
class ClinicianScore:
    """A score of a named questionnaire that a clinician took; only the number is kept.

    Raises:
        ValueError: the questionnaire has no name, or its range is upside down or left.
    """

    day: date
    name: str
    value: float
    low: float = 0.0
    high: float = 100.0

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.name.strip():
            raise ValueError("the questionnaire has no name")
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value:g} lies outside {self.low:g} to {self.high:g}")


class Direction(StrEnum):
    """Where a score went since the first one."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score over time: newest, first, and whether the change is large enough to believe."""

    name: str
    newest: float
    first: float
    unit: str
    direction: Direction
    reason: Reason


def problem_percent(score: WeeklyScore, knowledge: Knowledge) -> float | None:
    """How much the problem got in the way: 0 not at all to 100; None unless all was answered."""
    questions = knowledge.weekly
    if any(each not in score.problem for each in questions):
        return None
    worst = sum(question.worst for question in questions.values())
    return 100 * sum(score.problem[each] for each in questions) / worst


def refuse_unknown(score: WeeklyScore, knowledge: Knowledge) -> None:
    """Refuse answers to questions, or options, that do not exist.

    Raises:
        ValueError: the text names the question.
    """
    for question_id, value in score.problem.items():
        question = knowledge.weekly.get(question_id)
        if question is None:
            raise ValueError(f"there is no weekly question {question_id!r}")
        if not 0 <= value <= question.worst:
            raise ValueError(f"{question_id} has the options 0 to {question.worst}, not {value}")


def score_lines(scores: Sequence[WeeklyScore], knowledge: Knowledge) -> tuple[ScoreLine, ...]:
    """The problem, each activity and the confidence over the weeks; empty without a score."""
    ordered = sorted(scores, key=lambda score: score.day)
    percents = [each for s in ordered if (each := problem_percent(s, knowledge)) is not None]
    names = dict.fromkeys(a.name for score in ordered for a in score.activities)
    abilities = {
        name: [a.ability for score in ordered for a in score.activities if a.name == name]
        for name in names
    }
    confident = [score.confidence for score in ordered if score.confidence is not None]
    lines = [_line("Got in the way", percents, "of 100", "problem_change", knowledge, lower=True)]
    lines += [
        _line(name, told, "of 10", "ability_change", knowledge) for name, told in abilities.items()
    ]
    lines.append(_line("Confidence to run", confident, "of 10", "ability_change", knowledge))
    return tuple(line for line in lines if line is not None)


def _line(
    name: str,
    told: Sequence[float],
    unit: str,
    threshold: str,
    knowledge: Knowledge,
    *,
    lower: bool = False,
) -> ScoreLine | None:
    if not told:
        return None
    least = knowledge.reasoning[threshold]
    change = (told[0] - told[-1]) if lower else (told[-1] - told[0])
    direction = _direction(change, least.value) if len(told) > 1 else Direction.UNKNOWN
    text = {
        Direction.UNKNOWN: "One week says where you stand, not where it goes.",
        Direction.SAME: f"A change below {least.value:g} points can be chance.",
    }.get(direction, f"It went {direction.value} by {abs(change):g} points since the first week.")
    warrant = least.warrant
    reason = Reason(
        f"{text}{warrant.caveat('That limit is')}",
        warrant.sources,
        rule=threshold,
        grade=warrant.grade,
    )
    return ScoreLine(name, told[-1], told[0], unit, direction, reason)


def _direction(change: float, least: float) -> Direction:
    if abs(change) < least:
        return Direction.SAME
    return Direction.BETTER if change > 0 else Direction.WORSE


def is_due(scores: Sequence[WeeklyScore], today: date) -> bool:
    """Whether a week has gone by since the last score, or there is none."""
    return not scores or max(score.day for score in scores) <= today - WEEK
