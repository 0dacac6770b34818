"""Every tag of plain markup as columns: found by NumPy in one pass instead of one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stridewell.adapters.xml_activities.letters import WORD, Flags, Letters, Rows, Words

_DEEPEST = 64
_LT, _GT, _SLASH, _BANG, _QUESTION = b"<>/!?"
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(WORD + 1)], dtype=np.uint64)
_LOWER = np.uint64(0x2020_2020_2020_2020)
_ENDS_NAME = np.zeros(256, dtype=np.bool_)
_ENDS_NAME[list(b" \t\r\n/>")] = True


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The opening tags of a well-formed text without comments or entities.

    All columns have one row for each element, in the order of the text. ``at`` and ``end`` are
    where its opening tag begins and ends; ``stop`` is where the next tag begins, so that the
    text of an element stands between ``end`` and ``stop``. ``depth`` is 0 for the outermost.
    """

    letters: Letters
    at: Rows
    end: Rows
    stop: Rows
    depth: NDArray[np.int32]
    is_empty: Flags
    names: Rows
    """Where their names begin, prefixes of namespaces left out."""
    _first: Words
    """The first eight bytes of their names."""

    def named(self, name: str, *, any_case: bool = False) -> Rows:
        """The rows of the elements of a name of at most 16 letters, in order."""
        word = name.encode()
        first, second = word[:WORD], word[WORD:]
        rows = _begins(self._first, first, any_case=any_case).nonzero()[0]
        if second:
            rest = self.letters.words[self.names[rows] + WORD]
            rows = rows[_begins(rest, second, any_case=any_case)]
        found: Rows = rows[_ENDS_NAME[self.letters.bytes_[self.names[rows] + len(word)]]]
        return found

    def spans(self, rows: Rows) -> tuple[Rows, Rows]:
        """Where the text of the elements before their first child begins and ends."""
        begins = self.end[rows] + 1
        return begins, np.where(self.is_empty[rows], begins, self.stop[rows])

    def texts(self, rows: Rows) -> list[bytes]:
        """What stands in the elements before their first child; "" in empty ones."""
        return self.letters.pieces(*self.spans(rows))


def scan_tags(text: bytes, prefixes: Iterable[bytes] = ()) -> Tags | None:
    """The tags of a text; None unless it is well-formed, without comments and instructions.

    ``prefixes`` are those of namespaces. Not looked at is how attributes are written.
    """
    letters = Letters.of(text)
    bytes_ = letters.bytes_
    at, end = np.flatnonzero(bytes_ == _LT), np.flatnonzero(bytes_ == _GT)
    if at.size != end.size or not ((at < end).all() and (end[:-1] < at[1:]).all()):
        return None
    second = bytes_[at + 1]
    if ((second == _BANG) | (second == _QUESTION)).any():
        return None
    closes = second == _SLASH
    is_empty = bytes_[end - 1] == _SLASH
    if (closes & is_empty).any() or not _is_balanced(letters, (at, end), closes, is_empty):
        return None
    step = np.ones(at.size, dtype=np.int8)
    step[closes] = -1
    step[is_empty] = 0
    opens = np.flatnonzero(~closes)
    is_empty = is_empty[opens]
    begin = at[opens]
    names, first = _behind_prefixes(letters.words, begin + 1, prefixes)
    return Tags(
        letters=letters,
        at=begin,
        end=end[opens],
        stop=at[np.minimum(opens + 1, at.size - 1)],
        depth=np.cumsum(step, dtype=np.int32)[opens] - ~is_empty,
        is_empty=is_empty,
        names=names,
        _first=first,
    )


def _behind_prefixes(words: Words, names: Rows, prefixes: Iterable[bytes]) -> tuple[Rows, Words]:
    """Where the names begin behind the prefix of a namespace, and their first eight bytes."""
    first = words[names]
    for prefix in prefixes:
        begin = prefix + b":"
        rows = np.flatnonzero(_begins(first, begin[:WORD], any_case=False))
        for part in range(WORD, len(begin), WORD):
            rest = begin[part : part + WORD]
            rows = rows[_begins(words[names[rows] + part], rest, any_case=False)]
        names[rows] += len(begin)
        first[rows] = words[names[rows]]
    return names, first


def _is_balanced(
    letters: Letters, spans: tuple[Rows, Rows], closes: Flags, is_empty: Flags
) -> bool:
    """Whether every element ends where it should: pairs side by side are taken out in turn."""
    rows = np.flatnonzero(~is_empty)
    for _ in range(_DEEPEST):
        if not rows.size:
            return True
        shut = closes[rows]
        openers = np.flatnonzero(~shut[:-1] & shut[1:])
        if not openers.size or not _are_pairs(letters, spans, rows[openers], rows[openers + 1]):
            return False
        keep = np.ones(rows.size, dtype=np.bool_)
        keep[openers] = False
        keep[openers + 1] = False
        rows = rows[keep]
    return False


def _are_pairs(letters: Letters, spans: tuple[Rows, Rows], openers: Rows, closers: Rows) -> bool:
    """Whether each closing tag has the name of its opening one (its length, its first bytes)."""
    at, end = spans
    opening, closing = at[openers] + 1, at[closers] + 2
    length = end[closers] - closing
    mask = _MASKS[np.minimum(length, WORD)]
    return bool(
        (length > 0).all()
        and ((letters.words[opening] ^ letters.words[closing]) & mask == 0).all()
        and _ENDS_NAME[letters.bytes_[opening + length]].all()
    )


def _begins(words: NDArray[np.uint64], begin: bytes, *, any_case: bool) -> Flags:
    """Which words of eight bytes begin so; in any case, ``begin`` is in lower case."""
    word = np.frombuffer(begin.ljust(WORD, b"\0"), np.uint64)[0]
    mask = _MASKS[len(begin)]
    seen = words | _LOWER if any_case else words
    found: Flags = ((seen ^ word) & mask) == 0
    return found
