"""What reading a text comes to: proposals with their exact words, what was left, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from stridewell.values.anatomy import Side


class Stance(StrEnum):
    """What the runner said of an answer."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that the text seems to give. It counts only once the runner confirms it.

    ``option`` is an option of the question or a region; ``value`` is the number of a number
    question, in the unit of the question. ``words`` are ``text[start:end]``.
    """

    question: str
    option: str | None
    value: float | None
    state: Stance
    side: Side | None
    certainty: float
    words: str
    start: int
    end: int
    note: str = ""
    conflicts_with: tuple[int, ...] = field(default=())
    """The proposals that say otherwise, by their place in the list."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of the text that nothing was taken from."""

    words: str
    start: int
    end: int


class RefusalKind(StrEnum):
    """Why a text could not be read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_ENGLISH = "not_english"
    UNREADABLE = "unreadable"
    NOTHING_RECOGNISED = "nothing_recognised"


@dataclass(frozen=True, slots=True)
class NamedRefusal:
    """Why a text could not be read, and what to do instead."""

    kind: RefusalKind
    text: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text says, in the order it says it. With a refusal there are no proposals."""

    proposals: tuple[Proposal, ...]
    unread: tuple[Unread, ...] = ()
    refusal: NamedRefusal | None = None
