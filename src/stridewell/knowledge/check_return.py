"""Finds what is wrong with the ladders, the tests before running and what is reintroduced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import EntryMeasure, Ladder, Phase
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Issue, Severity


def check_return(knowledge: Knowledge) -> Iterator[Issue]:
    """Everything a ladder names exists, its steps rise, and its tests end with those that jump."""
    for ladder in knowledge.ladders.values():
        where = f"exercises/ladders.yaml: ladders.{ladder.id}"
        yield from _names(ladder, where, knowledge)
        yield from _order(ladder, where, knowledge)
    named = {test for ladder in knowledge.ladders.values() for test in ladder.gate}
    for test_id in knowledge.gates:
        if test_id not in named:
            yield _fault(f"plan/gates.yaml: gates.{test_id}", "is asked for by no ladder")


def return_warrants(knowledge: Knowledge) -> Iterator[tuple[str, Warrant]]:
    """The tests and what is reintroduced, with what they rest on."""
    yield from ((f"gates.{each.id}", each.warrant) for each in knowledge.gates.values())
    yield from (
        (f"reintroduced.{each.id}", each.warrant) for each in knowledge.reintroduced.values()
    )


def _names(ladder: Ladder, where: str, knowledge: Knowledge) -> Iterator[Issue]:
    findings = {each.finding for each in ladder.conditions if each.finding}
    kinds: Mapping[str, tuple[set[str], Mapping[str, object]]] = {
        "finding": (findings | set(ladder.first_when), knowledge.findings),
        "condition": (
            {e.condition for e in ladder.conditions if e.condition},
            knowledge.conditions,
        ),
        "test": (set(ladder.gate), knowledge.gates),
        "extra": ({each.extra for each in ladder.steps if each.extra}, knowledge.reintroduced),
    }
    for kind, (named, known) in kinds.items():
        for each in sorted(named - set(known)):
            yield _fault(where, f"names the unknown {kind} {each!r}")
    asks = any(each.measure is EntryMeasure.GATE for each in ladder.conditions)
    if asks != bool(ladder.gate):
        yield _fault(
            where, "asks for tests without naming them, or names tests it does not ask for"
        )


def _order(ladder: Ladder, where: str, knowledge: Knowledge) -> Iterator[Issue]:
    minutes = [each.run_total_min for each in ladder.steps]
    if minutes != sorted(minutes):
        yield _fault(where, "has a step with less running than the one before it")
    phases = [list(Phase).index(each.phase) for each in ladder.steps]
    if phases != sorted(phases):
        yield _fault(where, "mixes its phases; walk-runs come first, extras last")
    jumps = [knowledge.gates[test].impact for test in ladder.gate if test in knowledge.gates]
    if jumps != sorted(jumps):
        yield _fault(where, "asks for a test with a jump before one without")


def _fault(where: str, text: str) -> Issue:
    return Issue(Severity.ERROR, where, text, "Correct it.")
