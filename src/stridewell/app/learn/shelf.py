"""Knowledge and library side by side, and where each of their entries can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from stridewell.knowledge.library import Library, Ref
from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.warrant import Value
from stridewell.plan.limits_told import ToldLimit, day_limits, rules_of_a_week
from stridewell.values.wording import sentence_case


class Kind(StrEnum):
    """Kinds of entries; the first ones come first among equally good search results."""

    CONDITION = "condition"
    SELF_TEST = "self_test"
    RULE = "rule"
    TERM = "term"
    FAQ = "faq"
    CARD = "card"
    CLAIM = "claim"
    MISTAKE = "mistake"
    EXERCISE = "exercise"
    PROGRAMME = "programme"
    SEPARATION = "separation"
    QUESTION = "question"
    NUMBER = "number"
    SOURCE = "source"
    REASONING = "reasoning"
    LADDER = "ladder"
    SPIKE = "spike"
    GATE = "gate"
    REINTRODUCED = "reintroduced"
    LIMIT = "limit"
    WEEK_RULE = "week_rule"
    STRENGTH_TEST = "strength_test"
    BLOCK = "block"
    MODE = "training"
    SHOE = "shoe"
    SURFACE = "surface"
    CUE = "cue"
    GROUP = "group"
    FUEL = "fuel"
    SLEEP = "sleep"
    HELP = "help"
    WEEKLY = "weekly"
    PAGE = "page"
    FINDING = "finding"

    @property
    def word(self) -> str:
        """What runners call it."""
        return KIND_WORDS[self]

    @property
    def rank(self) -> int:
        """Its place among the kinds."""
        return list(Kind).index(self)


KIND_WORDS: Mapping[Kind, str] = {
    Kind.CONDITION: "Cause",
    Kind.SELF_TEST: "Self-test",
    Kind.RULE: "Red flag",
    Kind.TERM: "Word",
    Kind.FAQ: "Question and answer",
    Kind.CARD: "Advice",
    Kind.CLAIM: "What you may have read",
    Kind.MISTAKE: "Common mistake",
    Kind.EXERCISE: "Exercise",
    Kind.PROGRAMME: "Programme",
    Kind.SEPARATION: "Telling causes apart",
    Kind.QUESTION: "Check-in question",
    Kind.NUMBER: "Looked-up number",
    Kind.SOURCE: "Source",
    Kind.REASONING: "Number of the reasoning",
    Kind.LADDER: "Walk-run ladder",
    Kind.SPIKE: "Rule for single runs",
    Kind.GATE: "Test before running",
    Kind.REINTRODUCED: "What comes back",
    Kind.LIMIT: "Limit of a day",
    Kind.WEEK_RULE: "Rule of a week",
    Kind.STRENGTH_TEST: "Strength test",
    Kind.BLOCK: "Warm-up or cool-down",
    Kind.MODE: "Other training",
    Kind.SHOE: "Shoes",
    Kind.SURFACE: "Ground",
    Kind.CUE: "Cue",
    Kind.GROUP: "Group of causes",
    Kind.FUEL: "Food and energy",
    Kind.SLEEP: "Sleep and stress",
    Kind.HELP: "Whom to see",
    Kind.WEEKLY: "Question of the week",
    Kind.PAGE: "Page of the app",
    Kind.FINDING: "Finding",
}
_RETURN = (Kind.LIMIT, Kind.WEEK_RULE, Kind.LADDER, Kind.GATE, Kind.REINTRODUCED)
_AROUND = (Kind.BLOCK, Kind.MODE, Kind.SHOE, Kind.SURFACE, Kind.CUE, Kind.GROUP)
_CARE = (Kind.FUEL, Kind.SLEEP, Kind.HELP, Kind.WEEKLY)
ROOMS: Mapping[Kind, str] = {
    Kind.CONDITION: "/learn/conditions/{id}",
    Kind.SELF_TEST: "/learn/self-tests/{id}",
    Kind.RULE: "/learn/red-flags#{id}",
    Kind.TERM: "/learn/glossary#{id}",
    Kind.FAQ: "/learn/faq#{id}",
    Kind.CLAIM: "/learn/claims#{id}",
    Kind.MISTAKE: "/learn/mistakes#{id}",
    Kind.EXERCISE: "/learn/exercises#{id}",
    Kind.PROGRAMME: "/learn/programmes#{id}",
    Kind.SEPARATION: "/learn/separations#{id}",
    Kind.QUESTION: "/learn/questions#{id}",
    Kind.NUMBER: "/learn/numbers#{id}",
    Kind.SOURCE: "/learn/sources#{id}",
    Kind.REASONING: "/learn/reasoning#{id}",
    Kind.SPIKE: "/learn/reasoning#spike",
    Kind.STRENGTH_TEST: "/learn/strength-tests#strength_test-{id}",
    **dict.fromkeys(_RETURN, "/learn/return#{kind}-{id}"),
    **dict.fromkeys(_AROUND, "/learn/around#{kind}-{id}"),
    **dict.fromkeys(_CARE, "/learn/care#{kind}-{id}"),
}
"""Where entries of a kind are read; cards and pages have addresses of their own."""
NAMES: Mapping[str, str] = {
    "about": "Limits",
    "check_in": "Check-in",
    "fuel": "Food, sleep and help",
    "learn": "Learn",
    "questions": "Every question of the check-in",
}
"""Pages that are called something else than their id."""
SPIKE_TITLE = "How far one run may go beyond the longest of the month"
ENERGY, SCREEN, TRIAL = "energy", "screen", "trial"
"""Notes made of several entries: energy, the screen for too little of it, the weeks of a cue."""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """What decisions rest on and what is only read up; equal only to itself."""

    knowledge: Knowledge
    library: Library

    @property
    def numbers(self) -> Mapping[str, Value]:
        """Every number that code reckons with, by name."""
        knowledge = self.knowledge
        return {
            **knowledge.reasoning,
            **knowledge.around.numbers,
            **knowledge.fuel.sleep.rules,
            **knowledge.load.numbers,
            **knowledge.gait.numbers,
        }

    @property
    def day_limits(self) -> Mapping[str, ToldLimit]:
        """The hard limits of a day, by id."""
        return _limits(self.knowledge, day_limits)

    @property
    def week_rules(self) -> Mapping[str, ToldLimit]:
        """The rules that no week breaks, by id."""
        return _limits(self.knowledge, rules_of_a_week)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry by its title, with its address; None where it has no page."""

    kind: Kind
    id: str
    title: str
    url: str | None

    @property
    def word(self) -> str:
        """What runners call its kind."""
        return self.kind.word


def link_to(kind: Kind, entry_id: str, shelf: Shelf) -> Link | None:
    """The link to an entry; None when there is no such entry."""
    title = title_of(kind, entry_id, shelf)
    return None if title is None else Link(kind, entry_id, title, address(kind, entry_id, shelf))


def links_to(refs: Iterable[Ref], shelf: Shelf) -> tuple[Link, ...]:
    """Links to what references name; what does not exist is left out."""
    known = (ref for ref in refs if ref.kind in set(Kind))
    found = (link_to(Kind(ref.kind), ref.id, shelf) for ref in known)
    return tuple(link for link in found if link is not None)


def condition_links(ids: Iterable[str], shelf: Shelf) -> tuple[Link, ...]:
    """Links to causes by their ids, in that order."""
    return links_to((Ref(Kind.CONDITION, each) for each in ids), shelf)


def address(kind: Kind, entry_id: str, shelf: Shelf) -> str | None:
    """Where an entry that exists is read."""
    if kind is Kind.CARD:
        return f"/learn/cards/{shelf.library.cards[entry_id].area}#{entry_id}"
    if kind is Kind.PAGE:
        return shelf.library.pages[entry_id]
    return ROOMS[kind].format(id=entry_id, kind=kind) if kind in ROOMS else None


def title_of(kind: Kind, entry_id: str, shelf: Shelf) -> str | None:
    """What an entry is called; None when there is no such entry."""
    try:
        return TITLES[kind](shelf, entry_id)
    except KeyError:
        return None


@lru_cache(maxsize=4)
def _limits(
    knowledge: Knowledge, told: Callable[[Knowledge], tuple[ToldLimit, ...]]
) -> Mapping[str, ToldLimit]:
    return {each.id: each for each in told(knowledge)}


def _fuel_title(shelf: Shelf, name: str) -> str:
    made = {ENERGY: "Energy for the body", SCREEN: "The screen for too little energy"}
    return made.get(name) or shelf.knowledge.fuel.amounts[name].name


def _sleep_title(shelf: Shelf, name: str) -> str:
    sleep = shelf.knowledge.fuel.sleep
    if name in sleep.needs:
        return f"How much sleep: {sleep.needs[name].band.population}"
    if name not in sleep.grounds:
        raise KeyError(name)
    return f"{sentence_case(name)} and injuries"


def _cue_title(shelf: Shelf, name: str) -> str:
    return "The weeks of a trial" if name == TRIAL else shelf.knowledge.around.cues[name].name


def _plainly(entries: Mapping[str, object], name: str) -> str:
    if name not in entries:
        raise KeyError(name)
    return NAMES.get(name) or name.replace("_", " ").capitalize()


TITLES: Mapping[Kind, Callable[[Shelf, str], str]] = {
    Kind.CONDITION: lambda shelf, name: shelf.knowledge.conditions[name].name,
    Kind.SELF_TEST: lambda shelf, name: shelf.knowledge.self_tests[name].name,
    Kind.RULE: lambda shelf, name: f"{name}: {shelf.knowledge.rules[name].suspected}",
    Kind.EXERCISE: lambda shelf, name: shelf.knowledge.exercises[name].name,
    Kind.PROGRAMME: lambda shelf, name: shelf.knowledge.programmes[name].name,
    Kind.QUESTION: lambda shelf, name: shelf.knowledge.questions[name].text,
    Kind.FINDING: lambda shelf, name: shelf.knowledge.findings[name].plain,
    Kind.SOURCE: lambda shelf, name: shelf.knowledge.sources[name].short,
    Kind.REASONING: lambda shelf, name: _plainly(shelf.numbers, name),
    Kind.LADDER: lambda shelf, name: shelf.knowledge.ladders[name].name,
    Kind.SPIKE: lambda _, name: {Kind.SPIKE.value: SPIKE_TITLE}[name],
    Kind.GATE: lambda shelf, name: shelf.knowledge.gates[name].name,
    Kind.REINTRODUCED: lambda shelf, name: shelf.knowledge.reintroduced[name].name,
    Kind.LIMIT: lambda shelf, name: shelf.day_limits[name].says,
    Kind.WEEK_RULE: lambda shelf, name: shelf.week_rules[name].says,
    Kind.STRENGTH_TEST: lambda shelf, name: shelf.knowledge.strength_tests[name].name,
    Kind.BLOCK: lambda shelf, name: shelf.knowledge.around.blocks[name].name,
    Kind.MODE: lambda shelf, name: shelf.knowledge.around.modes[name].name,
    Kind.SHOE: lambda shelf, name: shelf.knowledge.around.shoe_verdicts[name].title,
    Kind.SURFACE: lambda shelf, name: shelf.knowledge.around.surfaces[name].title,
    Kind.CUE: _cue_title,
    Kind.GROUP: lambda shelf, name: sentence_case(shelf.knowledge.around.groups[name].name),
    Kind.FUEL: _fuel_title,
    Kind.SLEEP: _sleep_title,
    Kind.HELP: lambda shelf, name: shelf.knowledge.help.people[name].name,
    Kind.WEEKLY: lambda shelf, name: shelf.knowledge.weekly[name].text,
    Kind.CLAIM: lambda shelf, name: shelf.library.claims[name].claim,
    Kind.CARD: lambda shelf, name: shelf.library.cards[name].title,
    Kind.TERM: lambda shelf, name: shelf.library.terms[name].term,
    Kind.FAQ: lambda shelf, name: shelf.library.faq[name].question,
    Kind.MISTAKE: lambda shelf, name: shelf.library.mistakes[name].mistake,
    Kind.SEPARATION: lambda shelf, name: shelf.library.separations[name].title,
    Kind.NUMBER: lambda shelf, name: shelf.library.checks[name].states,
    Kind.PAGE: lambda shelf, name: _plainly(shelf.library.pages, name),
}
"""What an entry of a kind is called; an id that does not exist raises KeyError."""
