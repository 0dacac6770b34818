"""`import` and `runs`: the promised shapes, and files that are not what they claim to be."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from cases import AT
from command_line import stridewell, write_run
from stridewell.adapters import store


def test_an_import_has_the_promised_shape_and_twice_is_harmless(tmp_path: Path) -> None:
    write_run(tmp_path / "a.fit")
    first = stridewell("import", tmp_path / "a.fit", "--json").json
    again = stridewell("import", tmp_path / "a.fit", "--json").json
    assert set(first) == {"imported", "duplicates", "not_runs", "refused", "warnings"}
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
