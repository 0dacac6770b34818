"""`understand`: proposals for people and programs, refusals, and cases only once confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from command_line import stridewell

TEXT = "outside of my left hip, killing me on stairs, no numbness"


def test_proposals_are_shown_to_people() -> None:
    done = stridewell("understand", TEXT, "--age", 41)
    assert done.status == 0
    for words in ("“killing me on stairs”", "outer side of the hip (left)", "Nothing counts until"):
        assert words in done.out


def test_proposals_are_written_for_programs() -> None:
    told = stridewell("understand", TEXT, "--json").json
    assert told["refusal"] is None
    assert told["answers"]["aggravators_load"] == ["stairs"]
    assert {"proposals", "answers", "unread", "knowledge_version", "version"} <= set(told)
    for each in told["proposals"]:
        assert TEXT[each["start"] : each["end"]] == each["words"]


def test_urgent_signs_are_pointed_out() -> None:
    assert "can be urgent" in stridewell("understand", "numb between my legs").out
    assert "can be urgent" not in stridewell("understand", "my groin hurts").out


def test_contradictions_and_unread_sentences_are_shown() -> None:
    text = "It came on suddenly. It came on gradually. We had tea."
    out = stridewell("understand", text).out
    assert "Left open" in out
    assert "Nothing was taken from: “We had tea" in out


def test_the_text_may_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("my groin hurts\n", encoding="utf-8")
    assert "groin crease" in stridewell("understand", "--file", path).out


def test_the_text_may_come_from_standard_input() -> None:
    assert "groin crease" in stridewell("understand", "--file", "-", typed="my groin hurts").out


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("hip " * 9000, "too_long"),
        ("Meine linke Hüfte tut seit drei Wochen auf der Treppe weh", "not_english"),
        ("🔥🔥🔥", "unreadable"),
        ("We had tea with friends by the river.", "nothing_recognised"),
    ],
)
def test_what_cannot_be_read_is_refused_with_status_1(text: str, kind: str) -> None:
    done = stridewell("understand", text, "--json")
    assert done.refused(1)
    assert done.json["refusal"]["kind"] == kind
    assert done.json["proposals"] == []
    assert stridewell("understand", text).refused(1)


def test_confirmed_answers_become_a_case(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    done = stridewell("understand", TEXT, "--age", 41, "--case", path, "--confirm-all")
    assert done.status == 0
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert case["runner"]["age"] == 41
    assert case["answers"]["aggravators_load"] == ["stairs"]
    assert stridewell("assess", path, "--json").json["disposition"]["level"]


def test_a_case_may_be_json(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    stridewell("understand", TEXT, "--age", 41, "--case", path, "--confirm-all")
    assert stridewell("assess", path).status == 0


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("text", "--file", "also.txt"),
        ("--file", "nowhere.txt"),
        (TEXT, "--age", 400),
        (TEXT, "--sex", "octopus"),
        (TEXT, "--case", "case.yaml"),
        (TEXT, "--case", "case.yaml", "--confirm-all"),
    ],
    ids=["no text", "two texts", "no file", "age", "sex", "unconfirmed", "no age"],
)
def test_a_wrong_call_ends_with_status_2(words: tuple[object, ...], tmp_path: Path) -> None:
    del tmp_path
    assert stridewell("understand", *words).refused(2)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"\xff\xfe\x00 not text \x80")
    assert stridewell("understand", "--file", path).refused(2, "cannot be read")


def test_signs_that_steer_a_terminal_are_not_written_on() -> None:
    out = stridewell("understand", "my groin\x1b[31m hurts\x07").out
    assert "\x1b[31m" not in out
    assert "\x07" not in out
