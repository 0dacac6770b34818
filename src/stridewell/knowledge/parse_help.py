"""Whom to see and when: file → records."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from stridewell.knowledge.fuel import ScreenLevel
from stridewell.knowledge.help import HelpKnowledge, HelpRule, PainTrend, Person
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import optional_criterion
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS
from stridewell.knowledge.records import Level

E = TypeVar("E", bound=StrEnum)


def parse_help(file: Node) -> HelpKnowledge:
    """People and rules.

    Raises:
        KnowledgeError: the file is broken; the text names the key.
    """
    return HelpKnowledge(
        people={name: parse_person(name, node) for name, node in file.child("people").items()},
        rules={name: parse_help_rule(name, node) for name, node in file.child("rules").items()},
    )


def parse_person(person_id: str, node: Node) -> Person:
    """Someone to see."""
    node.only("name", "what", "bring", "ask")
    return Person(
        person_id, node.text("name"), node.text("what"), node.texts("bring"), node.texts("ask")
    )


def parse_help_rule(rule_id: str, node: Node) -> HelpRule:
    """When to see whom; a rule without a condition would fire for everybody and is refused."""
    parts = ("levels", "tissues", "trend", "screen", "when", "eating")
    node.only("see", "urgency", "because", *parts, *WARRANT_KEYS)
    if not any(node.has(part) for part in parts):
        raise node.fail("the rule names nothing that has to be so")
    return HelpRule(
        id=rule_id,
        see=node.text("see"),
        urgency=node.member("urgency", Level),
        because=node.text("because"),
        warrant=parse_warrant(node),
        levels=_members(node, "levels", Level),
        tissues=frozenset(node.texts("tissues")),
        trend=_members(node, "trend", PainTrend),
        screen=_members(node, "screen", ScreenLevel),
        when=optional_criterion(node, "when"),
        eating=node.flag("eating"),
    )


def _members(node: Node, key: str, kind: type[E]) -> frozenset[E]:
    found = []
    for text in node.texts(key):
        if text not in set(kind):
            raise node.fail(f"{text!r} is none of {', '.join(kind)}")
        found.append(kind(text))
    return frozenset(found)
