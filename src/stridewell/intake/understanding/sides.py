"""Left, right, both or the middle: which side a place is on, and which side the story is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stridewell.intake.understanding.cues import Cues, Kind
from stridewell.intake.understanding.scopes import Scopes
from stridewell.values.anatomy import Region, Side

MIDLINE = frozenset({Region.PUBIS, Region.LBP_MID, Region.SACRUM, Region.PERINEUM, Region.GENITAL})
"""Regions in the middle of the body, which have no side of their own."""
REACH = 4
"""A side belongs to a place at most so many words away."""
MIDDLES = frozenset({"centre", "center", "middle", "midline", "spine", "sacrum", "navel"})
"""What a side is reckoned from, as in "left of centre"."""
BESIDE = frozenset({"beside", "besides", "off", "from"})
"""What stands beside the middle is not in it, as in "just off the middle"."""


@dataclass(frozen=True, slots=True)
class SideWord:
    """A word that says a side, and where it stands."""

    side: Side
    index: int


def side_words(cues: Cues, scopes: Scopes) -> tuple[SideWord, ...]:
    """Every left, right, both and middle that is a side of the runner's body."""
    found = [
        SideWord(side, place[-1])
        for side, name in (
            (Side.LEFT, "side_left"),
            (Side.RIGHT, "side_right"),
            (Side.BOTH, "side_both"),
            (Side.MIDLINE, "side_midline"),
        )
        for place in cues.of(name)
        if _is_side(cues, place[0], place[-1], side)
        and not {Kind.OTHERS, Kind.REPORTED, Kind.DENIED} & scopes.kinds_at(place)
    ]
    return tuple(sorted(found, key=lambda each: each.index))


def _is_side(cues: Cues, first: int, last: int, side: Side) -> bool:
    """Whether it is a side of the body: "right now" and "I left it" say none."""
    words = cues.passage.words
    before = words[first - 1].text if first > 0 else ""
    if side is Side.MIDLINE and before in BESIDE:
        return False
    if side not in {Side.LEFT, Side.RIGHT} or first != last:
        return True
    after = words[last + 1].text if last + 1 < len(words) else ""
    follows = last + 1 < len(words) and cues.passage.same_clause(last, last + 1)
    if before in {"my", "the", "his", "her", "our", "your"}:
        return True
    if follows and after == "of" and {each.text for each in words[last + 2 : last + 4]} & MIDDLES:
        return True
    if follows and last + 1 in cues.words_of("not_a_side_before"):
        return before in {"on", "mainly", "mostly", "only", "just", "side"} and after not in {
            "now",
            "away",
        }
    return side is Side.RIGHT or before not in {
        "i",
        "he",
        "she",
        "we",
        "have",
        "has",
        "had",
        "is",
        "weeks",
    }


def side_near(cues: Cues, words: Sequence[SideWord], first: int, last: int) -> SideWord | None:
    """The side that belongs to the place between two words, if one stands near enough."""
    passage = cues.passage
    inside = [each for each in words if first <= each.index <= last]
    if inside:
        return next((each for each in inside if each.side is not Side.MIDLINE), inside[0])
    near = [
        each
        for each in words
        if passage.same_sentence(each.index, first)
        and _gap(cues, each.index, first, last)
        <= (
            REACH
            if passage.same_clause(each.index, first) or passage.same_clause(each.index, last)
            else 2
        )
    ]
    return min(
        near,
        key=lambda each: (each.side is Side.MIDLINE, _gap(cues, each.index, first, last)),
        default=None,
    )


def _gap(cues: Cues, index: int, first: int, last: int) -> int:
    if index < first:
        return cues.passage.between(index, first)
    return cues.passage.between(last, index)


def main_side(placed: Sequence[SideWord], words: Sequence[SideWord]) -> SideWord | None:
    """The side the story is mostly about.

    Sides that stand with a painful place count before others, and the one that is named first
    before those that follow.
    """
    told = placed or [each for each in words if each.side is not Side.MIDLINE]
    return min(told, key=lambda each: each.index, default=None)
