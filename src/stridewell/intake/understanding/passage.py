"""A text as the reading sees it: words in clauses and sentences, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from stridewell.intake.understanding.spelling import Vocabulary
from stridewell.intake.understanding.tokens import Token, TokenKind, tokenise

CLAUSE_MARKS = frozenset(',;:()[]{}–—…"“”„«»*•=→|~')
FULL_WIDTH = "\u3002\uff01\uff1f"
"""Full stop, exclamation and question mark of other scripts."""
SENTENCE_MARKS = frozenset(f".!?{FULL_WIDTH}")
ASKING = frozenset(f"?{FULL_WIDTH[-1]}")
HARD_MARKS = frozenset(";()[]–—•*=→")
"""Marks that part clauses more firmly than a comma: a list does not run across them."""
ABBREVIATIONS = frozenset(
    {"dr", "mr", "mrs", "ms", "st", "approx", "eg", "ie", "e", "g", "i", "y", "o", "yo", "yr"}
    | {"yrs", "wk", "wks", "mo", "mos", "min", "mins", "hr", "hrs", "vs"}
)
WRAPPED_LINE = 60
"""A line of at least so many characters that ends without a mark goes on in the next one."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of the text. ``filler`` words may stand anywhere inside a phrase."""

    text: str
    stem: str
    start: int
    end: int
    filler: bool = False
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a text with the borders between its clauses and sentences.

    ``clause_at`` and ``sentence_at`` give for each word the words around it, as ranges.
    """

    text: str
    words: tuple[Word, ...]
    clause_at: tuple[range, ...]
    sentence_at: tuple[range, ...]
    hard_starts: frozenset[int]
    """Words that begin a clause behind a mark stronger than a comma, or behind a "but"."""
    asked: frozenset[int]
    """First words of the sentences that end with a question mark."""
    content: tuple[int, ...]
    """How many words that are no filler stand before each word; one entry more than words."""

    def between(self, first: int, second: int) -> int:
        """How many words that are no filler stand between two words, neither counted."""
        low, high = min(first, second), max(first, second)
        return self.content[high] - self.content[low + 1] if high > low else 0

    def same_clause(self, first: int, second: int) -> bool:
        """Whether no mark parts two words."""
        return second in self.clause_at[first]

    def same_sentence(self, first: int, second: int) -> bool:
        """Whether two words stand in one sentence."""
        return second in self.sentence_at[first]

    def clauses_of(self, index: int) -> Sequence[range]:
        """The clauses of the sentence a word stands in."""
        sentence = self.sentence_at[index]
        return [each for each, _ in groupby(self.clause_at[i] for i in sentence)]

    def quote(self, first: int, last: int) -> str:
        """The exact text from one word to another, both included."""
        return self.text[self.words[first].start : self.words[last].end]


@dataclass(slots=True)
class _Borders:
    """What the marks before the next word have said so far."""

    sentence: bool = True
    clause: bool = True
    hard: bool = True

    def clear(self) -> None:
        self.sentence = self.clause = self.hard = False


def passage_of(text: str, vocabulary: Vocabulary) -> Passage:
    """Part a text into words, clauses and sentences. Never fails."""
    tokens = list(tokenise(text))
    words: list[Word] = []
    clauses: list[int] = []
    sentences: list[int] = []
    hard: set[int] = set()
    asked: set[int] = set()
    borders = _Borders()
    for position, token in enumerate(tokens):
        if token.kind in {TokenKind.MARK, TokenKind.LINE}:
            if token.text in ASKING and sentences:
                asked.add(sentences[-1])
            _note_border(tokens, position, borders)
            continue
        word = _word(token, vocabulary, begins=borders.sentence)
        if borders.sentence:
            sentences.append(len(words))
        if word.stem in vocabulary.contrast:
            borders.clause = borders.hard = True
        if borders.clause or borders.sentence:
            clauses.append(len(words))
        if borders.hard or borders.sentence:
            hard.add(len(words))
        words.append(word)
        borders.clear()
    return Passage(
        text=text,
        words=tuple(words),
        clause_at=_ranges(clauses, len(words)),
        sentence_at=_ranges(sentences, len(words)),
        hard_starts=frozenset(hard),
        asked=frozenset(asked),
        content=tuple(accumulate((not word.filler for word in words), initial=0)),
    )


def _word(token: Token, vocabulary: Vocabulary, *, begins: bool) -> Word:
    if token.kind is TokenKind.NUMBER:
        return Word(token.text, token.text, token.start, token.end, value=token.value)
    stem = vocabulary.stem_of(token.text, is_name=token.capital and not begins)
    filler = stem in vocabulary.fillers
    return Word(token.text, stem, token.start, token.end, filler)


def _ranges(starts: Sequence[int], count: int) -> tuple[range, ...]:
    ends = [*starts[1:], count] if starts else []
    return tuple(
        each
        for start, end in zip(starts, ends, strict=True)
        for each in [range(start, end)] * (end - start)
    )


def _note_border(tokens: Sequence[Token], position: int, borders: _Borders) -> None:
    token = tokens[position]
    if token.kind is TokenKind.LINE:
        _note_line(tokens, position, borders)
    elif token.text in SENTENCE_MARKS:
        if _hesitates(tokens, position):
            borders.clause = True
        elif _ends_sentence(tokens, position):
            borders.sentence = True
    elif token.text in CLAUSE_MARKS:
        borders.clause = True
        borders.hard = borders.hard or token.text in HARD_MARKS
    elif token.text == "-" and _stands_alone(tokens, position):
        borders.clause = borders.hard = True


def _note_line(tokens: Sequence[Token], position: int, borders: _Borders) -> None:
    """A line that was wrapped goes on; an empty line or a short line ends a sentence."""
    before = _near(tokens, position - 1)
    if before is None or before.kind is TokenKind.LINE:
        borders.sentence = True
        return
    start = next(
        (
            t.end
            for t in reversed(tokens[max(0, position - WRAPPED_LINE) : position])
            if t.kind is TokenKind.LINE
        ),
        tokens[max(0, position - WRAPPED_LINE)].start,
    )
    if tokens[position].start - start < WRAPPED_LINE:
        borders.sentence = True


def _hesitates(tokens: Sequence[Token], position: int) -> bool:
    """Whether a dot is one of "..." and the sentence goes on behind it in small letters."""
    first = last = position
    while (before := _near(tokens, first - 1)) is not None and before.text == ".":
        first -= 1
    while (after := _near(tokens, last + 1)) is not None and after.text == ".":
        last += 1
    return last > first and after is not None and after.kind is TokenKind.WORD and not after.capital


def _ends_sentence(tokens: Sequence[Token], position: int) -> bool:
    """A full stop inside "e.g.", or behind "approx." with a small letter to follow, ends none."""
    mark = tokens[position]
    before, after = _near(tokens, position - 1), _near(tokens, position + 1)
    if mark.text != "." or after is None or before is None:
        return True
    if after.kind is TokenKind.WORD and not after.capital:
        return after.start > mark.end and before.text not in ABBREVIATIONS
    if after.kind is TokenKind.NUMBER and before.text in ABBREVIATIONS:
        return False
    return after.kind is not TokenKind.MARK or after.text not in ",;:)"


def _stands_alone(tokens: Sequence[Token], position: int) -> bool:
    """A hyphen between blanks, or one at the start of a line, parts; one inside a word does not."""
    mark = tokens[position]
    before, after = _near(tokens, position - 1), _near(tokens, position + 1)
    return (
        before is None
        or after is None
        or before.end < mark.start
        or after.start > mark.end
        or before.text == "-"
        or after.text == "-"
    ) and not (
        after is not None
        and after.kind is TokenKind.NUMBER
        and before is not None
        and before.kind is TokenKind.NUMBER
    )


def _near(tokens: Sequence[Token], position: int) -> Token | None:
    return tokens[position] if 0 <= position < len(tokens) else None
