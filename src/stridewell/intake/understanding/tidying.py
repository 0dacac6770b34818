"""Proposals in text order, each said once, with those that contradict each other marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from stridewell.intake.understanding.options import calm_option
from stridewell.intake.understanding.records import Proposal, Stance
from stridewell.knowledge.records import Knowledge, Question

PLACES = "pain_regions"


def tidied(proposals: Iterable[Proposal], knowledge: Knowledge) -> tuple[Proposal, ...]:
    """The proposals in the order of the text; of several that say the same the surest stays."""
    kept: dict[tuple[object, ...], Proposal] = {}
    for proposal in sorted(proposals, key=lambda each: (each.start, each.end)):
        key = (proposal.question, proposal.option, proposal.value, proposal.state)
        before = kept.get(key)
        if before is None or _better(proposal, before):
            kept[key] = proposal
    ordered = sorted(kept.values(), key=lambda each: (each.start, each.end, each.question))
    return tuple(
        replace(each, conflicts_with=_conflicts(index, ordered, knowledge))
        for index, each in enumerate(ordered)
    )


def _better(proposal: Proposal, before: Proposal) -> bool:
    if (proposal.side is None) != (before.side is None):
        return proposal.side is not None and proposal.certainty >= before.certainty
    return proposal.certainty > before.certainty


def _conflicts(index: int, proposals: Sequence[Proposal], knowledge: Knowledge) -> tuple[int, ...]:
    own = proposals[index]
    question = knowledge.questions[own.question]
    return tuple(
        number
        for number, other in enumerate(proposals)
        if number != index and other.question == own.question and _contradict(own, other, question)
    )


def _contradict(one: Proposal, other: Proposal, question: Question) -> bool:
    if Stance.NOT_SURE in {one.state, other.state}:
        return False
    if one.option == other.option and one.value == other.value:
        return one.state is not other.state
    if question.kind in {"choice", "side", "number"}:
        return True
    calm = calm_option(question)
    says_none = {one.option, other.option} & {calm} if calm is not None else set()
    return bool(says_none) and Stance.PRESENT in {one.state, other.state}
