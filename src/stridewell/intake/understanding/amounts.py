"""Numbers in figures and in words, and ranges of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stridewell.intake.understanding.passage import Passage, Word

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
TENS = "thirty forty fifty sixty seventy eighty ninety"
SPELT: Mapping[str, float] = {
    **{word: float(value) for value, word in enumerate(SMALL.split())},
    **{word: 30.0 + 10 * value for value, word in enumerate(TENS.split())},
    "couple": 2.0,
    "few": 3.0,
    "several": 4.0,
    "dozen": 12.0,
    "half": 0.5,
    "quarter": 0.25,
}
"""Numbers written as words; "a few" is read as three and "several" as four."""
ROUGH = frozenset({"couple", "few", "several", "dozen"})
"""Words that say a number only roughly."""
JOINTS = frozenset(
    {"to", "or", "-", "and", "till", "until", "nearly", "maybe", "perhaps", "almost"}
)
"""Words that may stand between the two ends of a range."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or the middle of a range, and the words it stands in (both ends included)."""

    value: float
    first: int
    last: int
    low: float
    high: float
    rough: bool = False


def amounts_in(passage: Passage) -> Sequence[Amount]:
    """Every number of the passage, ranges such as "six or seven" read as one."""
    found: list[Amount] = []
    index = 0
    while index < len(passage.words):
        amount = _amount_at(passage, index)
        if amount is None:
            index += 1
            continue
        found.append(amount)
        index = amount.last + 1
    return found


def is_number(word: Word) -> bool:
    """Whether a word says a number."""
    return word.value is not None or word.text in SPELT


def value_at(passage: Passage, index: int) -> float | None:
    """The number that one word says, in figures or in letters."""
    word = passage.words[index]
    return word.value if word.value is not None else SPELT.get(word.text)


def _amount_at(passage: Passage, index: int) -> Amount | None:
    low = value_at(passage, index)
    if low is None:
        return None
    rough = passage.words[index].text in ROUGH
    low, last = _with_half(passage, index, low)
    high, end = _range_end(passage, last, low)
    return Amount((low + high) / 2, index, end, low, high, rough)


def _with_half(passage: Passage, index: int, value: float) -> tuple[float, int]:
    """The number with what belongs to it: "four and a half", "twenty five"; else itself."""
    texts = [word.text for word in passage.words[index + 1 : index + 4]]
    if texts[:3] == ["and", "a", "half"]:
        return value + 0.5, index + 3
    if texts[:2] == ["and", "half"]:
        return value + 0.5, index + 2
    if texts and passage.words[index].text in [*TENS.split(), "twenty"]:
        ones = SPELT.get(texts[0], 0.0)
        if 1.0 <= ones <= 9.0:  # noqa: PLR2004  (the ones behind the tens)
            return value + ones, index + 1
    return value, index


def _range_end(passage: Passage, last: int, low: float) -> tuple[float, int]:
    """The upper end of "6-7", "6 to 7" or "six or seven"; the number itself when there is none."""
    at = last + 1
    while at < len(passage.words) and passage.words[at].text in JOINTS and at - last <= 2:  # noqa: PLR2004
        at += 1
    if at >= len(passage.words) or not passage.same_sentence(last, at):
        return low, last
    joined = passage.text[passage.words[last].end : passage.words[at].start]
    dash = joined.strip() in {"-", "–", "—"}
    if at == last + 1 and not dash:
        return low, last
    high = value_at(passage, at)
    if high is None or not low < high <= max(4 * low, low + 10) or "and" in joined.split():
        return low, last
    return _with_half(passage, at, high)
