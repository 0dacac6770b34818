"""Runs the `stridewell` command as a person would, inside this process."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import yaml
from typer.main import get_command

from cases import AT, well
from stridewell.bootstrap import LocalDoors
from stridewell.cli import main
from stridewell.cli.main import make_app
from stridewell.intake.reading import Answer
from stridewell.simulate.recording import run_file
from stridewell.simulate.runs import Body, RunSpec, simulate_run


@dataclass(frozen=True, slots=True)
class Done:
    """What a command ended with."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  (any JSON)
        """What it wrote for programs."""
        return json.loads(self.out)

    def refused(self, status: int, *words: str) -> bool:
        """Whether it ended with that status and one clear message, no traceback."""
        assert "Traceback" not in self.err + self.out
        assert self.err.startswith("stridewell: ")
        return self.status == status and all(word in self.err for word in words)


@cache
def every_command() -> object:
    """The command line, which takes longer to build than most commands take to run."""
    return get_command(make_app())


def stridewell(*words: object, typed: str = "") -> Done:
    """Run one command; ``typed`` is what a person types while it runs."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    arguments = ["stridewell", *(str(word) for word in words)]
    with (
        patch.object(sys, "argv", arguments),
        patch.object(sys, "stdin", io.StringIO(typed)),
        patch.object(main, "make_app", every_command),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main.run(LocalDoors())
        except SystemExit as end:
            status = int(end.code or 0)
    return Done(status, out.getvalue(), err.getvalue())


WOMAN_OF_34: Mapping[str, object] = {"age": 34, "sex": "female"}


def write_case_file(
    folder: Path,
    answers: Mapping[str, Answer],
    runner: Mapping[str, object] = WOMAN_OF_34,
    at: datetime = AT,
) -> Path:
    """A case file in which these answers, and no others, were given."""
    path = folder / "case.yaml"
    told = {"at": at, "runner": dict(runner)}
    path.write_text(yaml.safe_dump({**told, "answers": dict(answers)}), encoding="utf-8")
    return path


def mild_outer_hip() -> dict[str, Answer]:
    """A woman with mild pain at the outer hip and nothing else."""
    return well() | {"pain_regions": ["lat_hip"], "pain_daily": 2, "pain_running": 3}


def write_run(path: Path, start: datetime = AT, distance_m: int = 1500) -> Path:
    """A short run as a FIT file."""
    spec = RunSpec(start, distance_m, speed_m_s=3.0)
    path.write_bytes(run_file(spec, simulate_run(spec, Body(), np.random.default_rng(1))))
    return path


def damage(path: Path, length: int = 40) -> Path:
    """The file with bytes in its middle overwritten: 64 of them cannot be read."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + length] = b"\xee" * length
    path.write_bytes(content)
    return path
