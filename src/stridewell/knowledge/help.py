"""Whom to see: what each of them does, and the rules that say when to go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stridewell.knowledge.criteria import Criterion
from stridewell.knowledge.fuel import ScreenLevel
from stridewell.knowledge.warrant import Warrant

if TYPE_CHECKING:
    from stridewell.knowledge.records import Level


class PainTrend(StrEnum):
    """Where the pain has been going; unknown where too little was told."""

    IMPROVING = "improving"
    STEADY = "steady"
    STALLED = "stalled"
    WORSENING = "worsening"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to see: what they do, what to bring, what to ask."""

    id: str
    name: str
    what: str
    bring: tuple[str, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpRule:
    """When to see whom: everything the rule names has to be so; an empty part names nothing.

    ``tissues`` are those of likely causes, ``eating`` asks for a sign of troubled eating.
    """

    id: str
    see: str
    urgency: Level
    because: str
    warrant: Warrant
    levels: frozenset[Level]
    tissues: frozenset[str]
    trend: frozenset[PainTrend]
    screen: frozenset[ScreenLevel]
    when: Criterion | None = None
    eating: bool = False


@dataclass(frozen=True, slots=True)
class HelpKnowledge:
    """Whom to see and when."""

    people: Mapping[str, Person]
    rules: Mapping[str, HelpRule]

    def warrants(self) -> Iterator[tuple[str, Warrant]]:
        """Everything that rests on sources, with where it stands."""
        yield from ((f"help.rules.{rule.id}", rule.warrant) for rule in self.rules.values())

    def criteria(self) -> Iterator[tuple[str, Criterion]]:
        """Every rule-language expression, with where it stands."""
        for rule in self.rules.values():
            if rule.when is not None:
                yield f"help.rules.{rule.id}", rule.when
