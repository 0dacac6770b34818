"""The daily loop from the shell: log, days, move, gate, clear, weekly, export."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from command_line import mild_outer_hip, stridewell, write_case_file


@pytest.fixture
def known(tmp_path: Path) -> None:
    """A runner who has told everything just now."""
    case = write_case_file(tmp_path, mild_outer_hip(), at=datetime.now(UTC))
    assert stridewell("assess", case, "--save").status == 0


def told() -> list[dict[str, object]]:
    kept: list[dict[str, object]] = stridewell("log", "--json").json["told"]
    return kept


BEFORE = [
    ("log", "strength"),
    ("days", "--minutes", "mon=0"),
    ("gate", "walk_30", "--passed"),
    ("clear", "bsi_sacrum", "--by", "Dr Grey"),
    ("move", "strength", "mon", "tue"),
    ("export", "--calendar", "week.ics"),
]


@pytest.mark.parametrize("words", BEFORE, ids=[words[0] for words in BEFORE])
def test_without_an_intake_it_says_how_to_begin(words: tuple[str, ...]) -> None:
    assert stridewell(*words).status in {1, 2}
    assert "Traceback" not in stridewell(*words).err


def test_the_log_shows_what_waits_and_how_to_tell_it(known: None) -> None:
    assert "stridewell log strength" in stridewell("log").out


def test_a_session_is_told_with_its_exercises_and_taken_back(known: None) -> None:
    done = stridewell("log", "strength", "--pain", 1, "--exercise", "bridge=3x12@5kg:1")
    assert done.status == 0
    assert "Stored." in done.out
    (entry,) = told()
    assert stridewell("log", "--undo", entry["id"]).status == 0
    assert told() == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("log", "nap"), "nap"),
        (("log", "--pain", 2), "which session"),
        (("log", "strength", "--done", "--skipped"), ""),
        (("log", "strength", "--pain", 11), "11"),
        (("log", "strength", "--exercise", "levitate=3x12"), "levitate"),
        (("log", "strength", "--exercise", "bridge"), "bridge"),
        (("log", "strength", "--day", "2031-01-01"), ""),
        (("log", "--undo", 99), "99"),
        (("log", "run", "--run", 7), "7"),
        (("days", "--minutes", "mon=9999"), "9999"),
        (("days", "--minutes", "someday=5"), "someday"),
        (("days", "--equipment", "anvil"), "anvil"),
        (("days", "--race", "soon:5:Fun"), "soon"),
        (("days", "--race", "2026-12-20:5:Fun", "--no-races"), "contradict"),
        (("gate", "levitate", "--passed"), "levitate"),
        (("gate", "walk_30"), "how walk_30 went"),
        (("gate", "--passed"), "which test"),
        (("clear", "sadness", "--by", "Dr Grey"), "sadness"),
        (("clear", "bsi_sacrum", "--by", " "), "who cleared"),
        (("move", "strength", "mon"), "where the session"),
        (("weekly", "--answer", "load_cut=9"), "load_cut"),
        (("weekly", "--answer", "sadness=1"), "sadness"),
        (("weekly", "--confidence", 11), "11"),
        (("checkin", "--pain-now", 1, "--sleep", 25), "25"),
        (("checkin", "--pain-now", 1, "--side", "inside"), "inside"),
        (("export",), "what to write"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    known: None, words: tuple[object, ...], says: str
) -> None:
    done = stridewell(*words)
    assert done.status in {1, 2}
    assert "Traceback" not in done.err
    assert says in done.err


def test_days_change_only_what_was_given(known: None) -> None:
    stridewell("days", "--minutes", "mon=0,sun=90", "--equipment", "band")
    stridewell("days", "--race", "2026-12-20:10:Winter")
    out = stridewell("days", "--json").json
    assert out["minutes"]["mon"] == 0
    assert out["minutes"]["sun"] == 90
    assert "band" in str(out["equipment"])
    assert "Winter" in str(out["races"])


def test_a_session_moves_or_the_breach_and_the_nearest_day_are_told(known: None) -> None:
    week = stridewell("plan", "--json").json["plan"]["week"]
    day = next(d for d in week if any(i["kind"] == "strength" for i in d["items"]))
    others = [d["date"] for d in week if d["date"] != day["date"]]
    ended = [stridewell("move", "strength", day["date"], to) for to in others[:1]]
    for done in ended:
        assert done.status == 0 or "stays where it is" in done.err


def test_the_gate_lists_its_tests_and_takes_a_result(known: None) -> None:
    assert "walk_30" in stridewell("gate").out
    assert stridewell("gate", "walk_30", "--passed", "--pain", 1).status == 0
    tests = {each["id"]: each["mark"] for each in stridewell("gate", "--json").json["tests"]}
    assert tests["walk_30"] == "passed"


def test_a_clearance_is_kept_and_listed(known: None) -> None:
    done = stridewell("clear", "bsi_sacrum", "--by", "Dr Grey")
    assert done.status == 0
    assert "Dr Grey" in stridewell("log").out


def test_a_week_in_numbers(known: None) -> None:
    stridewell("weekly", "--answer", "load_cut=1", "--activity", "stairs=6", "--clinician", "X=5")
    shown = stridewell("weekly").out
    assert "stairs: 6 of 10" in shown


def test_the_week_goes_into_a_calendar_once(known: None, tmp_path: Path) -> None:
    file = tmp_path / "week.ics"
    assert stridewell("export", "--calendar", file, "--workouts", tmp_path / "w").status == 0
    assert Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    before = file.read_bytes()
    assert stridewell("export", "--calendar", file).refused(2, "--force")
    assert file.read_bytes() == before
    assert stridewell("export", "--calendar", file, "--force").status == 0


def test_a_night_that_woke_and_a_limp_are_triaged_from_the_shell(known: None) -> None:
    calm = stridewell("checkin", "--pain-now", 2, "--no-woke", "--no-limp", "--json").json
    alarmed = stridewell("checkin", "--pain-now", 2, "--woke", "--limp", "--json").json
    assert calm["disposition"]["level"] == "self_manage"
    assert alarmed["disposition"]["level"] != "self_manage"
