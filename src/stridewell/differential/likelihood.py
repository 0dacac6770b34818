"""What each finding says about a condition: its log likelihood ratio and its sentence, together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.criteria import evaluate
from stridewell.knowledge.records import Condition, Evidence, Knowledge, Modifier
from stridewell.values.anatomy import Region
from stridewell.values.evidence import FactTable, Finding, Grade, Reason, State

CLEAR, STRONG = math.log(1.5), math.log(2.5)


@dataclass(frozen=True, slots=True)
class Term:
    """One contribution to a condition's log odds.

    ``log_ratio`` is the natural log of the likelihood ratio after the caps and the certainty
    of the finding; ``weight`` is what dependence leaves of it; ``sd`` its uncertainty.
    """

    finding: str
    group: str
    log_ratio: float
    sd: float
    text: str
    sources: tuple[str, ...]
    grade: Grade
    weight: float = 1.0

    @property
    def contribution(self) -> float:
        """What is added to the log odds."""
        return self.weight * self.log_ratio

    def reason(self) -> Reason:
        """The contribution in words; the sentence follows from the number."""
        return Reason(
            text=f"{self.text}, which speaks {_how_much(self.contribution)} it.",
            sources=self.sources,
            findings=(self.finding,),
            strength=round(self.contribution, 4),
            grade=self.grade,
        )


def _how_much(contribution: float) -> str:
    degree = "strongly" if abs(contribution) >= STRONG else "clearly"
    if abs(contribution) < CLEAR:
        degree = "a little"
    return f"{degree} {'for' if contribution > 0 else 'against'}"


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything the likelihood of a condition may depend on."""

    observed: Mapping[str, Finding]
    facts: FactTable
    knowledge: Knowledge


def scene_of(presentation: Presentation, knowledge: Knowledge) -> Scene:
    """The scene of one presentation, worked out once for all conditions."""
    return Scene(presentation.by_id(), facts_of(presentation, knowledge), knowledge)


def terms_for(condition: Condition, scene: Scene) -> tuple[Term, ...]:
    """Every known finding's contribution, dependence taken into account."""
    found = [_evidence_term(entry, scene) for entry in condition.evidence]
    terms = [term for term in (_location_term(condition, scene), *found) if term is not None]
    return weigh_dependence(terms, scene.knowledge)


def prior_terms(condition: Condition, scene: Scene) -> tuple[Term, ...]:
    """What age, sex and circumstances make of the prior; these count in full."""
    terms = (_modifier_term(modifier, scene) for modifier in condition.modifiers)
    return tuple(term for term in terms if term is not None)


def weigh_dependence(terms: Iterable[Term], knowledge: Knowledge) -> tuple[Term, ...]:
    """Shrink every term; in a group that measures one thing only the strongest counts in full."""
    shrinkage, same = knowledge.number("shrinkage"), knowledge.number("same_group")
    seen: set[str] = set()
    weighed = []
    for term in sorted(terms, key=lambda each: (-abs(each.log_ratio), each.finding)):
        weighed.append(replace(term, weight=shrinkage * (same if term.group in seen else 1.0)))
        seen.add(term.group)
    return tuple(weighed)


def _evidence_term(entry: Evidence, scene: Scene) -> Term | None:
    state = scene.facts.state(entry.finding)
    ratio = {State.PRESENT: entry.present, State.ABSENT: entry.absent}.get(state)
    if ratio is None or ratio == 1.0:
        return None
    spec = scene.knowledge.findings[entry.finding]
    observed = scene.observed.get(entry.finding)
    certainty = observed.certainty if observed is not None else 1.0
    return Term(
        finding=entry.finding,
        group=spec.group,
        log_ratio=certainty * math.log(_capped(ratio, scene.knowledge)),
        sd=certainty * grade_sd(entry.warrant.grade, scene.knowledge),
        text=_said(spec.plain, state, certainty),
        sources=entry.warrant.sources,
        grade=entry.warrant.grade,
    )


def _said(plain: str, state: State, certainty: float) -> str:
    if state is State.PRESENT:
        return sentence_case(plain)
    return f"You {'said no to' if certainty == 1.0 else 'did not tick'} “{plain}”"


def _modifier_term(modifier: Modifier, scene: Scene) -> Term | None:
    verdict = evaluate(modifier.when, scene.facts)
    if verdict.state is not State.PRESENT:
        return None
    return Term(
        finding=next(iter(verdict.because), "runner"),
        group="prior",
        log_ratio=math.log(modifier.factor),
        sd=grade_sd(modifier.warrant.grade, scene.knowledge),
        text=modifier.text.rstrip("."),
        sources=modifier.warrant.sources,
        grade=modifier.warrant.grade,
    )


def _location_term(condition: Condition, scene: Scene) -> Term | None:
    marked = tuple(r for r in Region if scene.facts.state(f"pain_{r}") is State.PRESENT)
    if not marked:
        return None
    ratio = location_ratio(condition, marked, scene.knowledge)
    plain = ", ".join(scene.knowledge.regions[region].plain for region in marked)
    return Term(
        finding=f"pain_{marked[0]}",
        group="location",
        log_ratio=math.log(_capped(ratio, scene.knowledge)),
        sd=grade_sd(Grade.ESTIMATE, scene.knowledge),
        text=f"Where it hurts ({plain})",
        sources=("stridewell_estimate",),
        grade=Grade.ESTIMATE,
    )


def location_ratio(condition: Condition, marked: tuple[Region, ...], knowledge: Knowledge) -> float:
    """The likelihood ratio of the marked regions: the best match, less what stays unexplained."""
    core = set(marked) & set(condition.core_regions)
    also = set(marked) & set(condition.other_regions)
    best = "location_core" if core else "location_also" if also else "location_none"
    unexplained = len(set(marked) - core - also) if core or also else 0
    return knowledge.number(best) * knowledge.number("location_unexplained") ** min(2, unexplained)


def _capped(ratio: float, knowledge: Knowledge) -> float:
    return min(knowledge.number("lr_cap_high"), max(knowledge.number("lr_cap_low"), ratio))


def grade_sd(grade: Grade, knowledge: Knowledge) -> float:
    """How uncertain a log ratio of that grade is."""
    return knowledge.number(f"sd_{grade}")


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def evidence_by_finding(condition: Condition) -> Mapping[str, Evidence]:
    """A condition's evidence by finding id."""
    return {entry.finding: entry for entry in condition.evidence}
