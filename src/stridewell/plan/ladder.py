"""Walk-run ladders: which one, where to begin, and how many metres of running a step is."""

from __future__ import annotations

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Ladder, LadderStep
from stridewell.values.evidence import Facts, State

BONE = "bone"


def ladder_for(knowledge: Knowledge, *, bone: bool) -> Ladder:
    """The ladder for bone, or the one for soft tissue."""
    return next(each for each in knowledge.ladders.values() if (BONE in each.tissues) == bone)


def is_bone(ladder: Ladder) -> bool:
    """Whether a ladder is the one for bone."""
    return BONE in ladder.tissues


def ladder_now(knowledge: Knowledge, facts: Facts, *, bone: bool) -> Ladder:
    """The ladder for a runner: bone comes first, then the one after a birth, then the tissue."""
    if bone:
        return ladder_for(knowledge, bone=True)
    return ladder_after(knowledge, facts) or ladder_for(knowledge, bone=False)


def ladder_after(knowledge: Knowledge, facts: Facts) -> Ladder | None:
    """The ladder that a finding puts first, as a birth does; None without one."""
    return next(
        (
            ladder
            for ladder in knowledge.ladders.values()
            if any(facts.state(each) is State.PRESENT for each in ladder.first_when)
        ),
        None,
    )


def clamp_step(ladder: Ladder, step: int) -> int:
    """The nearest step the ladder has."""
    return min(max(step, 1), len(ladder.steps))


def first_step(ladder: Ladder, weeks_off: float | None, knowledge: Knowledge) -> int:
    """The step to begin at after so many weeks without running; None is unknown, so step 1."""
    if is_bone(ladder) or ladder.first_when or weeks_off is None:
        return 1
    if weeks_off >= knowledge.number("break_long_weeks"):
        return 1
    name = (
        "start_step_short_break"
        if weeks_off >= knowledge.number("break_short_weeks")
        else "start_step_no_break"
    )
    return clamp_step(ladder, int(knowledge.number(name)))


def highest_fitting(
    ladder: Ladder, wanted: int, speed_m_s: float, limit_m: float | None
) -> LadderStep | None:
    """The highest step up to the wanted one whose running stays within the limit, if any does."""
    fitting = [
        step
        for step in ladder.steps[:wanted]
        if limit_m is None or running_m(step, speed_m_s) <= limit_m
    ]
    return fitting[-1] if fitting else None


def running_m(step: LadderStep, speed_m_s: float) -> float:
    """Metres of running in a step, walking left out."""
    return step.run_total_min * 60 * speed_m_s


def whole_m(step: LadderStep, knowledge: Knowledge) -> float:
    """The most metres a step could be, had every minute of it been run at the assumed speed."""
    minutes = step.run_total_min + step.walk_total_min
    return minutes * 60 * knowledge.number("assumed_speed_m_s")
