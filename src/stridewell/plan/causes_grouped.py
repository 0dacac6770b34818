"""The causes of a situation in the groups that ask the same of everything around the run."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.differential.candidates import Candidate
from stridewell.knowledge.around import ConditionGroup
from stridewell.plan.situation import Situation

UNGROUPED = ConditionGroup("ungrouped", "a cause of your own knowledge files", ())
"""The group of a cause that the user added: nothing is known of it here."""


@dataclass(frozen=True, slots=True)
class GroupedCause:
    """A cause that counts, with its group."""

    cause: Candidate
    group: ConditionGroup

    @property
    def named(self) -> str:
        """The cause with how likely it is, for a sentence."""
        return f"{self.cause.plain} ({100 * self.cause.probability:.0f} %)"


def grouped_causes(situation: Situation) -> tuple[GroupedCause, ...]:
    """Every cause that counts, the most likely first, with its group."""
    around = situation.knowledge.around
    return tuple(
        GroupedCause(each, around.group_of(each.id) or UNGROUPED) for each in situation.causes
    )


def first_in(causes: tuple[GroupedCause, ...], groups: tuple[str, ...]) -> GroupedCause | None:
    """The most likely cause that is in one of the groups; None without one."""
    return next((each for each in causes if each.group.id in groups), None)
