"""Finds what is wrong with the knowledge as a whole: each fault with file key and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stridewell.knowledge.check_around import check_around
from stridewell.knowledge.check_gait import check_gait
from stridewell.knowledge.check_load import check_load
from stridewell.knowledge.check_programmes import check_programmes
from stridewell.knowledge.check_return import check_return, return_warrants
from stridewell.knowledge.check_strength_tests import check_strength_tests
from stridewell.knowledge.check_training import activity_warrants, check_training
from stridewell.knowledge.criteria import Compare, Criterion, findings_in, is_monotone, parts_of
from stridewell.knowledge.records import Condition, Knowledge, Level
from stridewell.knowledge.warrant import Warrant
from stridewell.values.anatomy import Region
from stridewell.values.evidence import Grade, Issue, Severity

LR_LOW, LR_HIGH = 0.1, 10.0
CRITICAL_ITEMS = 8


def check_knowledge(knowledge: Knowledge) -> tuple[Issue, ...]:
    """Every fault: dangling references, missing sources, impossible numbers, unsafe rules."""
    checks = (
        *(_references, _warrants, _numbers, _rules, _questions, _critical, _composites),
        *(_interview, _contradictions, _phrases, check_training, check_programmes, check_return),
    )
    found = (issue for check in checks for issue in check(knowledge))
    others = (check_around, check_load, check_gait, check_strength_tests)
    return (*found, *(issue for check in others for issue in check(knowledge)))


def fault(where: str, text: str, remedy: str) -> Issue:
    """A fault of the knowledge: where it stands, what is wrong, what to do."""
    return Issue(Severity.ERROR, where, text, remedy)


def _references(knowledge: Knowledge) -> Iterator[Issue]:
    """Everything named somewhere must exist."""
    for where, finding in _named_findings(knowledge):
        if finding not in knowledge.findings:
            yield fault(where, f"names the unknown finding {finding!r}", "Correct or define it.")
    for where, condition in _named_conditions(knowledge):
        if condition not in knowledge.conditions:
            yield fault(where, f"names the unknown condition {condition!r}", "Correct it.")
    for condition_id, entry in knowledge.conditions.items():
        for region in (*entry.core_regions, *entry.other_regions):
            if region not in set(Region):
                yield fault(f"conditions.{condition_id}", f"unknown region {region!r}", "Fix it.")
    if set(knowledge.regions) != set(Region):
        yield fault("regions", "differ from the body map of the code", "Make both lists agree.")


def _named_findings(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for where, criterion in criteria(knowledge):
        yield from ((where, finding) for finding in findings_in(criterion))
    for question in knowledge.questions.values():
        where = f"questions.{question.id}"
        for option in question.options:
            named = (*option.present, *option.absent, *option.unknown)
            yield from ((f"{where}.{option.id}", finding) for finding in named)
        if question.number is not None:
            yield where, question.number
    for condition in knowledge.conditions.values():
        where = f"conditions.{condition.id}.evidence"
        yield from ((where, entry.finding) for entry in condition.evidence)
    for item in knowledge.critical.values():
        yield f"critical.{item.id}", item.assume


def criteria(knowledge: Knowledge) -> Iterator[tuple[str, Criterion]]:
    """Every rule-language expression of the knowledge, with where it stands."""
    optional = [
        *((f"findings.{f.id}", f.when) for f in knowledge.findings.values()),
        *((f"questions.{q.id}", q.asked_when) for q in knowledge.questions.values()),
        *((f"self_tests.{t.id}", t.blocked_when) for t in knowledge.self_tests.values()),
        *((f"exercises.{e.id}", e.avoid_when) for e in knowledge.exercises.values()),
        *((f"strength_tests.{t.id}", t.blocked_when) for t in knowledge.strength_tests.values()),
    ]
    yield from ((where, criterion) for where, criterion in optional if criterion is not None)
    yield from ((f"rules.{r.id}", r.when) for r in knowledge.rules.values())
    yield from ((f"contradictions.{c.id}", c.when) for c in knowledge.contradictions.values())
    yield from ((f"gait.findings.{f.id}", f.fits) for f in knowledge.gait.findings.values())
    yield from knowledge.fuel.criteria()
    yield from knowledge.help.criteria()
    for condition in knowledge.conditions.values():
        yield from ((f"conditions.{condition.id}.modifiers", m.when) for m in condition.modifiers)


def _named_conditions(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for exercise in knowledge.exercises.values():
        for condition in (*exercise.helps, *exercise.avoid_for):
            yield f"exercises.{exercise.id}", condition


def warrants(knowledge: Knowledge) -> Iterator[tuple[str, Warrant]]:
    """Everything that rests on sources, with where it stands."""
    yield from ((f"findings.{f.id}", f.warrant) for f in knowledge.findings.values())
    yield from ((f"rules.{r.id}", r.warrant) for r in knowledge.rules.values())
    yield from ((f"exercises.{e.id}", e.warrant) for e in knowledge.exercises.values())
    yield from activity_warrants(knowledge)
    yield from ((f"programmes.{p.id}", p.warrant) for p in knowledge.programmes.values())
    yield from ((f"ladders.{each.id}", each.warrant) for each in knowledge.ladders.values())
    yield from ((f"reasoning.{name}", v.warrant) for name, v in knowledge.reasoning.items())
    yield from return_warrants(knowledge)
    yield "spike", knowledge.spike.warrant
    yield from (each for t in knowledge.strength_tests.values() for each in t.warrants())
    yield from knowledge.around.warrants()
    yield from knowledge.load.warrants()
    yield from knowledge.gait.warrants()
    yield from knowledge.fuel.warrants()
    yield from knowledge.help.warrants()
    yield from ((f"weekly.{each.id}", each.warrant) for each in knowledge.weekly.values())
    for condition in knowledge.conditions.values():
        where = f"conditions.{condition.id}"
        yield f"{where}.prior", condition.prior_percent.warrant
        yield f"{where}.return_weeks", condition.return_warrant
        yield from ((f"{where}.modifiers", m.warrant) for m in condition.modifiers)
        yield from ((f"{where}.evidence.{e.finding}", e.warrant) for e in condition.evidence)


def _warrants(knowledge: Knowledge) -> Iterator[Issue]:
    """Every number has a source that exists; strong evidence is never our own."""
    own = {"stridewell_design", "stridewell_estimate"}
    for where, warrant in warrants(knowledge):
        if not warrant.sources:
            yield fault(where, "has no source", "Name a source.")
        for source in warrant.sources:
            if source not in knowledge.sources:
                yield fault(where, f"names the unknown source {source!r}", "Define it.")
        if set(warrant.sources) <= own and warrant.grade in {Grade.STRONG, Grade.MODERATE}:
            yield fault(where, f"grades our own choice as {warrant.grade}", "Use expert.")
    for test in knowledge.self_tests.values():
        for source in test.sources:
            if source not in knowledge.sources:
                yield fault(f"self_tests.{test.id}", f"unknown source {source!r}", "Define it.")


def _numbers(knowledge: Knowledge) -> Iterator[Issue]:
    """Ratios, priors and rates stay within what they can be."""
    for finding in knowledge.findings.values():
        if finding.base_rate is not None and not 0 < finding.base_rate < 1:
            yield fault(f"findings.{finding.id}", "has a base rate outside 0 to 1", "Correct it.")
    for condition in knowledge.conditions.values():
        yield from _condition_numbers(condition)
    for question in knowledge.questions.values():
        spec = knowledge.findings.get(question.number or "")
        if question.kind == "number" and (spec is None or spec.range is None):
            yield fault(f"questions.{question.id}", "asks a number without a range", "Give one.")


def _condition_numbers(condition: Condition) -> Iterator[Issue]:
    where = f"conditions.{condition.id}"
    if not 0 < condition.prior_percent.value <= 100:  # noqa: PLR2004  (percent)
        yield fault(f"{where}.prior", "is not a percentage", "Give a number up to 100.")
    for modifier in condition.modifiers:
        if modifier.factor <= 0:
            yield fault(f"{where}.modifiers", "has a factor of 0 or less", "Give a positive one.")
    for entry in condition.evidence:
        ratios = (entry.present, entry.absent)
        if not all(LR_LOW <= ratio <= LR_HIGH for ratio in ratios):
            yield fault(
                f"{where}.evidence.{entry.finding}", "has a ratio outside 0.1 to 10", "Cap it."
            )
        if (entry.present - 1) * (entry.absent - 1) > 0:
            yield fault(
                f"{where}.evidence.{entry.finding}",
                "says the same of present and absent",
                "One ratio must lie above 1 and the other below.",
            )


def _rules(knowledge: Knowledge) -> Iterator[Issue]:
    """An urgent rule without `not` can never be silenced by one more red flag."""
    monotone = _monotone_findings(knowledge)
    for rule in knowledge.rules.values():
        if rule.level is Level.SELF_MANAGE:
            continue
        if not is_monotone(rule.when):
            yield fault(f"rules.{rule.id}", "uses `not` in an urgent rule", "Say it positively.")
        for finding in (findings_in(rule.when) & set(knowledge.findings)) - monotone:
            yield fault(
                f"rules.{rule.id}", f"rests on {finding!r}, which uses `not`", "Say it positively."
            )


def _monotone_findings(knowledge: Knowledge) -> frozenset[str]:
    """Plain findings, and composites with no `not` in them nor in a composite they use."""
    monotone = {f.id for f in knowledge.findings.values() if f.when is None}
    for finding in knowledge.findings.values():
        when = finding.when
        if when is not None and is_monotone(when) and findings_in(when) <= monotone:
            monotone.add(finding.id)
    return frozenset(monotone)


def _questions(knowledge: Knowledge) -> Iterator[Issue]:
    """Choices have options, tests exist, and every plain finding can be found out."""
    for question in knowledge.questions.values():
        if question.kind in {"choice", "multi", "side"} and not question.options:
            yield fault(f"questions.{question.id}", "has no options", "Give some.")
        if question.test is not None and question.test not in knowledge.self_tests:
            yield fault(f"questions.{question.id}", "names an unknown self-test", "Define it.")
    asked = {f for q in knowledge.questions.values() for o in q.options for f in o.present}
    elsewhere = {"sex_female", "sex_male", "single_run_spike", *knowledge.gait.findings}
    for finding in knowledge.findings.values():
        told = finding.id in asked | elsewhere or finding.id.startswith("pain_")
        if not told and finding.when is None and not finding.is_number:
            yield fault(
                f"findings.{finding.id}", "can never be found out", "Ask for it or remove it."
            )


def _critical(knowledge: Knowledge) -> Iterator[Issue]:
    """The eight critical items each have a question and one that asks again."""
    if len(knowledge.critical) != CRITICAL_ITEMS:
        yield fault("critical", f"lists {len(knowledge.critical)} items", "There are eight.")
    for item in knowledge.critical.values():
        question = knowledge.questions.get(item.question)
        if question is None or not question.critical:
            yield fault(f"critical.{item.id}", "has no critical question", "Write one.")
        again = [q for q in knowledge.questions.values() if q.asks_again == item.question]
        if len(again) != 1:
            yield fault(f"critical.{item.id}", "needs one question that asks again", "Write one.")


def _composites(knowledge: Knowledge) -> Iterator[Issue]:
    """A composite may use only composites that stand before it."""
    seen: set[str] = set()
    for finding in knowledge.findings.values():
        if finding.when is None:
            continue
        for used in findings_in(finding.when):
            spec = knowledge.findings.get(used)
            if spec is not None and spec.when is not None and used not in seen:
                yield fault(
                    f"findings.{finding.id}", f"uses {used!r}, which comes later", "Reorder them."
                )
        seen.add(finding.id)
    for where, criterion in criteria(knowledge):
        yield from _compared_numbers(where, criterion, knowledge)


def _compared_numbers(where: str, criterion: Criterion, knowledge: Knowledge) -> Iterable[Issue]:
    for part in parts_of(criterion):
        if isinstance(part, Compare):
            spec = knowledge.findings.get(part.finding)
            if spec is not None and not spec.is_number:
                yield fault(where, f"compares {part.finding!r}, which is no number", "Correct it.")


def _interview(knowledge: Knowledge) -> Iterator[Issue]:
    """The interview asks only what exists."""
    for question in (*knowledge.interview.core, *knowledge.interview.plan):
        if question not in knowledge.questions:
            yield fault("interview", f"asks the unknown question {question!r}", "Correct it.")


def _contradictions(knowledge: Knowledge) -> Iterator[Issue]:
    """What is asked again and what is in doubt exists."""
    for rule in knowledge.contradictions.values():
        where = f"contradictions.{rule.id}"
        if not rule.questions:
            yield fault(where, "asks nothing again", "Name the questions.")
        for question in rule.questions:
            if question not in knowledge.questions:
                yield fault(where, f"asks the unknown question {question!r}", "Correct it.")
        for finding in rule.doubt:
            if finding not in knowledge.findings:
                yield fault(where, f"doubts the unknown finding {finding!r}", "Correct it.")


def _phrases(knowledge: Knowledge) -> Iterator[Issue]:
    """Reading the phrase book finds its own faults; here it must only not be empty."""
    if not knowledge.phrases.phrases:
        yield fault("phrases", "are missing", "Reinstall stridewell.")
