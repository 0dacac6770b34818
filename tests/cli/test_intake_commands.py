"""`questions` and `assess`: the promised shapes, and refusals that name what is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from cases import KNOWLEDGE, well
from command_line import mild_outer_hip, stridewell, write_case_file
from stridewell.intake.reading import Answer


def test_questions_have_the_promised_shape() -> None:
    listed = stridewell("questions", "--json").json
    assert [each["id"] for each in listed] == list(KNOWLEDGE.questions)
    promised = {"id", "text", "kind", "options", "unit", "asked_when"}
    assert all(promised <= set(each) for each in listed)
    kinds = {"choice", "multi", "number", "date", "regions", "text"}
    assert {each["kind"] for each in listed} <= kinds
    assert all(set(o) == {"id", "label"} for each in listed for o in each["options"])


def test_questions_are_listed_for_people() -> None:
    out = stridewell("questions").out
    assert "saddle_numbness (choice)" in out
    assert "a number from 0 to 10" in out


def test_an_assessment_has_the_promised_shape(tmp_path: Path) -> None:
    out = stridewell("assess", write_case_file(tmp_path, mild_outer_hip()), "--json").json
    promised = {"disposition", "candidates", "next_questions", "knowledge_version", "version"}
    assert promised <= set(out)
    assert {"level", "reasons", "unanswered_critical"} <= set(out["disposition"])
    assert {"rule", "text", "source"} <= set(out["disposition"]["reasons"][0])
    reasons = {"reasons_for", "reasons_against"}
    assert {"condition", "name", "probability", "interval"} | reasons <= set(out["candidates"][0])
    assert {"id", "bits"} <= set(out["next_questions"][0])


def test_an_assessment_is_written_for_people(tmp_path: Path) -> None:
    done = stridewell("assess", write_case_file(tmp_path, mild_outer_hip()))
    assert done.status == 0
    for words in ("Self-manage", "This pattern fits", "Next question:", KNOWLEDGE.safety_net[:40]):
        assert words in done.out


def test_an_emergency_shows_the_number_to_call(tmp_path: Path) -> None:
    answers = well() | {"saddle_numbness": "new", "pain_regions": ["lbp_mid"]}
    runner = {"age": 34, "sex": "female", "locale": "GB"}
    out = stridewell("assess", write_case_file(tmp_path, answers, runner)).out
    assert "Emergency number: 999" in out
    assert "E1" in out


def test_open_critical_questions_are_shown(tmp_path: Path) -> None:
    out = stridewell("assess", write_case_file(tmp_path, {"pain_regions": ["lbp_mid"]})).out
    assert "until answered this could be" in out


def test_the_record_replays_to_the_same_answer(tmp_path: Path) -> None:
    case, record = write_case_file(tmp_path, mild_outer_hip()), tmp_path / "record.json"
    first = stridewell("assess", case, "--json", "--record", record)
    assert stridewell("assess", record, "--json").out == first.out
    assert set(json.loads(record.read_text())) >= {"at", "runner", "answers"}


def test_a_saved_case_is_known_today(tmp_path: Path) -> None:
    stridewell("assess", write_case_file(tmp_path, mild_outer_hip()), "--save")
    assert stridewell("checkin", "--pain-now", 1, "--json").json["plan"] is not None


def test_a_record_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    case = write_case_file(tmp_path, mild_outer_hip())
    done = stridewell("assess", case, "--record", tmp_path / "none" / "record.json")
    assert done.refused(2, "record cannot be written")


REFUSED: Mapping[str, tuple[Mapping[str, Answer], Mapping[str, object], str]] = {
    "unknown question": ({"toe_colour": "blue"}, {"age": 34}, "toe_colour"),
    "unknown option": ({"fever": "perhaps"}, {"age": 34}, "fever"),
    "impossible number": ({"pain_daily": 11}, {"age": 34}, "pain_daily"),
    "not a number": ({"pain_daily": float("nan")}, {"age": 34}, "pain_daily"),
    "date to come": ({"pain_since": "2031-01-01"}, {"age": 34}, "still to come"),
    "impossible age": ({}, {"age": 140}, "runner.age"),
    "negative age": ({}, {"age": -1}, "runner.age"),
    "unknown sex": ({}, {"age": 34, "sex": "octopus"}, "runner.sex"),
    "unknown key": ({}, {"age": 34, "shoe": 44}, "shoe"),
    "none and something": ({"belly_signs": ["none", "lump"]}, {"age": 34}, "none"),
    "misplaced": ({"testicular_pain": "new"}, {"age": 34, "sex": "female"}, "testicular_pain"),
    "empty list": ({"fever": []}, {"age": 34}, "fever"),
    "twice no and yes": ({"leg_strength": ["none", "one"]}, {"age": 34}, "leg_strength"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_an_impossible_case_is_refused_by_name(fault: str, tmp_path: Path) -> None:
    answers, runner, named = REFUSED[fault]
    assert stridewell("assess", write_case_file(tmp_path, answers, runner)).refused(2, named)


def test_an_answer_without_a_value_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("{at: 2026-05-01, runner: {age: 30}, answers: {fever: }}")
    assert stridewell("assess", path).refused(2, "'fever' is empty")


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe\x80 not text",
        b"at: [unclosed",
        b"- a\n- list",
        b"",
        b"[" * 3000,
        b"just a sentence",
        b"at: yesterday\nrunner: {age: 30}",
        b"at: 0001-01-01T00:00:00+14:00\nrunner: {age: 30}",
        b"? [a, b]\n: 1",
    ],
)
def test_a_file_that_is_no_case_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    assert stridewell("assess", path).refused(2, "case.yaml")


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    assert stridewell("assess", tmp_path).refused(2, "cannot be read")
