"""The interview and the contradictions: files → records."""

from __future__ import annotations

from stridewell.knowledge.interview import ContradictionRule, Interview
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import parse_criterion
from stridewell.knowledge.parse_judgement import parse_value


def parse_interview(node: Node) -> Interview:
    """What is always asked, and when enough is known."""
    node.only("core", "plan", "stop")
    stop = node.child("stop").only("lead_change", "bits", "most", "stake")
    return Interview(
        core=node.texts("core"),
        plan=node.texts("plan"),
        lead_change=parse_value(stop.child("lead_change")).value,
        bits=parse_value(stop.child("bits")).value,
        most=int(parse_value(stop.child("most")).value),
        stake={level: parse_value(each).value for level, each in stop.child("stake").items()},
    )


def parse_contradiction(rule_id: str, node: Node) -> ContradictionRule:
    """Answers that cannot both be right."""
    node.only("when", "questions", "text", "doubt")
    return ContradictionRule(
        id=rule_id,
        when=parse_criterion(node.child("when")),
        questions=node.texts("questions"),
        text=node.text("text"),
        doubt=node.texts("doubt"),
    )
