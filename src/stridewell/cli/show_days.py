"""Writes the runner's days and the scores of the week for a person at a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stridewell.app.weekly import Weekly
from stridewell.cli.show import cited, console
from stridewell.cli.told_entries import M_PER_KM, in_words
from stridewell.cli.typed_days import SHORT, WEEKDAYS, said_day
from stridewell.cli.typed_wishes import equipment_choices, training_choices
from stridewell.knowledge.records import Knowledge
from stridewell.plan.scores import Direction
from stridewell.plan.wishes import Wishes
from stridewell.values.wording import sentence_case


def show_wishes(wishes: Wishes, knowledge: Knowledge, *, choices: bool) -> None:
    """Minutes and likes of each weekday, equipment, other training, races, and what to choose."""
    out = console()
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("Day", "Minutes", "Liked for"):
        table.add_column(heading)
    for number, name in enumerate(WEEKDAYS):
        liked = _liked(number, wishes)
        table.add_row(sentence_case(name), str(wishes.minutes[number]), liked)
    out.print(table)
    names = (knowledge.equipment[each].name for each in sorted(wishes.equipment))
    _line(out, "Equipment", names)
    training = (knowledge.exercises[each].name for each in wishes.cross_training)
    _line(out, "Other training", training)
    _line(out, "Races", (_race(wishes, number) for number in range(len(wishes.races))))
    if not choices:
        return
    _choices(out, "Equipment to choose from", equipment_choices(knowledge), wishes.equipment)
    _choices(out, "Training to choose from", training_choices(knowledge), wishes.cross_training)
    out.print(Text(f"Weekdays: {', '.join(SHORT)}", "dim"))


def _liked(weekday: int, wishes: Wishes) -> str:
    if weekday in wishes.run_days:
        return "running"
    return "rest" if weekday in wishes.rest_days else ""


def _race(wishes: Wishes, number: int) -> str:
    race = wishes.races[number]
    named = f"{race.name}, " if race.name else ""
    return f"{named}{said_day(race.day)} {race.day.year}, {race.distance_m / M_PER_KM:g} km"


def _line(out: Console, name: str, values: Iterable[str]) -> None:
    out.print(Text.assemble((f"{name}: ", "bold"), "; ".join(values) or "none told"))


def _choices(out: Console, name: str, choices: Iterable[str], chosen: Collection[str]) -> None:
    left = [each for each in choices if each not in chosen]
    if left:
        out.print(Text(f"{name}: {', '.join(left)}", "dim"))


def show_weekly(weekly: Weekly, knowledge: Knowledge) -> None:
    """The scores over time, those of a clinician, and the questions with their numbers."""
    out = console()
    out.print(Text("The week in numbers", "bold"))
    for line in weekly.lines:
        first = f" (first {line.first:.0f})" if line.direction is not Direction.UNKNOWN else ""
        told = f"  {line.name}: {line.newest:.0f} {line.unit}{first}. "
        out.print(Text(f"{told}{line.reason.text}{cited(line.reason, knowledge)}"))
    if not weekly.lines:
        out.print(Text("  Nothing told yet."))
    for score in weekly.clinician:
        day, text = in_words(score, knowledge)
        out.print(Text(f"  {said_day(day)}: {text}"))
    due = "A week has gone by: tell it now." if weekly.is_due else "Told within the last 7 days."
    out.print(Text(due, "bold" if weekly.is_due else "dim"))
    for question in knowledge.weekly.values():
        out.print(Text.assemble((f"{question.id}: ", "bold"), question.text))
        options = (f"{value} {label}" for value, label in enumerate(question.options))
        out.print(Text(f"  {'; '.join(options)}"))
    out.print(Text("Tell it with: stridewell weekly --answer QUESTION=NUMBER", "dim"))
