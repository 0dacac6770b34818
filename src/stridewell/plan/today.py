"""What today holds, how long the longest run may be, and what to watch for."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.knowledge.warrant import Value
from stridewell.plan.constraints import Limit
from stridewell.plan.items import Activity, ActivityKind, RunDose
from stridewell.plan.ladder import ladder_for
from stridewell.plan.situation import Situation
from stridewell.plan.week import DayPlan
from stridewell.values.evidence import Reason


@dataclass(frozen=True, slots=True)
class Today:
    """Today's activity with its reasons; ``longest_run`` is None when nothing is known of it."""

    kind: ActivityKind
    text: str
    run: RunDose | None
    exercises: tuple[str, ...]
    longest_run: Value | None
    watch_for: tuple[Reason, ...]
    reasons: tuple[Reason, ...]


def plan_today(
    day: DayPlan, situation: Situation, limits: tuple[Limit, ...], why: tuple[Reason, ...]
) -> Today:
    """Today, from the first day of the week."""
    main: Activity = day.main
    stopping = tuple(limit.reason for limit in limits if limit.forbids_running)
    return Today(
        kind=main.kind,
        text=main.text,
        run=main.run,
        exercises=tuple(each for item in day.items for each in item.exercises),
        longest_run=longest_run(situation),
        watch_for=watch_for(situation, main),
        reasons=(*zone_reason(situation, limits), *stopping, *why),
    )


def zone_reason(situation: Situation, limits: tuple[Limit, ...]) -> tuple[Reason, ...]:
    """How the pain is read; left out where a limit says the same with its consequence."""
    said = any(limit.text.startswith(situation.verdict.reason.text) for limit in limits)
    return () if said else (situation.verdict.reason,)


def longest_run(situation: Situation) -> Value | None:
    """The longest run allowed, in metres, with its source."""
    if situation.longest_run_m is None:
        return None
    return Value(situation.longest_run_m, "m", situation.knowledge.spike.warrant)


def watch_for(situation: Situation, main: Activity) -> tuple[Reason, ...]:
    """The signs to stop at, and what to look at on the morning after."""
    morning = _morning(situation)
    return (_while_running(situation), morning) if main.kind.has_running else (morning,)


def _while_running(situation: Situation) -> Reason:
    if situation.bone:
        ladder = ladder_for(situation.knowledge, bone=True)
        text = "Stop at the first pain, however small, and walk home."
        return Reason(
            text, ladder.warrant.sources, rule="bone_pain_limit", grade=ladder.warrant.grade
        )
    green = situation.knowledge.reasoning["pain_green_max"]
    text = (
        f"Slow down when pain goes above {green.value:g} out of 10; "
        f"stop above {situation.knowledge.number('pain_amber_max'):g} or when you begin to limp."
        f"{green.warrant.caveat('These limits are')}"
    )
    return Reason(text, green.warrant.sources, rule="pain_green_max", grade=green.warrant.grade)


def _morning(situation: Situation) -> Reason:
    rise = situation.knowledge.reasoning["morning_rise_stop"]
    text = (
        "Compare tomorrow morning with this one. It should be back to usual within 24 hours; "
        f"if pain is up by {rise.value:g} points or more, do not run and do the check-in."
    )
    return Reason(text, rise.warrant.sources, rule="morning_rise_stop", grade=rise.warrant.grade)
