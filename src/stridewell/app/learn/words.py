"""How grades, verdicts, factors and rules are said to a runner who reads up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stridewell.knowledge.criteria import All, AtLeast, Compare, Criterion, Not, Present
from stridewell.knowledge.library import CheckResult, Verdict
from stridewell.knowledge.records import Knowledge, Running
from stridewell.values.evidence import Grade, Verification
from stridewell.values.quantities import Interval

GRADE_WORDS: Mapping[Grade, str] = {
    Grade.STRONG: "strong evidence",
    Grade.MODERATE: "moderate evidence",
    Grade.WEAK: "weak evidence",
    Grade.EXPERT: "expert opinion",
    Grade.ESTIMATE: "our estimate",
}
VERIFICATION_WORDS: Mapping[Verification, str] = {
    Verification.SEEN: "seen in the source",
    Verification.UNCONFIRMED: "not confirmed yet",
    Verification.ESTIMATE: "our estimate",
    Verification.DESIGN: "our own choice",
}
VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "Supported",
    Verdict.MIXED: "Mixed",
    Verdict.UNSUPPORTED: "Not supported",
    Verdict.CONTRADICTED: "Contradicted",
    Verdict.NOT_APPLICABLE: "Does not apply",
}
CHECK_WORDS: Mapping[CheckResult, str] = {
    CheckResult.CONFIRMED: "confirmed",
    CheckResult.DIFFERS: "differs from what was remembered",
    CheckResult.UNCONFIRMED: "from memory, not confirmed",
}
RUNNING_WORDS: Mapping[Running, str] = {
    Running.AS_TOLERATED: "as far as it is tolerated",
    Running.REDUCED: "less than usual",
    Running.WALK_RUN: "walking and running in turns",
    Running.STOP: "no running",
}
RELATION_WORDS: Mapping[str, str] = {
    "<": "below",
    "<=": "at most",
    ">": "above",
    ">=": "at least",
    "==": "exactly",
}
COUNTED_UNITS = frozenset({"year", "month", "week", "day", "hour"})


def sentence(text: str) -> str:
    """A phrase with its first letter raised; names and abbreviations in it stay as they are."""
    return text[:1].upper() + text[1:]


def times(factor: float) -> str:
    """A factor as it is read: × 4, × 0.5."""
    return f"× {factor:g}"


def weeks(span: Interval | None) -> str:
    """A span of weeks: 4 to 12 weeks; empty where there is none."""
    if span is None:
        return ""
    if span.low == span.high:
        return f"{span.low:g} {'week' if span.low == 1 else 'weeks'}"
    return f"{span.low:g} to {span.high:g} weeks"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Words in a row: a, b and c."""
    all_words = list(words)
    if len(all_words) <= 1:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} {joint} {all_words[-1]}"


def criterion_words(criterion: Criterion, knowledge: Knowledge) -> str:
    """A rule in the words of its findings; parts inside parts stand in brackets."""
    match criterion:
        case Present(finding):
            return knowledge.findings[finding].plain
        case Compare():
            return _compared(criterion, knowledge)
        case Not(part):
            return f"not: {_bracketed(part, knowledge)}"
        case All(parts):
            return " and ".join(_bracketed(part, knowledge) for part in parts)
        case AtLeast(1, parts):
            return " or ".join(_bracketed(part, knowledge) for part in parts)
        case AtLeast(count, parts):
            named = "; ".join(criterion_words(part, knowledge) for part in parts)
            return f"at least {count} of these: {named}"


def _bracketed(part: Criterion, knowledge: Knowledge) -> str:
    words = criterion_words(part, knowledge)
    return f"({words})" if isinstance(part, All | AtLeast) else words


def _compared(criterion: Compare, knowledge: Knowledge) -> str:
    finding = knowledge.findings[criterion.finding]
    unit = finding.unit or ""
    if unit in COUNTED_UNITS and criterion.limit != 1:
        unit = f"{unit}s"
    relation = RELATION_WORDS[criterion.relation]
    shown = "" if unit in {"", "1"} else f" {unit}"
    return f"{finding.plain} {relation} {criterion.limit:g}{shown}"
