"""A phrase book compiled once, so that a story is read in milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stridewell.intake.understanding.patterns import (
    EXACT,
    NUMBER,
    Pattern,
    Sequences,
    compile_pattern,
    sequence_of,
)
from stridewell.intake.understanding.spelling import Vocabulary, near_words
from stridewell.intake.understanding.stems import IRREGULAR, stem
from stridewell.intake.understanding.tokens import tokenise
from stridewell.knowledge.phrases import Phrase, PhraseBook


@dataclass(frozen=True, slots=True)
class CompiledPhrase:
    """A phrase with the numbers of its elements, in their order, and the gaps between them."""

    phrase: Phrase
    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    needed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the reading looks up.

    ``phrases`` holds the phrases by the element they begin with. ``first`` maps a stem to the
    elements it may begin, each with the stems that must follow. ``classes`` gives the element
    that stands for a class of words.
    """

    vocabulary: Vocabulary
    phrases: Mapping[int, tuple[CompiledPhrase, ...]]
    first: Mapping[str, tuple[tuple[int, tuple[str, ...]], ...]]
    classes: Mapping[str, int]


@lru_cache(maxsize=4)
def lexicon_of(book: PhraseBook) -> Lexicon:
    """Compile a phrase book; done once for each book."""
    fillers = frozenset(stem(word) for word in book.words["filler"])
    dropped = frozenset(stem(word) for word in book.words["dropped"])
    numbers: dict[Sequences, int] = {}
    classes = {
        name: numbers.setdefault(_class_ways(words), len(numbers))
        for name, words in book.words.items()
    }
    phrases = [
        _compiled(phrase, pattern, numbers)
        for phrase in book.phrases
        for pattern in compile_pattern(phrase.says, book.words, dropped)
    ]
    return Lexicon(
        _vocabulary(book, numbers, fillers), _by_beginning(phrases), _first(numbers), classes
    )


def _compiled(phrase: Phrase, pattern: Pattern, numbers: dict[Sequences, int]) -> CompiledPhrase:
    elements = tuple(numbers.setdefault(each, len(numbers)) for each in pattern.elements)
    return CompiledPhrase(phrase, elements, pattern.gaps, frozenset(elements))


def _by_beginning(
    phrases: Iterable[CompiledPhrase],
) -> Mapping[int, tuple[CompiledPhrase, ...]]:
    index: dict[int, list[CompiledPhrase]] = {}
    for compiled in phrases:
        index.setdefault(compiled.elements[0], []).append(compiled)
    return {element: tuple(begun) for element, begun in index.items()}


def _class_ways(words: Iterable[str]) -> Sequences:
    return frozenset(sequence_of(word) for word in words)


def _first(
    numbers: Mapping[Sequences, int],
) -> Mapping[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    index: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for ways, number in numbers.items():
        for way in ways:
            index.setdefault(way[0], []).append((number, way[1:]))
    return {key: tuple(entries) for key, entries in index.items()}


def _written(book: PhraseBook) -> frozenset[str]:
    """The words of the phrases as they are written, with the irregular forms of each."""
    texts = (phrase.says for phrase in book.phrases)
    classes = (word for words in book.words.values() for word in words)
    written = {token.text for text in (*texts, *classes) for token in tokenise(text)}
    stems = {stem(word) for word in written}
    return frozenset(written | {form for form, base in IRREGULAR.items() if base in stems})


def _vocabulary(
    book: PhraseBook, elements: Iterable[Sequences], fillers: frozenset[str]
) -> Vocabulary:
    parts = {part for ways in elements for way in ways for part in way} - {NUMBER}
    spoken = {stem(part.removeprefix(EXACT)) for part in parts}
    ordinary = {stem(word) for word in book.ordinary}
    return Vocabulary(
        known=frozenset(spoken | ordinary | fillers),
        fillers=fillers,
        contrast=frozenset(stem(word) for word in book.words["contrast"]),
        near=near_words(sorted(_written(book))),
    )
