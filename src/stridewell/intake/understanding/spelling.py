"""The words that are known, and the known word a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stridewell.intake.understanding.stems import stem

ONE_SLIP, TWO_SLIPS = 5, 9
"""From so many letters on, a word may be one or two slips of the pen away from a known one."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stems of every known word; those of the phrases are what misspelt words are read as.

    ``near`` maps a word with letters left out to the stems it may have been.
    """

    known: frozenset[str]
    fillers: frozenset[str]
    contrast: frozenset[str]
    near: Mapping[str, tuple[str, ...]]

    def stem_of(self, word: str, *, is_name: bool = False) -> str:
        """The stem of a word; a misspelt one gets the stem of the word that was meant."""
        exact = stem(word)
        if exact in self.known or is_name or len(exact) < ONE_SLIP:
            return exact
        return self._meant(exact) or exact

    def knows(self, stemmed: str) -> bool:
        """Whether the stem belongs to a word of a phrase or to an ordinary English word."""
        return stemmed in self.known

    def _meant(self, word: str) -> str | None:
        slips = 2 if len(word) >= TWO_SLIPS else 1
        candidates = {
            each for shorter in shortened(word, slips) for each in self.near.get(shorter, ())
        }
        ranked = sorted(
            (distance, each)
            for each in candidates
            if (distance := slips_between(word, each)) <= _allowed(word, each)
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]


def _allowed(word: str, meant: str) -> int:
    """How many slips may lie between; short words must also begin and end alike."""
    if word[0] != meant[0]:
        return 0
    if min(len(word), len(meant)) >= TWO_SLIPS:
        return 2
    if len(word) == ONE_SLIP and word[-1] != meant[-1]:
        return 0
    return 1


def near_words(stems: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The index that misspelt words are looked up in: each stem under its shortened forms."""
    index: dict[str, list[str]] = {}
    for each in stems:
        if len(each) < ONE_SLIP:
            continue
        for shorter in shortened(each, 2 if len(each) >= TWO_SLIPS else 1):
            index.setdefault(shorter, []).append(each)
    return {key: tuple(found) for key, found in index.items()}


def shortened(word: str, letters: int) -> frozenset[str]:
    """The word itself and every form with up to so many letters left out."""
    forms = {word}
    for _ in range(letters):
        forms |= {each for form in forms for each in _one_left_out(form)}
    return frozenset(forms)


def _one_left_out(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def slips_between(first: str, second: str) -> int:
    """How many letters were left out, added, replaced or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            step = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            swapped = i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other
            row.append(min(step, older[j - 2] + 1) if swapped else step)
    return row[-1]
