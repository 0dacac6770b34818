"""How a walk-run session moves the runner up or down the ladder."""

from __future__ import annotations

from dataclasses import replace

from stridewell.knowledge.records import Knowledge
from stridewell.plan.inputs import LadderProgress
from stridewell.plan.ladder import BONE, clamp_step
from stridewell.plan.zones import Zone


def after_session(progress: LadderProgress, zone: Zone, knowledge: Knowledge) -> LadderProgress:
    """Where the runner stands after one session, by the pain in it and until the next morning.

    Green counts the session and moves on when the step is complete. Soft tissue stays where it
    is on amber and steps back on red; bone steps back after any pain.
    """
    ladder = knowledge.ladders[progress.ladder]
    bone = BONE in ladder.tissues
    if zone is Zone.GREEN:
        done = progress.sessions_done + 1
        if done < ladder.sessions_per_step:
            return replace(progress, sessions_done=done)
        return LadderProgress(ladder.id, clamp_step(ladder, progress.step + 1), 0)
    if zone is Zone.AMBER and not bone:
        return replace(progress, sessions_done=0)
    back = int(knowledge.number("step_back_bone" if bone else "step_back_soft"))
    return LadderProgress(ladder.id, clamp_step(ladder, progress.step - back), 0)
