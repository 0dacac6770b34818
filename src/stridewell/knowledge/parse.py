"""Loaded knowledge files → one `Knowledge`. Pure: the files are read by an adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import TypeVar

from stridewell.errors import KnowledgeError
from stridewell.knowledge.dosing import DosingKnowledge
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_action import (
    parse_dosing,
    parse_equipment,
    parse_exercise,
    parse_ladder,
    parse_spike,
)
from stridewell.knowledge.parse_around import parse_around
from stridewell.knowledge.parse_fuel import parse_fuel
from stridewell.knowledge.parse_gait import parse_gait
from stridewell.knowledge.parse_help import parse_help
from stridewell.knowledge.parse_intake import (
    parse_finding,
    parse_question,
    parse_region,
    parse_self_test,
    parse_source,
    region_finding,
)
from stridewell.knowledge.parse_interview import parse_contradiction, parse_interview
from stridewell.knowledge.parse_judgement import (
    parse_condition,
    parse_critical,
    parse_level,
    parse_phone,
    parse_rule,
    parse_value,
)
from stridewell.knowledge.parse_load import parse_load
from stridewell.knowledge.parse_phrases import parse_phrase_book
from stridewell.knowledge.parse_programme import parse_programme
from stridewell.knowledge.parse_return import parse_gate, parse_reintroduced
from stridewell.knowledge.parse_strength_tests import parse_strength_test
from stridewell.knowledge.parse_weekly import parse_weekly
from stridewell.knowledge.phrases import PhraseBook
from stridewell.knowledge.records import (
    FindingSpec,
    Knowledge,
    Level,
    LevelSpec,
    Question,
    RegionSpec,
    TriageRule,
)
from stridewell.knowledge.warrant import Value, Warrant
from stridewell.values.evidence import Grade, Source, Verification

T = TypeVar("T")
Documents = Mapping[str, object]
"""What each file holds, by its path below the data folder (``findings/story.yaml``)."""

DESIGN = Warrant(Grade.EXPERT, ("stridewell_design",), Verification.DESIGN)


def parse_knowledge(
    documents: Documents, version: str, later: Callable[[], Documents] = dict
) -> Knowledge:
    """Read every document; those of ``later`` (the phrase book) when they are first asked for.

    Raises:
        KnowledgeError: a file is broken; the text names file and key.
    """
    files = {path: root_node(path, value) for path, value in sorted(documents.items())}
    levels = _file(files, "levels.yaml")
    regions = _read(_file(files, "regions.yaml"), "regions", parse_region)
    questions = _questions(files)
    return Knowledge(
        version=version,
        sources=_sources(files),
        regions=regions,
        findings=_findings(files, regions),
        questions=questions,
        read_phrases=cache(partial(_phrase_book, files, later, questions, regions)),
        self_tests=_read(_file(files, "self_tests.yaml"), "self_tests", parse_self_test),
        levels=_levels(levels),
        critical=_read(_file(files, "red_flags/critical.yaml"), "critical", parse_critical),
        rules=_rules(files),
        conditions=_gather(files, "conditions/", "conditions", parse_condition),
        exercises=_gather(files, "exercises/", "exercises", parse_exercise),
        equipment=_gather(files, "exercises/", "equipment", parse_equipment),
        programmes=_gather(files, "programmes/", "programmes", parse_programme),
        strength_tests=_gather(files, "tests/", "strength_tests", parse_strength_test),
        weekly=_gather(files, "weekly/", "weekly", parse_weekly),
        ladders=_gather(files, "exercises/", "ladders", parse_ladder),
        gates=_gather(files, "plan/", "gates", parse_gate),
        reintroduced=_gather(files, "plan/", "reintroduced", parse_reintroduced),
        spike=parse_spike(_file(files, "load/spike.yaml").child("spike")),
        load=parse_load(files),
        gait=parse_gait(files),
        reasoning=_reasoning(files),
        number_groups=_number_groups(files),
        dosing=_dosing(files),
        fuel=parse_fuel(lambda name: _file(files, f"fuel/{name}.yaml")),
        help=parse_help(_file(files, "plan/help.yaml")),
        interview=parse_interview(_file(files, "interview.yaml").child("interview")),
        contradictions=_read(
            _file(files, "contradictions.yaml"), "contradictions", parse_contradiction
        ),
        around=parse_around(files),
        safety_net=levels.child("safety_net").text("text"),
        emergency_numbers=_read(levels, "emergency_numbers", lambda _, n: parse_phone(n)),
        crisis_lines=_read(levels, "crisis_lines", lambda _, n: parse_phone(n)),
    )


def _phrase_book(
    files: Mapping[str, Node],
    later: Callable[[], Documents],
    questions: Mapping[str, Question],
    regions: Mapping[str, RegionSpec],
) -> PhraseBook:
    more = {path: root_node(path, value) for path, value in later().items()}
    return parse_phrase_book({**files, **more}, questions, regions)


def root_node(path: str, value: object) -> Node:
    """The whole of a file, with the defaults it gives its entries."""
    plain = Node(path, value, {})
    defaults = plain.child("defaults").mapping() if plain.has("defaults") else {}
    return Node(path, value, defaults)


def _file(files: Mapping[str, Node], path: str) -> Node:
    if path not in files:
        raise KnowledgeError(f"The knowledge file {path} is missing.", "Reinstall stridewell.")
    return files[path]


def _below(files: Mapping[str, Node], folder: str, key: str) -> Iterator[Node]:
    return (node for path, node in files.items() if path.startswith(folder) and node.has(key))


def _read(file: Node, key: str, parse: Callable[[str, Node], T]) -> dict[str, T]:
    return {entry_id: parse(entry_id, entry) for entry_id, entry in file.child(key).items()}


def _gather(
    files: Mapping[str, Node], folder: str, key: str, parse: Callable[[str, Node], T]
) -> dict[str, T]:
    gathered: dict[str, T] = {}
    for file in _below(files, folder, key):
        for entry_id, entry in file.child(key).items():
            if entry_id in gathered:
                raise entry.fail(f"{entry_id!r} is defined twice")
            gathered[entry_id] = parse(entry_id, entry)
    return gathered


def _reasoning(files: Mapping[str, Node]) -> Mapping[str, Value]:
    """The numbers of the reasoning, and those of the plan: every file below ``plan/``."""
    numbers = _read(_file(files, "reasoning.yaml"), "reasoning", _number)
    for file in _below(files, "plan/", "reasoning"):
        _add(numbers, _read(file, "reasoning", _number), file)
    return numbers


def _number_groups(files: Mapping[str, Node]) -> Mapping[str, tuple[str, ...]]:
    """Every number below the last heading before it; those above the first have none."""
    groups: dict[str, tuple[str, ...]] = {}
    for file in (_file(files, "reasoning.yaml"), *_below(files, "plan/", "reasoning")):
        headings = _headings(file)
        heading = ""
        for name in file.child("reasoning").mapping():
            heading = headings.get(name, heading)
            groups[heading] = (*groups.get(heading, ()), name)
    return groups


def _headings(file: Node) -> Mapping[str, str]:
    """By the number above which it stands, the heading."""
    if not file.has("headings"):
        return {}
    headings = {name: each.as_text() for name, each in file.child("headings").items()}
    for name in headings:
        if not file.child("reasoning").has(name):
            raise file.fail(f"the heading of {name!r} stands above no number")
    return headings


def _dosing(files: Mapping[str, Node]) -> DosingKnowledge:
    return parse_dosing(_file(files, "plan/dosing.yaml").child("dosing"))


def _number(_name: str, node: Node) -> Value:
    return parse_value(node)


def _sources(files: Mapping[str, Node]) -> Mapping[str, Source]:
    sources = _read(_file(files, "sources.yaml"), "sources", parse_source)
    for file in _below(files, "sources/", "sources"):
        _add(sources, _read(file, "sources", parse_source), file)
    return sources


def _findings(
    files: Mapping[str, Node], regions: Mapping[str, RegionSpec]
) -> Mapping[str, FindingSpec]:
    places = (region_finding(region, DESIGN) for region in regions.values())
    return {place.id: place for place in places} | _gather(
        files, "findings/", "findings", parse_finding
    )


def _questions(files: Mapping[str, Node]) -> Mapping[str, Question]:
    questions: dict[str, Question] = {}
    for file in _below(files, "questions/", "questions"):
        section = file.text("section")
        _add(questions, _read(file, "questions", partial(_question, section)), file)
    return questions


def _add(gathered: dict[str, T], more: Mapping[str, T], file: Node) -> None:
    """A rule or question defined a second time would silently replace the first."""
    doubled = sorted(set(gathered) & set(more))
    if doubled:
        raise file.fail(f"{doubled[0]!r} is defined twice")
    gathered.update(more)


def _question(section: str, question_id: str, node: Node) -> Question:
    return parse_question(question_id, section, node)


def _rule(level: Level, rule_id: str, node: Node) -> TriageRule:
    return parse_rule(rule_id, level, node)


def _rules(files: Mapping[str, Node]) -> Mapping[str, TriageRule]:
    rules: dict[str, TriageRule] = {}
    for file in _below(files, "red_flags/", "rules"):
        level = file.member("level", Level)
        _add(rules, _read(file, "rules", partial(_rule, level)), file)
    return rules


def _levels(file: Node) -> Mapping[Level, LevelSpec]:
    levels = file.child("levels")
    return {level: parse_level(level, levels.child(level.value)) for level in Level}
