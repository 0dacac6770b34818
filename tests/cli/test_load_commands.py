"""`run`, `load` and `changed`: the promised shapes, and what is not there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cases import AT
from command_line import damage, mild_outer_hip, stridewell, write_case_file, write_run
from health_export import END, HEAD, PHONE, START
from health_export import record as measured
from stridewell.app.load_contract import ChangedOut, LoadOut
from stridewell.app.run_detail_contract import RunDetailOut
from stridewell.bootstrap import FixedClock

ONSET = AT.date() - timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_the_day_of_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stridewell.adapters.clock.SystemClock", lambda: FixedClock(AT))


@pytest.fixture
def with_jump(tmp_path: Path) -> None:
    """Eleven runs of 1 km every third day, then one of 2.5 km two days before the pain began."""
    folder = tmp_path / "runs"
    folder.mkdir()
    for number in range(11):
        write_run(folder / f"{number}.fit", AT - timedelta(days=37 - 3 * number), 1000)
    write_run(folder / "long.fit", AT - timedelta(days=3), 2500)
    stridewell("import", folder)
    answers = mild_outer_hip() | {"pain_since": ONSET}
    case = write_case_file(tmp_path, answers)
    assert stridewell("assess", case, "--save", "--json").status == 0


@pytest.mark.usefixtures("with_jump")
def test_one_run_has_the_promised_shape() -> None:
    numbers = [each["id"] for each in stridewell("runs", "--json").json]
    run = stridewell("run", numbers[-1], "--json").json
    assert set(run) == set(RunDetailOut.model_fields)
    assert run["jump"]["increase_percent"] == pytest.approx(150, abs=1)
    assert [each["distance_m"] for each in run["splits"]] == pytest.approx([1000, 1000, 500], abs=2)
    assert run["run"]["power_w"] is None
    assert run["shoe"] is None
    assert stridewell("run", numbers[0], "--json").json["jump"] is None


@pytest.mark.usefixtures("with_jump")
def test_one_run_in_words_names_what_was_not_measured() -> None:
    number = stridewell("runs", "--json").json[-1]["id"]
    told = stridewell("run", number).out
    assert "A jump." in told
    assert "2.50 km" in told
    assert "Ground contact: not measured" in told or "ms" in told
    assert "Where the numbers come from" in told


def test_a_run_says_what_was_told_of_its_file(tmp_path: Path) -> None:
    path = damage(write_run(tmp_path / "a.fit"))
    (warning,) = stridewell("import", path, "--json").json["warnings"]
    run = stridewell("run", 1, "--json").json
    assert [each for each in run["remarks"] if "damaged" in each] == [warning["text"]]
    (told,) = run["told"]
    assert (told["file"], told["more"]) == (str(path), 0)
    assert set(told["issues"][0]) == {"severity", "where", "text", "remedy"}
    assert (told["issues"][0]["severity"], told["issues"][0]["where"]) == ("warning", "byte 8297")
    shown = " ".join(stridewell("run", 1).out.split())
    assert f"Take with care: {warning['text']}" in shown


def test_a_run_that_is_not_there_is_refused() -> None:
    assert stridewell("run", 7).refused(1, "no run number 7", "stridewell runs")
    assert stridewell("run", 7, "--json").json["refusal"]["kind"] == "nothing_stored"


@pytest.mark.usefixtures("with_jump")
def test_the_load_has_the_promised_shape_and_marks_the_jump() -> None:
    load = stridewell("load", "--weeks", 8, "--json").json
    assert set(load) == set(LoadOut.model_fields)
    jumped = [each for each in load["runs"] if each["jump_class"] == "large"]
    assert [each["km"] for each in jumped] == [pytest.approx(2.5, abs=0.01)]
    assert jumped[0]["hazard_ratio"][0] < jumped[0]["hazard_ratio"][1]
    days = {each["day"]: each for each in load["days"]}
    rest = days[(AT - timedelta(days=2)).date().isoformat()]
    assert (rest["state"], rest["loads"]["distance"]) == ("rest", 0)
    assert load["pain_began"] == ONSET.isoformat()
    assert load["ratio_critique"]["text"]


@pytest.mark.usefixtures("with_jump")
def test_the_load_looks_back_as_far_as_it_is_told() -> None:
    short = stridewell("load", "--weeks", 1, "--json").json
    first = min(each["day"] for each in short["days"])
    assert first == (AT.date() - timedelta(days=AT.weekday())).isoformat()
    assert "Jump (run" in stridewell("load").out


@pytest.mark.usefixtures("with_jump")
def test_after_a_long_break_the_load_reaches_back_to_the_newest_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = FixedClock(AT + timedelta(weeks=30))
    monkeypatch.setattr("stridewell.adapters.clock.SystemClock", lambda: later)
    newest = (AT - timedelta(days=3)).date().isoformat()
    runs = stridewell("load", "--json").json["runs"]
    assert [each["start"][:10] for each in runs][-1] == newest


@pytest.mark.usefixtures("with_jump")
def test_a_change_is_told_declined_and_forgotten() -> None:
    shown = stridewell("changed", "--json").json
    assert set(shown) == set(ChangedOut.model_fields)
    spike = next(each for each in shown["changes"] if each["kind"] == "spike")
    assert (spike["days_before_pain"], spike["said"], spike["can_answer"]) == (2, None, True)
    declined = stridewell("changed", "--decline", spike["key"])
    assert "it was not so" in declined.out
    assert "because" not in declined.out.lower()
    forgotten = stridewell("changed", "--forget", spike["key"], "--json").json
    assert {each["said"] for each in forgotten["changes"]} == {None}


@pytest.mark.usefixtures("with_jump")
def test_answers_that_cannot_be_are_refused() -> None:
    assert stridewell("changed", "--confirm", "spike-1999-01-01").refused(1, "no change")
    both = stridewell("changed", "--confirm", "a", "--decline", "a")
    assert both.refused(2, "contradict")


@pytest.fixture
def with_walking(tmp_path: Path) -> None:
    """Ten days of walking up to yesterday, and no run, out of an export of a phone."""
    kind, newest = "WalkingAsymmetryPercentage", (AT - START).total_seconds()
    days = [newest - 86_400 * number for number in range(1, 11)]
    records = [measured(kind, 0.03, "%", each, each + 60, PHONE) for each in days]
    (tmp_path / "export.xml").write_text(HEAD + "".join(records) + END, encoding="utf-8")
    assert stridewell("import", tmp_path / "export.xml").status == 0


@pytest.mark.usefixtures("with_walking")
def test_walking_of_a_phone_is_told_beside_what_was_usual() -> None:
    (told,) = stridewell("load", "--json").json["walking"]
    assert told == {
        "source": PHONE,
        "measure": "asymmetry",
        "unit": "%",
        "lately": 3.0,
        "lately_days": 10,
        "before": None,
        "before_days": 0,
    }
    words = " ".join(stridewell("load").out.split())
    assert f"Walking ({PHONE}, median of the last 28 days / of the 90 before)" in words
    assert "asymmetry 3.0 % / not enough days yet (0 of 14)" in words


@pytest.mark.usefixtures("with_jump")
def test_without_walking_no_line_tells_of_it() -> None:
    assert stridewell("load", "--json").json["walking"] == []
    assert "Walking" not in stridewell("load").out


@pytest.mark.parametrize("command", ["load", "changed"])
def test_without_a_run_it_is_said_how_to_begin(command: str) -> None:
    done = stridewell(command)
    assert (done.status, "No runs yet" in done.out) == (0, True)
    assert stridewell(command, "--json").status == 0
