"""What a runner's findings say about every condition: numbers and sentences from one place."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stridewell.differential.tables import Array, Flags, Indices, Tables, grade_sd, tables_of
from stridewell.intake.presentation import Presentation, facts_of
from stridewell.knowledge.criteria import Verdict, evaluate
from stridewell.knowledge.records import Condition, Knowledge
from stridewell.values.anatomy import Region
from stridewell.values.evidence import FactTable, Finding, Grade, Origin, Reason, State
from stridewell.values.wording import sentence_case

CLEAR, STRONG = math.log(1.5), math.log(2.5)
WORST_UNEXPLAINED = 2
"""More unexplained regions than this count no further: a whole leg can ache."""


@dataclass(frozen=True, slots=True)
class Term:
    """One contribution to a condition's log odds.

    ``log_ratio`` is the natural log of the likelihood ratio after the caps and the certainty
    of the finding; ``weight`` is what dependence leaves of it; ``sd`` its uncertainty.
    ``text`` says it in the runner's words, ``clinical`` in a clinician's.
    """

    finding: str
    group: str
    log_ratio: float
    sd: float
    text: str
    sources: tuple[str, ...]
    grade: Grade
    weight: float = 1.0
    clinical: str = ""
    said: str | None = None

    @property
    def contribution(self) -> float:
        """What is added to the log odds."""
        return self.weight * self.log_ratio

    def reason(self) -> Reason:
        """The contribution in words; the sentence follows from the number."""
        return Reason(
            text=f"{self.text}, which speaks {how_much(self.contribution)} it.",
            sources=self.sources,
            findings=(self.finding,),
            strength=round(self.contribution, 4),
            grade=self.grade,
            clinical=f"{self.clinical} (×{math.exp(self.contribution):.2g})",
            basis=self.text,
            said=self.said,
        )


def how_much(contribution: float) -> str:
    """How far a log ratio speaks for or against, in words."""
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
    marked: tuple[Region, ...]
    """Where it hurts."""


def scene_of(presentation: Presentation, knowledge: Knowledge) -> Scene:
    """The scene of one presentation, worked out once for all conditions."""
    facts = facts_of(presentation, knowledge)
    marked = tuple(r for r in Region if facts.state(f"pain_{r}") is State.PRESENT)
    return Scene(presentation.by_id(), facts, knowledge, marked)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Every known finding weighed for every condition (C rows; K known findings).

    ``columns`` (K) are columns of the tables. ``log_ratio`` and ``weight`` (C × K) multiply to
    the contributions; ``sd`` (C × K) is the uncertainty before weighting. ``location`` (C) is
    the log ratio of the place, zero where none was marked. ``verdicts`` belong to the
    circumstances of the tables; ``holds`` (M) is 1 where one is true.
    """

    scene: Scene
    tables: Tables
    columns: Indices
    states: tuple[State, ...]
    certainty: Array
    log_ratio: Array
    weight: Array
    sd: Array
    location: Array
    location_sd: float
    verdicts: tuple[Verdict, ...]
    holds: Array

    @property
    def contribution(self) -> Array:
        """What each known finding adds to the log odds of each condition (C × K)."""
        return self.weight * self.log_ratio

    @property
    def shrinkage(self) -> float:
        """What is left of a log ratio because findings depend on one another."""
        return self.scene.knowledge.number("shrinkage")

    @property
    def log_odds(self) -> Array:
        """Natural log of prior times ratios of every condition (C)."""
        prior = self.tables.log_prior + self.tables.log_modifier @ self.holds
        total: Array = prior + self.contribution.sum(axis=1) + self.shrinkage * self.location
        return total

    @property
    def variance(self) -> Array:
        """Variance of the log odds (C); the parts' uncertainties add as independent."""
        known = (self.weight * self.sd) ** 2
        place = (self.shrinkage * self.location_sd * (self.location != 0)) ** 2
        prior = (
            self.scene.knowledge.number("prior_sd") ** 2 + self.tables.modifier_sd**2 @ self.holds
        )
        total: Array = known.sum(axis=1) + place + prior
        return total


def weigh(scene: Scene) -> Weighed:
    """Weigh every known finding for every condition, dependence taken into account."""
    tables = tables_of(scene.knowledge)
    known = [(i, s) for i, f in enumerate(tables.findings) if (s := scene.facts.state(f)).is_known]
    columns = np.array([index for index, _ in known], dtype=np.intp)
    states = tuple(state for _, state in known)
    certainty = np.array([_certainty(tables.findings[index], scene) for index in columns])
    is_present = np.array([state is State.PRESENT for state in states], dtype=np.bool_)
    raw = np.where(is_present, tables.present[:, columns], tables.absent[:, columns])
    log_ratio = certainty * raw
    verdicts = tuple(evaluate(each, scene.facts) for each in tables.circumstances)
    return Weighed(
        scene=scene,
        tables=tables,
        columns=columns,
        states=states,
        certainty=certainty,
        log_ratio=log_ratio,
        weight=dependence_weights(log_ratio, tables.group[columns], scene.knowledge),
        sd=np.where(log_ratio != 0, certainty * tables.sd[:, columns], 0.0),
        location=place_log_ratios(scene),
        location_sd=grade_sd(Grade.ESTIMATE, scene.knowledge),
        verdicts=verdicts,
        holds=np.array([float(each.state is State.PRESENT) for each in verdicts]),
    )


def _certainty(finding: str, scene: Scene) -> float:
    observed = scene.observed.get(finding)
    return observed.certainty if observed is not None else 1.0


def dependence_weights(log_ratio: Array, group: Indices, knowledge: Knowledge) -> Array:
    """Shrink every ratio; in a group that measures one thing only the strongest counts in full.

    ``log_ratio`` is (C × K) with columns ordered by group; ``group`` is (K). Returns (C × K).
    """
    shrinkage, same = knowledge.number("shrinkage"), knowledge.number("same_group")
    if log_ratio.shape[1] == 0:
        return np.zeros_like(log_ratio)
    # of two that are equally strong the first counts: a hair's breadth by place decides the tie
    strength = np.abs(log_ratio) - 1e-9 * np.arange(log_ratio.shape[1])
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    strongest = np.maximum.reduceat(strength, starts, axis=1)
    lengths = np.diff(np.r_[starts, log_ratio.shape[1]])
    leads = strength == np.repeat(strongest, lengths, axis=1)
    return shrinkage * np.where(leads, 1.0, same)


def place_log_ratios(scene: Scene) -> Array:
    """The natural-log likelihood ratio of the marked regions for every condition (C)."""
    tables, knowledge = tables_of(scene.knowledge), scene.knowledge
    return place_log_ratio_of(tables.core, tables.also, scene.marked, knowledge)


def place_log_ratio_of(
    core: Flags, also: Flags, marked: Sequence[Region], knowledge: Knowledge
) -> Array:
    """The best match, less what stays unexplained; ``core`` and ``also`` are (C × R)."""
    if not marked:
        return np.zeros(core.shape[0])
    here = np.array([region in set(marked) for region in Region])
    in_core = (core & here).any(axis=1)
    explained = ((core | also) & here).sum(axis=1)
    in_any = explained > 0
    best = np.where(
        in_core,
        knowledge.number("location_core"),
        np.where(in_any, knowledge.number("location_also"), knowledge.number("location_none")),
    )
    left = np.where(in_any, np.minimum(WORST_UNEXPLAINED, here.sum() - explained), 0)
    ratio = best * knowledge.number("location_unexplained") ** left
    low, high = knowledge.number("lr_cap_low"), knowledge.number("lr_cap_high")
    logs: Array = np.log(np.clip(ratio, low, high))
    return logs


def location_ratio(condition: Condition, marked: tuple[Region, ...], knowledge: Knowledge) -> float:
    """The likelihood ratio of the marked regions for one condition."""
    core, also = (
        np.array([[region in regions for region in Region]])
        for regions in (condition.core_regions, condition.other_regions)
    )
    return float(np.exp(place_log_ratio_of(core, also, marked, knowledge)[0]))


def terms_of(row: int, weighed: Weighed) -> tuple[Term, ...]:
    """Every known finding's contribution to the condition of that row, the place included."""
    place = _location_term(row, weighed)
    found = (
        _evidence_term(row, k, weighed) for k in np.flatnonzero(weighed.log_ratio[row]).tolist()
    )
    return (*([place] if place is not None else []), *found)


def prior_terms_of(row: int, weighed: Weighed) -> tuple[Term, ...]:
    """What age, sex and circumstances make of the prior; these count in full."""
    found = np.flatnonzero(weighed.holds * weighed.tables.log_modifier[row])
    return tuple(_modifier_term(row, place, weighed) for place in found.tolist())


def _evidence_term(row: int, k: int, weighed: Weighed) -> Term:
    column = int(weighed.columns[k])
    finding = weighed.tables.findings[column]
    spec = weighed.scene.knowledge.findings[finding]
    entry = weighed.tables.evidence[row, column]
    state = weighed.states[k]
    observed = weighed.scene.observed.get(finding)
    return Term(
        finding=finding,
        group=spec.group,
        log_ratio=float(weighed.log_ratio[row, k]),
        sd=float(weighed.sd[row, k]),
        text=_said(spec.plain, state, float(weighed.certainty[k]), observed),
        sources=entry.warrant.sources,
        grade=entry.warrant.grade,
        weight=float(weighed.weight[row, k]),
        clinical=f"{spec.label}: {state}",
        said=observed.said if observed is not None else None,
    )


def _said(plain: str, state: State, certainty: float, observed: Finding | None) -> str:
    if state is State.PRESENT:
        return sentence_case(plain)
    if observed is not None and observed.origin is Origin.GAIT:
        return f"Not found: “{plain}”"
    return f"You {'said no to' if certainty == 1.0 else 'did not tick'} “{plain}”"


def _modifier_term(row: int, place: int, weighed: Weighed) -> Term:
    modifier = weighed.tables.modifiers[row, place]
    because = weighed.verdicts[place].because
    return Term(
        finding=next(iter(because), "runner"),
        group="prior",
        log_ratio=float(weighed.tables.log_modifier[row, place]),
        sd=float(weighed.tables.modifier_sd[row, place]),
        text=modifier.text.rstrip("."),
        sources=modifier.warrant.sources,
        grade=modifier.warrant.grade,
        clinical=f"Pretest: {', '.join(_labels(because, weighed.scene.knowledge)) or 'runner'}",
    )


def _labels(findings: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(knowledge.findings[f].label for f in findings if f in knowledge.findings)


def _location_term(row: int, weighed: Weighed) -> Term | None:
    scene = weighed.scene
    if not scene.marked:
        return None
    regions = scene.knowledge.regions
    return Term(
        finding=f"pain_{scene.marked[0]}",
        group="location",
        log_ratio=float(weighed.location[row]),
        sd=weighed.location_sd,
        text=f"Where it hurts ({', '.join(regions[region].plain for region in scene.marked)})",
        sources=("stridewell_estimate",),
        grade=Grade.ESTIMATE,
        weight=weighed.shrinkage,
        clinical=f"Site: {', '.join(regions[region].label for region in scene.marked)}",
    )
