"""Loaded files become one knowledge, or an error that names file and key."""

from __future__ import annotations

import copy
from importlib.resources import files
from typing import Any

import pytest
import yaml

from stridewell.errors import KnowledgeError
from stridewell.knowledge.parse import parse_knowledge
from stridewell.knowledge.records import Knowledge, Level, Running
from stridewell.values.anatomy import Region

DATA = files("stridewell.knowledge") / "data"


def documents_below(folder: Any, prefix: str = "") -> dict[str, Any]:  # noqa: ANN401
    found: dict[str, Any] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= documents_below(entry, f"{prefix}{entry.name}/")
        else:
            loaded = yaml.load(entry.read_bytes(), yaml.CSafeLoader)
            found[f"{prefix}{entry.name}"] = loaded
    return found


PACKAGED = documents_below(DATA)


@pytest.fixture
def documents() -> dict[str, Any]:
    """What the packaged files hold, to be broken."""
    return copy.deepcopy(PACKAGED)


def refusal(documents: dict[str, Any]) -> str:
    with pytest.raises(KnowledgeError) as caught:
        parse_knowledge(documents, "test")
    assert caught.value.next_step
    return str(caught.value)


def test_the_packaged_files_become_the_packaged_knowledge(
    documents: dict[str, Any], knowledge: Knowledge
) -> None:
    parsed = parse_knowledge(documents, knowledge.version)
    assert parsed == knowledge


def test_every_region_becomes_a_finding(knowledge: Knowledge) -> None:
    assert all(f"pain_{region}" in knowledge.findings for region in Region)


@pytest.mark.parametrize("path", ["levels.yaml", "sources.yaml", "load/spike.yaml"])
def test_a_missing_file_is_named(documents: dict[str, Any], path: str) -> None:
    del documents[path]
    assert path in refusal(documents)


def test_a_key_nobody_reads_is_named(documents: dict[str, Any]) -> None:
    documents["red_flags/1_emergency_now.yaml"]["rules"]["E6"]["urgency"] = 1
    told = refusal(documents)
    assert "red_flags/1_emergency_now.yaml.rules.E6" in told
    assert "'urgency'" in told


def test_a_missing_key_is_named(documents: dict[str, Any]) -> None:
    del documents["conditions/lateral_hip.yaml"]["conditions"]["gtps"]["plain"]
    assert "conditions/lateral_hip.yaml.conditions.gtps: 'plain' is missing" in refusal(documents)


def test_a_condition_is_defined_once(documents: dict[str, Any]) -> None:
    gtps = documents["conditions/lateral_hip.yaml"]["conditions"]["gtps"]
    documents["conditions/other.yaml"]["conditions"]["gtps"] = gtps
    assert "'gtps' is defined twice" in refusal(documents)


@pytest.mark.parametrize(
    ("path", "group", "entry"),
    [
        ("questions/2_story.yaml", "questions", "saddle_numbness"),
        ("red_flags/4_within_weeks.yaml", "rules", "E1"),
    ],
)
def test_questions_and_rules_are_defined_once(
    documents: dict[str, Any], path: str, group: str, entry: str
) -> None:
    owner = next(d for d in documents.values() if entry in d.get(group, {}))
    documents[path][group][entry] = owner[group][entry]
    assert f"{entry!r} is defined twice" in refusal(documents)


def test_a_range_upside_down_is_named(documents: dict[str, Any]) -> None:
    documents["findings/numbers.yaml"]["findings"]["age"]["range"] = [110, 0]
    assert "findings/numbers.yaml.findings.age: the range 'range' is upside down" in refusal(
        documents
    )


def test_an_unknown_kind_of_question_is_named(documents: dict[str, Any]) -> None:
    documents["questions/2_story.yaml"]["questions"]["onset"]["kind"] = "slider"
    assert "'slider' is none of choice" in refusal(documents)


def test_a_dose_says_how_much(documents: dict[str, Any]) -> None:
    exercises = documents["exercises/library.yaml"]["exercises"]
    first = next(iter(exercises.values()))
    dose = next(iter(first["doses"].values()))
    dose.pop("reps", None)
    dose.pop("hold_s", None)
    assert "a dose needs reps or hold_s" in refusal(documents)


def test_the_five_levels_are_ordered_by_urgency() -> None:
    assert [level.urgency for level in Level] == [4, 3, 2, 1, 0]
    assert [running.strictness for running in Running] == [0, 1, 2, 3]
