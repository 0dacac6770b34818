"""Every fault of the way back to running, planted: the check finds it and says where."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from stridewell.knowledge.check_return import check_return, return_warrants
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Ladder


def told(knowledge: Knowledge, **changes: Any) -> list[str]:  # noqa: ANN401  (fields of a ladder)
    ladder = replace(knowledge.ladders["A"], **changes)
    changed = replace(knowledge, ladders={**knowledge.ladders, "A": ladder})
    return [f"{issue.where} {issue.text}" for issue in check_return(changed)]


def test_the_packaged_ladders_have_no_fault(knowledge: Knowledge) -> None:
    assert list(check_return(knowledge)) == []
    assert dict(return_warrants(knowledge)).keys() >= {"gates.hops", "reintroduced.strides"}


def _steps(ladder: Ladder) -> dict[str, Any]:
    return {"steps": (ladder.steps[2], ladder.steps[0])}


def _phases(ladder: Ladder) -> dict[str, Any]:
    return {"steps": (ladder.steps[-1], ladder.steps[7])}


def _entry(ladder: Ladder, **change: Any) -> dict[str, Any]:  # noqa: ANN401  (fields)
    return {"conditions": (replace(ladder.conditions[0], **change), *ladder.conditions[1:])}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda _: {"gate": ("walk_30", "cartwheel")}, "unknown test 'cartwheel'"),
        (lambda _: {"gate": ("hops", "walk_30")}, "a jump before one without"),
        (lambda _: {"gate": ()}, "asks for tests without naming them"),
        (lambda _: {"first_when": ("moonlight",)}, "unknown finding 'moonlight'"),
        (lambda ladder: _entry(ladder, finding="moonlight"), "unknown finding 'moonlight'"),
        (lambda ladder: _entry(ladder, condition="moonlight"), "unknown condition"),
        (_steps, "less running than the one before"),
        (_phases, "mixes its phases"),
    ],
)
def test_every_fault_is_found(knowledge: Knowledge, change: Any, words: str) -> None:  # noqa: ANN401
    faults = told(knowledge, **change(knowledge.ladders["A"]))
    assert any("ladders.A" in each and words in each for each in faults), faults


def test_a_test_nobody_asks_for_is_found(knowledge: Knowledge) -> None:
    ladders = {key: each for key, each in knowledge.ladders.items() if key != "P"}
    faults = [i.where for i in check_return(replace(knowledge, ladders=ladders))]
    assert "plan/gates.yaml: gates.forward_bounds" in faults
