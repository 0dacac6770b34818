"""The answers of one runner → a presentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from stridewell.errors import CaseError
from stridewell.intake.consistency import refuse_contradictions, refuse_misplaced
from stridewell.intake.presentation import Presentation
from stridewell.intake.reading import NOT_SURE, Answer, Reading, leaves_open, read_answer
from stridewell.intake.runner import Runner, runner_findings
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Finding

Answers: TypeAlias = Mapping[str, Answer]


PLACES, SIDE = "pain_regions", "pain_side"


def presentation_of(
    runner: Runner, answers: Answers, at: datetime, knowledge: Knowledge
) -> Presentation:
    """Turn the answers of one runner into a presentation.

    Raises:
        CaseError: a question id is unknown, a value impossible, or two answers contradict
            each other; the text names the question and says what is accepted.
    """
    presentation = as_told(runner, answers, at, knowledge)
    refuse_contradictions(presentation, knowledge)
    questions = [knowledge.questions[question_id] for question_id in answers]
    refuse_misplaced(presentation, questions, knowledge)
    return presentation


def as_told(runner: Runner, answers: Answers, at: datetime, knowledge: Knowledge) -> Presentation:
    """The presentation as it was told, answers that contradict each other included.

    Raises:
        CaseError: a question id is unknown, or a value impossible.
    """
    complete = with_side(answers)
    found = findings_by_question(complete, at, knowledge)
    findings = (*runner_findings(runner, at), *(f for each in found.values() for f in each))
    answered = frozenset(each for each, said in complete.items() if not leaves_open(said))
    return Presentation(at, findings, answered, _unsure(complete))


def findings_by_question(
    answers: Answers, at: datetime, knowledge: Knowledge
) -> Mapping[str, tuple[Finding, ...]]:
    """What each answer says; what a checkable second answer settles is left out of the first.

    Raises:
        CaseError: a question id is unknown, or a value impossible.
    """
    questions = [_question(question_id, knowledge) for question_id in answers]
    side, not_sure = _main_side(answers), _unsure(answers)
    told: dict[str, tuple[Finding, ...]] = {}
    for question in questions:
        found = read_answer(Reading(question, at, side, knowledge), answers[question.id])
        settled = _settled_by_second_answer(question, questions, not_sure)
        told[question.id] = tuple(each for each in found if each.id not in settled)
    return told


def with_side(answers: Answers) -> Answers:
    """The answers with the side, where each marked place was given with one."""
    sides = _marked_sides(answers.get(PLACES))
    if SIDE in answers or not sides:
        return answers
    lateral = sides - {Side.MIDLINE}
    side = Side.MIDLINE if not lateral else next(iter(lateral)) if len(lateral) == 1 else Side.BOTH
    return {**answers, SIDE: side.value}


def _marked_sides(places: Answer | None) -> frozenset[Side]:
    """The sides of all places; empty unless every one of them has a side."""
    marked = places if isinstance(places, Sequence) and not isinstance(places, str) else ()
    sides = [each.get("side") if isinstance(each, Mapping) else None for each in marked]
    known = [Side(side) for side in sides if isinstance(side, str) and side in set(Side)]
    return frozenset(known) if len(known) == len(sides) else frozenset()


def _unsure(answers: Answers) -> frozenset[str]:
    return frozenset(question for question, answer in answers.items() if is_not_sure(answer))


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
    said = answers.get(SIDE)
    return Side(said) if isinstance(said, str) and said in set(Side) else None


def _settled_by_second_answer(
    first: Question, questions: Iterable[Question], not_sure: frozenset[str]
) -> frozenset[str]:
    """What the checkable second answer says replaces what the first one said."""
    second = [q for q in questions if q.asks_again == first.id and q.id not in not_sure]
    return frozenset(f for q in second for o in q.options for f in (*o.present, *o.absent))
