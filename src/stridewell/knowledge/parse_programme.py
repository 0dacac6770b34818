"""Programmes with their stages and criteria: files → records."""

from __future__ import annotations

from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS
from stridewell.knowledge.training import (
    Measure,
    Programme,
    ProgrammeStage,
    Stage,
    StageCriterion,
)


def parse_programme(programme_id: str, node: Node) -> Programme:
    """The way back for one or several conditions."""
    node.only("name", "conditions", "days_per_week", "load", "stages", *WARRANT_KEYS)
    return Programme(
        id=programme_id,
        name=node.text("name"),
        conditions=node.texts("conditions"),
        days_per_week=node.whole("days_per_week"),
        load=node.texts("load"),
        stages=tuple(_stage(each) for each in node.nodes("stages")),
        warrant=parse_warrant(node),
    )


def _stage(node: Node) -> ProgrammeStage:
    node.only(
        *("id", "name", "aim", "dose", "exercises", "weeks", "running"),
        *("enter_when", "leave_when"),
    )
    return ProgrammeStage(
        id=node.text("id"),
        name=node.text("name"),
        aim=node.text("aim"),
        dose=node.member("dose", Stage),
        exercises=node.texts("exercises"),
        weeks=node.interval("weeks") if node.has("weeks") else None,
        running=node.text("running"),
        enter_when=tuple(_criterion(each) for each in node.nodes("enter_when")),
        leave_when=tuple(_criterion(each) for each in node.nodes("leave_when")),
    )


def _criterion(node: Node) -> StageCriterion:
    node.only("measure", "at_most", "at_least", "test", "symmetry")
    measure = node.member("measure", Measure)
    if not (node.has("at_most") or node.has("at_least")):
        raise node.fail("a criterion needs at_most or at_least")
    if node.has("test") != (measure is Measure.TEST):
        raise node.fail("a test is named for the measure 'test', and only for it")
    return StageCriterion(
        measure=measure,
        at_most=node.number("at_most") if node.has("at_most") else None,
        at_least=node.number("at_least") if node.has("at_least") else None,
        test=node.text("test", ""),
        symmetry=node.flag("symmetry"),
    )
