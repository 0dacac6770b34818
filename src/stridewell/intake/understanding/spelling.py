"""The words that are known, and the known word a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stridewell.intake.understanding.stems import stem

ONE_SLIP, TWO_SLIPS, SHORTEST_MEANT = 5, 9, 4
"""From so many letters on, a word may be one or two slips of the pen away from a known one."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Stems of every known word; the words of the phrases are what misspelt ones are read as.

    ``near`` maps a word with letters left out to the words it may have been.
    """

    known: frozenset[str]
    fillers: frozenset[str]
    contrast: frozenset[str]
    near: Mapping[str, tuple[str, ...]]

    def stem_of(self, word: str, *, is_name: bool = False) -> str:
        """The stem of a word; a misspelt one gets the stem of the word that was meant."""
        exact = stem(word)
        if exact in self.known or is_name or len(word) < ONE_SLIP:
            return exact
        return self._meant(word) or exact

    def knows(self, stemmed: str) -> bool:
        """Whether the stem belongs to a word of a phrase or to an ordinary English word."""
        return stemmed in self.known

    def _meant(self, word: str) -> str | None:
        """The stem of the nearest word; nothing when two different ones are equally near."""
        candidates = {each for shorter in one_shorter(word) for each in self.near.get(shorter, ())}
        distances = {each: slips_between(word, each) for each in candidates}
        likely = {each: far for each, far in distances.items() if far <= _allowed(word, each)}
        nearest = min(likely.values(), default=0)
        meant = {stem(each) for each, far in likely.items() if far == nearest}
        return meant.pop() if len(meant) == 1 else None


def _allowed(word: str, meant: str) -> int:
    """How many slips may lie between; short words must also begin and end alike."""
    if word[0] != meant[0]:
        return 0
    if min(len(word), len(meant)) >= TWO_SLIPS:
        return 2
    if min(len(word), len(meant)) <= ONE_SLIP and word[-1] != meant[-1]:
        return 0
    return 1


def near_words(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The index that misspelt words are looked up in: each word under its shortened forms."""
    index: dict[str, list[str]] = {}
    for each in words:
        if len(each) < SHORTEST_MEANT:
            continue
        for shorter in one_shorter(each):
            index.setdefault(shorter, []).append(each)
    return {key: tuple(found) for key, found in index.items()}


def one_shorter(word: str) -> frozenset[str]:
    """The word itself and every form of it with one letter left out."""
    return frozenset({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})


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
