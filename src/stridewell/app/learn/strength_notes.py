"""The tests of strength, balance and range as notes: how each is done, and what others reach."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.app.learn.notes import NoteLine, NotePart, NoteView, line, note, part
from stridewell.app.learn.shelf import Kind, Shelf
from stridewell.app.learn.words import criterion_words
from stridewell.knowledge.strength_tests import (
    Classes,
    Landmark,
    Norm,
    Spread,
    StrengthTest,
    Typical,
    Usual,
)
from stridewell.values.wording import sentence_case


def strength_test_note(name: str, shelf: Shelf) -> NoteView:
    """A test of strength, balance or range."""
    test = shelf.knowledge.strength_tests[name]
    when = test.blocked_when
    blocked = criterion_words(when, shelf.knowledge) if when is not None else ""
    parts = [
        part("You need", (f"{sentence_case(each)}." for each in test.equipment)),
        part("How it is done", test.steps, ordered=True),
        part("How it is told", [test.record]),
        part("What spoils it", (f"{each}." for each in test.spoils)),
        part("Leave it out when this is so", [f"{sentence_case(blocked)}."] if blocked else []),
        NotePart("What a result is held against", tuple(_held_against(test, shelf))),
    ]
    text = f"{test.measures} {test.meaning}"
    return note(Kind.STRENGTH_TEST, name, shelf, text, parts, warrant=test.warrant)


def _held_against(test: StrengthTest, shelf: Shelf) -> Iterator[NoteLine]:
    unit = "" if test.unit == "1" else f" {test.unit}".replace(" °", "°")
    for norm in test.norms:
        yield line(_norm_words(norm, unit), norm.warrant, shelf)
    if test.side_rule is not None:
        yield line(test.side_rule.text, test.side_rule.warrant, shelf)
    if test.smallest_change is not None:
        change = test.smallest_change
        yield line(f"A change counts from {change.value:g}{unit} on.", change.warrant, shelf)
    if test.referral is not None:
        yield line(test.referral.text, test.referral.warrant, shelf)
        yield line(test.referral.new_text, test.referral.warrant, shelf)
    for rule in test.findings:
        found = shelf.knowledge.findings[rule.finding].plain
        yield line(f"A result can show this: {found}.", rule.warrant, shelf)


def _norm_words(norm: Norm, unit: str) -> str:
    sex = "" if norm.sex is None else f", {norm.sex}"
    whom = f"{norm.ages.low:g} to {norm.ages.high:g} years{sex}"
    return f"{whom}: {_figures_words(norm, unit)}. Measured in: {norm.population}."


def _figures_words(norm: Norm, unit: str) -> str:
    match norm.figures:
        case Spread() as spread:
            ages = dict.fromkeys((int(norm.ages.low), int(norm.ages.high)))
            means = [f"{spread.mean_of(age, male=norm.sex == 'male'):.3g}" for age in ages]
            return f"mean {' to '.join(dict.fromkeys(means))}{unit}, most within {spread.sd:g}"
        case Typical(value):
            return f"on average {value:g}{unit}"
        case Usual(usual):
            return f"usually {usual.low:g} to {usual.high:g}{unit}"
        case Landmark(value, at_most):
            return f"at {'most' if at_most else 'least'} {value:g}{unit}"
        case Classes(classes):
            return "; ".join(
                each.word if each.up_to is None else f"{each.word} up to {each.up_to:g}"
                for each in classes
            )
