"""Writes the shoe log for a person at a terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from stridewell.app.shoe_log import ShoeShelf
from stridewell.cli.show import console
from stridewell.plan.shoes import Shoe, ShoeLog


def show_shoes(shelf: ShoeShelf) -> None:
    """Every pair with its distance, new pairs step by step, and the advice."""
    out, log = console(), shelf.log
    if not log.shoes:
        out.print("There are no shoes yet. Add a pair with: stridewell shoes add NAME")
        return
    out.print(_table(log))
    if log.without_shoes:
        out.print(f"Runs without a pair: {len(log.without_shoes)}.")
    for ramp in shelf.advice.ramps:
        order = ", ".join("new" if each else "old" for each in ramp.next_runs)
        text = f"{ramp.shoe.name}: up to {ramp.share_percent} % of the runs. Next runs: {order}."
        out.print(Text(text))
    for note in shelf.advice.notes:
        out.print(Text(f"  • {note.text}"))


def _table(log: ShoeLog) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Pair", "Distance", "Runs", "Worn on", "State"):
        table.add_column(heading)
    for shoe in log.lately_first:
        runs = str(len(log.runs_in(shoe.id)))
        worn_on = "–" if shoe.worn_on is None else shoe.worn_on.value
        km = f"{log.km_of(shoe):.0f} km"
        table.add_row(Text(shoe.name), km, runs, worn_on, Text(_state(shoe, log)))
    return table


def _state(shoe: Shoe, log: ShoeLog) -> str:
    told = ["worn" if shoe.is_active else f"retired {shoe.retired}"]
    if shoe.id in log.by_app:
        told.append("named by your app")
    told += [f"also {each.name}" for each in log.merged_into(shoe.id)]
    return ", ".join(told)
