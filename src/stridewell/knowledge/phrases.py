"""How runners say things: phrases in plain words, and the answer each of them proposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """How far from a phrase the word it needs may stand."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    TEXT = "text"


class Need(StrEnum):
    """What must be said about a thing before it becomes an answer: that it hurts or that it helps.

    "Stairs" alone is no answer; "stairs kill me" and "stairs are fine" are.
    """

    HURTS = "hurts"
    EASES = "eases"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say something, in the small pattern language of docs/understanding.md.

    ``option`` is an option of the question, or a region for the question of where it hurts.
    """

    question: str
    option: str
    says: str
    needs: Need | None = None
    reach: Reach = Reach.SENTENCE
    unless: str | None = None
    """A class of words that rules the phrase out when one of them stands in the same clause."""
    only_denied: bool = False
    """The phrase counts only when it is denied, as in "no tingling"."""
    past: bool = False
    """The phrase counts although it lies in the past, as a stress fracture does."""
    family: bool = False
    """The phrase counts although it is said of a relative."""
    seen: bool = False
    """The phrase counts although another person says it, because it can be seen: a swollen leg."""
    vague: bool = False
    """The phrase counts little, and not at all where another option of its question was said."""
    otherwise: str | None = None
    """The option that fits when a phrase that says "all is well" is denied."""
    lasting: str | None = None
    """The option that fits when it has been so for longer than two weeks."""


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Every phrase, the classes of words they are made of, and the ordinary words of English.

    Raises nothing: the parser has checked that every class and option exists.
    """

    words: Mapping[str, tuple[str, ...]]
    phrases: tuple[Phrase, ...]
    ordinary: frozenset[str]

    def __hash__(self) -> int:
        """Cheap and equal for equal books, so that what is compiled from a book can be kept."""
        return hash((len(self.words), len(self.phrases), len(self.ordinary)))
