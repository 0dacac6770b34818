"""What follows at once from the input and every part of the plan needs: facts, causes, pain."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.differential.candidates import Candidate, Differential
from stridewell.intake.presentation import facts_of
from stridewell.knowledge.records import Knowledge
from stridewell.plan.inputs import PlanInput
from stridewell.plan.ladder import BONE
from stridewell.plan.zones import Pain, Zone, ZoneVerdict, read_pain, zone_of
from stridewell.values.evidence import FactTable

WEEK_DAYS = 7
SHOWN_M = 100
"""Distances are planned in whole steps of this many metres, rounded down."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The input with what it comes to.

    ``likely`` are the causes that count, ``bone`` those of bone that stop running, which
    includes less likely ones that must not be missed.
    """

    inputs: PlanInput
    facts: FactTable
    likely: tuple[Candidate, ...]
    bone: tuple[Candidate, ...]
    pain: Pain
    verdict: ZoneVerdict
    longest_run_m: float | None

    @property
    def knowledge(self) -> Knowledge:
        """Everything known."""
        return self.inputs.knowledge

    @property
    def zone(self) -> Zone:
        """The pain zone."""
        return self.verdict.zone

    @property
    def causes(self) -> tuple[Candidate, ...]:
        """The likely causes and those of bone, each once: what exercises are chosen for."""
        return (*self.likely, *(each for each in self.bone if each not in self.likely))

    @property
    def uncleared_bone(self) -> tuple[Candidate, ...]:
        """Bone causes that no clinician has cleared."""
        return tuple(each for each in self.bone if not self.is_cleared(each))

    def is_cleared(self, candidate: Candidate) -> bool:
        """Whether a clinician has allowed running for this cause."""
        return candidate.id in self.inputs.cleared_by_clinician


def assess(inputs: PlanInput) -> Situation:
    """Work out the situation of one input."""
    knowledge = inputs.knowledge
    facts = facts_of(inputs.presentation, knowledge)
    likely = inputs.differential.likely(knowledge.number("likely_percent") / 100)
    bone = bone_causes(inputs.differential, likely, knowledge)
    pain = read_pain(inputs, facts)
    return Situation(
        inputs=inputs,
        facts=facts,
        likely=likely,
        bone=bone,
        pain=pain,
        verdict=zone_of(pain, knowledge, bone=bool(bone)),
        longest_run_m=longest_run_m(inputs),
    )


def bone_causes(
    differential: Differential, likely: tuple[Candidate, ...], knowledge: Knowledge
) -> tuple[Candidate, ...]:
    """Bone causes that are likely, or that must not be missed and are likely enough for that."""
    watch = knowledge.number("bone_must_not_miss_percent") / 100
    return tuple(
        each
        for each in differential.candidates
        if each.condition is not None
        and each.condition.tissue == BONE
        and (each in likely or (each.condition.must_not_miss and each.probability >= watch))
    )


def longest_run_m(inputs: PlanInput) -> float | None:
    """The longest run that is no spike on any day of the coming week; None when unknown."""
    spike = inputs.knowledge.spike
    percent = spike.classes[0].up_to_percent or 0
    allowed = inputs.load.allowed_for_m(inputs.at, WEEK_DAYS, spike.window_days, percent)
    return None if allowed is None else rounded_down_m(allowed)


def rounded_down_m(distance_m: float) -> float:
    """A distance in whole 100 m, never more than it was."""
    return float(distance_m // SHOWN_M * SHOWN_M)
