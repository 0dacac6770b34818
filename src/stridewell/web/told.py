"""Questions with the answers that were given, and where they can be changed."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.app.answer_words import in_words
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.wording import sentence_case
from stridewell.web.judgement import ask_url

PASSED = "Not sure, or passed over"


@dataclass(frozen=True, slots=True)
class ToldView:
    """A question, the answer that was given, and where it can be changed."""

    id: str
    text: str
    said: str
    url: str


def told_view(question: Question, answer: Answer | None, knowledge: Knowledge) -> ToldView:
    """A question with its answer; None stands for passed over."""
    said = PASSED if answer is None else sentence_case(in_words(question, answer, knowledge))
    return ToldView(question.id, question.text, said, ask_url(question.id))
