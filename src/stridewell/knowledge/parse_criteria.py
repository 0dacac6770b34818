"""Rule language in files → criteria. A plain name means "present"."""

from __future__ import annotations

from stridewell.knowledge.criteria import (
    COMPARISONS,
    All,
    AtLeast,
    Compare,
    Criterion,
    Not,
    Present,
)
from stridewell.knowledge.node import Node


def parse_criterion(node: Node) -> Criterion:
    """Read a criterion.

    Raises:
        KnowledgeError: it is none of the forms of the rule language.
    """
    if isinstance(node.value, str):
        return Present(node.as_text())
    keys = set(node.mapping())
    if keys == {"at_least", "of"}:
        return AtLeast(node.whole("at_least"), _parts(node, "of"))
    if len(keys) != 1:
        raise node.fail("a rule has exactly one of: all, any, not, compare, present, at_least+of")
    return _single(node, keys.pop())


def _single(node: Node, key: str) -> Criterion:
    match key:
        case "present":
            return Present(node.text("present"))
        case "all":
            return All(_parts(node, "all"))
        case "any":
            return AtLeast(1, _parts(node, "any"))
        case "not":
            return Not(parse_criterion(node.child("not")))
        case "compare":
            return _compare(node)
        case _:
            raise node.fail(f"{key!r} is not part of the rule language")


def _parts(node: Node, key: str) -> tuple[Criterion, ...]:
    parts = tuple(parse_criterion(part) for part in node.nodes(key))
    if not parts:
        raise node.fail(f"{key!r} needs at least one part")
    return parts


def _compare(node: Node) -> Criterion:
    parts = node.nodes("compare")
    if len(parts) != 3:  # noqa: PLR2004  (finding, relation, limit)
        raise node.fail("compare is written [finding, relation, limit]")
    finding, relation, limit = parts
    if relation.as_text() not in COMPARISONS:
        raise relation.fail(f"the relation must be one of {' '.join(COMPARISONS)}")
    return Compare(finding.as_text(), relation.as_text(), limit.as_number())


def optional_criterion(node: Node, key: str) -> Criterion | None:
    """The criterion under a key, or None when the key is absent."""
    return parse_criterion(node.child(key)) if node.has(key) else None
