"""An import that is killed and finished leaves the same database as one clean import."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from evaluation.kill_import import build, content, measure

RUNS = 45
"""More than are read without other processes."""
IMPORT = """
import os, signal, sys
from pathlib import Path
from stridewell.adapters.activity_files import LocalActivityFiles
from stridewell.adapters.store import open_store
from stridewell.adapters.store.sql_imports import SqlImports
from stridewell.app.import_runs import import_runs
from stridewell.app.importing import work

work.CHUNK_FILES = 10
folder, home, method, calls = sys.argv[1:]
left = int(calls)

def dying(real):
    def call(*arguments):
        global left
        result = real(*arguments)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    return call

if method:
    setattr(SqlImports, method, dying(getattr(SqlImports, method)))
Path(home).mkdir(exist_ok=True)
import_runs([Path(folder)], LocalActivityFiles(), open_store(f"sqlite:///{home}/stridewell.db"))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs, poorer and equal copies, a zip, a cut file and no run."""
    place = tmp_path_factory.mktemp("archive") / "runs"
    build(place, RUNS)
    return place


@pytest.fixture(scope="module")
def clean(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[tuple[object, ...]]]:
    """What a clean import leaves."""
    home = tmp_path_factory.mktemp("clean")
    assert imported(folder, home) == 0
    return content(home)


def imported(folder: Path, home: Path, method: str = "", calls: int = 0) -> int:
    """Import in a process of its own, which dies after so many calls; returns its status."""
    words = [sys.executable, "-c", IMPORT, str(folder), str(home), method, str(calls)]
    return subprocess.run(words, check=False, timeout=60).returncode


@pytest.mark.parametrize(
    ("method", "calls"),
    [
        ("open_batch", 1),
        ("add_numbers", 1),
        ("add_sources", 3),
        ("put_seen", 2),
        ("close_batch", 1),
    ],
)
def test_wherever_it_is_killed_the_rest_follows(
    method: str,
    calls: int,
    folder: Path,
    clean: Mapping[str, list[tuple[object, ...]]],
    tmp_path: Path,
) -> None:
    assert imported(folder, tmp_path, method, calls) == -signal.SIGKILL
    assert imported(folder, tmp_path) == 0
    assert content(tmp_path) == clean


def test_killed_at_random_moments_the_command_leaves_what_a_clean_import_does() -> None:
    assert measure(kills=2, runs=RUNS, seed=5).different == 0
