"""From the tissue to words: what is felt in the morning, what of it is told, what alarms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stridewell.intake.reading import Answer
from stridewell.plan.diary import Morning
from stridewell.simulate.recovery.tissue import (
    Luck,
    Tissue,
    TissueKind,
    TissueState,
    daily_pain,
    limps,
    wakes_at_night,
)

BONE_TELLS_FROM = 0.5
"""The damage from which a bone shows: sore to press, pain with every run, pain at night."""
CANNOT_STAND_FROM = 0.9
"""The damage from which the leg does not take weight."""
EVENING_SHARE = 0.6
"""How much of the pain of a run is left in the evening."""


@dataclass(frozen=True, slots=True)
class Yesterday:
    """What is left of yesterday: the pain in daily life, and in the run where there was one."""

    daily: float = 0.0
    running: float | None = None


def felt_morning(
    day: date, tissue: Tissue, state: TissueState, luck: Luck, before: Yesterday
) -> Morning:
    """What the runner feels this morning, in whole points."""
    evening = EVENING_SHARE * (before.running or 0.0)
    return Morning(
        day=day,
        pain_now=round(daily_pain(tissue, state, luck)),
        worst_yesterday=round(max(before.daily, evening)),
        during_last_run=None if before.running is None else round(before.running),
        woke_at_night=wakes_at_night(tissue, state),
        limp=limps(tissue, state),
    )


def told_morning(felt: Morning, noise_points: float) -> Morning:
    """The same morning as it is told: pains go up or down by the noise, but 0 stays 0."""

    def shifted(pain: int | None) -> int | None:
        return pain if not pain else min(10, max(0, round(pain + noise_points)))

    return Morning(
        day=felt.day,
        pain_now=shifted(felt.pain_now),
        worst_yesterday=shifted(felt.worst_yesterday),
        during_last_run=shifted(felt.during_last_run),
        woke_at_night=felt.woke_at_night,
        limp=felt.limp,
    )


def pain_answers(told: Morning) -> dict[str, Answer]:
    """The answers that a check-in gives anew, as the app derives them."""
    daily = max(told.pain_now or 0, told.worst_yesterday or 0)
    running: dict[str, Answer] = (
        {} if told.during_last_run is None else {"pain_running": told.during_last_run}
    )
    return {"pain_daily": daily, **running}


def alarm_answers(tissue: Tissue, state: TissueState, muscle: Answer | None) -> dict[str, Answer]:
    """What else is new this morning: a limp, pain at night, a sore spot of bone.

    ``muscle`` is the answer so far to the question that the sore spot belongs to.
    """
    cannot = state.damage >= CANNOT_STAND_FROM
    limp = "limp" if limps(tissue, state) else "normal"
    answers: dict[str, Answer] = {"weight_bearing": "cannot" if cannot else limp}
    if tissue.kind is not TissueKind.BONE:
        return answers
    if wakes_at_night(tissue, state):
        answers["night_pain"] = "deep"
    if state.damage >= BONE_TELLS_FROM:
        told = muscle if isinstance(muscle, list | tuple) else ()
        spots = [each for each in told if isinstance(each, str)]
        answers["course"] = "each_run"
        answers["muscle_signs"] = sorted({*spots, "bone_spot"} - {"none"})
    return answers


def changed(new: Mapping[str, Answer], old: Mapping[str, Answer]) -> dict[str, Answer]:
    """Only the answers that differ from those given before."""
    return {name: said for name, said in new.items() if old.get(name) != said}
