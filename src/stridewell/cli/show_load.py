"""Writes the load ledger and what changed before it hurt for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stridewell.app.load_ledger import LoadLedger, OfferedChange
from stridewell.app.load_sums import LoadSum, load_sum
from stridewell.app.run_words import clock
from stridewell.app.walking_lately import medians_words
from stridewell.cli.show import cited, console
from stridewell.knowledge.records import Knowledge
from stridewell.training_load.ledger_rows import LedgerDay
from stridewell.training_load.series import LoadKind
from stridewell.training_load.walking_told import WalkingTold

NO_RUNS = "No runs yet. Import some with: stridewell import FOLDER"
SAID = {
    "confirmed": "You said: it was so.",
    "declined": "You said: it was not so, so it does not count.",
}


def show_load(told: LoadLedger, first: date, knowledge: Knowledge, walking: WalkingTold) -> None:
    """The weeks as a table, then jumps, rest, shoes, sides and walking."""
    out, ledger = console(), told.ledger
    if not ledger.runs:
        out.print(NO_RUNS)
        _walking(out, walking)
        return
    out.print(_weeks(ledger.days(first)))
    out.print(
        "A dash: not measured or not told. ≥: some runs were not measured. "
        "Unknown: days nobody knows anything of.\n"
    )
    out.print(Text(ledger.rest.text))
    for run in ledger.runs:
        spike = run.spike
        if run.day >= first and spike is not None and spike.spike_class.is_spike:
            line = f"Jump (run {run.id}): {spike.reason.text}{cited(spike.reason, knowledge)}"
            out.print(Text(line, "yellow"))
    for told_shift in ledger.side.shifts:
        if told_shift.shift.last >= first:
            out.print(Text(told_shift.text))
    _shoes(out, told)
    _walking(out, walking)


def _weeks(days: Sequence[LedgerDay]) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column("Week of")
    for heading in ("runs", "km", "time", "equivalent km", "worst pain", "unknown", "jumps"):
        table.add_column(heading, justify="right")
    for monday, found in groupby(days, key=lambda each: _monday(each.day)):
        week = tuple(found)
        pains = [each.pain for each in week if each.pain is not None]
        jumps = sum(each.spike is not None and each.spike.is_spike for each in week)
        minutes = load_sum(week, LoadKind.MINUTES)
        table.add_row(
            monday.isoformat(),
            str(sum(len(each.runs) for each in week)),
            _number(load_sum(week, LoadKind.DISTANCE)),
            "–" if minutes.value is None else clock(60 * minutes.value),
            _number(load_sum(week, LoadKind.EQUIVALENT)),
            f"{max(pains):g}" if pains else "–",
            str(minutes.unknown_days or ""),
            Text(str(jumps or ""), "yellow"),
        )
    return table


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _number(found: LoadSum) -> str:
    least = "≥ " if found.is_part else ""
    return "–" if found.value is None else f"{least}{found.value:.1f}"


def _shoes(out: Console, told: LoadLedger) -> None:
    pairs = [each for each in told.ledger.shoes if each.shoe]
    if not pairs:
        return
    out.print(Text("\nShoes", "bold"))
    for each in pairs:
        line = f"  {each.name}: {each.total_km:.0f} km, {each.lately_km:.0f} km in 28 days"
        out.print(Text(f"{line}, {each.runs} runs"))


def _walking(out: Console, told: WalkingTold) -> None:
    """One line for each phone."""
    for source, rows in groupby(told.rows, key=lambda each: each.source):
        parts = []
        for row in rows:
            lately, before = medians_words(row)
            parts.append(f"{row.measure.label.lower()} {lately} / {before}")
        span = f"median of the last {told.lately_days} days / of the {told.before_days} before"
        out.print(Text(f"\nWalking ({source}, {span}): {'; '.join(parts)}"))


def show_changed(told: LoadLedger, knowledge: Knowledge) -> None:
    """Each change with its sentence, how usual it is, its caveat and its sources."""
    out = console()
    if not told.ledger.runs:
        out.print(NO_RUNS)
        return
    if told.onset is None:
        out.print("When the pain began was not told, so these are the weeks before today.")
    else:
        about = "about " if told.onset.is_rough else ""
        out.print(f"The pain began {about}{told.onset.day.isoformat()}. The weeks before it:")
    for each in told.changes:
        _change(out, each, knowledge)
    reason = told.order_reason
    out.print(Text(f"\n{reason.text}{cited(reason, knowledge)}", "dim"))


def _change(out: Console, offered: OfferedChange, knowledge: Knowledge) -> None:
    change = offered.change
    out.print(Text(f"\n{change.title}", "bold"))
    out.print(Text(f"  {change.text}{cited(change.reason, knowledge)}"))
    if change.unusual:
        out.print(Text(f"  {change.unusual}"))
    if change.caveat:
        out.print(Text(f"  {change.caveat}", "dim"))
    if offered.verdict is not None:
        out.print(Text(f"  {SAID[offered.verdict.value]}", "bold"))
    elif offered.can_answer:
        answer = f"--confirm {change.key} or --decline {change.key}"
        out.print(Text(f"  Was it so? stridewell changed {answer}", "dim"))
