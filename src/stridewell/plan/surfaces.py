"""Ground and side of the road for a situation: what is for everybody, and what for the causes."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.knowledge.around import Figure, SurfaceAdvice
from stridewell.plan.causes_grouped import first_in, grouped_causes
from stridewell.plan.situation import Situation
from stridewell.values.evidence import Grade, Reason, State


@dataclass(frozen=True, slots=True)
class SurfaceTip:
    """A piece of advice with its figures and why it is given now."""

    advice: SurfaceAdvice
    figures: tuple[Figure, ...]
    because: Reason | None = None
    """The cause or the finding that calls for it; None where it is for everybody."""


def surface_advice(situation: Situation) -> tuple[SurfaceTip, ...]:
    """Advice on the ground: safety on the road first, then what the causes and findings ask."""
    around = situation.knowledge.around
    specific, general = [], []
    for advice in around.surfaces.values():
        figures = around.figures_of(advice.figures)
        if advice.is_general:
            general.append(SurfaceTip(advice, figures))
            continue
        because = _because(advice, situation)
        if because is not None:
            specific.append(SurfaceTip(advice, figures, because))
    return (*general[:1], *specific, *general[1:])


def _because(advice: SurfaceAdvice, situation: Situation) -> Reason | None:
    cause = first_in(grouped_causes(situation), advice.groups)
    if cause is not None:
        return _reason(f"The pattern may fit {cause.named}.", advice)
    told = next(
        (each for each in advice.findings if situation.facts.state(each) is State.PRESENT), None
    )
    if told is None:
        return None
    plain = situation.knowledge.findings[told].plain
    return _reason(f"You told: {plain}.", advice, (told,))


def _reason(text: str, advice: SurfaceAdvice, findings: tuple[str, ...] = ()) -> Reason:
    grade = advice.warrant.grade or Grade.ESTIMATE
    return Reason(text, advice.warrant.sources, findings, rule="surface", grade=grade)
