"""What a person types as an answer: numbers of options, option ids, numbers, days and words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stridewell.errors import CaseError
from stridewell.intake.reading import NOT_SURE, Answer
from stridewell.knowledge.records import Knowledge, Question
from stridewell.values.anatomy import Side

UNSURE_KEY = "s"
SIDE_KEYS = {"l": Side.LEFT, "r": Side.RIGHT, "b": Side.BOTH, "m": Side.MIDLINE}
_PLACE = re.compile(r"([a-z_]+|\d+)\s*[:/-]?\s*(left|right|both|middle|midline|[lrbm])?$")


def shown_options(question: Question, knowledge: Knowledge) -> Sequence[tuple[str, str]]:
    """The answers a person can choose by number: id and label; "not sure" has its own key."""
    if question.kind == "regions":
        return [(region.id, region.plain) for region in knowledge.regions.values()]
    return [(option.id, option.label) for option in question.options if option.id != NOT_SURE]


def unsure(question: Question) -> Answer | None:
    """The answer "not sure"; None, which passes over, where the question does not know it."""
    if question.kind in {"number", "date", "regions"}:
        return NOT_SURE
    if question.option(NOT_SURE) is None:
        return None
    return [NOT_SURE] if question.kind == "multi" else NOT_SURE


def read_typed(question: Question, typed: str, knowledge: Knowledge) -> Answer | None:
    """What was typed, as an answer; None passes the question over.

    Raises:
        CaseError: it is no answer to this question.
    """
    if typed.lower() == UNSURE_KEY:
        return unsure(question)
    if question.kind == "text":
        return typed or None
    if not typed:
        raise CaseError("There is no answer yet.", "Type one, or s for not sure.")
    match question.kind:
        case "date":
            return typed
        case "number":
            return _number(typed)
        case "regions" | "multi":
            return _several(question, typed, knowledge)
        case _:
            return _chosen(typed, question, knowledge)


def _several(question: Question, typed: str, knowledge: Knowledge) -> Answer:
    if question.kind == "regions":
        return [_place(entry, question, knowledge) for entry in _places(typed)]
    return [_chosen(entry, question, knowledge) for entry in _entries(typed)]


def _entries(typed: str) -> Sequence[str]:
    return [each for each in re.split(r"[,;\s]+", typed) if each]


def _places(typed: str) -> Sequence[str]:
    """The places with their sides: "8r, 9" and "8 right 9" are two places each."""
    words = _entries(typed)
    sides = {*SIDE_KEYS, *Side, "middle"}
    joined: list[str] = []
    for word in words:
        if word.lower() in sides and joined:
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined


def _chosen(entry: str, question: Question, knowledge: Knowledge) -> str:
    options = shown_options(question, knowledge)
    if entry.lower() == UNSURE_KEY and question.option(NOT_SURE) is not None:
        return NOT_SURE
    if entry.isdecimal() and 1 <= int(entry) <= len(options):
        return options[int(entry) - 1][0]
    if any(entry == option for option, _ in options):
        return entry
    raise CaseError(
        f"{entry!r} is none of the answers.", f"Type a number from 1 to {len(options)}."
    )


def _place(entry: str, question: Question, knowledge: Knowledge) -> Answer:
    found = _PLACE.match(entry.lower())
    if found is None:
        raise CaseError(f"{entry!r} is no place.", "Type its number and a side, such as 8r.")
    region = _chosen(found[1], question, knowledge)
    return {"region": region, "side": SIDE_KEYS[found[2][0]].value} if found[2] else region


def _number(typed: str) -> float:
    try:
        return float(typed.replace(",", "."))
    except ValueError as error:
        raise CaseError(f"{typed!r} is not a number.", "Type it in digits, such as 2.5.") from error
