"""The questions of the week: files → records."""

from __future__ import annotations

from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS
from stridewell.knowledge.weekly import WeeklyQuestion

FEWEST = 2


def parse_weekly(question_id: str, node: Node) -> WeeklyQuestion:
    """One question of the week."""
    node.only("text", "options", *WARRANT_KEYS)
    options = node.texts("options")
    if len(options) < FEWEST:
        raise node.fail("a question needs two options or more")
    return WeeklyQuestion(question_id, node.text("text"), options, parse_warrant(node))
