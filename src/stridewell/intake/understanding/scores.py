"""Pain scores: "7/10", "6 out of 10"."""

from __future__ import annotations

from stridewell.intake.understanding.amounts import Amount
from stridewell.intake.understanding.passage import Passage

MOST_PAIN = 10.0
TEN = frozenset({"10", "ten"})


def text_at(passage: Passage, index: int) -> str:
    """The text of a word, or nothing beyond the ends of the passage."""
    return passage.words[index].text if 0 <= index < len(passage.words) else ""


def joint_after(passage: Passage, index: int) -> str:
    """The marks between a word and the next one."""
    if index + 1 >= len(passage.words):
        return ""
    return passage.text[passage.words[index].end : passage.words[index + 1].start].strip()


def score_end(amount: Amount, passage: Passage) -> int | None:
    """The last word of "7/10" or "6 out of ten"; nothing when the number is no such score."""
    if not 0 <= amount.low <= amount.high <= MOST_PAIN:
        return None
    after = amount.last + 1
    if joint_after(passage, amount.last) == "/" and text_at(passage, after) in TEN:
        return after
    texts = [text_at(passage, index) for index in range(after, after + 3)]
    if texts[:2] == ["out", "of"] and texts[2] in TEN:
        return after + 2
    return after + 1 if texts[0] in {"of", "from", "over"} and texts[1] in TEN else None
