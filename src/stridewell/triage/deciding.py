"""Which open answers could still raise the urgency, to what, and how likely that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.criteria import (
    All,
    AtLeast,
    Compare,
    Criterion,
    Not,
    Present,
    evaluate,
    findings_in,
)
from stridewell.knowledge.records import Knowledge, Level, Question, TriageRule
from stridewell.triage.disposition import Disposition
from stridewell.values.evidence import FactTable, State

KEPT_VERSIONS = 8
NUMBER_CHANCE = 0.3
"""The chance that a number still to be told lies beyond a rule's limit: a plain guess."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What the answers to a question could come to: the level, the rule, and how likely."""

    level: Level
    rule: str
    chance: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known, and how likely each finding is that could still be found out (0 to 1)."""

    facts: FactTable
    chances: Mapping[str, float]
    knowledge: Knowledge

    def supposing(self, present: Iterable[str], absent: Iterable[str]) -> Outlook:
        """The outlook if an answer said so."""
        told = dict.fromkeys(absent, 0.0) | dict.fromkeys(present, 1.0)
        return Outlook(self.facts, {**self.chances, **told}, self.knowledge)

    def chance(self, criterion: Criterion) -> float:
        """How likely a criterion will prove true, as if its parts were independent."""
        match criterion:
            case Present(finding):
                return self._of_finding(finding)
            case Compare(finding):
                return self._of_number(criterion, finding)
            case Not(part):
                return 1 - self.chance(part)
            case All(parts):
                return _at_least(len(parts), [self.chance(part) for part in parts])
            case AtLeast(count, parts):
                return _at_least(count, [self.chance(part) for part in parts])

    def _of_finding(self, finding: str) -> float:
        state = self.facts.state(finding)
        if state.is_known:
            return float(state is State.PRESENT)
        spec = self.knowledge.findings.get(finding)
        if spec is not None and spec.when is not None:
            return self.chance(spec.when)
        return self.chances.get(finding, 0.0)

    def _of_number(self, criterion: Compare, finding: str) -> float:
        if self.facts.number(finding) is not None:
            return float(evaluate(criterion, self.facts).state is State.PRESENT)
        return self.chances.get(finding, 0.0)


def _at_least(count: int, chances: list[float]) -> float:
    """The chance that at least so many of independent events come true."""
    exactly = [1.0] + [0.0] * len(chances)
    for chance in chances:
        for met in range(len(chances), 0, -1):
            exactly[met] = exactly[met] * (1 - chance) + exactly[met - 1] * chance
        exactly[0] *= 1 - chance
    return sum(exactly[count:])


def stakes_of(
    questions: Iterable[Question],
    presentation: Presentation,
    disposition: Disposition,
    chances: Mapping[str, float],
    knowledge: Knowledge,
) -> Mapping[str, tuple[Stake, ...]]:
    """The open questions whose answers could help to raise the level, by question id.

    ``chances`` says how likely each finding is that can still be found out. A stake's chance is
    that of the answer together with the rest of the rule.
    """
    asked = tuple(questions)
    outlook = Outlook(
        facts_of(presentation, knowledge), {**chances, **_open_numbers(asked)}, knowledge
    )
    waiting = tuple(
        rule
        for rule in knowledge.rules.values()
        if rule.level.urgency > disposition.level.urgency and outlook.chance(rule.when) > 0
    )
    found = {question.id: tuple(_stakes(question, outlook, waiting)) for question in asked}
    return {question: stakes for question, stakes in found.items() if stakes}


def _open_numbers(questions: Iterable[Question]) -> Mapping[str, float]:
    return {q.number: NUMBER_CHANCE for q in questions if q.number is not None}


def _stakes(
    question: Question, outlook: Outlook, waiting: tuple[TriageRule, ...]
) -> Iterator[Stake]:
    used = rests_on(outlook.knowledge)
    for rule in waiting:
        chance = sum(
            _joint(present, absent, rule, outlook)
            for present, absent in _answers(question, used[rule.id])
        )
        if question.number is not None and question.number in used[rule.id]:
            chance += outlook.chance(rule.when)
        if chance > 0:
            yield Stake(rule.level, rule.id, min(1.0, chance))


def _answers(
    question: Question, relevant: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for option in question.options:
        if relevant & {*option.present}:
            yield option.present, option.absent


def _joint(
    present: tuple[str, ...], absent: tuple[str, ...], rule: TriageRule, outlook: Outlook
) -> float:
    """The chance of an answer together with the rule firing because of it."""
    chance = max(outlook.chances.get(finding, 0.0) for finding in present)
    with_it = outlook.supposing(present, absent).chance(rule.when)
    without = outlook.supposing((), present).chance(rule.when)
    return chance * max(0.0, with_it - without)


@lru_cache(maxsize=KEPT_VERSIONS)
def rests_on(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """The plain findings and numbers that every rule rests on, through its composites too."""
    plain: dict[str, frozenset[str]] = {}
    for spec in knowledge.findings.values():
        if spec.when is not None:
            plain[spec.id] = _plain(spec.when, plain)
    return {rule.id: _plain(rule.when, plain) for rule in knowledge.rules.values()}


def _plain(criterion: Criterion, composites: Mapping[str, frozenset[str]]) -> frozenset[str]:
    named = findings_in(criterion)
    return frozenset().union(*(composites.get(f, frozenset({f})) for f in named))
