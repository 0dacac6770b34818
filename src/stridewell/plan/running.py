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
from stridewell.plan.ladder import ladder_now
from stridewell.plan.monitor import Trend, TrendKind, monitor
from stridewell.plan.progression import ladder_course
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
    """The usual week and the longest single run allowed, in metres."""

    week_m: float
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
    ladder = ladder_now(knowledge, situation.facts, bone=bool(situation.bone))
    step = ladder_course(situation.inputs, ladder, begin_step(ladder, situation)).progress.step
    on_it = any(each.ladder == ladder.id for each in situation.inputs.diary.sessions)
    if on_it and step <= ladder.continuous:
        return _design("You are on the ladder; no step of it is left out.", "ladder_first")
    return None


def baseline_of(situation: Situation) -> Baseline | None:
    """What the runner is used to; None when the usual week or the longest run is unknown."""
    week_m, longest_m = situation.inputs.load.usual_week_m, situation.longest_run_m
    return Baseline(week_m, longest_m) if week_m and longest_m is not None else None


def _mode(candidate: Candidate, situation: Situation) -> Running:
    mode = candidate.condition.running if candidate.condition is not None else Running.WALK_RUN
    cleared = mode is Running.STOP and situation.is_cleared(candidate)
    return Running.WALK_RUN if cleared else mode


def _easy_runs(
    situation: Situation, mode: Running, baseline: Baseline, trend: Trend
) -> tuple[tuple[RunDose, ...], tuple[Reason, ...]]:
    share, why = _share(situation, mode, trend)
    count = _run_count(situation, mode)
    length_m = rounded_down_m(min(baseline.week_m * share / count, baseline.longest_m))
    if not length_m:
        return (), why
    minutes = length_m / speed_m_s(situation) / 60
    text = f"{length_m / 1000:.1f} km easy, about {minutes:.0f} min"
    return (RunDose(minutes, length_m, text),) * count, why


def _share(situation: Situation, mode: Running, trend: Trend) -> tuple[float, tuple[Reason, ...]]:
    """The share of the usual week, each part of it with its reason."""
    if _may_grow(situation, trend):
        value = situation.knowledge.reasoning["grow_percent"]
        good = situation.knowledge.number("grow_good_runs")
        text = f"Your last {good:g} runs were good: the week may hold {value.value:g} % more."
        return 1 + value.value / 100, (_reason(text, value, "grow_percent"),)
    parts = (_pain_share(situation, mode), _course_share(situation, trend))
    shares = [part for part in parts if part is not None]
    total = 1.0
    for value in shares:
        total *= value.value / 100
    texts = tuple(
        _reason(
            f"The week holds {value.value:g} {value.unit} of your usual distance.",
            value,
            "reduced_share",
        )
        for value in shares
    )
    return total, texts


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
    if spoken_holds(situation, trend):
        return False
    days = judged_days(situation.inputs, bone=bool(situation.bone))
    last = days[-int(situation.knowledge.number("grow_good_runs")) :]
    enough = len(last) >= situation.knowledge.number("grow_good_runs")
    return enough and all(each.is_good and each.ladder is None for each in last)


def _run_count(situation: Situation, mode: Running) -> int:
    number = situation.knowledge.number
    most = number("runs_per_week_reduced" if mode is Running.REDUCED else "runs_per_week_max")
    sessions = situation.inputs.load.sessions
    usual = round(len(sessions) * WEEK_DAYS / situation.knowledge.spike.window_days)
    return min(max(usual, 1), int(most)) if sessions else int(number("runs_per_week_reduced"))


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
