"""Days since the last run, from what was imported and what was told."""

from __future__ import annotations

from stridewell.plan.diary import Completion
from stridewell.plan.inputs import PlanInput


def days_off(inputs: PlanInput) -> float | None:
    """Days since the last run that was imported or told; None when none is known."""
    today = inputs.at.date()
    told = [
        float((today - each.day).days)
        for each in inputs.diary.sessions
        if each.kind.has_running and each.completion is not Completion.SKIPPED and each.day <= today
    ]
    imported = inputs.load.days_since_last_run
    return min([*told, *(() if imported is None else (imported,))], default=None)
