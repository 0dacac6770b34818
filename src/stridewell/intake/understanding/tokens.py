"""Text → tokens that remember where they stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# every branch consumes at least one character and none can match what another gave back,
# so the time grows with the length of the text and no faster
_APOSTROPHE = "'\u2019\u02bc\u0060\u00b4"
_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_]+(?:[{_APOSTROPHE}][^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<line>\n)"
    r"|(?P<mark>[^\w\s]|_)"
)
_APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHE, "'"))
_ENDINGS = ("'s", "'ll", "'ve", "'re", "'d", "'m", "'")
_LATIN_LIMIT = 0x0250
"""Letters from here on belong to other scripts; their accents are left alone."""
THOUSANDS_DIGITS = 3
LONGEST_NUMBER = 9


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    LINE = "line"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a line end or a mark; ``[start, end)`` in the text it came from."""

    kind: TokenKind
    text: str
    """Lower case, without accents and apostrophes; "can't" is "cant" and "it's" is "it"."""
    start: int
    end: int
    capital: bool = False
    value: float | None = None
    """The number it says, when it is written in digits."""


def tokenise(text: str) -> Iterator[Token]:
    """The tokens of a text, in order. Never fails: what is no word or number is a mark."""
    for found in _TOKEN.finditer(text):
        raw, start, end = found.group(), found.start(), found.end()
        match found.lastgroup:
            case "word":
                yield Token(TokenKind.WORD, plain_word(raw), start, end, raw[0].isupper())
            case "number":
                yield Token(TokenKind.NUMBER, raw, start, end, value=_number(raw))
            case "line":
                yield Token(TokenKind.LINE, raw, start, end)
            case _:
                yield Token(TokenKind.MARK, raw, start, end)


def plain_word(raw: str) -> str:
    """A word in the one spelling that phrases are compared in."""
    word = raw.translate(_APOSTROPHES).lower()
    if not word.isascii():
        word = _without_accents(word)
    if "'" not in word:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending).replace("'", "")
    return word.replace("'", "")


def _without_accents(word: str) -> str:
    if any(ord(letter) >= _LATIN_LIMIT for letter in word):
        return word
    parted = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _number(raw: str) -> float | None:
    """The value of digits; a comma before three digits parts thousands, another is a point."""
    if len(raw) > LONGEST_NUMBER:
        return None
    head, comma, tail = raw.rpartition(",")
    if comma and len(tail) == THOUSANDS_DIGITS and "." not in tail:
        raw = head + tail
    try:
        return float(raw.replace(",", "."))
    except ValueError:
        return None
