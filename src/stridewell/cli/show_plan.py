"""Writes today and the week for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stridewell.app.care import DayAnswer
from stridewell.cli.show import cited, console, urgency_panel
from stridewell.cli.show_outlook import show_brief, show_outlook, unplaced_lines
from stridewell.knowledge.records import Knowledge
from stridewell.plan.dosing import Prescription
from stridewell.plan.items import Activity, ActivityKind
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal

SHOWN_LEFT_OUT = 4


def show_day(day: DayAnswer, knowledge: Knowledge, *, week: bool) -> None:
    """The urgency, then today; with ``week`` also how it goes, the seven days and the exercises."""
    out = console()
    locale = day.state.case.runner.locale
    out.print(urgency_panel(day.assessment.disposition, locale, knowledge))
    if isinstance(day.plan, Refusal):
        show_refusal(day.plan, out)
        return
    show_today(day.plan, knowledge, out)
    if week:
        show_outlook(day.plan, knowledge, out)
        show_week(day.plan, knowledge, out)
    else:
        show_brief(day.plan, out)


def show_refusal(refusal: Refusal, out: Console) -> None:
    """Why there is no plan, and what to do instead."""
    out.print(Text.assemble((f"No plan ({refusal.kind}). ", "bold"), refusal.text))
    out.print(Text.assemble(("What to do: ", "bold"), refusal.next_step))


def show_today(plan: Plan, knowledge: Knowledge, out: Console) -> None:
    """What to do today, why, and how far at most."""
    out.print(Text.assemble(("Today: ", "bold"), (plan.today.text, "bold cyan")))
    for reason in plan.today.reasons:
        out.print(Text(f"  • {reason.text}{cited(reason, knowledge)}"))
    for reason in plan.today.watch_for:
        out.print(Text(f"  Watch: {reason.text}{cited(reason, knowledge)}", "dim"))


def show_week(plan: Plan, knowledge: Knowledge, out: Console) -> None:
    """Seven days, the exercises with their doses, and what was left out."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("Day", no_wrap=True)
    table.add_column("What")
    for day in plan.week.days:
        table.add_row(f"{day.date:%a %d %b}", Text(day_text(day.items, knowledge)))
    out.print(table)
    for line in unplaced_lines(plan):
        out.print(Text(line))
    if plan.week.runs:
        out.print(
            f"Running this week: {plan.week.running_m / 1000:.1f} km in "
            f"{plan.week.running_min:.0f} min; longest {plan.week.longest_m / 1000:.1f} km."
        )
    for entry in plan.exercises:
        _show_exercise(entry, knowledge, out)
    for left in plan.left_out[:SHOWN_LEFT_OUT]:
        out.print(Text(left.reason.text, "dim"))


def day_text(items: Sequence[Activity], knowledge: Knowledge) -> str:
    """What a day holds; the exercises of all its sessions stand together, each named once."""
    training = [item for item in items if item.exercises]
    told = [f"{item.text.rstrip('.')}{_pinned(item)}" for item in items if not item.exercises]
    if training:
        ids = dict.fromkeys(each for item in training for each in item.exercises)
        names = ", ".join(knowledge.exercises[each].name for each in ids)
        mark = next((mark for item in training if (mark := _pinned(item))), "")
        told.append(f"exercises{mark}: {names}")
    return "; ".join(told)


def _pinned(item: Activity) -> str:
    return " (your day)" if item.is_pinned and item.kind is not ActivityKind.RACE else ""


def _show_exercise(entry: Prescription, knowledge: Knowledge, out: Console) -> None:
    out.print(Text.assemble((f"{entry.exercise.name}: ", "bold"), entry.dose.text))
    out.print(Text(f"  {' '.join(entry.exercise.steps)}"))
    if entry.reasons:
        out.print(Text(f"  {entry.reasons[0].text}{cited(entry.reasons[0], knowledge)}", "dim"))
