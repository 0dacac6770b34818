"""Loaded files of the library → one `Library`. Pure, and as strict as the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeVar

from stridewell.knowledge.library import (
    Card,
    CheckResult,
    Claim,
    Course,
    FaqEntry,
    Library,
    Mistake,
    NumberCheck,
    Pointer,
    Ref,
    Separation,
    Stage,
    Term,
    Verdict,
)
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS

T = TypeVar("T")


def parse_library(files: Mapping[str, Node]) -> Library:
    """Read every document of the library; ``files`` maps a path to its node.

    Raises:
        KnowledgeError: a file is broken; the text names file and key.
    """
    return Library(
        claims=_claims(files),
        checks=_gather(files, "checks", parse_check),
        cards=_gather(files, "cards", parse_card),
        terms=_gather(files, "terms", parse_term),
        faq=_gather(files, "faq", parse_faq),
        mistakes=_gather(files, "mistakes", parse_mistake),
        courses=_gather(files, "courses", parse_course),
        separations=_gather(files, "separations", parse_separation),
        pages=_gather(files, "pages", lambda _, node: node.as_text()),
    )


def _gather(
    files: Mapping[str, Node], key: str, parse: Callable[[str, Node], T]
) -> Mapping[str, T]:
    gathered: dict[str, T] = {}
    for file in files.values():
        if not file.has(key):
            continue
        for entry_id, entry in file.child(key).items():
            if entry_id in gathered:
                raise entry.fail(f"{entry_id!r} is defined twice")
            gathered[entry_id] = parse(entry_id, entry)
    return gathered


def _claims(files: Mapping[str, Node]) -> Mapping[str, Claim]:
    claims: dict[str, Claim] = {}
    for path in sorted(files, key=_numbered):
        file = files[path]
        if file.has("claims"):
            parse = partial(parse_claim, file.text("section"))
            for claim_id, claim in _gather({path: file}, "claims", parse).items():
                if claim_id in claims:
                    raise file.fail(f"{claim_id!r} is defined twice")
                claims[claim_id] = claim
    return claims


def _numbered(path: str) -> tuple[int, str]:
    """Files in the order of the number that begins their names."""
    digits = path.rpartition("/")[2].partition("_")[0]
    return (int(digits) if digits.isdigit() else 0, path)


def refs(node: Node, key: str) -> tuple[Ref, ...]:
    """References such as ``condition:gtps`` in a list under a key."""
    return tuple(_ref(entry) for entry in node.nodes(key))


def _ref(node: Node) -> Ref:
    kind, colon, entry_id = node.as_text().partition(":")
    if not colon or not entry_id:
        raise node.fail(f"{node.value!r} is no reference; write kind:id, as in condition:gtps")
    return Ref(kind, entry_id)


def parse_claim(section: str, claim_id: str, node: Node) -> Claim:
    """A claim of popular articles with our verdict."""
    node.only("claim", "verdict", "answer", "use", "homes", "not_used", *WARRANT_KEYS)
    return Claim(
        id=claim_id,
        section=section,
        claim=node.text("claim"),
        verdict=node.member("verdict", Verdict),
        answer=node.text("answer"),
        use=node.text("use"),
        homes=refs(node, "homes"),
        not_used=node.text("not_used", ""),
        warrant=parse_warrant(node),
    )


def parse_check(check_id: str, node: Node) -> NumberCheck:
    """A number that was looked up."""
    node.only(
        *("states", "value", "unit", "source", "result", "memory", "found"),
        *("seen_in", "seen_on", "for"),
    )
    return NumberCheck(
        id=check_id,
        states=node.text("states"),
        value=node.text("value"),
        unit=node.text("unit", ""),
        source=node.text("source"),
        result=node.member("result", CheckResult),
        found=node.text("found"),
        belongs_to=refs(node, "for"),
        memory=node.text("memory", ""),
        seen_in=node.text("seen_in", ""),
        seen_on=_day(node),
    )


def _day(node: Node) -> str:
    if not node.has("seen_on"):
        return ""
    value = node.child("seen_on").value
    if not isinstance(value, date):
        raise node.fail("'seen_on' must be a date such as 2026-11-25")
    return value.isoformat()


def parse_card(card_id: str, node: Node) -> Card:
    """A card of advice."""
    node.only("title", "area", "text", "do", "avoid", "verdict", *WARRANT_KEYS)
    return Card(
        id=card_id,
        title=node.text("title"),
        area=node.text("area"),
        text=node.text("text"),
        do=node.texts("do"),
        avoid=node.texts("avoid"),
        warrant=parse_warrant(node),
        verdict=node.member("verdict", Verdict) if node.has("verdict") else None,
    )


def parse_term(term_id: str, node: Node) -> Term:
    """A word of the glossary."""
    node.only("term", "meaning", "see")
    return Term(term_id, node.text("term"), node.text("meaning"), refs(node, "see"))


def parse_faq(entry_id: str, node: Node) -> FaqEntry:
    """A question runners ask."""
    node.only("question", "answer", "see", "sources", "source")
    return FaqEntry(
        id=entry_id,
        question=node.text("question"),
        answer=node.text("answer"),
        see=refs(node, "see"),
        sources=node.source_ids(),
    )


def parse_mistake(mistake_id: str, node: Node) -> Mistake:
    """A common mistake."""
    node.only("mistake", "why", "instead", "see", "sources", "source")
    return Mistake(
        id=mistake_id,
        mistake=node.text("mistake"),
        why=node.text("why"),
        instead=node.text("instead"),
        see=refs(node, "see"),
        sources=node.source_ids(),
    )


def parse_course(condition_id: str, node: Node) -> Course:
    """How a condition runs."""
    node.only(
        *("course", "weeks", "onset", "night", "stages", "not_as_expected", "confirmed_by"),
        *WARRANT_KEYS,
    )
    return Course(
        condition=condition_id,
        course=node.text("course"),
        weeks=node.interval("weeks") if node.has("weeks") else None,
        onset=node.text("onset"),
        night=node.text("night"),
        stages=tuple(_stage(stage) for stage in node.nodes("stages")),
        not_as_expected=node.text("not_as_expected"),
        confirmed_by=node.text("confirmed_by"),
        warrant=parse_warrant(node),
    )


def _stage(node: Node) -> Stage:
    node.only("name", "weeks", "aim", "next_when")
    weeks = node.interval("weeks") if node.has("weeks") else None
    return Stage(node.text("name"), weeks, node.text("aim"), node.text("next_when"))


def parse_separation(separation_id: str, node: Node) -> Separation:
    """What tells similar causes apart."""
    node.only("title", "between", "pointers", *WARRANT_KEYS)
    return Separation(
        id=separation_id,
        title=node.text("title"),
        between=node.texts("between"),
        pointers=tuple(_pointer(pointer) for pointer in node.nodes("pointers")),
        warrant=parse_warrant(node),
    )


def _pointer(node: Node) -> Pointer:
    node.only("favours", "findings", "text")
    return Pointer(node.text("favours"), node.texts("findings"), node.text("text"))
