"""Food, energy, the screen for too little energy, sleep: files → records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from stridewell.knowledge.fuel import (
    Band,
    Circumstance,
    DayKind,
    DayLines,
    EnergyModel,
    FatFormula,
    FuelAmount,
    FuelKnowledge,
    Grounds,
    NoFigures,
    Occasion,
    Screen,
    ScreenLevel,
    ScreenSign,
    ScreenText,
    SignWeight,
    SleepKnowledge,
    SleepNeed,
)
from stridewell.knowledge.node import Node
from stridewell.knowledge.parse_criteria import optional_criterion, parse_criterion
from stridewell.knowledge.parse_intake import parse_warrant
from stridewell.knowledge.parse_judgement import WARRANT_KEYS, parse_value
from stridewell.values.quantities import Interval

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
BAND_KEYS = ("band", "unit", "population", *WARRANT_KEYS)


def parse_fuel(file: Callable[[str], Node]) -> FuelKnowledge:
    """Read what is known of food and recovery; ``file`` gives a file of the folder by its name.

    Raises:
        KnowledgeError: a file is missing or broken; the text names file and key.
    """
    energy, occasions = file("energy"), file("occasions")
    return FuelKnowledge(
        amounts=_entries(file("amounts"), "amounts", parse_amount),
        energy=parse_energy(energy),
        days=_day_lines(energy.child("days")),
        limits={name: energy.child("limits").interval(name) for name in _keys(energy, "limits")},
        very_low_bmi=parse_band(energy.child("very_low_bmi").only(*BAND_KEYS)),
        occasions=_entries(occasions, "occasions", parse_occasion),
        no_figures=_entries(occasions, "no_figures", parse_no_figures),
        caveats=_entries(occasions, "caveats", lambda _, node: node.as_text()),
        screen=parse_screen(file("screen")),
        sleep=parse_sleep(file("sleep")),
    )


def _entries(file: Node, key: str, parse: Callable[[str, Node], T]) -> Mapping[str, T]:
    return {entry_id: parse(entry_id, node) for entry_id, node in file.child(key).items()}


def _keys(file: Node, key: str) -> tuple[str, ...]:
    return tuple(name for name, _ in file.child(key).items())


def _members(node: Node, key: str, kind: type[E]) -> frozenset[E]:
    found = []
    for text in node.texts(key):
        if text not in set(kind):
            raise node.fail(f"{text!r} is none of {', '.join(kind)}")
        found.append(kind(text))
    return frozenset(found)


def _optional_interval(node: Node, key: str) -> Interval | None:
    return node.interval(key) if node.has(key) else None


def parse_band(node: Node) -> Band:
    """A range with its unit and population."""
    return Band(
        node.interval("band"), node.text("unit"), node.text("population"), parse_warrant(node)
    )


def parse_amount(amount_id: str, node: Node) -> FuelAmount:
    """An amount of a nutrient or a blood level."""
    node.only(
        *("group", "name", "text", "per_kg", "ages", "days", "minutes", "only", "minors"),
        *BAND_KEYS,
    )
    return FuelAmount(
        id=amount_id,
        group=node.text("group"),
        name=node.text("name"),
        band=parse_band(node),
        text=node.text("text"),
        per_kg=node.flag("per_kg"),
        ages=_optional_interval(node, "ages"),
        days=_members(node, "days", DayKind) or frozenset(DayKind),
        minutes=_optional_interval(node, "minutes"),
        only=_members(node, "only", Circumstance),
        minors=node.flag("minors"),
    )


def parse_energy(file: Node) -> EnergyModel:
    """The parts of energy availability."""
    parts = file.child("energy").only("low", "enough", "running_cost", "other_cost", "intake_error")

    def band(name: str) -> Band:
        return parse_band(parts.child(name).only(*BAND_KEYS))

    return EnergyModel(
        low=band("low"),
        enough=band("enough"),
        running_cost=band("running_cost"),
        other_cost=band("other_cost"),
        intake_error=band("intake_error"),
        fat=_fat(file.child("fat")),
    )


def _fat(node: Node) -> FatFormula:
    node.only(
        *("per_bmi", "per_year", "male", "constant", "error", "bmi", "ages", "population"),
        *WARRANT_KEYS,
    )
    return FatFormula(
        per_bmi=node.number("per_bmi"),
        per_year=node.number("per_year"),
        male=node.number("male"),
        constant=node.number("constant"),
        error=node.number("error"),
        bmi=node.interval("bmi"),
        ages=node.interval("ages"),
        population=node.text("population"),
        warrant=parse_warrant(node),
    )


def _day_lines(node: Node) -> DayLines:
    node.only("easy_up_to_min", "moderate_up_to_min", "hard_with")
    return DayLines(
        node.number("easy_up_to_min"),
        node.number("moderate_up_to_min"),
        frozenset(node.texts("hard_with")),
    )


def parse_occasion(occasion_id: str, node: Node) -> Occasion:
    """A meal or moment of the day."""
    node.only("name", "text", "amounts", "days")
    days = _members(node, "days", DayKind) or frozenset(DayKind)
    return Occasion(occasion_id, node.text("name"), node.text("text"), node.texts("amounts"), days)


def parse_no_figures(entry_id: str, node: Node) -> NoFigures:
    """Why there are no figures."""
    node.only("text", "next_step", "ask", "crisis")
    ask = node.text("ask") if node.has("ask") else None
    return NoFigures(entry_id, node.text("text"), node.text("next_step"), ask, node.flag("crisis"))


def parse_screen(file: Node) -> Screen:
    """The screen for too little energy."""
    needed = file.child("needed").only("strong", "some", "or_when")
    results = file.child("results")
    return Screen(
        signs=_entries(file, "signs", parse_sign),
        strong_needed=needed.whole("strong"),
        some_needed=needed.whole("some"),
        fits_when=parse_criterion(needed.child("or_when")),
        results={level: _screen_text(results.child(level.value)) for level in ScreenLevel},
    )


def parse_sign(sign_id: str, node: Node) -> ScreenSign:
    """A sign; it names a finding or asks a question, never both."""
    node.only("finding", "ask", "text", "weight", "applies", "eating", *WARRANT_KEYS)
    if node.has("finding") == node.has("ask"):
        raise node.fail("a sign names a finding or asks a question")
    return ScreenSign(
        id=sign_id,
        text=node.text("text"),
        weight=node.member("weight", SignWeight),
        warrant=parse_warrant(node),
        finding=node.text("finding") if node.has("finding") else None,
        ask=node.text("ask", ""),
        applies=optional_criterion(node, "applies"),
        eating=node.flag("eating"),
    )


def _screen_text(node: Node) -> ScreenText:
    node.only("title", "text", "do")
    return ScreenText(node.text("title"), node.text("text"), node.texts("do"))


def parse_sleep(file: Node) -> SleepKnowledge:
    """How much sleep, and when it speaks for holding the plan."""
    return SleepKnowledge(
        needs=_entries(file, "sleep", _need),
        rules=_entries(file, "rules", lambda _, node: parse_value(node)),
        grounds=_entries(file, "evidence", _grounds),
    )


def _need(_: str, node: Node) -> SleepNeed:
    node.only("ages", *BAND_KEYS)
    return SleepNeed(parse_band(node), node.interval("ages"))


def _grounds(_: str, node: Node) -> Grounds:
    node.only("text", *WARRANT_KEYS)
    return Grounds(node.text("text"), parse_warrant(node))
