"""What a user's own knowledge may add, and what it may not do: weaken the safety of the package."""

from __future__ import annotations

from collections.abc import Iterator

from stridewell.errors import KnowledgeError
from stridewell.knowledge.records import Knowledge, Level, Question

PRIOR_LIMIT_PERCENT = 5.0
"""An added cause may not be commoner than this: it would drown the causes that stop running."""
PRIOR_SUM_LIMIT_PERCENT = 10.0
"""Nor may all added causes together be commoner than this."""


def refuse_weakening(base: Knowledge, merged: Knowledge) -> None:
    """Refuse additions that could lower an urgency, close a safety question or drown a cause.

    Raises:
        KnowledgeError: an addition does; it is named with what it does.
    """
    for where, text in weakenings(base, merged):
        raise KnowledgeError(f"Your own knowledge: {where} {text}.", "Take that part out.")


def weakenings(base: Knowledge, merged: Knowledge) -> Iterator[tuple[str, str]]:
    """Everything among the additions that would weaken the package, with where it stands."""
    for question_id in merged.questions.keys() - base.questions.keys():
        yield from _question(merged.questions[question_id], base)
    for rule_id in merged.rules.keys() - base.rules.keys():
        if merged.rules[rule_id].level is Level.SELF_MANAGE:
            yield f"rules.{rule_id}", "says that care at home is enough; own rules may only raise"
    yield from _priors(base, merged)
    if merged.critical != base.critical:
        yield "critical", "changes the eight items that may never stay open"


def _priors(base: Knowledge, merged: Knowledge) -> Iterator[tuple[str, str]]:
    added = sorted(merged.conditions.keys() - base.conditions.keys())
    percents = {each: merged.conditions[each].prior_percent.value for each in added}
    for condition_id, percent in percents.items():
        if percent > PRIOR_LIMIT_PERCENT:
            yield (
                f"conditions.{condition_id}.prior",
                f"is {percent:g} %, above the {PRIOR_LIMIT_PERCENT:g} % an addition may have",
            )
    total = sum(percents.values())
    if total > PRIOR_SUM_LIMIT_PERCENT:
        limit = f"the {PRIOR_SUM_LIMIT_PERCENT:g} % that additions may have together"
        yield "conditions", f"add {total:g} % of priors in all, above {limit}"


def _question(question: Question, base: Knowledge) -> Iterator[tuple[str, str]]:
    where = f"questions.{question.id}"
    if question.asks_again is not None:
        yield where, f"asks again for {question.asks_again!r}, which would settle a safety question"
    if question.critical:
        yield where, "calls itself critical; the eight critical items are fixed"
    safety = {f.id for f in base.findings.values() if f.safety}
    for option in question.options:
        denied = safety & {*option.absent, *option.unknown}
        if denied or (option.none and safety & {f for o in question.options for f in o.present}):
            named = sorted(denied) or ["a safety finding"]
            yield f"{where}.{option.id}", f"denies {named[0]!r}, which decides about safety"
