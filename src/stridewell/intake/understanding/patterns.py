"""The small language that phrases are written in, compiled to elements and gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TypeAlias

from stridewell.intake.understanding.stems import stem
from stridewell.intake.understanding.tokens import tokenise

KEPT_WORDS = 50_000
"""The same words stand in thousands of phrases; each is worked out once."""
NUMBER = "#"
EXACT = "="
"""What stands before a word that must be written just so: ``=legs`` is not "leg"."""
NEXT, NEAR, FAR, BEYOND = 0, 3, 8, 25
"""How many words that are no filler may stand in a gap: none, ``..``, ``...`` and ``....``."""
GAPS: Mapping[str, int] = {"..": NEAR, "...": FAR, "....": BEYOND}

Sequences: TypeAlias = frozenset[tuple[str, ...]]
"""The ways to say one element: each a sequence of stems."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in their order, and how far each may stand from the one before it."""

    elements: tuple[Sequences, ...]
    gaps: tuple[int, ...]


def compile_pattern(
    says: str, words: Mapping[str, Sequence[str]], dropped: frozenset[str]
) -> Iterator[Pattern]:
    """The patterns of one phrase: one for each way to take its optional parts."""
    pieces = says.split()
    choices = [(True, False) if piece.endswith("?") else (True,) for piece in pieces]
    for taken in product(*choices):
        kept = [piece.rstrip("?") for piece, take in zip(pieces, taken, strict=True) if take]
        pattern = _pattern(kept, words, dropped)
        if pattern is not None:
            yield pattern


def _pattern(
    pieces: Sequence[str], words: Mapping[str, Sequence[str]], dropped: frozenset[str]
) -> Pattern | None:
    elements: list[Sequences] = []
    gaps: list[int] = []
    gap = NEXT
    for piece in pieces:
        if piece in GAPS:
            gap = GAPS[piece]
            continue
        element = element_of(piece, words, dropped)
        if not element:
            continue
        if elements:
            gaps.append(gap)
        elements.append(element)
        gap = NEXT
    if len(elements) == 1 and len(pieces) > 1 and not set("{.") & set("".join(pieces)):
        return Pattern((_unit(pieces),), ())
    return Pattern(tuple(elements), tuple(gaps)) if elements else None


def _unit(pieces: Sequence[str]) -> Sequences:
    """A phrase of one telling word and small ones, such as "my back": every word of it counts."""
    ways = product(*(piece.split("|") for piece in pieces))
    return frozenset(sequence_of(" ".join(way)) for way in ways)


def element_of(
    piece: str, words: Mapping[str, Sequence[str]], dropped: frozenset[str]
) -> Sequences:
    """The ways to say one piece: ``a|b_c|{class}``; none when it is a small word to drop."""
    ways = {
        sequence_of(text)
        for alternative in piece.split("|")
        for text in (
            words[alternative.strip("{}")] if alternative.startswith("{") else (alternative,)
        )
    }
    loose = {way for way in ways if len(way) == 1 and way[0] in dropped}
    return frozenset(ways - loose) if "{" not in piece else frozenset(ways)


@lru_cache(maxsize=KEPT_WORDS)
def sequence_of(text: str) -> tuple[str, ...]:
    """A word, or some words parted by blanks, hyphens or ``_``, as stems."""
    if text == NUMBER:
        return (NUMBER,)
    return tuple(
        key for part in text.replace("_", " ").replace("-", " ").split() for key in _keys(part)
    )


def _keys(part: str) -> Iterator[str]:
    """What the words of the text are compared with: the stem, or the word itself behind ``=``."""
    for token in tokenise(part.removeprefix(EXACT)):
        yield f"{EXACT}{token.text}" if part.startswith(EXACT) else stem(token.text)
