"""The rule language as it is written in files."""

from __future__ import annotations

import pytest

from stridewell.errors import KnowledgeError
from stridewell.knowledge.criteria import All, AtLeast, Compare, Not, Present
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import optional_criterion, parse_criterion


def node(value: object) -> Node:
    return Node("rules.yaml", value, {})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("limp", Present("limp")),
        ({"present": "limp"}, Present("limp")),
        ({"not": "limp"}, Not(Present("limp"))),
        ({"any": ["limp", "fever"]}, AtLeast(1, (Present("limp"), Present("fever")))),
        ({"all": [{"compare": ["age", ">=", 60]}]}, All((Compare("age", ">=", 60.0),))),
        ({"at_least": 2, "of": ["a", "b"]}, AtLeast(2, (Present("a"), Present("b")))),
    ],
)
def test_every_form_is_read(written: object, meant: object) -> None:
    assert parse_criterion(node(written)) == meant


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"either": ["a"]}, "'either' is not part"),
        ({"all": ["a"], "any": ["b"]}, "exactly one of"),
        ({"any": []}, "at least one part"),
        ({"compare": ["age", 60]}, "[finding, relation, limit]"),
        ({"compare": ["age", "=>", 60]}, "the relation must be one of"),
        ({"compare": ["age", ">", "old"]}, "a number is expected"),
        ({"at_least": 1.5, "of": ["a"]}, "whole number"),
        ([], "a mapping"),
        ({"all": [{"not": {"any": [7]}}]}, "rules.yaml.all[0].not.any[0]"),
    ],
)
def test_anything_else_is_refused_with_its_place(written: object, told: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse_criterion(node(written))
    assert told in str(caught.value)


def test_a_rule_may_be_left_out_where_it_is_optional() -> None:
    assert optional_criterion(node({}), "when") is None
    assert optional_criterion(node({"when": "limp"}), "when") == Present("limp")
