"""All findings about one runner at one time, and the facts that rules ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import FindingSpec, Knowledge
from stridewell.values.anatomy import Side
from stridewell.values.evidence import FactTable, Finding, State


@dataclass(frozen=True, slots=True)
class Presentation:
    """Everything observed about one runner; `at` is the moment it is judged at."""

    at: datetime
    findings: tuple[Finding, ...]
    answered: frozenset[str] = frozenset()
    """Questions that were answered, "not sure" included."""
    not_sure: frozenset[str] = frozenset()
    """Questions that were answered with "not sure"."""

    def by_id(self) -> Mapping[str, Finding]:
        """The finding that counts for each id: the surest of several, then the newest."""
        ranked = sorted(self.findings, key=_weight)
        return {finding.id: finding for finding in ranked}

    def with_findings(self, more: Iterable[Finding]) -> Presentation:
        """The presentation with further findings, such as those of the runs."""
        return Presentation(self.at, (*self.findings, *more), self.answered, self.not_sure)

    def without(self, findings: Iterable[str]) -> Presentation:
        """The presentation as if those findings had not been told."""
        doubted = frozenset(findings)
        kept = tuple(each for each in self.findings if each.id not in doubted)
        return Presentation(self.at, kept, self.answered, self.not_sure)

    @property
    def side(self) -> Side | None:
        """The side of the main problem, where it was told."""
        return next((f.side for f in self.findings if f.side is not None), None)


def _weight(finding: Finding) -> tuple[bool, float, datetime]:
    return (finding.state is not State.UNKNOWN, finding.certainty, finding.at)


def facts_of(presentation: Presentation, knowledge: Knowledge) -> FactTable:
    """Present, absent or unknown for every known finding, composites worked out.

    A composite that was also observed directly keeps the observation.
    """
    observed = presentation.by_id()
    states = {f.id: f.state for f in observed.values() if f.state is not State.UNKNOWN}
    numbers = {f.id: f.value for f in observed.values() if f.value is not None}
    return add_composites(FactTable(states, numbers), knowledge)


def add_composites(table: FactTable, knowledge: Knowledge) -> FactTable:
    """Work out every composite; each may use those before it in the knowledge files."""
    states = dict(table.states)
    facts = FactTable(states, table.numbers)
    for spec in composites(knowledge):
        if spec.id not in states and spec.when is not None:
            states[spec.id] = evaluate(spec.when, facts).state
    return FactTable(states, table.numbers)


def composites(knowledge: Knowledge) -> tuple[FindingSpec, ...]:
    """The composite findings in the order of the knowledge files."""
    return tuple(spec for spec in knowledge.findings.values() if spec.when is not None)
