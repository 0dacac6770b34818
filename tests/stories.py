"""What the reading of a text comes to, in the short form that tests compare."""

from __future__ import annotations

from datetime import datetime

from cases import AT, KNOWLEDGE
from stridewell.intake.understanding.lexicon import lexicon_of
from stridewell.intake.understanding.passage import Passage, passage_of
from stridewell.intake.understanding.reading import understand
from stridewell.intake.understanding.records import Proposal, Stance

Told = tuple[str, str, str]
"""Question, option or number, state."""


def proposals(text: str, at: datetime = AT) -> tuple[Proposal, ...]:
    """Every proposal of a text."""
    return understand(text, at, KNOWLEDGE).proposals


def told(text: str, at: datetime = AT) -> set[Told]:
    """Every proposal of a text in short form."""
    return {(p.question, _value(p), p.state.value) for p in proposals(text, at)}


def stances(text: str, question: str, option: str | None = None) -> set[Stance]:
    """How a question, or one option of it, stands after a text."""
    return {
        p.state for p in proposals(text) if p.question == question and option in {None, p.option}
    }


def number(text: str, question: str, at: datetime = AT) -> float | None:
    """The number a text gives for a question."""
    return next((p.value for p in proposals(text, at) if p.question == question), None)


def passage(text: str) -> Passage:
    """A text parted with the words of the packaged phrases."""
    return passage_of(text, lexicon_of(KNOWLEDGE.phrases).vocabulary)


def _value(proposal: Proposal) -> str:
    return f"{proposal.value:g}" if proposal.option is None else proposal.option
