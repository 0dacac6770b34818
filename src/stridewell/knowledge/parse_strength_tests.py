"""Tests of strength, endurance, balance and range: files → records."""

from __future__ import annotations

from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import optional_criterion
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS
from stridewell.knowledge.strength_tests import (
    Better,
    Classes,
    Clock,
    Figures,
    FindingRule,
    Landmark,
    Norm,
    Quality,
    Referral,
    SideRule,
    Sides,
    Spread,
    StrengthTest,
    Typical,
    Usual,
    ValueClass,
)
from stridewell.knowledge.warrant import Value

SEXES = ("female", "male")
FIGURES = ("mean", "typical", "usual", "at_least", "at_most", "classes")


def parse_strength_test(test_id: str, node: Node) -> StrengthTest:
    """A test with its norms."""
    node.only(
        *("name", "measures", "kind", "unit", "sides", "range", "whole", "better", "clock"),
        *("clock_s", "equipment", "steps", "record", "spoils", "meaning", "loads", "jump"),
        *("blocked_when", "norms", "sides_alike", "smallest_change", "repeat_weeks", "choices"),
        *("referral", "findings", *WARRANT_KEYS),
    )
    return StrengthTest(
        id=test_id,
        name=node.text("name"),
        measures=node.text("measures"),
        quality=node.member("kind", Quality),
        unit=node.text("unit"),
        sides=node.member("sides", Sides),
        range=node.interval("range"),
        whole=node.flag("whole"),
        better=node.member("better", Better),
        clock=node.member("clock", Clock) if node.has("clock") else Clock.NOTHING,
        clock_s=node.whole("clock_s") if node.has("clock_s") else None,
        equipment=node.texts("equipment"),
        steps=node.texts("steps"),
        record=node.text("record"),
        spoils=node.texts("spoils"),
        meaning=node.text("meaning"),
        loads=node.flag("loads"),
        jump=node.flag("jump"),
        blocked_when=optional_criterion(node, "blocked_when"),
        norms=tuple(_norm(each) for each in node.nodes("norms")),
        side_rule=_side_rule(node.child("sides_alike")) if node.has("sides_alike") else None,
        smallest_change=_change(node),
        repeat_weeks=node.whole("repeat_weeks"),
        choices=node.texts("choices"),
        referral=_referral(node.child("referral")) if node.has("referral") else None,
        findings=tuple(_finding(each) for each in node.nodes("findings")),
        warrant=parse_warrant(node),
    )


def _norm(node: Node) -> Norm:
    keys = ("ages", "sex", "population", "sd", "per_year", "if_male")
    node.only(*keys, *FIGURES, *WARRANT_KEYS)
    sex = node.text("sex") if node.has("sex") else None
    if sex is not None and sex not in SEXES:
        raise node.fail(f"{sex!r} is none of {', '.join(SEXES)}")
    return Norm(
        ages=node.interval("ages"),
        sex=sex,
        population=node.text("population"),
        figures=_figures(node),
        warrant=parse_warrant(node),
    )


def _figures(node: Node) -> Figures:
    given = [key for key in FIGURES if node.has(key)]
    if len(given) != 1:
        raise node.fail(f"a norm has exactly one of {', '.join(FIGURES)}")
    match given[0]:
        case "mean":
            return Spread(
                mean=node.number("mean"),
                sd=node.number("sd"),
                per_year=node.number("per_year") if node.has("per_year") else 0.0,
                if_male=node.number("if_male") if node.has("if_male") else 0.0,
            )
        case "typical":
            return Typical(node.number("typical"))
        case "usual":
            return Usual(node.interval("usual"))
        case "classes":
            return Classes(tuple(_class(each) for each in node.nodes("classes")))
        case key:
            return Landmark(node.number(key), at_most=key == "at_most")


def _class(node: Node) -> ValueClass:
    node.only("up_to", "word")
    return ValueClass(node.text("word"), node.number("up_to") if node.has("up_to") else None)


def _side_rule(node: Node) -> SideRule:
    node.only("percent", "difference", "text", *WARRANT_KEYS)
    if node.has("percent") == node.has("difference"):
        raise node.fail("give either a percent or a difference")
    return SideRule(
        text=node.text("text"),
        warrant=parse_warrant(node),
        percent=node.number("percent") if node.has("percent") else None,
        difference=node.number("difference") if node.has("difference") else None,
    )


def _change(node: Node) -> Value | None:
    if not node.has("smallest_change"):
        return None
    change = node.child("smallest_change")
    change.only("value", *WARRANT_KEYS)
    return Value(change.number("value"), node.text("unit"), parse_warrant(change))


def _referral(node: Node) -> Referral:
    node.only("at_least", "text", "new_text", *WARRANT_KEYS)
    return Referral(
        node.number("at_least"), node.text("text"), node.text("new_text"), parse_warrant(node)
    )


def _finding(node: Node) -> FindingRule:
    node.only("finding", "at_least", "side_less_by", "certainty", *WARRANT_KEYS)
    if node.has("at_least") == node.has("side_less_by"):
        raise node.fail("give either at_least or side_less_by")
    return FindingRule(
        finding=node.text("finding"),
        certainty=node.number("certainty"),
        warrant=parse_warrant(node),
        at_least=node.number("at_least") if node.has("at_least") else None,
        side_less_by=node.number("side_less_by") if node.has("side_less_by") else None,
    )
