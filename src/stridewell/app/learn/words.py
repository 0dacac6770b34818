"""How grades, verdicts, factors and rules are said to a runner who reads up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stridewell.knowledge.criteria import All, AtLeast, Compare, Criterion, Not, Present
from stridewell.knowledge.library import CheckResult, Verdict
from stridewell.knowledge.records import Knowledge, Running
from stridewell.values.evidence import Grade, Verification
from stridewell.values.quantities import Interval
from stridewell.values.wording import sentence_case

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
AREA_WORDS: Mapping[str, str] = {
    "load": "Training load",
    "form": "Running form",
    "strength": "Strength",
    "stretching": "Stretching and mobility",
    "shoes": "Shoes",
    "surfaces": "Surfaces and hills",
    "recovery": "Recovery and sleep",
    "fuel": "Food and drink",
    "therapy": "Treatments",
    "lifestyle": "Daily life",
    "help": "Getting help",
    "alignment": "Alignment and leg length",
}
SECTION_WORDS: Mapping[str, str] = {
    "safety": "Safety first",
    "story": "Where it hurts and how it began",
    "background": "About you and your running",
    "tests": "Self-tests",
}
STAGE_WORDS: Mapping[str, str] = {"start": "At first", "mid": "Midway", "late": "Later"}
COUNTED_UNITS = frozenset({"year", "month", "week", "day", "hour"})


def area_words(area: str) -> str:
    """The name of an area of advice; that of an own area is its id."""
    return AREA_WORDS.get(area) or sentence_case(area.replace("_", " "))


def section_words(section: str) -> str:
    """The name of a section of the check-in; that of an own section is its id."""
    return SECTION_WORDS.get(section) or sentence_case(section.replace("_", " "))


def times(factor: float) -> str:
    """A factor as it is read: × 4, × 0.5."""
    return f"× {factor:g}"


def share(percent: float) -> str:
    """A share of runners: 15 of 100; a small one as 1 of so many."""
    return f"{percent:g} of 100" if percent >= 1 else f"1 of {100 / percent:,.0f}"


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
            return _denied(_bracketed(part, knowledge))
        case All(parts):
            return " and ".join(_bracketed(part, knowledge) for part in parts)
        case AtLeast(1, parts):
            return " or ".join(_bracketed(part, knowledge) for part in parts)
        case AtLeast(count, parts):
            named = "; ".join(criterion_words(part, knowledge) for part in parts)
            return f"at least {count} of these: {named}"


def ways(criterion: Criterion, knowledge: Knowledge) -> tuple[str, ...]:
    """Each way in which a rule can come true; composites that are a choice are opened."""
    match criterion:
        case AtLeast(1, parts):
            found = (way for part in parts for way in ways(part, knowledge))
            return tuple(dict.fromkeys(found))
        case Present(finding):
            when = knowledge.findings[finding].when
            if isinstance(when, AtLeast) and when.count == 1:
                return ways(when, knowledge)
    return (sentence_case(criterion_words(criterion, knowledge)),)


def _bracketed(part: Criterion, knowledge: Knowledge) -> str:
    words = criterion_words(part, knowledge)
    return f"({words})" if isinstance(part, All | AtLeast) else words


def _denied(words: str) -> str:
    """The opposite of a plain sentence."""
    if words.startswith("you are "):
        return f"you are not {words.removeprefix('you are ')}"
    return f"it is not so that {words}"


def _compared(criterion: Compare, knowledge: Knowledge) -> str:
    finding = knowledge.findings[criterion.finding]
    unit = finding.unit or ""
    if unit in COUNTED_UNITS and criterion.limit != 1:
        unit = f"{unit}s"
    relation = RELATION_WORDS[criterion.relation]
    shown = "" if unit in {"", "1"} else f" {unit}"
    return f"{finding.plain} is {relation} {criterion.limit:g}{shown}"
