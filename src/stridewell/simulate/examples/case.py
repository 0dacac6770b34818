"""The case file of an example: who the runner is and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

import yaml

from stridewell.values.timeline import require_zone


@dataclass(frozen=True, slots=True)
class Case:
    """What an assessment is asked to judge; answers by question id."""

    at: datetime
    runner: Mapping[str, object]
    answers: Mapping[str, object]


def case_text(example_id: str) -> str:
    """The case file as it is shipped, in YAML."""
    return files(__package__).joinpath(f"{example_id}.yaml").read_text(encoding="utf-8")


def load_case(example_id: str) -> Case:
    """The case of an example."""
    loaded = yaml.safe_load(case_text(example_id))
    return Case(require_zone(loaded["at"]), loaded["runner"], loaded["answers"])
