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


def exercise(documents: dict[str, Any]) -> dict[str, Any]:
    """An exercise that has a dose for the start, a hold."""
    found: dict[str, Any] = documents["exercises/1_outer_hip.yaml"]["exercises"][
        "isometric_abduction"
    ]
    return found


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
        ("plan/dosing.yaml", "reasoning", "pain_amber_max"),
        ("programmes/bone_and_young.yaml", "programmes", "outer_hip"),
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
    dose = exercise(documents)["doses"]["start"]
    dose.pop("hold_s")
    assert "a dose needs reps, hold_s or distance_m" in refusal(documents)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("kind", "dance", "'dance' is none of strength"),
        ("heavy_legs", ["monday"], "'monday' is none of start, mid, late"),
        ("offered", "perhaps", "'offered' must be true or false"),
        ("activity", [{"muscle": "tongue", "percent": [9, 3]}], "'percent' is upside down"),
        ("tempo", "slow", "unknown key 'tempo'"),
    ],
)
def test_a_wrong_word_of_an_exercise_is_named(
    documents: dict[str, Any], key: str, value: object, words: str
) -> None:
    exercise(documents)[key] = value
    assert words in refusal(documents)


def test_equipment_is_read_by_its_name(documents: dict[str, Any]) -> None:
    equipment = parse_knowledge(documents, "x").equipment
    assert (equipment["belt"].name, equipment["belt"].always) == ("a belt or towel", True)
    assert not equipment["pool"].always


def test_the_five_levels_are_ordered_by_urgency() -> None:
    assert [level.urgency for level in Level] == [4, 3, 2, 1, 0]
    assert [running.strictness for running in Running] == [0, 1, 2, 3]
