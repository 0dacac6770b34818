"""Triage rules, levels, conditions and the numbers of the reasoning: files → records."""

from __future__ import annotations

from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import parse_criterion
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.records import (
    Condition,
    CriticalItem,
    Evidence,
    Level,
    LevelSpec,
    Modifier,
    PhoneNumber,
    Running,
    TriageRule,
)
from stridewell.knowledge.warrant import Value

WARRANT_KEYS = ("grade", "source", "sources", "verification", "note")


def parse_rule(rule_id: str, level: Level, node: Node) -> TriageRule:
    """A triage rule."""
    node.only("when", "suspected", "text", *WARRANT_KEYS)
    when = parse_criterion(node.child("when"))
    return TriageRule(
        rule_id, level, when, node.text("suspected"), node.text("text"), parse_warrant(node)
    )


def parse_critical(item_id: str, node: Node) -> CriticalItem:
    """One of the eight critical items."""
    node.only("question", "assume", "plain")
    return CriticalItem(item_id, node.text("question"), node.text("assume"), node.text("plain"))


def parse_level(level: Level, node: Node) -> LevelSpec:
    """What an urgency level means."""
    node.only("label", "meaning", "within_hours", "running", "action")
    return LevelSpec(
        level=level,
        label=node.text("label"),
        meaning=node.text("meaning"),
        within_hours=node.number("within_hours"),
        running=node.text("running"),
        action=node.text("action"),
    )


def parse_phone(node: Node) -> PhoneNumber:
    """A number to call."""
    node.only("number", "note")
    return PhoneNumber(node.text("number"), node.text("note", ""))


def parse_value(node: Node) -> Value:
    """A number with unit and warrant."""
    node.only("value", "unit", *WARRANT_KEYS)
    return Value(node.number("value"), node.text("unit"), parse_warrant(node))


def parse_condition(condition_id: str, node: Node) -> Condition:
    """A candidate cause."""
    node.only(
        *("name", "plain", "aliases", "tissue", "must_not_miss", "urgency", "prior", "regions"),
        *("modifiers", "evidence", "running", "return_weeks", "never", "easing", "sources"),
    )
    prior, weeks = node.child("prior"), node.child("return_weeks")
    regions = node.child("regions").only("core", "also")
    return Condition(
        id=condition_id,
        name=node.text("name"),
        plain=node.text("plain"),
        aliases=node.texts("aliases"),
        tissue=node.text("tissue"),
        must_not_miss=node.flag("must_not_miss"),
        urgency=node.member("urgency", Level),
        prior_percent=Value(
            prior.only("percent", *WARRANT_KEYS).number("percent"), "%", parse_warrant(prior)
        ),
        core_regions=regions.texts("core"),
        other_regions=regions.texts("also"),
        modifiers=tuple(parse_modifier(entry) for entry in node.nodes("modifiers")),
        evidence=tuple(parse_evidence(entry) for entry in node.nodes("evidence")),
        running=node.member("running", Running),
        return_weeks=weeks.only("range", *WARRANT_KEYS).interval("range"),
        return_warrant=parse_warrant(weeks),
        never=node.texts("never"),
        easing=node.texts("easing"),
        sources=node.texts("sources"),
    )


def parse_modifier(node: Node) -> Modifier:
    """A circumstance that multiplies the prior."""
    node.only("when", "factor", "text", *WARRANT_KEYS)
    when = parse_criterion(node.child("when"))
    return Modifier(when, node.number("factor"), node.text("text"), parse_warrant(node))


def parse_evidence(node: Node) -> Evidence:
    """A finding's likelihood ratios for the condition."""
    node.only("finding", "present", "absent", *WARRANT_KEYS)
    return Evidence(
        node.text("finding"), node.number("present"), node.number("absent"), parse_warrant(node)
    )
