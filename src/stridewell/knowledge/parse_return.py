"""The tests before running and what is reintroduced: files → records."""

from __future__ import annotations

from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS
from stridewell.knowledge.training import ExtraParts, GateTest, Reintroduced


def parse_gate(gate_id: str, node: Node) -> GateTest:
    """A test before the first run."""
    node.only("name", "steps", "passes", "impact", *WARRANT_KEYS)
    return GateTest(
        id=gate_id,
        name=node.text("name"),
        steps=node.texts("steps"),
        passes=node.text("passes"),
        impact=node.flag("impact"),
        warrant=parse_warrant(node),
    )


def parse_reintroduced(extra_id: str, node: Node) -> Reintroduced:
    """Something that comes back into running on its own."""
    node.only("name", "how", "watch", "sessions", "parts", *WARRANT_KEYS)
    return Reintroduced(
        id=extra_id,
        name=node.text("name"),
        how=node.text("how"),
        watch=node.text("watch"),
        sessions=node.whole("sessions"),
        warrant=parse_warrant(node),
        parts=_parts(node.child("parts")) if node.has("parts") else None,
    )


def _parts(node: Node) -> ExtraParts:
    node.only("times", "work_s", "rest_s")
    return ExtraParts(node.whole("times"), node.whole("work_s"), node.whole("rest_s"))
