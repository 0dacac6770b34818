"""The rule language (all, any, not, compare, present, at_least), in three-valued logic."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from stridewell.values.evidence import Facts, State

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Present:
    """True when the finding is present."""

    finding: str


@dataclass(frozen=True, slots=True)
class Compare:
    """True when the number of a finding stands in the relation to the limit."""

    finding: str
    relation: str
    limit: float


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is true."""

    parts: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True when at least ``count`` of the parts are true; `any` is at least one."""

    count: int
    parts: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is false; unknown stays unknown."""

    part: Criterion


Criterion: TypeAlias = Present | Compare | All | AtLeast | Not


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a criterion comes to, and the findings that made it so."""

    state: State
    because: tuple[str, ...] = ()


def evaluate(criterion: Criterion, facts: Facts) -> Verdict:
    """Judge a criterion by three-valued logic over a runner's findings."""
    match criterion:
        case Present(finding):
            state = facts.state(finding)
            return Verdict(state, (finding,) if state is State.PRESENT else ())
        case Compare(finding, relation, limit):
            return _compare(facts.number(finding), finding, relation, limit)
        case Not(part):
            return Verdict(evaluate(part, facts).state.negated())
        case All(parts):
            return _at_least(len(parts), [evaluate(part, facts) for part in parts])
        case AtLeast(count, parts):
            return _at_least(count, [evaluate(part, facts) for part in parts])


def _compare(number: float | None, finding: str, relation: str, limit: float) -> Verdict:
    if number is None:
        return Verdict(State.UNKNOWN)
    if COMPARISONS[relation](number, limit):
        return Verdict(State.PRESENT, (finding,))
    return Verdict(State.ABSENT)


def _at_least(count: int, verdicts: Sequence[Verdict]) -> Verdict:
    true = [v for v in verdicts if v.state is State.PRESENT]
    open_ = [v for v in verdicts if v.state is State.UNKNOWN]
    because = tuple(dict.fromkeys(finding for v in true for finding in v.because))
    if len(true) >= count:
        return Verdict(State.PRESENT, because)
    return Verdict(State.UNKNOWN if len(true) + len(open_) >= count else State.ABSENT)


def parts_of(criterion: Criterion) -> Iterator[Criterion]:
    """The criterion itself and everything inside it."""
    yield criterion
    match criterion:
        case Not(part):
            yield from parts_of(part)
        case All(parts) | AtLeast(_, parts):
            for part in parts:
                yield from parts_of(part)


def findings_in(criterion: Criterion) -> frozenset[str]:
    """Every finding a criterion mentions."""
    leaves = (part for part in parts_of(criterion) if isinstance(part, Present | Compare))
    return frozenset(leaf.finding for leaf in leaves)


def is_monotone(criterion: Criterion) -> bool:
    """Whether more findings that are present can never make it less true: no `not` inside."""
    return not any(isinstance(part, Not) for part in parts_of(criterion))


def in_words(criterion: Criterion) -> str:
    """The criterion written out, for lists that people and programs read."""
    match criterion:
        case Present(finding):
            return finding
        case Compare(finding, relation, limit):
            return f"{finding} {relation} {limit:g}"
        case Not(part):
            return f"not {in_words(part)}"
        case All(parts):
            return f"({' and '.join(in_words(part) for part in parts)})"
        case AtLeast(1, parts):
            return f"({' or '.join(in_words(part) for part in parts)})"
        case AtLeast(count, parts):
            return f"at least {count} of ({', '.join(in_words(part) for part in parts)})"
