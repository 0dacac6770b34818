"""Warm-ups and cool-downs for a session, without the steps that could harm a likely cause."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.knowledge.around import Block, BlockStep, Figure
from stridewell.plan.causes_grouped import first_in, grouped_causes
from stridewell.plan.harm import why_not
from stridewell.plan.items import ActivityKind
from stridewell.plan.situation import Situation
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is to be done now; ``changed`` says why it is not the usual one."""

    text: str
    minutes: float
    exercise: str | None
    changed: Reason | None = None


@dataclass(frozen=True, slots=True)
class PreparedBlock:
    """A warm-up or cool-down for one session, with what it can and cannot do."""

    block: Block
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]

    @property
    def minutes(self) -> float:
        """Minutes of all steps."""
        return sum(step.minutes for step in self.steps)

    @property
    def reason(self) -> Reason:
        """What it does and what it does not do."""
        warrant = self.block.warrant
        return Reason(self.block.honest, warrant.sources, rule="block", grade=warrant.grade)


def warm_up_for(
    kind: ActivityKind, extra: str | None, situation: Situation
) -> PreparedBlock | None:
    """The warm-up of a session; None for what needs none.

    ``extra`` is what the run holds beside easy running, such as strides.
    """
    blocks = situation.knowledge.around.blocks.values()
    return _prepared([each for each in blocks if each.before], kind, extra, situation)


def cool_down_for(
    kind: ActivityKind, extra: str | None, situation: Situation
) -> PreparedBlock | None:
    """The cool-down of a session, which is always optional; None for what needs none."""
    blocks = situation.knowledge.around.blocks.values()
    return _prepared([each for each in blocks if each.after], kind, extra, situation)


def _prepared(
    blocks: list[Block], kind: ActivityKind, extra: str | None, situation: Situation
) -> PreparedBlock | None:
    """The block of the extra where there is one, else that of the session."""
    for name in (extra, kind.value):
        for block in blocks:
            if name in (*block.before, *block.after):
                return prepare(block, situation)
    return None


def prepare(block: Block, situation: Situation) -> PreparedBlock:
    """A block with every step that could harm replaced, or left out where nothing replaces it."""
    steps = (_step(each, block, situation) for each in block.steps)
    return PreparedBlock(
        block,
        tuple(step for step in steps if step is not None),
        situation.knowledge.around.figures_of(block.figures),
    )


def _step(step: BlockStep, block: Block, situation: Situation) -> Step | None:
    because = _against(step, block, situation)
    if because is None:
        return Step(step.text, step.minutes, step.exercise or None)
    return Step(step.instead, step.minutes, None, because) if step.instead else None


def _against(step: BlockStep, block: Block, situation: Situation) -> Reason | None:
    cause = first_in(grouped_causes(situation), step.avoid_for)
    if cause is not None:
        text = f"Changed: {step.because}, and the pattern may fit {cause.named}."
        warrant = block.warrant
        return Reason(text, ("stridewell_design",), rule="block", grade=warrant.grade)
    exercise = situation.knowledge.exercises.get(step.exercise)
    left_out = why_not(exercise, situation) if exercise is not None else None
    return left_out.reason if left_out is not None else None
