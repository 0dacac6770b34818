"""Every looked-up number, and how many were confirmed; every source, and where it is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stridewell.app.learn.around_notes import uses_of_figure
from stridewell.app.learn.shelf import ENERGY, SCREEN, TRIAL, Kind, Link, Shelf, link_to
from stridewell.app.learn.standing import NumberView, SourceLink, number_view, source_links
from stridewell.knowledge.check import warrants
from stridewell.knowledge.check_library import unconfirmed
from stridewell.knowledge.library import CheckResult, Verdict
from stridewell.knowledge.records import Knowledge
from stridewell.values.evidence import Verification

PLACES: Mapping[str, Kind] = {
    "conditions": Kind.CONDITION,
    "rules": Kind.RULE,
    "exercises": Kind.EXERCISE,
    "programmes": Kind.PROGRAMME,
    "ladders": Kind.LADDER,
    "reasoning": Kind.REASONING,
    "findings": Kind.FINDING,
    "spike": Kind.SPIKE,
    "gates": Kind.GATE,
    "reintroduced": Kind.REINTRODUCED,
    "strength_tests": Kind.STRENGTH_TEST,
    "weekly": Kind.WEEKLY,
    "around.numbers": Kind.REASONING,
    "around.blocks": Kind.BLOCK,
    "around.modes": Kind.MODE,
    "around.shoes": Kind.SHOE,
    "around.surfaces": Kind.SURFACE,
    "around.cues": Kind.CUE,
    "fuel.amounts": Kind.FUEL,
    "load.numbers": Kind.REASONING,
    "gait.numbers": Kind.REASONING,
}
"""The kind behind the first words of a place in the knowledge."""
WHOLE: Mapping[str, tuple[Kind, str]] = {
    "around.trial": (Kind.CUE, TRIAL),
    "fuel.energy": (Kind.FUEL, ENERGY),
    "fuel.very_low_bmi": (Kind.FUEL, ENERGY),
    "fuel.screen": (Kind.FUEL, SCREEN),
}
"""Places that are shown in one entry."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was looked up, and how much rests on what."""

    verdicts: Mapping[Verdict, int]
    results: Mapping[CheckResult, int]
    verifications: Mapping[Verification, int]


@dataclass(frozen=True, slots=True)
class Uses:
    """What of one kind rests on a source."""

    kind: Kind
    links: tuple[Link, ...]

    @property
    def word(self) -> str:
        """What runners call the kind."""
        return self.kind.word


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with everything that rests on it."""

    source: SourceLink
    uses: tuple[Uses, ...]


def counts(shelf: Shelf) -> Counts:
    """The counts of claims, looked-up numbers and entries."""
    library = shelf.library
    claims, checks = library.claims.values(), library.checks.values()
    return Counts(
        {v: sum(each.verdict is v for each in claims) for v in Verdict},
        {r: sum(each.result is r for each in checks) for r in CheckResult},
        unconfirmed(shelf.knowledge),
    )


def numbers(shelf: Shelf, result: CheckResult | None = None) -> tuple[NumberView, ...]:
    """Every looked-up number, or those of one result, in the order of the files."""
    checks = shelf.library.checks.values()
    return tuple(number_view(each, shelf) for each in checks if result in {None, each.result})


def source_views(shelf: Shelf) -> tuple[SourceView, ...]:
    """Every source by its citation, with where it is used; our own stand last."""
    used = _used(shelf)
    links = source_links(shelf.knowledge.sources, shelf)
    ordered = sorted(links, key=lambda each: (each.is_own, each.citation.casefold()))
    return tuple(SourceView(each, _uses(used[each.id], shelf)) for each in ordered)


def _uses(places: Mapping[Kind, Mapping[str, None]], shelf: Shelf) -> tuple[Uses, ...]:
    found = []
    for kind in Kind:
        links = (link_to(kind, each, shelf) for each in places.get(kind, ()))
        known = tuple(link for link in links if link is not None)
        if known:
            found.append(Uses(kind, known))
    return tuple(found)


def _used(shelf: Shelf) -> Mapping[str, Mapping[Kind, Mapping[str, None]]]:
    """By source and kind the entries that name it, each once and in order."""
    used: defaultdict[str, defaultdict[Kind, dict[str, None]]]
    used = defaultdict(lambda: defaultdict(dict))
    for source, kind, entry_id in _namings(shelf):
        used[source][kind][entry_id] = None
    return used


def _namings(shelf: Shelf) -> Iterator[tuple[str, Kind, str]]:
    knowledge = shelf.knowledge
    for condition in knowledge.conditions.values():
        yield from ((source, Kind.CONDITION, condition.id) for source in condition.sources)
    for test in knowledge.self_tests.values():
        yield from ((source, Kind.SELF_TEST, test.id) for source in test.sources)
    for where, warrant in warrants(knowledge):
        for kind, entry_id in _shown_at(where, knowledge):
            yield from ((source, kind, entry_id) for source in warrant.sources)
    limits = (
        *((Kind.LIMIT, each) for each in shelf.day_limits.values()),
        *((Kind.WEEK_RULE, each) for each in shelf.week_rules.values()),
    )
    for kind, limit in limits:
        yield from ((source, kind, limit.id) for source in limit.warrant.sources)
    yield from _read_up(shelf)


def _shown_at(where: str, knowledge: Knowledge) -> Iterator[tuple[Kind, str]]:
    """The entries that show what stands at a place such as ``exercises.bridge.activity``."""
    first, second, third, *_ = (*where.split("."), "", "")
    if first in PLACES:
        yield PLACES[first], second or first
        return
    pair = f"{first}.{second}"
    if pair in PLACES:
        yield PLACES[pair], third
    elif pair in WHOLE:
        yield WHOLE[pair]
    elif pair == "around.figures":
        yield from uses_of_figure(third, knowledge.around)
    elif first in {"load", "gait"}:
        return  # shown with the own runs; Learn has them among the looked-up numbers
    elif pair == "fuel.sleep":
        is_number = third in knowledge.fuel.sleep.rules
        yield (Kind.REASONING if is_number else Kind.SLEEP), third
    elif pair == "help.rules":
        yield Kind.HELP, knowledge.help.rules[third].see
    else:
        raise KeyError(where)


def _read_up(shelf: Shelf) -> Iterator[tuple[str, Kind, str]]:
    library = shelf.library
    warranted = (
        *((Kind.CLAIM, each.id, each.warrant) for each in library.claims.values()),
        *((Kind.CARD, each.id, each.warrant) for each in library.cards.values()),
        *((Kind.CONDITION, each.condition, each.warrant) for each in library.courses.values()),
        *((Kind.SEPARATION, each.id, each.warrant) for each in library.separations.values()),
    )
    for kind, entry_id, warrant in warranted:
        yield from ((source, kind, entry_id) for source in warrant.sources)
    for entry in library.faq.values():
        yield from ((source, Kind.FAQ, entry.id) for source in entry.sources)
    for mistake in library.mistakes.values():
        yield from ((source, Kind.MISTAKE, mistake.id) for source in mistake.sources)
    yield from ((each.source, Kind.NUMBER, each.id) for each in library.checks.values())
