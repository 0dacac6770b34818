"""Which open answers could raise the urgency by themselves, and to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stridewell.intake.presentation import Presentation, add_composites, facts_of
from stridewell.knowledge.criteria import Compare, evaluate, findings_in, parts_of
from stridewell.knowledge.records import Knowledge, Level, Question, TriageRule
from stridewell.triage.disposition import Disposition
from stridewell.values.evidence import FactTable, State

KEPT_VERSIONS = 8


@dataclass(frozen=True, slots=True)
class Stake:
    """What an answer to a question could come to: the level, and the rule that would fire."""

    level: Level
    rule: str


def stakes_of(
    questions: Iterable[Question],
    presentation: Presentation,
    disposition: Disposition,
    knowledge: Knowledge,
) -> Mapping[str, Stake]:
    """The open questions with an answer that alone would raise the level, by question id."""
    facts = facts_of(presentation, knowledge)
    waiting = tuple(
        rule
        for rule in knowledge.rules.values()
        if rule.level.urgency > disposition.level.urgency
        and evaluate(rule.when, facts).state is State.UNKNOWN
    )
    found: dict[str, Stake] = {}
    for question in questions:
        stake = _stake(question, facts, waiting, knowledge)
        if stake is not None:
            found[question.id] = stake
    return found


def _stake(
    question: Question, facts: FactTable, waiting: tuple[TriageRule, ...], knowledge: Knowledge
) -> Stake | None:
    """The most urgent rule that one answer to the question could make fire."""
    used = rests_on(knowledge)
    best: Stake | None = None
    for states, numbers in _answers(question, waiting, knowledge):
        told = states.keys() | numbers.keys()
        rules = [rule for rule in waiting if used[rule.id] & told]
        if not rules:
            continue
        then = _facts_after(facts, states, numbers, knowledge)
        for rule in rules:
            if best is not None and rule.level.urgency <= best.level.urgency:
                continue
            if evaluate(rule.when, then).state is State.PRESENT:
                best = Stake(rule.level, rule.id)
    return best


def _answers(
    question: Question, waiting: tuple[TriageRule, ...], knowledge: Knowledge
) -> Iterator[tuple[Mapping[str, State], Mapping[str, float]]]:
    for option in question.options:
        if option.present:
            yes = dict.fromkeys(option.present, State.PRESENT)
            yield yes | dict.fromkeys(option.absent, State.ABSENT), {}
    if question.number is not None:
        spec = knowledge.findings[question.number]
        for limit in _limits(question.number, waiting, knowledge):
            for value in (limit - 1, limit, limit + 1):
                if spec.range is None or spec.range.contains(value):
                    yield {}, {question.number: value}


def _limits(number: str, waiting: tuple[TriageRule, ...], knowledge: Knowledge) -> set[float]:
    """Where the waiting rules, and the composites they use, draw the line for a number."""
    used = rests_on(knowledge)
    criteria = [rule.when for rule in waiting if number in used[rule.id]]
    criteria += [spec.when for spec in knowledge.findings.values() if spec.when is not None]
    return {
        part.limit
        for criterion in criteria
        for part in parts_of(criterion)
        if isinstance(part, Compare) and part.finding == number
    }


def _facts_after(
    facts: FactTable,
    states: Mapping[str, State],
    numbers: Mapping[str, float],
    knowledge: Knowledge,
) -> FactTable:
    told = {f: s for f, s in facts.states.items() if knowledge.findings[f].when is None}
    return add_composites(
        FactTable(told | dict(states), {**facts.numbers, **numbers}), knowledge
    )


@lru_cache(maxsize=KEPT_VERSIONS)
def rests_on(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """The plain findings and numbers that every rule rests on, through its composites too."""
    plain: dict[str, frozenset[str]] = {}
    for spec in knowledge.findings.values():
        if spec.when is not None:
            inner = findings_in(spec.when)
            plain[spec.id] = frozenset().union(*(plain.get(f, frozenset({f})) for f in inner))
    return {
        rule.id: frozenset().union(
            *(plain.get(f, frozenset({f})) for f in findings_in(rule.when))
        )
        for rule in knowledge.rules.values()
    }
