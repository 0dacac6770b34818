"""Answers to plain JSON values and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from stridewell.intake.reading import Answer

Json: TypeAlias = str | int | float | bool | list["Json"] | dict[str, "Json"]


def plain_answer(answer: Answer) -> Json:
    """The answer in JSON's own types; a date becomes its ISO text, a sequence a list."""
    match answer:
        case str() | bool() | int() | float():
            return answer
        case date():
            return answer.isoformat()
        case Mapping():
            return {key: plain_answer(value) for key, value in answer.items()}
        case _:
            return [plain_answer(value) for value in answer]
