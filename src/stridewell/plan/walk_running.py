"""The walk-runs of a week: the step the runner stands at, and what holds it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from stridewell.knowledge.training import Ladder, LadderStep, Phase
from stridewell.knowledge.warrant import Value
from stridewell.plan.inputs import LadderProgress
from stridewell.plan.items import RunDose
from stridewell.plan.ladder import clamp_step, first_step, highest_fitting, ladder_now, running_m
from stridewell.plan.monitor import Trend, TrendKind
from stridewell.plan.progression import Course, ladder_course
from stridewell.plan.silence import holding_silence
from stridewell.plan.situation import WEEK_DAYS, Situation, rounded_down_m
from stridewell.plan.too_long import too_long_run
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Reason

Runs = tuple[tuple[RunDose, ...], tuple[Reason, ...]]
SHOWN_NOTES = 2


def standing(situation: Situation) -> tuple[Ladder, LadderProgress]:
    """The runner's ladder and where the runner stands on it."""
    ladder = ladder_now(situation.knowledge, situation.facts, bone=bool(situation.bone))
    return ladder, course_of(ladder, situation).progress


def course_of(ladder: Ladder, situation: Situation) -> Course:
    """The whole course on a ladder so far."""
    return ladder_course(situation.inputs, ladder, begin_step(ladder, situation))


def walk_runs(situation: Situation, trend: Trend) -> Runs:
    """The walk-runs of the coming week, each within the longest run allowed."""
    ladder = ladder_now(situation.knowledge, situation.facts, bone=bool(situation.bone))
    course = course_of(ladder, situation)
    start, done = course.progress.step, course.progress.sessions_done
    if trend.kind is TrendKind.WORSENING:
        back = int(situation.knowledge.number("worse_steps_back"))
        start, done = clamp_step(ladder, start - back), 0
    start = min(start, _last_planned(ladder, situation) or start)
    holds = bool(spoken_holds(situation, trend)) or course.held_until is not None
    count = ladder.days_per_week - is_deload(situation)
    wanted = [
        start if holds else _projected(ladder, start, done + session) for session in range(count)
    ]
    speed, limit = speed_m_s(situation), situation.longest_run_m
    steps = [highest_fitting(ladder, step, speed, limit) for step in wanted]
    doses = [_dose(ladder, step, speed) for step in steps if step]
    if not doses and limit is not None:
        doses = [*_shortened(ladder, speed, limit)] * count
    if not holds and ladder.steps[start - 1].phase is not Phase.WALK_RUN:
        doses = _with_long_run(doses, ladder.steps[start - 1], ladder, situation)
    reasons = (_ladder_reason(ladder, start), *course.notes[-SHOWN_NOTES:])
    return tuple(doses), (*reasons, *_held(course, situation))


def _last_planned(ladder: Ladder, situation: Situation) -> int | None:
    """The step last planned, where nothing new allows more: today is untold, or follows a gap."""
    inputs = situation.inputs
    today, fresh = inputs.at.date(), situation.knowledge.number("answers_fresh_days")
    told = sorted({each.day for each in inputs.diary.mornings if each.day <= today})
    before = [day for day in told if day < today]
    if not told or (today in told and before and (today - before[-1]).days <= fresh):
        return None
    planned = [e for e in inputs.planned if e.day < today and e.ladder == ladder.id and e.step]
    return max(planned, key=lambda each: each.day).step if planned else None


def _held(course: Course, situation: Situation) -> tuple[Reason, ...]:
    """Up to when nothing counts after a run that was much longer than planned."""
    until = course.held_until
    if until is None:
        return ()
    text = f"After the long run nothing counts for a step up to {until.day} {until:%B}."
    return (_reason(text, situation.knowledge.reasoning["over_planned_hold_days"]),)


def _projected(ladder: Ladder, start: int, done: int) -> int:
    """The step of a session if all goes well; nothing is taken for granted that is reintroduced."""
    step = clamp_step(ladder, start + done // ladder.sessions_per_step)
    first = next((e.number for e in ladder.steps if e.phase is Phase.EXTRA), len(ladder.steps))
    return min(step, max(start, first))


def begin_step(ladder: Ladder, situation: Situation) -> int:
    """The step to begin at when nothing was run on the ladder yet."""
    if situation.zone is not Zone.GREEN or situation.longest_run_m is None:
        return 1
    days = situation.inputs.load.days_since_last_run
    # a day begun counts as a day off: a break is reckoned in days of the calendar
    weeks_off = None if days is None else ceil(days) / WEEK_DAYS
    first = first_step(ladder, weeks_off, situation.knowledge)
    return min(first, _used_to(ladder, situation))


def _used_to(ladder: Ladder, situation: Situation) -> int:
    """The highest step whose week holds no more running than the usual week, at least 1."""
    usual_m = situation.inputs.load.usual_week_m or 0.0
    share_m = usual_m / ladder.days_per_week
    step = highest_fitting(ladder, ladder.continuous, speed_m_s(situation), share_m)
    return step.number if step else 1


def _dose(ladder: Ladder, step: LadderStep, speed: float) -> RunDose:
    distance_m = rounded_down_m(running_m(step, speed))
    run, walk = f"{step.run_min:g} min easy running", f"{step.walk_min:g} min walking"
    blocks = f"{step.repeats} times {run} and {walk}"
    if step.repeats == 1:
        blocks = f"{run} without a break, then {walk}"
    text = f"{blocks} (step {step.number}; about {distance_m / 1000:.1f} km of running)"
    return RunDose(step.run_total_min, distance_m, text, ladder.id, step.number)


def _shortened(ladder: Ladder, speed: float, limit_m: float) -> Iterator[RunDose]:
    """The first step with fewer repeats, where even that would be too long; none below one."""
    step = ladder.steps[0]
    repeats = int(limit_m // (running_m(step, speed) / step.repeats))
    if repeats >= 1:
        yield _dose(ladder, replace(step, repeats=min(repeats, step.repeats)), speed)


def _with_long_run(
    doses: list[RunDose], step: LadderStep, ladder: Ladder, situation: Situation
) -> list[RunDose]:
    """The last run of the week grows to the longest allowed, as far as the week allows."""
    longest, speed = situation.longest_run_m, speed_m_s(situation)
    if longest is None or not doses or doses[-1].step is None or doses[-1].step < step.number:
        return doses
    rest = sum(each.distance_m for each in doses[:-1])
    length_m = rounded_down_m(min(longest, _week_limit_m(situation) - rest))
    if length_m <= doses[-1].distance_m:
        return doses
    minutes = length_m / speed / 60
    text = f"{length_m / 1000:.1f} km easy, about {minutes:.0f} min (step {step.number})"
    return [*doses[:-1], RunDose(minutes, length_m, text, ladder.id, step.number)]


def _week_limit_m(situation: Situation) -> float:
    """The most a week may hold: somewhat more than the last one or the usual one."""
    load = situation.inputs.load
    known = [load.usual_week_m or 0.0, 1000 * (load.last_7_days_km or 0.0)]
    return max(known) * (1 + situation.knowledge.number("week_growth_percent") / 100)


def is_deload(situation: Situation) -> bool:
    """Whether it is one of the easy weeks, which come once the runner is nearly back."""
    began, today = situation.inputs.diary.began, situation.inputs.at.date()
    if began is None or today < began or not _is_nearly_back(situation):
        return False
    every = int(situation.knowledge.number("deload_every_weeks"))
    return ((today - began).days // WEEK_DAYS + 1) % every == 0


def _is_nearly_back(situation: Situation) -> bool:
    """Whether the last four weeks held most of what the runner was used to."""
    load = situation.inputs.load
    if load.habit is None or not load.usual_week_m:
        return False
    share = situation.knowledge.number("reduced_share_green") / 100
    return load.usual_week_m >= share * load.habit.week_m


def spoken_holds(
    situation: Situation, trend: Trend, *, easy_weeks: bool = True
) -> tuple[Reason, ...]:
    """Why nothing is added this week; none when it may be. ``easy_weeks`` counts those too."""
    knowledge = situation.knowledge
    found: list[Reason] = []
    if situation.zone is not Zone.GREEN:
        reason = situation.verdict.reason
        text = "Nothing is added while the light is not green."
        found.append(Reason(text, reason.sources, rule="hold_zone", grade=reason.grade))
    if trend.is_held:
        found.append(trend.reason)
    silence = holding_silence(situation.inputs)
    if silence is not None:
        text = f"Nothing was told for {silence.days} days, so nothing is added yet."
        found.append(_reason(text, knowledge.reasoning["silence_days"]))
    if easy_weeks and is_deload(situation):
        value = knowledge.reasoning["deload_every_weeks"]
        text = f"This is the easy week that comes every {value.value:g} weeks."
        found.append(_reason(text, value))
    over = too_long_run(situation.inputs, recent=True)
    if over is not None:
        found.append(_reason(over.text, knowledge.reasoning["over_planned_hold_days"]))
    return tuple(found)


def _ladder_reason(ladder: Ladder, start: int) -> Reason:
    text = (
        f"{ladder.name}, from step {start}: {ladder.sessions_per_step} sessions at each step, "
        "on to the next only while pain stays green."
    )
    warrant = ladder.warrant
    return Reason(text, warrant.sources, rule="ladder", grade=warrant.grade)


def _reason(text: str, value: Value) -> Reason:
    return Reason(text, value.warrant.sources, rule="hold", grade=value.warrant.grade)


def speed_m_s(situation: Situation) -> float:
    """The runner's usual speed, or the assumed one where no run tells it."""
    usual = situation.inputs.load.usual_speed_m_s
    return usual or situation.knowledge.number("assumed_speed_m_s")
