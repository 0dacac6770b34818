"""Training load: the files below ``load/`` → records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from stridewell.knowledge.fuel import Grounds
from stridewell.knowledge.load import ChangeSpec, LoadKnowledge, LoadWeight
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_around import parse_figure
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS, parse_value

T = TypeVar("T")
FOLDER = "load/"


def parse_load(files: Mapping[str, Node]) -> LoadKnowledge:
    """Every file below ``load/`` but the single-run spike as one record.

    Figures of what goes around the run may be named here as well, so that none stands twice.

    Raises:
        KnowledgeError: a file is broken; the text names file and key.
    """
    found = tuple(node for path, node in files.items() if path.startswith(FOLDER))
    around = tuple(node for path, node in files.items() if path.startswith("around/"))
    changes = _gather(found, "changes", parse_change)
    named = {figure for change in changes.values() for figure in change.figures}
    borrowed = _gather(around, "figures", parse_figure)
    return LoadKnowledge(
        numbers=_gather(found, "numbers", lambda _, node: parse_value(node)),
        weights=_gather(found, "weights", parse_weight),
        grounds=_gather(found, "grounds", _grounds),
        changes=changes,
        figures=_gather(found, "figures", parse_figure)
        | {name: figure for name, figure in borrowed.items() if name in named},
    )


def _gather(files: tuple[Node, ...], key: str, parse: Callable[[str, Node], T]) -> dict[str, T]:
    gathered: dict[str, T] = {}
    for file in files:
        if not file.has(key):
            continue
        for entry_id, entry in file.child(key).items():
            if entry_id in gathered:
                raise entry.fail(f"{entry_id!r} is defined twice")
            gathered[entry_id] = parse(entry_id, entry)
    return gathered


def parse_weight(weight_id: str, node: Node) -> LoadWeight:
    """How much a km of a kind of ground counts."""
    node.only("band", "middle", *WARRANT_KEYS)
    band, middle = node.interval("band"), node.number("middle")
    if not band.contains(middle):
        raise node.fail("the middle lies outside the band")
    return LoadWeight(weight_id, band, middle, parse_warrant(node))


def parse_change(change_id: str, node: Node) -> ChangeSpec:
    """A kind of change that may be told."""
    node.only("title", "caveat", "figures", "finding", *WARRANT_KEYS)
    return ChangeSpec(
        id=change_id,
        title=node.text("title"),
        caveat=node.text("caveat"),
        figures=node.texts("figures"),
        warrant=parse_warrant(node),
        finding=node.text("finding") if node.has("finding") else None,
    )


def _grounds(_: str, node: Node) -> Grounds:
    node.only("text", *WARRANT_KEYS)
    return Grounds(node.text("text"), parse_warrant(node))
