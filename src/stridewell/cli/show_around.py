"""Writes the shoe log and what goes around the run for a person at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stridewell.app.around_run import AroundTheRun, AroundToday
from stridewell.app.shoe_log import ShoeShelf
from stridewell.cli.show import console
from stridewell.cli.show_plan import show_refusal
from stridewell.plan.cue_trial import CueTrial
from stridewell.plan.refusal import Refusal


def show_shoes(shelf: ShoeShelf) -> None:
    """Every pair with its distance, new pairs step by step, and the advice."""
    out = console()
    if not shelf.log.shoes:
        out.print("There are no shoes yet. Add a pair with: stridewell shoes add NAME")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Pair", "Distance", "Runs", "State"):
        table.add_column(heading)
    for shoe in shelf.log.shoes:
        runs = str(len(shelf.log.runs_in(shoe.id)))
        state = "worn" if shoe.is_active else f"retired {shoe.retired}"
        table.add_row(Text(shoe.name), f"{shelf.log.km_of(shoe):.0f} km", runs, state)
    out.print(table)
    for ramp in shelf.advice.ramps:
        order = ", ".join("new" if each else "old" for each in ramp.next_runs)
        text = f"{ramp.shoe.name}: up to {ramp.share_percent} % of the runs. Next runs: {order}."
        out.print(Text(text))
    for note in shelf.advice.notes:
        out.print(Text(f"  • {note.text}"))


def show_around(found: AroundToday) -> None:
    """Today's warm-up, other training, ground and cue, or the refusal."""
    out = console()
    plan = found.answer.plan
    if found.around is None:
        if isinstance(plan, Refusal):
            show_refusal(plan, out)
        return
    _blocks(found.around, out)
    _cross_training(found.around, out)
    for tip in found.around.surfaces:
        out.print(Text.assemble((f"{tip.advice.title}: ", "bold"), tip.advice.text))
    _cues(found.around, out)


def _blocks(around: AroundTheRun, out: Console) -> None:
    for each in (*around.warm_ups, *around.cool_downs):
        out.print(Text.assemble((f"{each.block.name} ", "bold"), f"({each.minutes:g} min)"))
        for step in each.steps:
            changed = f" {step.changed.text}" if step.changed is not None else ""
            out.print(Text(f"  • {step.text} {step.minutes:g} min.{changed}"))
        out.print(Text(f"  {each.block.honest}", "dim"))


def _cross_training(around: AroundTheRun, out: Console) -> None:
    out.print(Text("Instead of running", "bold"))
    for option in around.cross_training.options:
        limit = f"pain {option.pain_limit} of 10 at the most"
        out.print(Text(f"  • {option.mode.name}, {option.minutes} min, {limit}."))
        for change in option.changes:
            out.print(Text(f"    {change}"))
    for left_out in around.cross_training.left_out:
        out.print(Text(f"  {left_out.reason.text}", "dim"))


def _cues(around: AroundTheRun, out: Console) -> None:
    out.print(Text("One cue on trial", "bold"))
    for option, trial in zip(around.cues, around.trials, strict=True):
        if option.is_offered or trial.started is not None:
            _cue(trial, out)


def _cue(trial: CueTrial, out: Console) -> None:
    out.print(Text(f"  • {trial.cue.name} ({trial.cue.id}, {trial.state}): {trial.reason.text}"))
    if trial.target is not None:
        target = trial.target
        out.print(
            Text(
                f"    Your own {target.own.spm:.0f} steps a minute; "
                f"first {target.first_spm}, at most {target.highest_spm}."
            )
        )
