"""Writes what we would want to see before the last limits are lifted."""

from __future__ import annotations

from rich.text import Text

from stridewell.app.full_return import FullReturn
from stridewell.cli.show import cited, console
from stridewell.cli.typed_days import said_day
from stridewell.knowledge.records import Knowledge
from stridewell.plan.full_return import ABOUT
from stridewell.plan.stage_criteria import Met

MARKS = {Met.MET: "✓", Met.NOT_MET: "✗", Met.UNKNOWN: "?"}


def show_full_return(full: FullReturn, knowledge: Knowledge) -> None:
    """The list, each with what was seen, over which days, what is missing and what to do."""
    out = console()
    out.print(Text("Before the last limits are lifted", "bold"))
    out.print(Text(f"{ABOUT} {full.in_short}"))
    if full.first is not None:
        out.print(Text(f"{full.first.text}{cited(full.first, knowledge)}", "bold"))
    for each in full.criteria:
        out.print(Text(f"  {MARKS[each.met]} {each.met.value}: {each.text}"))
        days = f"{said_day(each.first_day)} to {said_day(each.last_day)}"
        source = cited(each.reason, knowledge)
        out.print(Text(f"    {each.seen} ({days}){source}", "dim"))
        if each.missing:
            out.print(Text(f"    {each.missing} {each.to_do}", "dim"))
