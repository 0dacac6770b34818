"""The answers of one runner → a presentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from stridewell.errors import CaseError
from stridewell.intake.consistency import refuse_contradictions, refuse_misplaced
from stridewell.intake.presentation import Presentation
from stridewell.intake.reading import NOT_SURE, Answer, Reading, read_answer
from stridewell.intake.runner import Runner, runner_findings
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.anatomy import Side

Answers: TypeAlias = Mapping[str, Answer]


def presentation_of(
    runner: Runner, answers: Answers, at: datetime, knowledge: Knowledge
) -> Presentation:
    """Turn the answers of one runner into a presentation.

    Raises:
        CaseError: a question id is unknown, a value impossible, or two answers contradict
            each other; the text names the question and says what is accepted.
    """
    questions = [_question(question_id, knowledge) for question_id in answers]
    side = _main_side(answers)
    not_sure = frozenset(q.id for q in questions if is_not_sure(answers[q.id]))
    findings = [*runner_findings(runner, at)]
    for question in questions:
        found = read_answer(Reading(question, at, side, knowledge), answers[question.id])
        settled = _settled_by_second_answer(question, questions, not_sure)
        findings.extend(each for each in found if each.id not in settled)
    presentation = Presentation(at, tuple(findings), frozenset(answers), not_sure)
    refuse_contradictions(presentation, knowledge)
    refuse_misplaced(presentation, questions, knowledge)
    return presentation


def _question(question_id: str, knowledge: Knowledge) -> Question:
    question = knowledge.questions.get(question_id)
    if question is None:
        raise CaseError(
            f"There is no question {question_id!r}.",
            "List the questions with: stridewell questions",
        )
    return question


def is_not_sure(answer: Answer) -> bool:
    """Whether an answer says that the runner could not tell."""
    return answer == NOT_SURE or (isinstance(answer, Sequence) and NOT_SURE in answer)


def _main_side(answers: Answers) -> Side | None:
    said = answers.get("pain_side")
    return Side(said) if isinstance(said, str) and said in set(Side) else None


def _settled_by_second_answer(
    first: Question, questions: Iterable[Question], not_sure: frozenset[str]
) -> frozenset[str]:
    """What the checkable second answer says replaces what the first one said."""
    second = [q for q in questions if q.asks_again == first.id and q.id not in not_sure]
    return frozenset(f for q in second for o in q.options for f in (*o.present, *o.absent))
