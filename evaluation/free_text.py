"""From free text alone: every proposal of `understand` taken as confirmed, nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.metrics import Outcome
from evaluation.runs import outcome_of
from evaluation.scenario import Scenario

from stridewell.app.assess import assess
from stridewell.app.understand import read_story
from stridewell.knowledge.records import Knowledge

OWN = Path(__file__).parent / "stories"
"""The texts of the sets that were written for this project."""


def texts_in(folder: Path) -> Mapping[str, str]:
    """The stories' own texts by id, from every ``*.jsonl`` of a folder."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            story = json.loads(line)
            found[story["id"]] = story["text"]
    return found


def from_text(
    scenarios: Sequence[Scenario], texts: Mapping[str, str], knowledge: Knowledge
) -> list[Outcome]:
    """Each scenario whose text is known, judged by its text alone."""
    outcomes = []
    for scenario in scenarios:
        if scenario.id not in texts:
            continue
        case = scenario.case()
        told = read_story(texts[scenario.id], case.runner, case.at, knowledge)
        outcomes.append(
            outcome_of(scenario, assess(replace(case, answers=told.answers), knowledge))
        )
    return outcomes
