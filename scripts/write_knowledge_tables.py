#!/usr/bin/env python3
"""Writes the tables of grades, conditions and triage rules into docs/knowledge.md."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.knowledge.records import Condition, Knowledge, TriageRule, Warrant
from stridewell.values.evidence import Grade

PAGE = Path(__file__).resolve().parent.parent / "docs" / "knowledge.md"
CHECK = "--check"


def main(arguments: Sequence[str]) -> int:
    """Write the tables; with --check only say by the exit status whether they are fresh."""
    written = PAGE.read_text(encoding="utf-8")
    fresh = with_tables(written, packaged_knowledge())
    if CHECK not in arguments:
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    if fresh != written:
        sys.stderr.write(f"{PAGE.name} is stale. Write it anew: {Path(__file__).name}\n")
    return int(fresh != written)


def with_tables(page: str, knowledge: Knowledge) -> str:
    """The page with every table between its markers."""
    page = between(page, "grades", grade_table(knowledge))
    page = between(page, "conditions", condition_table(knowledge))
    return between(page, "rules", rule_table(knowledge))


def between(page: str, name: str, table: str) -> str:
    """The page with what stands between the markers of that name exchanged.

    Raises:
        ValueError: the page lacks a marker.
    """
    start, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->"
    head, rest = page.split(start, 1)
    _, tail = rest.split(end, 1)
    return f"{head}{start}{table}{end}{tail}"


def grade_table(knowledge: Knowledge) -> str:
    """How many entries of each kind have which grade."""
    rows = [_grades(kind, entries) for kind, entries in _warrants(knowledge).items()]
    return _table(("Kind", *Grade, "In all"), rows)


def _warrants(knowledge: Knowledge) -> Mapping[str, Sequence[Warrant]]:
    conditions = knowledge.conditions.values()
    return {
        "Triage rules": [rule.warrant for rule in knowledge.rules.values()],
        "Priors of conditions": [each.prior_percent.warrant for each in conditions],
        "Modifiers of priors": [m.warrant for each in conditions for m in each.modifiers],
        "Likelihood ratios": [e.warrant for each in conditions for e in each.evidence],
        "Times of return": [each.return_warrant for each in conditions],
        "Exercises": [each.warrant for each in knowledge.exercises.values()],
        "Numbers of the reasoning": [each.warrant for each in knowledge.reasoning.values()],
    }


def _grades(kind: str, warrants: Iterable[Warrant]) -> tuple[str, ...]:
    counted = Counter(warrant.grade for warrant in warrants)
    counts = (str(counted[grade]) for grade in Grade)
    return (kind, *counts, str(counted.total()))


def condition_table(knowledge: Knowledge) -> str:
    """Every condition, by id."""
    heads = ("Id", "Name", "Prior", "Must not be missed", "Running while it leads", "Urgency")
    conditions = sorted(knowledge.conditions.values(), key=lambda each: each.id)
    return _table(heads, [_condition(each) for each in conditions])


def _condition(condition: Condition) -> tuple[str, ...]:
    return (
        f"`{condition.id}`",
        condition.name,
        f"{condition.prior_percent.value:g} %",
        "yes" if condition.must_not_miss else "",
        f"`{condition.running}`",
        f"`{condition.urgency}`",
    )


def rule_table(knowledge: Knowledge) -> str:
    """Every triage rule, the most urgent level first."""
    heads = ("Rule", "Level", "Suspected", "Grade", "Verification", "Sources")
    return _table(heads, [_rule(each) for each in knowledge.rules.values()])


def _rule(rule: TriageRule) -> tuple[str, ...]:
    return (
        f"`{rule.id}`",
        f"`{rule.level}`",
        rule.suspected,
        rule.warrant.grade,
        rule.warrant.verification,
        ", ".join(f"`{source}`" for source in rule.warrant.sources),
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
