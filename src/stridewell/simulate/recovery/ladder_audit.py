"""The advance rule of the ladders, folded over what was done, without the planner's own fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Ladder
from stridewell.plan.diary import Completion, Morning, SessionDone
from stridewell.simulate.recovery.ledger import Page

BONE = "bone"
WEEK_DAYS = 7


@dataclass(slots=True)
class _Standing:
    """The highest step that may be told, and the calm sessions on it so far."""

    allowed: int
    calm: int = 0


def ladder_breach(pages: Sequence[Page], knowledge: Knowledge) -> str | None:
    """A step above the one that calm sessions have earned, or a start too high."""
    page = pages[-1]
    run = page.run
    if run is None or run.ladder is None or run.step is None:
        return None
    ladder = knowledge.ladders[run.ladder]
    allowed = allowed_step(page, ladder, knowledge)
    if run.step > allowed:
        return f"step {run.step} of ladder {ladder.id} where {allowed} is earned"
    return None


def allowed_step(page: Page, ladder: Ladder, knowledge: Knowledge) -> int:
    """The highest step of a ladder that may be told."""
    sessions = [
        each
        for each in page.done
        if each.ladder == ladder.id and each.step and each.completion is not Completion.SKIPPED
    ]
    if not sessions:
        return _first(page, ladder, knowledge)
    standing = _Standing(sessions[0].step or 1)
    for session in sessions:
        _take(session, standing, page, ladder, knowledge)
    return standing.allowed


def _first(page: Page, ladder: Ladder, knowledge: Knowledge) -> int:
    if BONE in ladder.tissues:
        return 1
    last = max((each.start.date() for each in page.runs), default=None)
    weeks = (page.day - last).days / WEEK_DAYS if last else knowledge.number("break_long_weeks")
    if weeks >= knowledge.number("break_long_weeks"):
        return 1
    short = weeks >= knowledge.number("break_short_weeks")
    return int(knowledge.number("start_step_short_break" if short else "start_step_no_break"))


def _take(
    session: SessionDone, standing: _Standing, page: Page, ladder: Ladder, knowledge: Knowledge
) -> None:
    step = min(session.step or 1, standing.allowed)
    bone = BONE in ladder.tissues
    if _is_red(session, page, knowledge) or (bone and _hurt(session, ladder)):
        back = int(knowledge.number("step_back_bone" if bone else "step_back_soft"))
        standing.allowed, standing.calm = max(1, step - back), 0
    elif _hurt(session, ladder):
        standing.calm = 0
    elif step == standing.allowed and _counts(session):
        standing.calm += 1
        if standing.calm >= ladder.sessions_per_step:
            standing.allowed = min(len(ladder.steps), standing.allowed + 1)
            standing.calm = 0


def _counts(session: SessionDone) -> bool:
    """Only a whole session whose pain is known earns anything."""
    return session.completion is Completion.DONE and session.pain_during is not None


def _hurt(session: SessionDone, ladder: Ladder) -> bool:
    return session.pain_during is not None and session.pain_during > ladder.pain_limit


def _is_red(session: SessionDone, page: Page, knowledge: Knowledge) -> bool:
    pain = session.pain_during
    if session.limped or (pain is not None and pain > knowledge.number("pain_amber_max")):
        return True
    before = _on(session.day, page.mornings)
    after = _on(session.day + timedelta(days=1), page.mornings)
    if after is None:
        return False
    rise = (after.pain_now or 0) - (before.pain_now or 0) if before else 0
    woke = bool(after.woke_at_night) or bool(after.limp)
    return woke or rise >= knowledge.number("morning_rise_stop")


def _on(day: date, mornings: Sequence[Morning]) -> Morning | None:
    return next((each for each in reversed(mornings) if each.day == day), None)
