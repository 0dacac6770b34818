#!/usr/bin/env python3
"""Writes the tables of what is known into docs/knowledge.md, docs/plan.md and docs/gait.md."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from stridewell.adapters.knowledge_files import packaged_knowledge, packaged_library
from stridewell.app.journal import EntryKind
from stridewell.knowledge.check_training import activity_warrants
from stridewell.knowledge.gait import Norm
from stridewell.knowledge.library import CheckResult, Library
from stridewell.knowledge.records import Condition, Knowledge, TriageRule
from stridewell.knowledge.warrant import Warrant
from stridewell.plan.full_return import CHECKS, Wanted, wanted_words
from stridewell.plan.limits_told import ToldLimit, day_limits, rules_of_a_week
from stridewell.values.evidence import Grade

DOCS = Path(__file__).resolve().parent.parent / "docs"
CHECK = "--check"
Tables: TypeAlias = Callable[[Knowledge, Library], Mapping[str, str]]


def main(arguments: Sequence[str]) -> int:
    """Write the tables; with --check only say by the exit status whether they are fresh."""
    stale = [name for name, tables in PAGES.items() if not _is_fresh(name, tables, arguments)]
    for name in stale:
        sys.stderr.write(f"{name} is stale. Write it anew: {Path(__file__).name}\n")
    return int(bool(stale))


def _is_fresh(name: str, tables: Tables, arguments: Sequence[str]) -> bool:
    """Whether a page has its tables; without --check it is written first."""
    page = DOCS / name
    written = page.read_text(encoding="utf-8")
    fresh = with_tables(written, tables(packaged_knowledge(), packaged_library()))
    if CHECK not in arguments:
        page.write_text(fresh, encoding="utf-8")
        return True
    return fresh == written


def with_tables(page: str, tables: Mapping[str, str]) -> str:
    """The page with every table between its markers."""
    for name, table in tables.items():
        page = between(page, name, table)
    return page


def knowledge_tables(knowledge: Knowledge, library: Library) -> Mapping[str, str]:
    """The tables of docs/knowledge.md."""
    return {
        "grades": grade_table(knowledge),
        "checks": check_table(library),
        "conditions": condition_table(knowledge),
        "rules": rule_table(knowledge),
        "self_tests": self_test_table(knowledge),
        "strength_tests": strength_test_table(knowledge),
        "claims": claim_table(library),
        "separations": separation_table(library),
    }


def plan_tables(knowledge: Knowledge, _: Library) -> Mapping[str, str]:
    """The tables of docs/plan.md."""
    return {
        "day_limits": limit_table(day_limits(knowledge)),
        "week_rules": limit_table(rules_of_a_week(knowledge)),
        "programmes": programme_table(knowledge),
        "ladders": ladder_table(knowledge),
        "gates": gate_table(knowledge),
        "reintroduced": reintroduced_table(knowledge),
        "journal": journal_table(),
        "weekly": weekly_table(knowledge),
        "full_return": full_return_table(knowledge),
    }


def gait_tables(knowledge: Knowledge, _: Library) -> Mapping[str, str]:
    """The tables of docs/gait.md."""
    return {
        "gait_metrics": gait_metric_table(knowledge),
        "gait_norms": gait_norm_table(knowledge),
        "gait_findings": gait_finding_table(knowledge),
    }


PAGES: Mapping[str, Tables] = {
    "knowledge.md": knowledge_tables,
    "plan.md": plan_tables,
    "gait.md": gait_tables,
}


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
        "Figures of muscle activity": [w for _, w in activity_warrants(knowledge)],
        "Programmes": [each.warrant for each in knowledge.programmes.values()],
        "Ladders, tests before running, what comes back": [
            *(each.warrant for each in knowledge.ladders.values()),
            *(each.warrant for each in knowledge.gates.values()),
            *(each.warrant for each in knowledge.reintroduced.values()),
        ],
        "Strength tests and their norms": [
            w for test in knowledge.strength_tests.values() for _, w in test.warrants()
        ],
        "Around the run": [w for _, w in knowledge.around.warrants()],
        "Training load": [w for _, w in knowledge.load.warrants()],
        "Running form": [w for _, w in knowledge.gait.warrants()],
        "Food, sleep and help": [
            w for part in (knowledge.fuel, knowledge.help) for _, w in part.warrants()
        ],
        "Numbers of the reasoning and the plan": [
            each.warrant for each in knowledge.reasoning.values()
        ],
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
        *_warrant(rule.warrant),
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


def strength_test_table(knowledge: Knowledge) -> str:
    """Every test of strength, balance and range, by kind."""
    rows = [
        (
            f"`{test.id}`",
            test.name,
            test.quality.value,
            test.unit,
            str(len(test.norms)),
            *_warrant(test.warrant),
        )
        for test in knowledge.strength_tests.values()
    ]
    heads = ("Id", "Name", "Kind", "Unit", "Norms", "Grade", "Verification", "Sources")
    return _table(heads, rows)


def limit_table(limits: Sequence[ToldLimit]) -> str:
    """Hard limits with the numbers that set them."""
    rows = [
        (
            f"`{limit.id}`",
            limit.says,
            ", ".join(f"`{number}`" for number in limit.numbers),
            *_warrant(limit.warrant),
        )
        for limit in limits
    ]
    return _table(("Limit", "What it says", "Numbers", "Grade", "Verification", "Sources"), rows)


def programme_table(knowledge: Knowledge) -> str:
    """Every programme with its causes and stages."""
    rows = [
        (
            f"`{each.id}`",
            each.name,
            ", ".join(f"`{condition}`" for condition in each.conditions) or "no clear cause",
            ", ".join(stage.name for stage in each.stages),
            *_warrant(each.warrant),
        )
        for each in knowledge.programmes.values()
    ]
    heads = ("Programme", "Name", "For", "Stages", "Grade", "Verification", "Sources")
    return _table(heads, rows)


def ladder_table(knowledge: Knowledge) -> str:
    """Every walk-run ladder."""
    rows = [
        (
            f"`{each.id}`",
            each.name,
            str(len(each.steps)),
            str(each.sessions_per_step),
            f"{each.pain_limit} of 10",
            ", ".join(f"`{test}`" for test in each.gate),
            *_warrant(each.warrant),
        )
        for each in knowledge.ladders.values()
    ]
    heads = ("Ladder", "Name", "Steps", "Good runs a step", "Pain limit", "Tests before it")
    return _table((*heads, "Grade", "Verification", "Sources"), rows)


def gate_table(knowledge: Knowledge) -> str:
    """Every test before the first run."""
    rows = [
        (f"`{each.id}`", each.name, each.passes, "yes" if each.impact else "")
        for each in knowledge.gates.values()
    ]
    return _table(("Test", "Name", "Passed when", "Jumps"), rows)


def reintroduced_table(knowledge: Knowledge) -> str:
    """What comes back one at a time, in its order."""
    rows = [
        (f"`{each.id}`", each.name, each.how, str(each.sessions))
        for each in knowledge.reintroduced.values()
    ]
    return _table(("What", "Name", "How", "Good runs with it before the next"), rows)


JOURNAL: Mapping[EntryKind, str] = {
    EntryKind.WISHES: "minutes of each day, equipment, other sports, races",
    EntryKind.SESSION: "a session as it was done: pain, effort, limp, exercises, the run it was",
    EntryKind.CLEARANCE: "a clinician has allowed running again for one cause",
    EntryKind.TEST: "a result of a strength test",
    EntryKind.GATE: "a test at home before running",
    EntryKind.MOVE: "a session that the runner moved, or let go again",
    EntryKind.WEEK: "the week as it was planned, so that the next one can be compared with it",
    EntryKind.SCORE: "the answers to the questions of the week",
    EntryKind.CLINICIAN_SCORE: "a score of a licensed questionnaire that a clinician gave",
    EntryKind.SHOE: "a pair of shoes, that it is retired, or that it is another one",
    EntryKind.SHOE_RUN: "which pair was worn in which run",
    EntryKind.CUE: "a trial of a cue that began or ended",
    EntryKind.FUEL: "what was told of the body and of the screen for too little energy",
    EntryKind.CLOCK: "what the clock showed when something was told while it was behind",
    EntryKind.LOAD_CHANGE: "a change before the pain that the runner confirmed or declined",
    EntryKind.ROAD_SIDE: "how the runner keeps to roads, and since when",
}


def journal_table() -> str:
    """Every kind of entry of the journal."""
    return _table(
        ("Entry", "What it holds"), [(f"`{kind.value}`", JOURNAL[kind]) for kind in EntryKind]
    )


def weekly_table(knowledge: Knowledge) -> str:
    """Every question of the week."""
    rows = [
        (f"`{each.id}`", each.text, " / ".join(each.options)) for each in knowledge.weekly.values()
    ]
    return _table(("Question", "Text", "Answers, worth 0, 1, 2, 3"), rows)


def full_return_table(knowledge: Knowledge) -> str:
    """What we would want to see before the last limits are lifted."""
    warrants = {wanted: knowledge.reasoning[CHECKS[wanted].number].warrant for wanted in Wanted}
    rows = [
        (f"`{wanted.value}`", wanted_words(wanted, knowledge), *_warrant(warrants[wanted])[:2])
        for wanted in Wanted
    ]
    return _table(("What", "In words", "Grade", "Sources"), rows)


def gait_metric_table(knowledge: Knowledge) -> str:
    """Every metric of the gait lab."""
    rows = [
        (
            f"`{each.id}`",
            f"{each.name}{', each side' if each.per_side else ''}",
            each.unit,
            ", ".join(view for view in each.views if view != "space"),
            each.definition,
            "" if each.detectable is None else f"{each.detectable.value:g}",
        )
        for each in knowledge.gait.metrics.values()
    ]
    heads = ("Metric", "Name", "Unit", "Seen from", "What it is", "Less than this is chance")
    return _table(heads, rows)


def gait_norm_table(knowledge: Knowledge) -> str:
    """Every healthy range, by metric and speed."""
    rows = [_gait_norm(each, knowledge) for each in knowledge.gait.norms.values()]
    heads = ("Metric", "Speed, m/s", "Mean (SD)", "Nine of ten", "Unit", "Who", "Grade")
    return _table((*heads, "Verification", "Sources"), rows)


def _gait_norm(norm: Norm, knowledge: Knowledge) -> tuple[str, ...]:
    digits = knowledge.gait.metrics[norm.metric].decimals
    low, high = (
        f"{round(each, digits) + 0.0:.{digits}f}" for each in (norm.band.low, norm.band.high)
    )
    return (
        f"`{norm.metric}`",
        "any" if norm.speed_mps is None else f"{norm.speed_mps:g}",
        f"{norm.mean:.{digits}f} ({norm.sd:.1f})",
        f"{low} to {high}",
        knowledge.gait.metrics[norm.metric].unit,
        f"{norm.n} {norm.population}",
        *_warrant(norm.warrant),
    )


def gait_finding_table(knowledge: Knowledge) -> str:
    """Every finding of the gait lab: beyond which end, with which complaint, and what to try."""
    cues = knowledge.around.cues.values()
    rows = [
        (
            f"`{each.id}`",
            f"{each.name} (`{each.metric}`)",
            str(each.sessions),
            each.fits_text,
            ", ".join(cue.name.lower() for cue in cues if each.sign in cue.signs) or "nothing",
            *_warrant(each.warrant),
        )
        for each in knowledge.gait.findings.values()
    ]
    heads = ("Finding", "What", "Days it must be seen on", "Counts with", "What may be tried")
    return _table((*heads, "Grade", "Verification", "Sources"), rows)


def _warrant(warrant: Warrant) -> tuple[str, str, str]:
    sources = ", ".join(f"`{source}`" for source in warrant.sources)
    return warrant.grade.value, warrant.verification.value, sources


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
