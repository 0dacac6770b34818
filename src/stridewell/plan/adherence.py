"""What was done of what was planned; a count, not a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from stridewell.plan.diary import Completion
from stridewell.plan.inputs import PlanInput


@dataclass(frozen=True, slots=True)
class Adherence:
    """Sessions of the last ``days`` days; ``untold`` were planned and nothing was told of them."""

    days: int
    done: int
    partly: int
    skipped: int
    untold: int

    @property
    def planned(self) -> int:
        """How many there were in all."""
        return self.done + self.partly + self.skipped + self.untold

    @property
    def text(self) -> str:
        """The count in words."""
        if not self.planned:
            return f"No session was planned or told in the last {self.days} days."
        parts = [f"{self.done} of {self.planned} sessions were done"]
        parts += [f"{self.partly} in part"] if self.partly else []
        parts += [f"{self.skipped} left out"] if self.skipped else []
        parts += [f"of {self.untold} nothing was told"] if self.untold else []
        return f"In the last {self.days} days {', '.join(parts)}."


def adherence(inputs: PlanInput) -> Adherence:
    """Count the sessions of the last days before today, and those of today that were told."""
    today, days = inputs.at.date(), int(inputs.knowledge.number("adherence_days"))
    first = today - timedelta(days=days - 1)
    told = [each for each in inputs.diary.sessions if first <= each.day <= today]
    of_day = {(each.day, each.kind.has_running or each.kind) for each in told}
    untold = sum(
        first <= each.day < today and (each.day, each.kind.has_running or each.kind) not in of_day
        for each in inputs.planned
    )
    counts = {kind: sum(each.completion is kind for each in told) for kind in Completion}
    return Adherence(
        days=days,
        done=counts[Completion.DONE],
        partly=counts[Completion.PARTLY],
        skipped=counts[Completion.SKIPPED],
        untold=untold,
    )
