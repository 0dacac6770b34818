"""`import` and `runs`: the promised shapes, and files that are not what they claim to be."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from cases import AT
from command_line import stridewell, write_run
from stridewell.adapters import store
from stridewell.adapters.store.import_turns import file_turn

GPX = """<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="none"><trk>
<type>cycling</type><trkseg>
<trkpt lat="49.0" lon="8.0"><time>2026-05-01T10:00:00Z</time></trkpt>
<trkpt lat="49.1" lon="8.0"><time>2026-05-01T10:30:00Z</time></trkpt>
</trkseg></trk></gpx>"""


def test_an_import_has_the_promised_shape_and_twice_is_harmless(tmp_path: Path) -> None:
    write_run(tmp_path / "a.fit")
    first = stridewell("import", tmp_path / "a.fit", "--json").json
    again = stridewell("import", tmp_path / "a.fit", "--json").json
    assert {"imported", "duplicates", "not_runs", "refused", "warnings"} <= set(first)
    assert (first["imported"], again["imported"], len(again["duplicates"])) == (1, 0, 1)


def test_runs_name_the_unit_of_everything_measured(tmp_path: Path) -> None:
    stridewell("import", write_run(tmp_path / "a.fit"))
    (run,) = stridewell("runs", "--json").json
    assert {"start", "sport", "duration_s", "distance_m", "step_rate_spm"} <= set(run)
    assert run["distance_m"] == pytest.approx(1500, abs=1)
    assert run["power_w"] is None


def test_a_jump_is_marked_for_people(tmp_path: Path) -> None:
    for days, distance_m in enumerate((1000, 1000, 2500)):
        write_run(tmp_path / f"{days}.fit", AT + timedelta(days=days), distance_m)
    done = stridewell("import", tmp_path)
    assert "3 runs imported" in done.out
    assert "+150 % jump" in stridewell("runs").out


def test_no_runs_yet_says_how_to_begin() -> None:
    done = stridewell("runs")
    assert (done.status, "No runs yet" in done.out) == (0, True)
    assert stridewell("runs", "--json").json == []


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"this is no FIT file", 1), (b"\x0e\x10\x00\x00\xff\xff\xff\x7f.FIT\x00\x00", 1), (b"", 1)],
)
def test_a_file_that_is_no_fit_is_refused_with_its_reason(
    content: bytes, status: int, tmp_path: Path
) -> None:
    (tmp_path / "a.fit").write_bytes(content)
    done = stridewell("import", tmp_path / "a.fit", "--json")
    assert done.status == status
    assert done.json["refused"][0]["path"].endswith("a.fit")
    assert done.json["refused"][0]["reason"]


def test_a_truncated_fit_never_stops_the_others(tmp_path: Path) -> None:
    whole = write_run(tmp_path / "whole.fit").read_bytes()
    (tmp_path / "cut.fit").write_bytes(whole[: len(whole) // 2])
    done = stridewell("import", tmp_path)
    assert done.status == 0
    assert "Traceback" not in done.out + done.err
    assert stridewell("runs", "--json").json


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert stridewell("import", tmp_path / "empty").refused(1, "no files")


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    done = stridewell("import", tmp_path / "none", "--json")
    assert done.status == 1
    assert "none" in done.json["refused"][0]["path"]


def test_a_foreign_database_is_refused_and_left_alone(home: Path) -> None:
    home.mkdir()
    with sqlite3.connect(home / "stridewell.db") as connection:
        connection.execute("create table recipes (name text)")
    connection.close()
    before = (home / "stridewell.db").read_bytes()
    assert stridewell("runs").refused(1, "stridewell.db")
    assert (home / "stridewell.db").read_bytes() == before


def test_a_database_that_is_no_database_is_refused(home: Path) -> None:
    home.mkdir()
    (home / "stridewell.db").write_bytes(b"just some notes" * 100)
    assert stridewell("runs").refused(1, "stridewell.db")


def test_a_locked_database_is_refused(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stridewell("runs")
    impatient = partial(store.open_store, timeout_s=0.1)
    monkeypatch.setattr(store, "open_store", impatient)
    connection = sqlite3.connect(home / "stridewell.db", isolation_level=None)
    connection.execute("begin exclusive")
    try:
        assert stridewell("import", write_run(tmp_path / "a.fit")).refused(1, "Another program")
    finally:
        connection.close()


def test_a_data_folder_that_is_a_file_is_refused(home: Path) -> None:
    home.write_text("not a folder")
    assert stridewell("runs").refused(2, "which is a file")


def test_a_data_folder_that_cannot_be_made_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", forbid)
    assert stridewell("runs").refused(1, str(home))


def test_a_second_import_says_what_is_new(tmp_path: Path) -> None:
    write_run(tmp_path / "a.fit")
    assert "1 run imported." in stridewell("import", tmp_path).out
    write_run(tmp_path / "b.fit", AT + timedelta(days=1))
    assert "2 runs, 1 of them new." in stridewell("import", tmp_path).out
    assert "2 runs, all of them known already." in stridewell("import", tmp_path).out


def test_many_files_without_a_run_are_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "rides"
    folder.mkdir()
    write_run(folder / "a.fit")
    for number in range(30):
        (folder / f"{number}.gpx").write_text(GPX)
    done = stridewell("import", folder)
    assert "30 files passed over, no runs:\n  30 files (0.gpx, …): cycling, not running" in done.out
    assert len(done.out.splitlines()) < 12


def test_each_problem_is_one_line_under_the_names_the_folder_gives(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    (folder / "old").mkdir(parents=True)
    whole = write_run(folder / "a.fit").read_bytes()
    (folder / "old" / "copy.fit").write_bytes(whole)
    for name in ("one.gpx", "two.gpx"):
        (folder / name).write_bytes(b"")
    (folder / "none.fit").write_bytes(b"no recording" * 9)
    (folder / "photo.jpg").write_bytes(b"")
    done = stridewell("import", folder)
    assert str(tmp_path) not in done.out
    lines = done.out.splitlines()
    assert lines[:3] == [
        "1 run imported.",
        "1 file known already or a further copy: each run is kept once.",
        "3 files could not be read:",
    ]
    assert lines[3].startswith("  one.gpx, two.gpx: The file is empty.")
    assert lines[4].startswith("  none.fit: ")
    assert lines[5:7] == [
        "1 file passed over, no runs:",
        "  photo.jpg: pictures, tables, texts and the like, which hold no recording",
    ]


def test_files_of_several_places_are_named_with_their_place(tmp_path: Path) -> None:
    for place in ("x", "y"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "none.gpx").write_bytes(b"")
    out = stridewell("import", tmp_path / "x", tmp_path / "y").out
    assert "x/none.gpx, y/none.gpx: The file is empty." in out
    assert "gone: " in stridewell("import", tmp_path / "gone").out


def test_an_import_is_listed_and_taken_back(tmp_path: Path) -> None:
    assert "No imports yet" in stridewell("imports").out
    first = stridewell("import", write_run(tmp_path / "a.fit"), "--json").json
    later = write_run(tmp_path / "b.fit", AT + timedelta(days=1))
    stridewell("import", later)
    listed = stridewell("imports", "--json").json
    assert [each["imported"] for each in listed] == [1, 1]
    assert listed[1]["paths"] == [str(tmp_path / "a.fit")]
    assert "taken back" in stridewell("import", "--undo").out
    assert stridewell("import", "--undo", first["batch"], "--json").json["id"] == first["batch"]
    assert stridewell("runs", "--json").json == []
    assert stridewell("imports").out.count("undone") == 2
    assert stridewell("import", "--undo").refused(1, "no import to undo")


@pytest.mark.parametrize("words", [(), ("--undo", "last"), ("--undo", "1", "2")])
def test_an_import_of_nothing_is_a_wrong_call(words: tuple[str, ...]) -> None:
    assert stridewell("import", *words).refused(2)


def test_an_import_does_not_wait_for_the_plan_and_its_knowledge(tmp_path: Path) -> None:
    write_run(tmp_path / "a.fit")
    code = (
        "import sys\n"
        "from stridewell.bootstrap import LocalDoors, run\n"
        "sys.argv = ['stridewell', 'import', sys.argv[1]]\n"
        "try:\n    run(LocalDoors())\n"
        "finally:\n    print(sorted(sys.modules))"
    )
    words = [sys.executable, "-c", code, str(tmp_path)]
    out = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert "1 run imported." in out
    assert "'stridewell.app.import_runs'" in out
    assert "'stridewell.plan.planner'" not in out
    assert "'stridewell.adapters.own_knowledge'" not in out


def test_another_import_at_work_is_waited_for_and_then_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stridewell("runs")
    monkeypatch.setattr(store, "open_store", partial(store.open_store, timeout_s=0.1))
    with file_turn(home / "stridewell.db.importing", 1.0):
        done = stridewell("import", write_run(tmp_path / "a.fit"))
    assert done.refused(1, "Another import is at work")
