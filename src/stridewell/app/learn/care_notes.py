"""Food, sleep, help and the weekly questions as notes.

Amounts of food and energy stand here without their figures: whoever struggles with eating reads
these pages too. The page of the day shows the figures to those whom they do not harm.
"""

from __future__ import annotations

from stridewell.app.learn.notes import NoteLine, NotePart, NoteView, line, note, part
from stridewell.app.learn.shelf import ENERGY, SCREEN, Kind, Shelf
from stridewell.knowledge.fuel import Band, SleepNeed
from stridewell.values.wording import sentence_case

NO_FIGURES = "The figures stand on the page of food, sleep and help, for those they do not harm."
ENERGY_PARTS = {
    "low": "Where little is left for the body",
    "enough": "Where enough is left",
    "running_cost": "What a kilometre of running takes",
    "other_cost": "What an hour of other training takes",
    "intake_error": "How far notes of what one eats are off",
    "fat": "How the share of fat is reckoned",
}


def fuel_note(name: str, shelf: Shelf) -> NoteView:
    """An amount of a nutrient, the energy for the body, or the screen for too little of it."""
    if name == ENERGY:
        return _energy(shelf)
    if name == SCREEN:
        return _screen(shelf)
    amount = shelf.knowledge.fuel.amounts[name]
    parts = [part("Found in", [_found_in(amount.band)])]
    text = f"{amount.text} {NO_FIGURES}"
    return note(Kind.FUEL, name, shelf, text, parts, warrant=amount.band.warrant)


def _found_in(band: Band) -> str:
    return f"{sentence_case(band.population)}."


def _energy(shelf: Shelf) -> NoteView:
    fuel = shelf.knowledge.fuel
    named = dict(fuel.energy.warrants())
    lines = [
        *(line(f"{words}.", named[each], shelf) for each, words in ENERGY_PARTS.items()),
        line("The line for a very low weight.", fuel.very_low_bmi.warrant, shelf),
    ]
    text = f"What food leaves for the body once the training is paid for. {NO_FIGURES}"
    return note(Kind.FUEL, ENERGY, shelf, text, [NotePart("Estimated from", tuple(lines))])


def _screen(shelf: Shelf) -> NoteView:
    screen = shelf.knowledge.fuel.screen
    signs = (line(f"{sentence_case(e.text)}.", e.warrant, shelf) for e in screen.signs.values())
    results = (NoteLine(f"{each.title}. {each.text}") for each in screen.results.values())
    text = (
        f"{screen.strong_needed} strong sign or {screen.some_needed} others make the pattern fit. "
        "It is no proof."
    )
    parts = [
        NotePart("Signs", tuple(signs)),
        NotePart("What it may come to", tuple(results)),
    ]
    return note(Kind.FUEL, SCREEN, shelf, text, parts)


def sleep_note(name: str, shelf: Shelf) -> NoteView:
    """How much sleep people of an age need, or what a suggestion about sleep or stress rests on."""
    sleep = shelf.knowledge.fuel.sleep
    if name in sleep.needs:
        need = sleep.needs[name]
        parts = [part("Found in", [_found_in(need.band)])]
        return note(Kind.SLEEP, name, shelf, _hours(need), parts, warrant=need.band.warrant)
    grounds = sleep.grounds[name]
    return note(Kind.SLEEP, name, shelf, grounds.text, (), warrant=grounds.warrant)


def _hours(need: SleepNeed) -> str:
    span = need.band.range
    return f"{span.low:g} to {span.high:g} hours a night."


def help_note(name: str, shelf: Shelf) -> NoteView:
    """Somebody to see: what they do, what to bring and ask, and when to go."""
    help_ = shelf.knowledge.help
    person = help_.people[name]
    rules = (each for each in help_.rules.values() if each.see == name)
    levels = shelf.knowledge.levels
    go = tuple(
        line(f"{each.because} {levels[each.urgency].label}.", each.warrant, shelf) for each in rules
    )
    parts = [
        NotePart("When to go", go),
        part("Bring", person.bring),
        part("Ask", person.ask),
    ]
    return note(Kind.HELP, name, shelf, person.what, parts)


def weekly_note(name: str, shelf: Shelf) -> NoteView:
    """A question of the week."""
    question = shelf.knowledge.weekly[name]
    parts = [part("Answers, from 0 on", question.options, ordered=True)]
    return note(Kind.WEEKLY, name, shelf, "", parts, warrant=question.warrant)
