"""Writes how it goes and what comes: trend, changes, the gate before running, races, the rest."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from stridewell.cli.show import cited
from stridewell.cli.typed_days import said_day
from stridewell.knowledge.records import Knowledge
from stridewell.plan.gate import GateMark, GateState
from stridewell.plan.monitor import Follow, FollowKind, TrendKind
from stridewell.plan.planner import Plan
from stridewell.plan.programme import Standing
from stridewell.plan.race import RaceOutlook
from stridewell.plan.week import why_not_all

SHOWN_CHANGES = 3
MARKS = {
    GateMark.PASSED: "passed",
    GateMark.FAILED: "not passed",
    GateMark.OPEN: "to do",
    GateMark.WAITING: "later",
    GateMark.BLOCKED: "not now",
}


def show_brief(plan: Plan, out: Console) -> None:
    """Beside today in few lines: warm-up, how it goes, what changed, the next test."""
    if plan.warm_up is not None:
        told = f"{plan.warm_up.minutes:g} min. Its steps: stridewell around"
        out.print(Text.assemble((f"{plan.warm_up.block.name}: ", "bold"), told))
    if plan.trend.kind is not TrendKind.UNKNOWN:
        out.print(Text.assemble(("How it goes: ", "bold"), plan.trend.reason.text))
    _show_follows(plan, out)
    _show_changes(plan, out, most=SHOWN_CHANGES)
    if plan.gate.is_closed:
        test = plan.gate.next_test
        told = f"{test.name} ({test.id})" if test is not None else "see what is missing"
        told = f"{told}. All of it: stridewell gate"
        out.print(Text.assemble(("Before the first run: ", "bold"), told))


def show_outlook(plan: Plan, knowledge: Knowledge, out: Console) -> None:
    """The trend, every change, the gate in force, the way back, and races."""
    out.print(Text.assemble(("How it goes: ", "bold"), _said(plan, knowledge)))
    for note in plan.trend.notes:
        out.print(Text(f"  {note.text}{cited(note, knowledge)}", "dim"))
    _show_follows(plan, out)
    if plan.adherence.planned:
        out.print(Text(f"  {plan.adherence.text}", "dim"))
    _show_changes(plan, out)
    if plan.gate.is_closed:
        show_gate(plan.gate, knowledge, out)
    for standing in plan.programmes:
        _show_standing(standing, out)
    for race in plan.races:
        _show_race(race, out)


def _said(plan: Plan, knowledge: Knowledge) -> str:
    return f"{plan.trend.reason.text}{cited(plan.trend.reason, knowledge)}"


def _show_follows(plan: Plan, out: Console) -> None:
    """What follows from how it goes, with its day."""
    for each in plan.trend.follows:
        style = "bold red" if each.is_due and each.kind is FollowKind.SEE_SOMEONE else ""
        out.print(Text(f"  → {_when(each)}{each.reason.text}", style))


def _when(follow: Follow) -> str:
    """The day of what follows; telling how it is has none."""
    day = said_day(follow.by)
    match follow.kind:
        case FollowKind.SEE_SOMEONE:
            return f"Due since {day}: " if follow.is_due else f"By {day}: "
        case FollowKind.CHANGE_PLAN:
            return f"From {day} on: "
        case FollowKind.TELL:
            return ""


def _show_changes(plan: Plan, out: Console, most: int | None = None) -> None:
    """What is different from the plan before; its reasons are those of today, shown above."""
    if not plan.changes:
        return
    out.print(
        Text.assemble(("Changed since the plan before", "bold"), " (the reasons stand above):")
    )
    for change in plan.changes[:most]:
        out.print(Text(f"  • {change.text}"))
    if most is not None and len(plan.changes) > most:
        out.print(Text(f"  and {len(plan.changes) - most} more: stridewell plan", "dim"))


def show_gate(gate: GateState, knowledge: Knowledge, out: Console) -> None:
    """Whether tests come before running, what must hold, and every test with its state."""
    out.print(Text.assemble(("Before the first run: ", "bold"), gate.why.text))
    for entry in gate.entries:
        mark = "✓" if entry.is_met else "·"
        out.print(Text(f"  {mark} {entry.reason.text}{cited(entry.reason, knowledge)}"))
    for item in gate.items:
        style = "bold" if item.test == gate.next_test else ""
        out.print(Text(f"  {MARKS[item.mark]:<10} {item.test.id}: {item.reason.text}", style))


def show_steps(gate: GateState, out: Console) -> None:
    """How the test to do next is done, and when it counts as passed."""
    test = gate.next_test
    if test is None:
        return
    out.print(Text(f"{test.name}, step by step", "bold"))
    for number, step in enumerate(test.steps, start=1):
        out.print(Text(f"  {number}. {step}"))
    out.print(Text(f"  It is passed when: {test.passes}"))
    out.print(Text(f"Tell it with: stridewell gate {test.id} --passed --pain N", "dim"))


def _show_standing(standing: Standing, out: Console) -> None:
    of = f"stage {standing.index + 1} of {len(standing.programme.stages)}"
    name = f"{standing.programme.name}, {of}: "
    out.print(Text.assemble((name, "bold"), f"{standing.stage.name}. {standing.stage.aim}"))


def _show_race(race: RaceOutlook, out: Console) -> None:
    name = race.race.name or f"The race of {said_day(race.race.day)}"
    out.print(Text.assemble((f"{name}: ", "bold"), race.text))


def unplaced_lines(plan: Plan) -> Iterator[str]:
    """What found no day of the week, why, and what would help."""
    for activity in plan.week.unplaced:
        yield f"Found no day: {activity.text}"
    for name in plan.week.unpinned:
        told = plan.week.problem.session(name).name
        yield f"No longer on the day you chose, because a limit would break: {told}."
    conflict = why_not_all(plan.week)
    if conflict is None:
        return
    for part in conflict.parts:
        yield f"  Because: {part.text}"
    for change in conflict.changes:
        yield f"  This would help: {change}"
