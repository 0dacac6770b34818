"""`export --runs`: every table, nothing replaced unasked, samples only when asked for."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from command_line import stridewell, write_run

TABLES = {"runs", "run_loads", "days", "check_ins", "shoes", "walking"}


@pytest.fixture
def _run(tmp_path: Path) -> None:
    stridewell("import", write_run(tmp_path / "a.fit"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as text:
        return list(csv.DictReader(text))


@pytest.mark.usefixtures("_run")
def test_every_table_is_written_without_a_plan(tmp_path: Path) -> None:
    done = stridewell("export", "--runs", tmp_path / "out")
    assert (done.status, done.err) == (0, "")
    assert {each.name for each in (tmp_path / "out").iterdir()} == {f"{t}.csv" for t in TABLES}
    (run,) = rows(tmp_path / "out" / "runs.csv")
    assert float(run["distance_m"]) == pytest.approx(1500, abs=1)
    assert run["power_w"] == ""
    assert float(run["ground_paved_m"]) == pytest.approx(1500, abs=1)
    assert {each["state"] for each in rows(tmp_path / "out" / "days.csv")} <= {
        *("ran", "rest", "unknown"),
    }


@pytest.mark.usefixtures("_run")
def test_samples_are_written_only_when_asked_for(tmp_path: Path) -> None:
    done = stridewell(
        *("export", "--runs", tmp_path / "out", "--format", "json", "--samples", "--json")
    )
    written = {Path(each["path"]).name: each["rows"] for each in done.json["written"]}
    (name,) = set(written) - {f"{table}.json" for table in TABLES}
    samples = json.loads((tmp_path / "out" / "samples" / name).read_text(encoding="utf-8"))
    assert len(samples) == written[name] > 100
    assert samples[0]["time_s"] == 0


@pytest.mark.usefixtures("_run")
def test_a_file_that_exists_is_kept_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "runs.csv").write_text("mine")
    assert stridewell("export", "--runs", tmp_path / "out").refused(2, "already a file")
    assert (tmp_path / "out" / "runs.csv").read_text() == "mine"
    assert stridewell("export", "--runs", tmp_path / "out", "--force").status == 0
    assert rows(tmp_path / "out" / "runs.csv")


@pytest.mark.usefixtures("_run")
def test_parquet_without_its_package_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = stridewell("export", "--runs", tmp_path / "out", "--format", "parquet")
    assert done.refused(2, "pyarrow", "csv or json")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    assert stridewell("export", "--runs", tmp_path / "taken" / "out").refused(2, "cannot be made")


def test_without_a_run_the_tables_are_empty(tmp_path: Path) -> None:
    assert stridewell("export", "--runs", tmp_path / "out").status == 0
    assert rows(tmp_path / "out" / "runs.csv") == []


def test_runs_and_the_week_are_two_exports(tmp_path: Path) -> None:
    done = stridewell("export", "--runs", tmp_path, "--calendar", tmp_path / "week.ics")
    assert done.refused(2, "two exports")
