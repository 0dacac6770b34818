"""Writes one run for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stridewell.activity.track import Channel
from stridewell.app.run_facts import (
    Fact,
    balance_facts,
    dynamics_facts,
    gait_facts,
    grade_rows,
    ground_facts,
    main_facts,
    source_rows,
    turn_facts,
)
from stridewell.app.run_splits import Split
from stridewell.app.run_view import RunView
from stridewell.app.run_words import DIGITS, clock
from stridewell.cli.show import console

SHOWN_SPLITS = 50
COLUMNS = (
    ("heart rate", Channel.HEART_RATE),
    ("steps/min", Channel.STEP_RATE),
    ("contact ms", Channel.CONTACT_TIME),
    ("bounce mm", Channel.VERTICAL_OSCILLATION),
    ("left %", Channel.CONTACT_BALANCE),
)


def show_run(view: RunView) -> None:
    """A run, section by section; what was not measured says so."""
    out = console()
    title = view.found.run.notes.title
    out.print(Text(f"{view.start:%a %Y-%m-%d %H:%M}  {title}".rstrip(), "bold"))
    if view.found.jump is not None:
        out.print(Text(f"A jump. {view.found.jump.reason.text}", "yellow"))
    for line in view.remarks:
        out.print(Text(f"Take with care: {line}", "yellow"))
    _facts(out, "In numbers", main_facts(view))
    _splits(out, view.splits)
    _facts(out, "How the feet met the ground", dynamics_facts(view))
    sides = balance_facts(view) or (Fact("Left and right", "not measured"),)
    _facts(out, "Left and right", (*sides, *turn_facts(view)))
    _facts(out, "Ground and slopes", (*ground_facts(view), *_slopes(view)))
    _facts(out, "Running, walking, pauses", gait_facts(view))
    shoe = view.found.shoe
    _facts(out, "Shoes", (Fact("Run in", "not known" if shoe is None else shoe.name),))
    _facts(out, "Where the numbers come from", source_rows(view))


def _facts(out: Console, heading: str, facts: Iterable[Fact]) -> None:
    out.print(Text(f"\n{heading}", "bold"))
    for fact in facts:
        note = f" ({fact.note})" if fact.note else ""
        out.print(Text.assemble(f"  {fact.name}: ", (fact.value, "bold"), (note, "dim")))


def _slopes(view: RunView) -> Iterable[Fact]:
    for row in grade_rows(view):
        yield Fact(row.name, row.distance, f"{row.share:.0f} %, {row.time}")


def _splits(out: Console, splits: Sequence[Split]) -> None:
    if not splits:
        return
    out.print("")
    table = Table(box=None, header_style="bold")
    table.add_column("km" if splits[0].distance_m is not None else "5 min", justify="right")
    for heading in ("time", "min/km", *(name for name, _ in COLUMNS)):
        table.add_column(heading, justify="right")
    for each in splits[:SHOWN_SPLITS]:
        pace = each.pace_s_km
        means = (_number(each.means.get(channel), channel) for _, channel in COLUMNS)
        table.add_row(
            str(each.number), clock(each.seconds), "–" if pace is None else clock(pace), *means
        )
    out.print(table)
    if len(splits) > SHOWN_SPLITS:
        out.print(f"The first {SHOWN_SPLITS} of {len(splits)} parts; all of them with --json.")


def _number(value: float | None, channel: Channel) -> str:
    return "–" if value is None else f"{value:.{DIGITS.get(channel, 0)}f}"
