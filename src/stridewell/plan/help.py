"""Whom to see: the people the rules send to, the most urgent first, each with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.help import HelpRule, PainTrend, Person
from stridewell.knowledge.records import Knowledge, Level
from stridewell.plan.fuel_screen import ScreenResult
from stridewell.values.evidence import FactTable, Reason, State


@dataclass(frozen=True, slots=True)
class HelpInput:
    """What decides whom to see; ``tissues`` are those of the likely causes."""

    level: Level
    facts: FactTable
    knowledge: Knowledge
    tissues: frozenset[str] = frozenset()
    trend: PainTrend = PainTrend.UNKNOWN
    screen: ScreenResult | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone to see, how soon, and why."""

    person: Person
    urgency: Level
    reasons: tuple[Reason, ...]


def whom_to_see(inputs: HelpInput) -> tuple[Visit, ...]:
    """Everybody worth seeing, once each, the most urgent first.

    Where something cannot wait a day, what is not urgent is left out for now.
    """
    fired = sorted(_fired(inputs), key=lambda rule: -rule.urgency.urgency)
    people = dict.fromkeys(rule.see for rule in fired)
    visits = tuple(
        _visit(person, [rule for rule in fired if rule.see == person], inputs.knowledge)
        for person in people
    )
    if not any(each.urgency.urgency >= Level.SAME_DAY.urgency for each in visits):
        return visits
    return tuple(each for each in visits if each.urgency.urgency >= Level.WITHIN_DAYS.urgency)


def _fired(inputs: HelpInput) -> Iterator[HelpRule]:
    return (rule for rule in inputs.knowledge.help.rules.values() if _fires(rule, inputs))


def _fires(rule: HelpRule, inputs: HelpInput) -> bool:
    """Everything the rule names has to be so; what is not known is not so."""
    screened = inputs.screen
    parts = (
        not rule.levels or inputs.level in rule.levels,
        not rule.tissues or bool(rule.tissues & inputs.tissues),
        not rule.trend or inputs.trend in rule.trend,
        not rule.screen or (screened is not None and screened.level in rule.screen),
        not rule.eating or (screened is not None and screened.eating is State.PRESENT),
        rule.when is None or evaluate(rule.when, inputs.facts).state is State.PRESENT,
    )
    return all(parts)


def _visit(person: str, rules: Iterable[HelpRule], knowledge: Knowledge) -> Visit:
    fired = tuple(rules)
    return Visit(
        knowledge.help.people[person],
        fired[0].urgency,
        tuple(
            Reason(rule.because, rule.warrant.sources, rule=rule.id, grade=rule.warrant.grade)
            for rule in fired
        ),
    )
