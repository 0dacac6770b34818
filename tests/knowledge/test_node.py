"""A place in a knowledge file names file and key when its value is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stridewell.errors import KnowledgeError
from stridewell.knowledge.node import Node
from stridewell.knowledge.records import Level
from stridewell.values.evidence import Grade, Verification


def node(value: object, **defaults: object) -> Node:
    return Node("file.yaml", value, defaults)


READS: tuple[tuple[Callable[[], object], str], ...] = (
    (lambda: node([1]).mapping(), "file.yaml: a mapping"),
    (lambda: list(node({1: 2}).items()), "the key 1 is no text"),
    (lambda: node({"lable": 1}).only("label"), "unknown key 'lable'"),
    (lambda: node({}).child("label"), "'label' is missing"),
    (lambda: node({"steps": "one"}).nodes("steps"), "'steps' must be a list"),
    (lambda: node({"steps": ["one", 2]}).texts("steps"), "file.yaml.steps[1]: text is expected"),
    (lambda: node({"label": " "}).text("label"), "file.yaml.label: text is expected"),
    (lambda: node({"sets": "3"}).number("sets"), "file.yaml.sets: a number is expected"),
    (lambda: node({"sets": True}).number("sets"), "a number is expected"),
    (lambda: node({"sets": 2.5}).whole("sets"), "'sets' must be a whole number"),
    (lambda: node({"gentle": "yes"}).flag("gentle"), "'gentle' must be true or false"),
    (lambda: node({"level": "soon"}).member("level", Level), "'soon' is none of emergency_now"),
    (lambda: node({"range": [1]}).interval("range"), "must be a range"),
    (lambda: node({"range": [2, 1]}).interval("range"), "the range 'range' is upside down"),
    (lambda: node({}).source_ids(), "'source' is missing"),
)


@pytest.mark.parametrize(("read", "told"), READS)
def test_a_wrong_value_is_named_with_its_place(read: Callable[[], object], told: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read()
    assert told in str(caught.value)
    assert str(caught.value).startswith("file.yaml")


def test_the_defaults_of_a_file_fill_what_an_entry_leaves_out() -> None:
    entry = node({}, grade="weak", source="mellor_2018", verification="seen", safety=True)
    assert (entry.grade(), entry.source_ids()) == (Grade.WEAK, ("mellor_2018",))
    assert entry.verification() is Verification.SEEN
    assert entry.flag("safety")


def test_an_entry_overrules_the_defaults() -> None:
    entry = node({"sources": ["a", "b"], "grade": "strong"}, grade="weak", source="c")
    assert (entry.grade(), entry.source_ids()) == (Grade.STRONG, ("a", "b"))
    assert entry.verification() is Verification.ESTIMATE


def test_what_is_absent_has_a_quiet_default() -> None:
    entry = node({"empty": None})
    assert not entry.has("empty")
    assert entry.texts("steps") == ()
    assert entry.text("note", "none") == "none"
    assert not entry.flag("gentle")
