"""Writes the tests of strength, balance and range for a person at a terminal."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.text import Text

from stridewell.app.learn.standing import standing_words
from stridewell.app.strength_tests import TestsAnswer
from stridewell.app.strength_words import (
    QUALITY_WORDS,
    day_words,
    reading_words,
    side_name,
    state_words,
)
from stridewell.cli.show import cited, console
from stridewell.knowledge.records import Knowledge
from stridewell.plan.testing.results import Result, SideResult
from stridewell.values.evidence import Reason


def show_list(answer: TestsAnswer) -> None:
    """Every test by its kind, with how it stands and why it waits."""
    out = console()
    for quality, results in groupby(answer.results.values(), lambda each: each.test.quality):
        out.print(Text(QUALITY_WORDS[quality], "bold"))
        for result in results:
            state = state_words(result, answer)
            out.print(Text(f"  {result.test.id}: {result.test.name} ({state})"))
            blocked = answer.blocked.get(result.test.id)
            if blocked is not None:
                out.print(Text(f"    {blocked.text}", "dim"))
    if not answer.told:
        out.print(Text("Nothing was recorded yet. Look at one: stridewell test show ID"))


def show_test(result: Result, answer: TestsAnswer, knowledge: Knowledge) -> None:
    """One test with everything that is known of it."""
    out, test = console(), result.test
    out.print(Text.assemble((test.name, "bold"), f" ({state_words(result, answer)})"))
    out.print(Text(f"  {test.measures}"))
    blocked = answer.blocked.get(test.id)
    if blocked is not None:
        out.print(Text(f"  {blocked.text}", "yellow"))
    else:
        for number, step in enumerate(test.steps, 1):
            out.print(Text(f"  {number}. {step}"))
        out.print(Text(f"  How to record: {test.record}"))
        out.print(Text(f"  What spoils it: {'; '.join(test.spoils)}.", "dim"))
    for each in result.sides:
        _show_side(result, each, knowledge, out)
    _show_balance(result, knowledge, out)
    for reason in (*result.refer, *result.notes):
        out.print(Text(f"  {reason.text}{cited(reason, knowledge)}", "bold"))
    if result.due is not None:
        out.print(Text(f"  Again on {day_words(result.due)}."))
    out.print(Text(f"  {test.meaning} ({standing_words(test.warrant)})", "dim"))


def _show_side(result: Result, each: SideResult, knowledge: Knowledge, out: Console) -> None:
    newest = each.newest
    value = reading_words(result.test, newest)
    head = (f"  {side_name(each)}: {value}", "bold")
    out.print(Text.assemble(head, f" on {day_words(newest.day)}"))
    _line(each.comparison.reason, knowledge, out)
    if each.trend is not None:
        _line(each.trend.reason, knowledge, out)


def _show_balance(result: Result, knowledge: Knowledge, out: Console) -> None:
    if result.balance is not None:
        out.print(Text("  Left and right", "bold"))
        _line(result.balance.reason, knowledge, out)
    elif result.balance_unknown:
        out.print(Text(f"  {result.balance_unknown}"))


def _line(reason: Reason, knowledge: Knowledge, out: Console) -> None:
    grade = f" ({reason.grade.value})" if reason.grade is not None else ""
    out.print(Text(f"    {reason.text}{cited(reason, knowledge)}{grade}"))
