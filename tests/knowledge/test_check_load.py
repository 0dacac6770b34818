"""Faults of what is known of training load are found, each by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cases import KNOWLEDGE
from stridewell.knowledge.check_load import check_load
from stridewell.knowledge.load import LoadKnowledge
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Verification

LOAD = KNOWLEDGE.load


def faults(load: LoadKnowledge) -> dict[str, str]:
    return {each.where: each.text for each in check_load(replace(KNOWLEDGE, load=load))}


def without(part: str, name: str) -> LoadKnowledge:
    entries = dict(getattr(LOAD, part))
    del entries[name]
    return replace(LOAD, **{part: entries})


def with_number(name: str, value: float) -> LoadKnowledge:
    number = replace(LOAD.numbers[name], value=value)
    return replace(LOAD, numbers={**LOAD.numbers, name: number})


def unknown_finding() -> LoadKnowledge:
    change = replace(LOAD.changes["climb"], finding="no_such_thing")
    return replace(LOAD, changes={**LOAD.changes, "climb": change})


def unknown_figure() -> LoadKnowledge:
    change = replace(LOAD.changes["balance"], figures=("no_such_figure", "malisoux_2024"))
    return replace(LOAD, changes={**LOAD.changes, "balance": change})


def lonely_figure() -> LoadKnowledge:
    figure = replace(LOAD.figures["moussa_2019"], id="lonely")
    return replace(LOAD, figures={**LOAD.figures, "lonely": figure})


def unconfirmed() -> LoadKnowledge:
    number = LOAD.numbers["lag_days"]
    warrant = Warrant(number.warrant.grade, number.warrant.sources, Verification.UNCONFIRMED)
    return replace(LOAD, numbers={**LOAD.numbers, "lag_days": replace(number, warrant=warrant)})


def test_the_packaged_knowledge_has_no_fault() -> None:
    assert faults(LOAD) == {}


@pytest.mark.parametrize(
    ("load", "where"),
    [
        (lambda: without("weights", "walking"), "load.weights.walking"),
        (lambda: without("grounds", "ratio"), "load.grounds.ratio"),
        (lambda: without("changes", "spike"), "load.changes.spike"),
        (lambda: without("figures", "moussa_2019"), "load.figures.moussa_2019"),
        (lambda: with_number("lag_days", 0), "load.numbers.lag_days"),
        (lambda: with_number("exponent_tendon", 20), "load.numbers.exponent_bone"),
        (unknown_finding, "load.changes.climb"),
        (unknown_figure, "load.changes.balance"),
        (lonely_figure, "load.figures.lonely"),
        (unconfirmed, "load.numbers.lag_days"),
    ],
)
def test_a_fault_is_found(load: Callable[[], LoadKnowledge], where: str) -> None:
    assert where in faults(load())


def test_grounds_of_a_number_nobody_confirmed_say_so() -> None:
    grounds = LOAD.grounds["lag"]
    doubted = replace(
        grounds, warrant=replace(grounds.warrant, verification=Verification.UNCONFIRMED)
    )
    load = replace(LOAD, grounds={**LOAD.grounds, "lag": doubted})
    assert "not confirmed" in load.reason("lag").text
    assert "not confirmed" not in LOAD.reason("lag").text
