"""Findings, questions, regions and self-tests: files → records."""

from __future__ import annotations

from stridewell.knowledge.criteria import Criterion
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import optional_criterion, parse_criterion
from stridewell.knowledge.records import FindingSpec, Option, Question, RegionSpec, SelfTest
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Source

QUESTION_KINDS = ("choice", "multi", "number", "date", "regions", "side", "text")


def parse_warrant(node: Node) -> Warrant:
    """What stands behind an entry; parts it does not give come from the file's defaults."""
    note = node.text("note", "")
    return Warrant(node.grade(), node.source_ids(), node.verification(), note)


def parse_source(source_id: str, node: Node) -> Source:
    """A study, a guideline, or our own design choice."""
    node.only("citation", "year", "doi", "url")
    year = node.whole("year") if node.has("year") else None
    doi, url = (node.text(key) if node.has(key) else None for key in ("doi", "url"))
    return Source(source_id, node.text("citation"), year, doi, url)


def parse_region(region_id: str, node: Node) -> RegionSpec:
    """A region of the body map."""
    node.only("label", "plain", "view")
    return RegionSpec(region_id, node.text("label"), node.text("plain"), node.text("view"))


def region_finding(region: RegionSpec, warrant: Warrant) -> FindingSpec:
    """The finding "it hurts there", made for every region."""
    return FindingSpec(
        id=f"pain_{region.id}",
        label=f"Pain: {region.label}",
        plain=f"it hurts at the {region.plain}",
        group="location",
        base_rate=None,
        safety=False,
        warrant=warrant,
    )


def parse_finding(finding_id: str, node: Node) -> FindingSpec:
    """A finding: present or absent, a number, or a composite of others."""
    node.only(
        *(
            "label",
            "plain",
            "group",
            "base",
            "safety",
            "grade",
            "source",
            "sources",
            "verification",
        ),
        *("kind", "unit", "range", "when", "note"),
    )
    return FindingSpec(
        id=finding_id,
        label=node.text("label"),
        plain=node.text("plain"),
        group=node.text("group", finding_id),
        base_rate=node.number("base") if node.has("base") else None,
        safety=node.flag("safety"),
        warrant=parse_warrant(node),
        unit=node.text("unit") if node.has("unit") else None,
        range=node.interval("range") if node.has("range") else None,
        when=optional_criterion(node, "when"),
    )


def parse_question(question_id: str, section: str, node: Node) -> Question:
    """A question with its options."""
    node.only(
        *("text", "why", "kind", "options", "unit", "number", "asked_when", "critical"),
        *("asks_again", "test"),
    )
    kind = node.text("kind")
    if kind not in QUESTION_KINDS:
        raise node.fail(f"{kind!r} is none of {', '.join(QUESTION_KINDS)}")
    options = node.child("options").items() if node.has("options") else ()
    return Question(
        id=question_id,
        section=section,
        text=node.text("text"),
        why=node.text("why"),
        kind=kind,
        options=tuple(parse_option(option_id, option) for option_id, option in options),
        unit=node.text("unit") if node.has("unit") else None,
        number=node.text("number") if node.has("number") else None,
        asked_when=optional_criterion(node, "asked_when"),
        critical=node.flag("critical"),
        asks_again=node.text("asks_again") if node.has("asks_again") else None,
        test=node.text("test") if node.has("test") else None,
    )


def parse_option(option_id: str, node: Node) -> Option:
    """One possible answer."""
    node.only("label", "present", "absent", "unknown", "none")
    return Option(
        id=option_id,
        label=node.text("label"),
        present=node.texts("present"),
        absent=node.texts("absent"),
        unknown=node.texts("unknown"),
        none=node.flag("none"),
    )


def parse_self_test(test_id: str, node: Node) -> SelfTest:
    """A self-test with its steps and what blocks it."""
    node.only("name", "steps", "positive", "sources", "blocked_when", "clinician_only", "impact")
    blocked: Criterion | None = None
    if node.has("blocked_when"):
        blocked = parse_criterion(node.child("blocked_when"))
    return SelfTest(
        id=test_id,
        name=node.text("name"),
        steps=node.texts("steps"),
        positive=node.text("positive"),
        sources=node.texts("sources"),
        blocked_when=blocked,
        clinician_only=node.flag("clinician_only"),
        impact=node.flag("impact"),
    )
