"""What the options of a question mean: which one says no, and which one beats which."""

from __future__ import annotations

from stridewell.intake.reading import NOT_SURE
from stridewell.knowledge.records import Option, Question


def calm_option(question: Question) -> str | None:
    """The option that says "no" to every other one, if there is one."""
    if question.kind == "side":
        return None
    for option in question.options:
        if option.none or (not option.present and _denies_all(option, question)):
            return option.id
    return None


def _denies_all(option: Option, question: Question) -> bool:
    if not option.absent:
        return False
    others = {f for each in question.options if each.id != option.id for f in each.present}
    return others <= set(option.absent) or option.id in {"no", "none", "normal", "negative"}


def has_not_sure(question: Question) -> bool:
    """Whether the question accepts "not sure"."""
    return question.option(NOT_SURE) is not None


def says_nothing(question: Question, option_id: str) -> bool:
    """Whether the option says nothing about any finding, so that denying it says nothing either."""
    option = question.option(option_id)
    return option is not None and not (option.present or option.absent)


def outranks(question: Question, first: str, second: str) -> bool:
    """Whether the first option must win when both were said: the second denies or doubts it."""
    one, other = question.option(first), question.option(second)
    if one is None or other is None:
        return False
    settled = set(other.absent) | set(other.unknown)
    return bool(set(one.present) & settled) and not set(other.present) & set(one.absent)
