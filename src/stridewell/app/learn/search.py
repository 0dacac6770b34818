"""A small search: the same words always give the same entries in the same order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from stridewell.app.learn.documents import Document, documents
from stridewell.app.learn.shelf import Kind, Link, Shelf

IN_TITLE, IN_NAME, IN_SENTENCE, IN_TEXT = 8.0, 5.0, 4.0, 1.0
"""What a word counts by where it stands; a title that is a whole sentence names less."""
SENTENCES = frozenset(
    {
        *(Kind.CLAIM, Kind.QUESTION, Kind.FAQ, Kind.MISTAKE),
        *(Kind.LIMIT, Kind.WEEK_RULE, Kind.WEEKLY),
    }
)
"""Kinds whose titles are whole sentences."""
SAME, SAME_STEM, BEGINNING = 1.0, 0.9, 0.6
"""What a word counts by how well it fits: itself, its singular or plural, its beginning."""
WHOLE_NAME = 20.0
"""What it adds when all the words together are a title or another name."""
SHORTEST_BEGINNING = 3
MOST, SHORT_SNIPPET, SNIPPET = 40, 50, 180
SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from"),
        *("has", "have", "how", "i", "if", "in", "is", "it", "me", "my", "no", "not", "of", "on"),
        *("or", "should", "that", "the", "this", "to", "what", "when", "where", "which", "who"),
        *("why", "will", "with", "you", "your"),
    )
)
KEEPS_S = ("ss", "is", "us")
ADDS_ES = ("sses", "xes", "ches", "shes", "zes")


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: what kind of entry, its title, a piece of its text, and where it is read.

    ``note`` says what must not be overlooked: a verdict, an urgency, "must not be missed".
    """

    link: Link
    note: str
    snippet: str


@dataclass(frozen=True, slots=True)
class _Field:
    """The words of one field as they stand and by their stems, and what they count."""

    weight: float
    words: frozenset[str]
    stems: frozenset[str]

    def worth(self, term: str) -> float:
        """What the field counts for one word of the query."""
        if term in self.words:
            return SAME * self.weight
        if stem(term) in self.stems:
            return SAME_STEM * self.weight
        if len(term) < SHORTEST_BEGINNING:
            return 0.0
        return BEGINNING * self.weight * any(word.startswith(term) for word in self.words)


@dataclass(frozen=True, slots=True)
class _Entry:
    document: Document
    fields: tuple[_Field, ...]
    names: frozenset[str]

    def worth(self, term: str) -> float:
        """What the entry counts for one word: that of its best field."""
        return max(field.worth(term) for field in self.fields)


def search(query: str, shelf: Shelf, most: int = MOST) -> tuple[Hit, ...]:
    """Entries that hold more than half of the words of a query, the best first.

    Words in better places count more, and an entry that lacks some of the words counts less. Among
    equals the kinds stand in their order, then the titles.
    """
    terms = query_terms(query)
    scored = ((_score(entry, terms), entry) for entry in _index(shelf))
    ranked = sorted(((score, entry) for score, entry in scored if score > 0), key=_order)
    return tuple(_hit(entry.document, terms) for _, entry in ranked[:most])


def _score(entry: _Entry, terms: Sequence[str]) -> float:
    worths = [entry.worth(term) for term in terms]
    found = sum(worth > 0 for worth in worths)
    if not terms or 2 * found <= len(terms):
        return 0.0
    whole = WHOLE_NAME if " ".join(terms) in entry.names else 0.0
    return (sum(worths) + whole) * (found / len(terms)) ** 2


def _hit(document: Document, terms: Sequence[str]) -> Hit:
    return Hit(document.link, document.note, snippet(document.text, terms))


def query_terms(query: str) -> tuple[str, ...]:
    """The words of a query, each once; small words count only when there are no others."""
    words = tuple(dict.fromkeys(words_of(query)))
    return tuple(word for word in words if word not in SMALL_WORDS) or words


def words_of(text: str) -> Sequence[str]:
    """The words of a text without capitals, accents and signs."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("'s ", " "))
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return re.findall(r"[a-z0-9]+", kept.casefold())


def stem(word: str) -> str:
    """A word without the ending of a plural; words such as bursitis keep theirs."""
    if len(word) <= SHORTEST_BEGINNING or word.endswith(KEEPS_S):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(ADDS_ES):
        return word[:-2]
    return word.removesuffix("s")


def snippet(text: str, terms: Iterable[str]) -> str:
    """The sentence in which one of the words stands first, else the first one, cut to a length.

    A short sentence brings the next one along.
    """
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    stems = {stem(term) for term in terms}
    told = (i for i, s in enumerate(sentences) if stems & {stem(word) for word in words_of(s)})
    start = next(told, 0)
    end = start + 1 if len(sentences[start]) > SHORT_SNIPPET else start + 2
    chosen = " ".join(sentences[start:end])
    if len(chosen) <= SNIPPET:
        return chosen
    return f"{chosen[:SNIPPET].rsplit(' ', 1)[0]} …"


def _order(each: tuple[float, _Entry]) -> tuple[float, int, str, str]:
    score, entry = each
    link = entry.document.link
    return -score, link.kind.rank, link.title.casefold(), link.id


@lru_cache(maxsize=4)
def _index(shelf: Shelf) -> tuple[_Entry, ...]:
    """Every entry in words, made once for a shelf."""
    return tuple(_entry(each) for each in documents(shelf))


def _entry(document: Document) -> _Entry:
    title, names = document.link.title, document.names
    fields = (
        _field(IN_SENTENCE if document.link.kind in SENTENCES else IN_TITLE, title),
        _field(IN_NAME, " ".join(names)),
        _field(IN_TEXT, document.text),
    )
    whole = (" ".join(query_terms(each)) for each in (title, *names))
    return _Entry(document, fields, frozenset(whole))


def _field(weight: float, text: str) -> _Field:
    words = frozenset(words_of(text))
    return _Field(weight, words, frozenset(stem(word) for word in words))
