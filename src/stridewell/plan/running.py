"""What running the coming week may hold: easy runs, fewer and shorter ones, or a walk-run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stridewell.differential.candidates import Candidate
from stridewell.knowledge.records import Running
from stridewell.knowledge.training import Reintroduced
from stridewell.knowledge.warrant import Value
from stridewell.plan.items import RunDose
from stridewell.plan.judged import judged_days
from stridewell.plan.ladder import is_bone, ladder_now
from stridewell.plan.monitor import Trend, TrendKind, monitor
from stridewell.plan.progression import is_finished, ladder_course
from stridewell.plan.reintroduction import (
    ExtraStanding,
    extra_now,
    extra_reason,
    reintroduction,
)
from stridewell.plan.situation import WEEK_DAYS, Situation, rounded_down_m
from stridewell.plan.walk_running import (
    begin_step,
    is_deload,
    speed_m_s,
    spoken_holds,
    standing,
    walk_runs,
)
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Grade, Reason


@dataclass(frozen=True, slots=True)
class RunWeek:
    """The runs of a week in their order, and why they are as they are; no runs is possible.

    ``extras`` are the things that come back one at a time, with where the runner stands.
    """

    mode: Running
    runs: tuple[RunDose, ...]
    reasons: tuple[Reason, ...]
    extras: tuple[ExtraStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a week may be measured by, in metres.

    ``habit_m`` is the usual week before the plan, ``recent_m`` the greater of the last week and
    the mean of the last four, ``longest_m`` the longest single run allowed.
    """

    habit_m: float
    recent_m: float
    longest_m: float


def plan_runs(situation: Situation) -> RunWeek:
    """The runs of the coming week, when no limit forbids running."""
    mode, reason = running_mode(situation)
    baseline = baseline_of(situation)
    if mode is Running.STOP:
        return RunWeek(mode, (), (reason,))
    trend = monitor(situation.inputs)
    on_ladder = mode is Running.WALK_RUN or baseline is None
    on = standing(situation) if on_ladder else None
    extras = reintroduction(situation, trend, on)
    if on_ladder or baseline is None:
        runs, why = walk_runs(situation, trend)
    else:
        runs, why = _easy_runs(situation, mode, baseline, trend)
    runs, added = _with_extra(runs, extra_now(extras))
    holds = spoken_holds(situation, trend)
    return RunWeek(mode, runs, (reason, *why, *holds, *added), extras)


def running_mode(situation: Situation) -> tuple[Running, Reason]:
    """The strictest kind of running among the likely causes; a walk-run where one begins low."""
    modes = [(_mode(each, situation), each) for each in situation.causes]
    mode, decides = max(modes, key=lambda each: each[0].strictness, default=(None, None))
    if mode is None or decides is None:
        return Running.WALK_RUN, _design("No listed cause fits well, so running starts with care.")
    begins_low = _begins_low(situation) if mode.strictness < Running.WALK_RUN.strictness else None
    if begins_low is not None:
        return Running.WALK_RUN, begins_low
    sources = decides.condition.sources if decides.condition is not None else ()
    if mode is Running.WALK_RUN and has_left_ladder(situation):
        return Running.REDUCED, _design(
            "You have come up the ladder: now runs grow.", "ladder_left"
        )
    text = f"{_ALLOWS[mode]}: the pattern may fit {decides.plain} ({_percent(decides)})."
    return mode, Reason(text, sources, rule="strictest_running", grade=Grade.EXPERT)


_ALLOWS = {
    Running.AS_TOLERATED: "Easy running is fine as far as pain allows",
    Running.REDUCED: "Less running than usual for now",
    Running.WALK_RUN: "Running with walking breaks for now",
    Running.STOP: "No running for now",
}


def _begins_low(situation: Situation) -> Reason | None:
    """Why a runner whose causes allow easy runs is on the ladder nevertheless."""
    if baseline_of(situation) is None:
        text = "No measured run of the last weeks shows what you are used to, so you begin low."
        return _design(text, "no_baseline")
    knowledge, days = situation.knowledge, situation.inputs.load.days_since_last_run
    weeks = 0.0 if days is None else days / WEEK_DAYS
    if weeks >= knowledge.number("break_short_weeks"):
        value = knowledge.reasoning["break_short_weeks"]
        text = f"After {days:.0f} days without a run you begin low."
        return _reason(text, value, "break_short_weeks")
    on_it = any(each.ladder is not None for each in situation.inputs.diary.sessions)
    if on_it and not has_left_ladder(situation):
        return _design("You are on the ladder; no step of it is left out.", "ladder_first")
    return None


def has_left_ladder(situation: Situation) -> bool:
    """Whether the runner has come up the ladder: a run without a break; for bone all of it."""
    if baseline_of(situation) is None:
        return False
    ladder = ladder_now(situation.knowledge, situation.facts, bone=bool(situation.bone))
    if not any(each.ladder == ladder.id for each in situation.inputs.diary.sessions):
        return False
    progress = ladder_course(situation.inputs, ladder, begin_step(ladder, situation)).progress
    if is_bone(ladder):
        return is_finished(progress, ladder)
    return progress.step > ladder.continuous


def baseline_of(situation: Situation) -> Baseline | None:
    """What the runner is used to; None when the usual week or the longest run is unknown."""
    load, longest_m = situation.inputs.load, situation.longest_run_m
    if not load.usual_week_m or longest_m is None:
        return None
    recent_m = max(load.usual_week_m, 1000 * (load.last_7_days_km or 0.0))
    habit_m = load.habit.week_m if load.habit is not None else load.usual_week_m
    return Baseline(max(habit_m, load.usual_week_m), recent_m, longest_m)


def _mode(candidate: Candidate, situation: Situation) -> Running:
    mode = candidate.condition.running if candidate.condition is not None else Running.WALK_RUN
    cleared = mode is Running.STOP and situation.is_cleared(candidate)
    return Running.WALK_RUN if cleared else mode


def _easy_runs(
    situation: Situation, mode: Running, baseline: Baseline, trend: Trend
) -> tuple[tuple[RunDose, ...], tuple[Reason, ...]]:
    week_m, why = _week_m(situation, mode, baseline, trend)
    count = _run_count(situation, mode, grows=_may_grow(situation, trend))
    length_m = rounded_down_m(min(week_m / count, baseline.longest_m))
    if not length_m:
        return (), why
    minutes = length_m / speed_m_s(situation) / 60
    text = f"{length_m / 1000:.1f} km easy, about {minutes:.0f} min"
    return (RunDose(minutes, length_m, text),) * count, why


def _week_m(
    situation: Situation, mode: Running, baseline: Baseline, trend: Trend
) -> tuple[float, tuple[Reason, ...]]:
    """The metres of the week: a share of the habit, reached by no more than a step a week."""
    ceiling_m, why = _ceiling_m(situation, mode, baseline, trend)
    grown = situation.knowledge.reasoning["week_growth_percent"]
    grows = 0.0 if is_deload(situation) else grown.value / 100
    reach_m = baseline.recent_m * (1 + grows)
    if grows and reach_m < ceiling_m:
        text = (
            f"On the way back to it a week grows by {grown.value:g} % at most: "
            f"{reach_m / 1000:.1f} km this week."
        )
        why = (*why, _reason(text, grown, "week_growth_percent"))
    course = _course_share(situation, trend)
    week_m = min(ceiling_m, reach_m)
    if course is None:
        return week_m, why
    text = f"This week holds {course.value:g} {course.unit} of that."
    return week_m * course.value / 100, (*why, _reason(text, course, "course_share"))


def _ceiling_m(
    situation: Situation, mode: Running, baseline: Baseline, trend: Trend
) -> tuple[float, tuple[Reason, ...]]:
    """How far a week may go: a share of the habit, or a little more after good runs."""
    usual = f"your usual week ({baseline.habit_m / 1000:.1f} km)"
    if _may_grow(situation, trend):
        value = situation.knowledge.reasoning["grow_percent"]
        good = situation.knowledge.number("grow_good_runs")
        most = max(baseline.habit_m, baseline.recent_m * (1 + value.value / 100))
        text = (
            f"Your last {good:g} runs were good: back to {usual}, "
            f"and from there {value.value:g} % more."
        )
        return most, (_reason(text, value, "grow_percent"),)
    share = _pain_share(situation, mode)
    if share is None:
        return baseline.habit_m, (_design(f"The week holds {usual}.", "usual_week"),)
    text = f"The week holds {share.value:g} {share.unit} of {usual}."
    return baseline.habit_m * share.value / 100, (_reason(text, share, "reduced_share"),)


def _pain_share(situation: Situation, mode: Running) -> Value | None:
    green = situation.zone is Zone.GREEN
    if green and mode is Running.AS_TOLERATED:
        return None
    amber = not green and mode is Running.REDUCED
    return situation.knowledge.reasoning["reduced_share_amber" if amber else "reduced_share_green"]


def _course_share(situation: Situation, trend: Trend) -> Value | None:
    """The smallest share that the course of the pain or an easy week asks for."""
    names = {
        "worse_share_percent": trend.kind is TrendKind.WORSENING,
        "stall_share_percent": trend.kind is TrendKind.STALLED,
        "run_deload_percent": is_deload(situation),
    }
    asked = [situation.knowledge.reasoning[name] for name, applies in names.items() if applies]
    return min(asked, key=lambda value: value.value, default=None)


def _may_grow(situation: Situation, trend: Trend) -> bool:
    """Whether the last easy runs were good and nothing speaks against a little more."""
    if spoken_holds(situation, trend, easy_weeks=False):
        return False
    days = judged_days(situation.inputs, bone=bool(situation.bone))
    last = days[-int(situation.knowledge.number("grow_good_runs")) :]
    enough = len(last) >= situation.knowledge.number("grow_good_runs")
    return enough and all(each.is_good and each.ladder is None for each in last)


def _run_count(situation: Situation, mode: Running, *, grows: bool) -> int:
    number, load = situation.knowledge.number, situation.inputs.load
    fewer = mode is Running.REDUCED and not grows
    most = number("runs_per_week_reduced" if fewer else "runs_per_week_max")
    if not load.sessions:
        return int(number("runs_per_week_reduced"))
    recent = len(load.sessions) * WEEK_DAYS / situation.knowledge.spike.window_days
    habit = load.habit.runs_per_week if load.habit is not None else 0.0
    return min(max(round(max(recent, habit)), 1), int(most))


def _with_extra(
    runs: Sequence[RunDose], extra: Reintroduced | None
) -> tuple[tuple[RunDose, ...], tuple[Reason, ...]]:
    """The runs with the one thing that comes back in the shortest of them, the first of equals."""
    if extra is None or not runs:
        return tuple(runs), ()
    place = min(range(len(runs)), key=lambda n: runs[n].distance_m)
    run = runs[place]
    with_it = replace(run, extra=extra.id, text=f"{run.text}; {extra.how}")
    return (*runs[:place], with_it, *runs[place + 1 :]), (extra_reason(extra),)


def _percent(candidate: Candidate) -> str:
    return f"{100 * candidate.probability:.0f} %"


def _design(text: str, rule: str = "strictest_running") -> Reason:
    return Reason(text, ("stridewell_design",), rule=rule, grade=Grade.EXPERT)


def _reason(text: str, value: Value, rule: str) -> Reason:
    return Reason(text, value.warrant.sources, rule=rule, grade=value.warrant.grade)
