"""Answers as the runner gave them, in the words of the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stridewell.intake.reading import NOT_SURE, Answer, denied_option
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.anatomy import Side

UNSURE = "Not sure"
SIDE_WORDS = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both", Side.MIDLINE: "middle"}


def in_words(question: Question, answer: Answer, knowledge: Knowledge) -> str:
    """An answer in the words of the question; what it does not know stays as it was written."""
    if isinstance(answer, bool):
        return in_words(question, "yes" if answer else "no", knowledge)
    if isinstance(answer, int | float):
        return _amount(answer, question.unit or "")
    if isinstance(answer, Mapping):
        return _place(str(answer.get("region")), str(answer.get("side") or ""), knowledge)
    if isinstance(answer, Sequence) and not isinstance(answer, str):
        return "; ".join(in_words(question, each, knowledge) for each in answer)
    return _word(question, str(answer), knowledge)


def _word(question: Question, word: str, knowledge: Knowledge) -> str:
    denied = denied_option(word)
    if denied is not None:
        return f"no to “{_word(question, denied, knowledge)}”"
    option = question.option(word)
    if option is not None:
        return option.label
    if word == NOT_SURE:
        return UNSURE
    return _place(word, "", knowledge) if question.kind == "regions" else word


def _amount(value: float, unit: str) -> str:
    several = unit in {"week", "night", "year"} and value != 1
    return f"{value:g} {unit}{'s' if several else ''}".rstrip()


def _place(name: str, side: str, knowledge: Knowledge) -> str:
    region = knowledge.regions.get(name)
    plain = region.plain if region is not None else name
    told = SIDE_WORDS[Side(side)] if side in set(Side) else ""
    return plain + (f" ({told})" if told else "")
