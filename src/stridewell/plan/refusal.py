"""Why no plan is made: three named refusals, each with what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stridewell.knowledge.records import Level
from stridewell.plan.inputs import PlanInput
from stridewell.values.evidence import Reason
from stridewell.values.timeline import age_in_days


class RefusalKind(StrEnum):
    """The ways in which the planner says no."""

    URGENT_DISPOSITION = "urgent_disposition"
    CRITICAL_UNANSWERED = "critical_unanswered"
    STALE_ANSWERS = "stale_answers"


@dataclass(frozen=True, slots=True)
class Refusal:
    """No plan, and why; ``next_step`` says what to do instead."""

    kind: RefusalKind
    text: str
    next_step: str
    reasons: tuple[Reason, ...]


def refuse(inputs: PlanInput) -> Refusal | None:
    """The refusal that applies, the most urgent first; None when a plan may be made."""
    return _urgent(inputs) or _unanswered(inputs) or _stale(inputs)


def _urgent(inputs: PlanInput) -> Refusal | None:
    disposition = inputs.disposition
    if disposition.level.urgency < Level.SAME_DAY.urgency:
        return None
    return Refusal(
        RefusalKind.URGENT_DISPOSITION,
        f"There is no training plan now. {disposition.spec.meaning}",
        disposition.spec.action,
        disposition.reasons,
    )


def _unanswered(inputs: PlanInput) -> Refusal | None:
    items = [entry.item for entry in inputs.disposition.open_items]
    if not items:
        return None
    return Refusal(
        RefusalKind.CRITICAL_UNANSWERED,
        f"Still open: {'; '.join(item.plain for item in items)}. "
        "A plan would be a guess until this is clear.",
        "Answer the open questions; then a plan can be made.",
        tuple(
            Reason(
                f"No answer yet about {item.plain}.",
                ("stridewell_design",),
                (item.assume,),
            )
            for item in items
        ),
    )


def _stale(inputs: PlanInput) -> Refusal | None:
    fresh = inputs.knowledge.reasoning["answers_fresh_days"]
    age_days = age_in_days(inputs.answers_at, inputs.at)
    if 0 <= age_days <= fresh.value:
        return None
    text = (
        f"Your answers about pain are {age_days:.0f} days old."
        if age_days > 0
        else "Your answers about pain carry a time that is still to come: check the device's date."
    )
    reason = Reason(
        f"Pain answers count for {fresh.value:g} days.",
        fresh.warrant.sources,
        rule="answers_fresh_days",
        grade=fresh.warrant.grade,
    )
    return Refusal(
        RefusalKind.STALE_ANSWERS,
        f"{text} A plan needs to know how you are today.",
        "Do the check-in; it takes a minute.",
        (reason, *inputs.assumed),
    )
