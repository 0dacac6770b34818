"""How runs, mornings, breaks and silences move the runner up or down a walk-run ladder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stridewell.knowledge.records import Knowledge
from stridewell.knowledge.training import Ladder, Phase
from stridewell.plan.inputs import LadderProgress, PlanInput
from stridewell.plan.judged import RunDay, ladder_days
from stridewell.plan.ladder import clamp_step, is_bone
from stridewell.plan.silence import Silence, silences
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Grade, Reason

WEEK_DAYS = 7
ALL_THE_WAY = 100
"""More steps than any ladder has."""


@dataclass(frozen=True, slots=True)
class Course:
    """Where the runner stands on a ladder, and what happened on the way, the newest last.

    ``held_until`` is the day up to which nothing counts for a step; None when it does.
    """

    progress: LadderProgress
    notes: tuple[Reason, ...] = ()
    held_until: date | None = None


def ladder_standing(inputs: PlanInput, ladder: Ladder, begin: int = 1) -> LadderProgress:
    """Where the runner stands now, from everything that was told; see `ladder_course`."""
    return ladder_course(inputs, ladder, begin).progress


def ladder_course(inputs: PlanInput, ladder: Ladder, begin: int = 1) -> Course:
    """Go through every run on a ladder, the oldest first.

    A run counts when it was done as planned, its pain and the morning after are known and green,
    and no run came on the day before. Amber holds, red steps back; so do breaks and a long
    silence. It begins at the step of ``inputs.ladder``, else at that of the first run (no higher
    than anybody may begin), else at ``begin``.
    """
    days = ladder_days(inputs, ladder)
    course = Course(_begin(inputs, ladder, days, begin))
    knowledge, long_ones = inputs.knowledge, _long_silences(inputs) if days else ()
    last: date | None = None
    for each in days:
        course = _after_quiet(course, ladder, _setbacks(knowledge, long_ones, last, each.day))
        course = _after_run(course, each, ladder, knowledge)
        last = each.day
    today = inputs.at.date()
    course = _after_quiet(course, ladder, _setbacks(knowledge, long_ones, last, today))
    over = course.held_until is not None and course.held_until < today
    return replace(course, held_until=None) if over else course


def after_session(progress: LadderProgress, zone: Zone, knowledge: Knowledge) -> LadderProgress:
    """Where the runner stands after one session, by the pain in it and until the next morning.

    Green counts the session and moves on when the step is complete; the last step only fills.
    Soft tissue stays where it is on amber and steps back on red; bone steps back after any pain.
    """
    ladder = knowledge.ladders[progress.ladder]
    bone = is_bone(ladder)
    if zone is Zone.GREEN:
        done = progress.sessions_done + 1
        if done < ladder.sessions_per_step or progress.step >= len(ladder.steps):
            return replace(progress, sessions_done=min(done, ladder.sessions_per_step))
        return LadderProgress(ladder.id, clamp_step(ladder, progress.step + 1), 0)
    if zone is Zone.AMBER and not bone:
        return replace(progress, sessions_done=0)
    return _back(progress, ladder, int(knowledge.number(_STEP_BACK[bone])))


_STEP_BACK = {True: "step_back_bone", False: "step_back_soft"}


def is_finished(progress: LadderProgress, ladder: Ladder) -> bool:
    """Whether the last step of a ladder is complete."""
    last = progress.step >= len(ladder.steps)
    return last and progress.sessions_done >= ladder.sessions_per_step


def _begin(
    inputs: PlanInput, ladder: Ladder, days: tuple[RunDay, ...], begin: int
) -> LadderProgress:
    known = inputs.ladder
    if known is not None and known.ladder == ladder.id:
        return replace(known, step=clamp_step(ladder, known.step))
    if not days:
        return LadderProgress(ladder.id, clamp_step(ladder, begin), 0)
    careful = is_bone(ladder) or bool(ladder.first_when)
    highest = 1 if careful else int(inputs.knowledge.number("start_step_no_break"))
    return LadderProgress(ladder.id, clamp_step(ladder, min(days[0].step or 1, highest)), 0)


def _after_run(course: Course, run: RunDay, ladder: Ladder, knowledge: Knowledge) -> Course:
    held = course.held_until
    if run.over_planned:
        held = run.day + timedelta(days=int(knowledge.number("over_planned_hold_days")))
    held = held if held is not None and held >= run.day else None
    progress = course.progress
    if run.zone is Zone.GREEN:
        counts = held is None and run.is_good and _as_planned(run, progress, ladder)
        after = after_session(progress, Zone.GREEN, knowledge) if counts else progress
    elif run.zone is None:
        after = progress
    else:
        after = after_session(_ran_at(progress, run, ladder), run.zone, knowledge)
    note = f"Your run of {_date(run.day)}: {run.text} {_moved(progress, after)}"
    return Course(after, (*course.notes, _note(note, "ladder_run")), held)


def _ran_at(progress: LadderProgress, run: RunDay, ladder: Ladder) -> LadderProgress:
    """The standing a setback is counted from: the step that was run, if it was a lower one."""
    lower = run.ladder == ladder.id and run.step is not None and run.step < progress.step
    return replace(progress, step=run.step or progress.step) if lower else progress


def _as_planned(run: RunDay, progress: LadderProgress, ladder: Ladder) -> bool:
    """Whether a run was at least the step the runner stood at, with what the step asks for."""
    step = ladder.steps[clamp_step(ladder, progress.step) - 1]
    if run.ladder != ladder.id or run.step is None or run.step < step.number:
        return False
    if len(run.extras) > 1:
        return False
    return step.phase is not Phase.EXTRA or run.extras == {step.extra}


def _after_quiet(course: Course, ladder: Ladder, setbacks: Iterable[tuple[int, str]]) -> Course:
    """What a break between two runs, and silence that ended in it, take away."""
    progress, notes = course.progress, [*course.notes]
    for back, text in setbacks:
        after = _back(progress, ladder, back)
        notes.append(_note(f"{text} {_moved(progress, after)}", "ladder_break"))
        progress = after
    return Course(progress, tuple(notes), course.held_until)


def _long_silences(inputs: PlanInput) -> tuple[Silence, ...]:
    least = inputs.knowledge.number("silence_long_days")
    return tuple(each for each in silences(inputs) if each.days >= least)


def _setbacks(
    knowledge: Knowledge, long_silences: Iterable[Silence], last: date | None, now: date
) -> Iterator[tuple[int, str]]:
    """Steps back, and why, for the time between two days; none before the first run."""
    if last is None:
        return
    number = knowledge.number
    gap = (now - last).days
    for days, back in (
        (number("break_long_weeks") * WEEK_DAYS, ALL_THE_WAY),
        (number("break_short_weeks") * WEEK_DAYS, int(number("break_short_steps"))),
        (number("break_small_days"), int(number("break_small_steps"))),
    ):
        if gap >= days:
            yield back, f"{gap} days passed without a run."
            break
    for silence in long_silences:
        if last < silence.until <= now:
            months = int(silence.days // number("silence_long_days"))
            text = f"Nothing was told for {silence.days} days."
            yield months * int(number("silence_long_steps")), text


def _back(progress: LadderProgress, ladder: Ladder, steps: int) -> LadderProgress:
    return LadderProgress(ladder.id, clamp_step(ladder, progress.step - steps), 0)


def _moved(before: LadderProgress, after: LadderProgress) -> str:
    if after.step > before.step:
        return f"On to step {after.step}."
    if after.step < before.step:
        return f"Back to step {after.step}."
    if after.sessions_done > before.sessions_done:
        return f"It counts for step {after.step}."
    return f"You stay at step {after.step}."


def _date(day: date) -> str:
    return f"{day.day} {day:%B}"


def _note(text: str, rule: str) -> Reason:
    return Reason(text, ("stridewell_design",), rule=rule, grade=Grade.EXPERT)
