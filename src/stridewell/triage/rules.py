"""Red-flag rules over findings, and the critical items that are still open."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import CriticalItem, FindingSpec, Knowledge, TriageRule
from stridewell.values.evidence import Facts, Reason, State


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fired, and the findings that made it fire."""

    rule: TriageRule
    because: tuple[str, ...]

    def reason(self, facts: Facts, knowledge: Knowledge) -> Reason:
        """The rule in the runner's words: what it means, and which of their answers drove it."""
        said = [_in_words(knowledge.findings[finding], facts) for finding in self.because]
        drove = f" What drove this: {'; '.join(said)}." if said else ""
        return Reason(
            text=f"{self.rule.text}{drove}",
            sources=self.rule.warrant.sources,
            findings=self.because,
            rule=self.rule.id,
            grade=self.rule.warrant.grade,
        )


def _in_words(spec: FindingSpec, facts: Facts) -> str:
    number = facts.number(spec.id)
    if number is None or spec.unit is None:
        return spec.plain
    return f"{spec.plain} ({number:.3g} {spec.unit})"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A critical item without a clear answer, and the question that would settle it."""

    item: CriticalItem
    ask: str
    counts_as_yes: bool
    """Asked twice and still "not sure"."""


def fire_rules(facts: Facts, knowledge: Knowledge) -> tuple[FiredRule, ...]:
    """Every rule that fires, the most urgent first, otherwise in file order."""
    fired = []
    for rule in knowledge.rules.values():
        verdict = evaluate(rule.when, facts)
        if verdict.state is State.PRESENT:
            fired.append(FiredRule(rule, verdict.because))
    return tuple(sorted(fired, key=lambda each: -each.rule.level.urgency))


def open_items(presentation: Presentation, knowledge: Knowledge) -> tuple[OpenItem, ...]:
    """The critical items that apply to this runner and are not clearly answered yet."""
    facts = facts_of(presentation, knowledge)
    entries = (
        _open_item(item, presentation, knowledge)
        for item in knowledge.critical.values()
        if _applies(item, facts, knowledge)
    )
    return tuple(entry for entry in entries if entry is not None)


def _applies(item: CriticalItem, facts: Facts, knowledge: Knowledge) -> bool:
    asked_when = knowledge.questions[item.question].asked_when
    return asked_when is None or evaluate(asked_when, facts).state is not State.ABSENT


def _open_item(
    item: CriticalItem, presentation: Presentation, knowledge: Knowledge
) -> OpenItem | None:
    again = ask_again(item.question, knowledge)
    if again in presentation.not_sure:
        return OpenItem(item, again, counts_as_yes=True)
    if again in presentation.answered:
        return None
    if item.question in presentation.not_sure:
        return OpenItem(item, again, counts_as_yes=False)
    if item.question in presentation.answered:
        return None
    return OpenItem(item, item.question, counts_as_yes=False)


def ask_again(question: str, knowledge: Knowledge) -> str:
    """The id of the question that asks a critical item again, in a way that can be checked."""
    return next(q.id for q in knowledge.questions.values() if q.asks_again == question)
