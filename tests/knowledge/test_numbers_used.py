"""No number is kept that no code reckons with."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import stridewell
from stridewell.adapters.knowledge_files import packaged_knowledge

SOURCE = Path(stridewell.__file__).parent
KNOWLEDGE = packaged_knowledge()
NAME_START = re.compile(r"[a-z]\w*_")


def patterns() -> Iterator[str]:
    """Every text of the code that could be a name, those put together from parts included."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                yield from _put_together(node)


def _put_together(node: ast.JoinedStr) -> Iterator[str]:
    """The pattern of an f-string that begins like a name, such as ``burden_{kind}_s``."""
    parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
    if isinstance(parts[0], str) and NAME_START.fullmatch(parts[0]):
        yield "".join(r"\w+" if part is None else re.escape(str(part)) for part in parts)


def test_every_number_is_used_by_code() -> None:
    used = re.compile("|".join(set(patterns())))
    numbers = (
        *(*KNOWLEDGE.reasoning, *KNOWLEDGE.around.numbers),
        *KNOWLEDGE.fuel.sleep.rules,
        *KNOWLEDGE.load.numbers,
        *KNOWLEDGE.gait.numbers,
    )
    assert [name for name in numbers if not used.fullmatch(name)] == []


def test_every_number_stands_under_a_heading() -> None:
    grouped = [name for names in KNOWLEDGE.number_groups.values() for name in names]
    assert sorted(grouped) == sorted(KNOWLEDGE.reasoning)
    assert "" not in KNOWLEDGE.number_groups
