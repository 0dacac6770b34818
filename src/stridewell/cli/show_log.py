"""Writes the log for a person at a terminal: what is still to be told, and what was told."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from stridewell.app.log import Log, ToTell
from stridewell.cli.show import console
from stridewell.cli.told_entries import M_PER_KM, ToldEntry, session_words
from stridewell.cli.typed_days import said_day
from stridewell.plan.changes import NAMES
from stridewell.values.wording import sentence_case


def show_log(log: Log, entries: Sequence[ToldEntry]) -> None:
    """What is still to be told with the words to tell it by, then everything told."""
    out = console()
    out.print(Text("Still to be told", "bold"))
    for each in log.to_tell:
        _show_open(each, out)
    if not log.to_tell:
        out.print(Text("  Nothing of the last days."))
    out.print(Text("Told", "bold"))
    for entry in log.told:
        out.print(Text(f"  {entry.id}  {session_words(entry.record)}"))
    for each_entry in entries:
        out.print(Text(f"  {each_entry.id}  {said_day(each_entry.day)}: {each_entry.text}"))
    if log.told or entries:
        out.print(Text("Take one back by its number: stridewell log --undo NUMBER", "dim"))
    else:
        out.print(Text("  Nothing yet."))


def _show_open(each: ToTell, out: Console) -> None:
    planned = each.planned.text if each.planned is not None else "This run was not in the plan."
    name = sentence_case(NAMES[each.kind])
    out.print(Text.assemble((f"  {name} on {said_day(each.day)}: ", "bold"), planned))
    if each.run is not None:
        summary = each.run.summary
        km = f"{summary.distance_m / M_PER_KM:.1f} km" if summary.distance_m else "no distance"
        out.print(
            Text(f"    Recorded as run {each.run.id}: {km}, {summary.duration_s / 60:.0f} min")
        )
    words = each.kind.value.replace("_", "-")
    out.print(
        Text(f"    stridewell log {words} --day {each.day.isoformat()} --done --pain N", "dim")
    )
