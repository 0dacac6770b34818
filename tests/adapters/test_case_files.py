"""Cases in YAML or JSON; everything strange is refused by name. The round trip is a law."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from stridewell.adapters.case_files import parse_case, read_case, write_case
from stridewell.app.case import DEFAULT_SEED
from stridewell.errors import CaseError
from stridewell.intake.runner import Sex
from stridewell.values.anatomy import Side
from stridewell.values.evidence import Origin, State

WHOLE = """
at: 2026-05-11T09:00:00+02:00
runner: {age: 46, sex: F, height_cm: 168, locale: DE}
answers:
  fever: no
  pain_since: 2026-05-03
  pain_regions: [{region: lat_hip, side: right}]
findings:
  - {id: single_run_spike, state: present, at: 2026-05-10T06:00:00Z, origin: run, side: left}
"""


def test_a_whole_case_is_read() -> None:
    case = parse_case(WHOLE, "case")
    assert case.at == datetime(2026, 5, 11, 7, tzinfo=UTC)
    assert case.at.tzinfo is UTC
    assert (case.runner.sex, case.runner.height_cm, case.runner.locale) == (Sex.FEMALE, 168, "DE")
    assert case.answers["fever"] is False
    assert case.answers["pain_since"] == date(2026, 5, 3)
    (found,) = case.findings
    assert (found.state, found.origin, found.side) == (State.PRESENT, Origin.RUN, Side.LEFT)
    assert case.seed == DEFAULT_SEED


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("m", "male"),
        ("Female", "female"),
        ("x", "unknown"),
        ("other", "unknown"),
        ("null", "unknown"),
    ],
)
def test_sex_is_read_as_people_write_it(written: str, sex: str) -> None:
    case = parse_case(f"{{at: 2026-05-11, runner: {{age: 30, sex: {written}}}}}", "case")
    assert case.runner.sex.value == sex


def test_yaml_and_json_of_one_case_are_the_same_case() -> None:
    case = parse_case("at: 2026-05-11T07:00:00Z\nrunner: {age: 30}\nanswers: {fever: 'no'}", "x")
    as_json = {"at": "2026-05-11T07:00:00Z", "runner": {"age": 30}, "answers": {"fever": "no"}}
    assert parse_case(json.dumps(as_json), "x") == case


def test_a_time_without_a_zone_is_utc() -> None:
    case = parse_case("{at: 2026-05-11T07:00:00, runner: {age: 30}}", "case")
    assert case.at == datetime(2026, 5, 11, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("runner: {age: 30}", "at: is missing"),
        ("at: 2026-05-11", "runner: is missing"),
        ("{at: 2026-05-11, runner: {}}", "runner.age: is missing"),
        ("{at: 2026-05-11, runner: {age: 30, shoe: 44}}", "runner.shoe: is not known here"),
        ("{at: 2026-05-11, runner: {age: 30}, plan: 1}", "plan: is not known here"),
        ("{at: 2026-05-11, runner: {age: 111}}", "runner.age (111)"),
        ("{at: 2026-05-11, runner: {age: .nan}}", "runner.age"),
        ("{at: 2026-05-11, runner: {age: 30, sex: cat}}", "runner.sex ('cat')"),
        ("{at: soon, runner: {age: 30}}", "at ('soon')"),
        ("{at: 2026-05-11, runner: {age: 30}, answers: {fever: }}", "'fever' is empty"),
        ("{at: 2026-05-11, runner: {age: 30}, answers: [fever]}", "answers"),
        ("[1, 2]", "holds no case"),
        ("at: [", "neither YAML nor JSON"),
        ("[" * 50_000, "nested too deeply"),
        ("at: " + "[" * 5000, "nested too deeply"),
        ("{at: 0001-01-01T00:00:00+14:00, runner: {age: 30}}", "the time is impossible"),
    ],
)
def test_a_strange_case_is_refused_by_name(content: str, told: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_case(content, "my case")
    assert told in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "photo.yaml").write_bytes(b"\xff\xd8\xff\xe0")
    for name, told in (("none.yaml", "No such file"), ("photo.yaml", "it is not text")):
        with pytest.raises(CaseError, match=told):
            read_case(tmp_path / name)


def test_a_file_is_read_like_its_text(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    assert read_case(path) == parse_case(WHOLE, "case")


def test_a_written_case_is_sorted_json_that_people_can_read() -> None:
    written = write_case(parse_case(WHOLE, "case"))
    loaded = json.loads(written)
    assert list(loaded) == sorted(loaded)
    assert loaded["at"] == "2026-05-11T07:00:00Z"
    assert loaded["answers"]["pain_since"] == "2026-05-03"
