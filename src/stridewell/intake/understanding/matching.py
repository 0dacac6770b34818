"""Where the elements and phrases of the lexicon stand in a passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from stridewell.intake.understanding.amounts import is_number
from stridewell.intake.understanding.lexicon import CompiledPhrase, Lexicon
from stridewell.intake.understanding.passage import Passage
from stridewell.intake.understanding.patterns import BEYOND, EXACT, FAR, NUMBER
from stridewell.knowledge.phrases import Phrase

FILLERS_IN_A_GAP = 7
"""So many filler words may stand in a gap besides the words it allows."""

Place: TypeAlias = tuple[int, ...]
"""The words an element takes up, by their number, in order."""
Places: TypeAlias = Mapping[int, Sequence[Place]]
"""Where each element stands."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in the passage, and the words it takes up."""

    phrase: Phrase
    place: Place

    @property
    def first(self) -> int:
        """Its first word."""
        return self.place[0]

    @property
    def last(self) -> int:
        """Its last word."""
        return self.place[-1]


def find_places(passage: Passage, lexicon: Lexicon) -> Places:
    """Every element of the lexicon that stands in the passage."""
    found: dict[int, list[Place]] = {}
    for index, word in enumerate(passage.words):
        entries = (*lexicon.first.get(word.stem, ()), *lexicon.first.get(EXACT + word.text, ()))
        if is_number(word):
            entries = (*entries, *lexicon.first.get(NUMBER, ()))
        for element, rest in entries:
            place = (index,) if not rest else _follow(passage, index, rest)
            if place:
                found.setdefault(element, []).append(place)
    return found


def _follow(passage: Passage, index: int, rest: Sequence[str]) -> Place:
    """The words of an element of several words; nothing when they do not follow."""
    place = [index]
    clause = passage.clause_at[index]
    for wanted in rest:
        index = _next(passage, index, wanted, clause)
        if index < 0:
            return ()
        place.append(index)
    return tuple(place)


def _next(passage: Passage, index: int, wanted: str, clause: range) -> int:
    for following in range(index + 1, min(index + 1 + FILLERS_IN_A_GAP, clause.stop)):
        word = passage.words[following]
        if wanted in {word.stem, EXACT + word.text} or (wanted == NUMBER and is_number(word)):
            return following
        if not word.filler:
            return -1
    return -1


def find_phrases(passage: Passage, lexicon: Lexicon, places: Places) -> Iterator[Match]:
    """Every phrase of the lexicon that stands in the passage."""
    present = places.keys()
    begun = (compiled for element in places for compiled in lexicon.phrases.get(element, ()))
    for compiled in begun:
        if present >= compiled.needed:
            for place in _placements(passage, compiled, places):
                yield Match(compiled.phrase, place)


def _placements(passage: Passage, compiled: CompiledPhrase, places: Places) -> Iterator[Place]:
    for start in places[compiled.elements[0]]:
        whole = _extend(passage, compiled, places, start, 1)
        if whole:
            yield whole


def _extend(
    passage: Passage, compiled: CompiledPhrase, places: Places, place: Place, done: int
) -> Place:
    """The nearest way to place the elements that are left; nothing when there is none."""
    if done == len(compiled.elements):
        return place
    options = places[compiled.elements[done]]
    gap = compiled.gaps[done - 1]
    for following in options[bisect_right(options, place[-1], key=itemgetter(0)) :]:
        if not _within(passage, place[-1], following[0], gap):
            if following[0] - place[-1] > gap + FILLERS_IN_A_GAP:
                break
            continue
        whole = _extend(passage, compiled, places, place + following, done + 1)
        if whole:
            return whole
    return ()


def _within(passage: Passage, last: int, following: int, gap: int) -> bool:
    if following - last - 1 > gap + FILLERS_IN_A_GAP or passage.between(last, following) > gap:
        return False
    if gap == BEYOND:
        return True
    if gap == FAR:
        return passage.same_sentence(last, following)
    return passage.same_clause(last, following)
