"""Scenario files: what a careful user would enter, and what should come of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from stridewell.app.case import Case
from stridewell.app.case_contract import CaseModel, RunnerModel, case_of
from stridewell.knowledge.records import Level

FOLDER = Path(__file__).parent / "scenarios"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Strict):
    """What should come of it: the label first, then what is also reasonable."""

    candidates: tuple[str, ...]
    level: Level
    levels: tuple[Level, ...]
    second: str | None = None
    """A second problem that is there as well."""


class Scenario(_Strict):
    """One story as entered; ``unasked`` is what no question could take."""

    id: str
    gist: str
    at: datetime
    runner: RunnerModel
    answers: Mapping[str, Any]
    expect: Expected
    unasked: tuple[str, ...] = ()

    def case(self) -> Case:
        """The case that the product is given.

        Raises:
            CaseError: an answer is empty.
        """
        return case_of(CaseModel(at=self.at, runner=self.runner, answers=self.answers))


def load(name: str) -> tuple[Scenario, ...]:
    """Every scenario of a set, by id; a set is a folder below ``scenarios``.

    Raises:
        ValueError: a file is not a scenario.
        FileNotFoundError: there is no such set.
    """
    folder = FOLDER / name
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no set of scenarios {name!r} in {FOLDER}")
    return tuple(_read(path) for path in sorted(folder.glob("*.yaml")))


def sets() -> tuple[str, ...]:
    """The names of the sets there are."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))


def _read(path: Path) -> Scenario:
    return Scenario.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
