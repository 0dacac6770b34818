"""Writes what goes around the run for a person at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from stridewell.app.around_run import AroundTheRun, AroundToday
from stridewell.cli.show import console
from stridewell.cli.show_plan import show_refusal
from stridewell.plan.cue_trial import CueTrial
from stridewell.plan.refusal import Refusal


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
