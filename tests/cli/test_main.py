"""The command line as a whole: help, exit statuses, one clear message, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from command_line import stridewell
from stridewell import __version__
from stridewell.cli.main import make_app


def commands(app: typer.Typer, *path: str) -> list[tuple[str, ...]]:
    """The words of every command that does something."""
    named = [(*path, each.name or "") for each in app.registered_commands]
    below = [(each.typer_instance, each.name) for each in app.registered_groups]
    return named + [found for group, name in below if group for found in commands(group, str(name))]


COMMANDS = commands(make_app())


def as_process(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "stridewell", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **more},
    )


def test_every_use_case_has_a_command() -> None:
    named = {" ".join(words) for words in COMMANDS}
    promised = {"questions", "assess", "import", "runs", "plan", "checkin", "today", "demo"}
    assert promised | {"serve", "knowledge check"} <= named


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(words: tuple[str, ...]) -> None:
    done = stridewell(*words, "--help")
    assert done.status == 0
    assert f"Example: stridewell {' '.join(words)}" in done.out


@pytest.mark.parametrize("words", [("--help",), ("knowledge", "--help")])
def test_groups_have_help(words: tuple[str, ...]) -> None:
    assert "Commands" in stridewell(*words).out


def test_the_version_is_told() -> None:
    assert stridewell("--version").out.strip() == __version__


@pytest.mark.parametrize(
    "words", [("dance",), ("today", "--loud"), ("assess",), ("checkin", "--pain-now", "much"), ()]
)
def test_a_wrong_call_ends_with_status_2(words: tuple[str, ...]) -> None:
    done = stridewell(*words)
    assert done.status == 2
    assert "Traceback" not in done.err


def test_a_refusal_is_json_for_programs(tmp_path: Path) -> None:
    done = stridewell("assess", tmp_path / "none.yaml", "--json")
    assert done.refused(2, "none.yaml")
    assert set(done.json["refusal"]) == {"kind", "text", "next_step"}
    assert done.json["refusal"]["kind"] == "case"


def test_a_refusal_without_json_leaves_standard_output_empty(tmp_path: Path) -> None:
    assert stridewell("assess", tmp_path / "none.yaml").out == ""


def test_it_runs_as_a_process_and_as_a_module() -> None:
    done = as_process("--version")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, __version__, "")


def test_the_status_of_a_process_is_that_of_the_error() -> None:
    assert as_process("today").returncode == 1
    assert as_process("assess", "none.yaml").returncode == 2


def test_a_pipe_that_closes_early_is_no_fault() -> None:
    command = f"{sys.executable} -m stridewell questions --json | head -c 20"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert len(done.stdout) == 20
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("value", ["redis://here", "postgresql:\t", "not a url"])
def test_a_setting_that_names_no_database_is_wrong_usage(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRIDEWELL_DATABASE_URL", value)
    done = stridewell("runs")
    assert "Traceback" not in done.err
    assert done.err.startswith("stridewell: ")
    assert done.status in {1, 2}


def test_stopping_it_by_hand_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("stridewell.bootstrap.LocalDoors.knowledge", stop)
    done = stridewell("questions")
    assert done.status == 130
    assert "Traceback" not in done.err
