#!/usr/bin/env python3
"""Writes the tables of what is known into docs/knowledge.md."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from stridewell.adapters.knowledge_files import packaged_knowledge, packaged_library
from stridewell.knowledge.library import CheckResult, Library
from stridewell.knowledge.records import Condition, Knowledge, TriageRule
from stridewell.knowledge.warrant import Warrant
from stridewell.values.evidence import Grade

PAGE = Path(__file__).resolve().parent.parent / "docs" / "knowledge.md"
CHECK = "--check"


def main(arguments: Sequence[str]) -> int:
    """Write the tables; with --check only say by the exit status whether they are fresh."""
    written = PAGE.read_text(encoding="utf-8")
    fresh = with_tables(written, packaged_knowledge(), packaged_library())
    if CHECK not in arguments:
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    if fresh != written:
        sys.stderr.write(f"{PAGE.name} is stale. Write it anew: {Path(__file__).name}\n")
    return int(fresh != written)


def with_tables(page: str, knowledge: Knowledge, library: Library) -> str:
    """The page with every table between its markers."""
    page = between(page, "grades", grade_table(knowledge))
    tables = {
        "checks": check_table(library),
        "conditions": condition_table(knowledge),
        "rules": rule_table(knowledge),
        "self_tests": self_test_table(knowledge),
        "claims": claim_table(library),
        "separations": separation_table(library),
    }
    for name, table in tables.items():
        page = between(page, name, table)
    return page


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


def check_table(library: Library) -> str:
    """How many looked-up numbers were confirmed, differ from memory, or were not found."""
    counted = Counter(check.result for check in library.checks.values())
    rows = [(result.value, str(counted[result])) for result in CheckResult]
    return _table(("Result", "Numbers"), [*rows, ("in all", str(counted.total()))])


def self_test_table(knowledge: Knowledge) -> str:
    """Every self-test, by id."""
    rows = [
        (
            f"`{test.id}`",
            test.name,
            "clinicians only" if test.clinician_only else "impact" if test.impact else "",
            ", ".join(f"`{source}`" for source in test.sources),
        )
        for test in sorted(knowledge.self_tests.values(), key=lambda each: each.id)
    ]
    return _table(("Id", "Name", "Kind", "Sources"), rows)


def claim_table(library: Library) -> str:
    """Every claim, in the order of the files."""
    rows = [
        (
            f"`{claim.id}`",
            claim.claim.replace("|", "/"),
            claim.verdict.value,
            ", ".join(f"`{ref}`" for ref in claim.homes) or f"not used, {claim.not_used}",
        )
        for claim in library.claims.values()
    ]
    return _table(("Claim", "What articles say", "Verdict", "Homes"), rows)


def separation_table(library: Library) -> str:
    """Every separation, by id."""
    rows = [
        (f"`{each.id}`", each.title, ", ".join(f"`{condition}`" for condition in each.between))
        for each in library.separations.values()
    ]
    return _table(("Id", "Question", "Between"), rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
