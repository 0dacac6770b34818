"""Cues: which one a runner's signs, answers and causes call for, and which are not for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.around import BONE_GROUP, Cue, Figure
from stridewell.knowledge.criteria import evaluate
from stridewell.plan.causes_grouped import first_in, grouped_causes
from stridewell.plan.situation import Situation
from stridewell.values.evidence import Reason, State


class Support(StrEnum):
    """How far a cue was looked at for the likely causes."""

    TESTED = "tested"
    PLAUSIBLE = "plausible"
    UNKNOWN = "unknown"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class CueOption:
    """A cue with what calls for it and how far it was tested for the likely causes.

    ``called_by`` are reasons to try it; empty where nothing calls for it.
    """

    cue: Cue
    support: Support
    called_by: tuple[Reason, ...]
    about: Reason
    figures: tuple[Figure, ...]

    @property
    def is_offered(self) -> bool:
        """Whether it may be tried: something calls for it and no cause forbids it."""
        return bool(self.called_by) and self.support is not Support.NEVER


def cue_options(situation: Situation, signs: frozenset[str] = frozenset()) -> tuple[CueOption, ...]:
    """Every cue, the most fitting first; ``signs`` is what a look at the gait has shown.

    What a film showed counts as well, as far as it is among the facts of the situation.
    """
    around = situation.knowledge.around
    signs |= filmed_signs(situation)
    options = [
        CueOption(
            cue=cue,
            support=support_of(cue, situation),
            called_by=_called_by(cue, situation, signs),
            about=_about(cue, situation),
            figures=around.figures_of(cue.figures),
        )
        for cue in around.cues.values()
    ]
    order = list(Support)
    return tuple(
        sorted(options, key=lambda o: (not o.is_offered, order.index(o.support), -len(o.called_by)))
    )


def filmed_signs(situation: Situation) -> frozenset[str]:
    """The signs that a film of the running has shown, where a complaint was told that fits."""
    facts = situation.facts
    return frozenset(
        each.sign
        for each in situation.knowledge.gait.findings.values()
        if each.sign is not None
        and facts.state(each.id) is State.PRESENT
        and evaluate(each.fits, facts).state is State.PRESENT
    )


def support_of(cue: Cue, situation: Situation) -> Support:
    """How far a cue was looked at for the likely causes; a cause it is not for decides."""
    causes = grouped_causes(situation)
    if situation.bone or first_in(causes, (*cue.never, BONE_GROUP)) is not None:
        return Support.NEVER
    if first_in(causes, cue.tested) is not None:
        return Support.TESTED
    return Support.PLAUSIBLE if first_in(causes, cue.plausible) is not None else Support.UNKNOWN


def _called_by(cue: Cue, situation: Situation, signs: frozenset[str]) -> tuple[Reason, ...]:
    around, facts = situation.knowledge.around, situation.facts
    seen = [f"Your gait shows it: {around.signs[each]}." for each in cue.signs if each in signs]
    told = [
        f"You told: {situation.knowledge.findings[each].plain}."
        for each in cue.findings
        if facts.state(each) is State.PRESENT
    ]
    cause = first_in(grouped_causes(situation), cue.tested)
    likely = [] if cause is None else [f"It was tried in runners with {cause.cause.plain}."]
    return tuple(_reason(text, cue) for text in (*seen, *told, *likely))


def _about(cue: Cue, situation: Situation) -> Reason:
    match support_of(cue, situation):
        case Support.NEVER:
            cause = first_in(grouped_causes(situation), (*cue.never, BONE_GROUP))
            named = cause.named if cause is not None else "an overloaded bone"
            text = f"Not for you now: the pattern may fit {named}."
        case Support.TESTED:
            text = "Runners with this kind of pain have tried it in studies."
        case Support.PLAUSIBLE:
            text = "It is sensible for this kind of pain, but untested."
        case Support.UNKNOWN:
            text = "For this kind of pain nobody has tested it."
    return _reason(text, cue)


def _reason(text: str, cue: Cue) -> Reason:
    return Reason(text, cue.warrant.sources, rule="cue", grade=cue.warrant.grade)
