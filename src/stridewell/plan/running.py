"""What running the coming week may hold: easy runs, fewer and shorter ones, or a walk-run."""

from __future__ import annotations

from dataclasses import dataclass

from stridewell.differential.candidates import Candidate
from stridewell.knowledge.records import Running
from stridewell.knowledge.training import Ladder, LadderStep
from stridewell.knowledge.warrant import Value
from stridewell.plan.items import RunDose
from stridewell.plan.ladder import clamp_step, first_step, highest_fitting, ladder_for, running_m
from stridewell.plan.situation import WEEK_DAYS, Situation, rounded_down_m
from stridewell.plan.zones import Zone
from stridewell.values.evidence import Grade, Reason


@dataclass(frozen=True, slots=True)
class RunWeek:
    """The runs of a week in their order, and why they are as they are; no runs is possible."""

    mode: Running
    runs: tuple[RunDose, ...]
    reasons: tuple[Reason, ...]


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
    if mode is Running.WALK_RUN or baseline is None:
        runs, why = _walk_runs(situation)
    else:
        runs, why = _easy_runs(situation, mode, baseline)
    return RunWeek(mode, runs, (reason, *why))


def running_mode(situation: Situation) -> tuple[Running, Reason]:
    """The strictest kind of running among the likely causes; a walk-run without a baseline."""
    modes = [(_mode(each, situation), each) for each in situation.causes]
    mode, decides = max(modes, key=lambda each: each[0].strictness, default=(None, None))
    if mode is None or decides is None:
        return Running.WALK_RUN, _design("No listed cause fits well, so running starts with care.")
    if mode.strictness < Running.WALK_RUN.strictness and baseline_of(situation) is None:
        text = "No measured run of the last weeks shows what you are used to, so you begin low."
        return Running.WALK_RUN, _design(text, "no_baseline")
    sources = decides.condition.sources if decides.condition is not None else ()
    text = f"{_ALLOWS[mode]}: the pattern may fit {decides.plain} ({_percent(decides)})."
    return mode, Reason(text, sources, rule="strictest_running", grade=Grade.EXPERT)


_ALLOWS = {
    Running.AS_TOLERATED: "Easy running is fine as far as pain allows",
    Running.REDUCED: "Less running than usual for now",
    Running.WALK_RUN: "Running with walking breaks for now",
    Running.STOP: "No running for now",
}


def baseline_of(situation: Situation) -> Baseline | None:
    """What the runner is used to; None when the usual week or the longest run is unknown."""
    week_m, longest_m = situation.inputs.load.usual_week_m, situation.longest_run_m
    return Baseline(week_m, longest_m) if week_m and longest_m is not None else None


def _mode(candidate: Candidate, situation: Situation) -> Running:
    mode = candidate.condition.running if candidate.condition is not None else Running.WALK_RUN
    cleared = mode is Running.STOP and situation.is_cleared(candidate)
    return Running.WALK_RUN if cleared else mode


def _easy_runs(
    situation: Situation, mode: Running, baseline: Baseline
) -> tuple[tuple[RunDose, ...], tuple[Reason, ...]]:
    share, why = _share(situation, mode)
    count = _run_count(situation, mode)
    length_m = rounded_down_m(min(baseline.week_m * share / count, baseline.longest_m))
    if not length_m:
        return (), why
    minutes = length_m / speed_m_s(situation) / 60
    text = f"{length_m / 1000:.1f} km easy, about {minutes:.0f} min"
    return (RunDose(minutes, length_m, text),) * count, why


def _share(situation: Situation, mode: Running) -> tuple[float, tuple[Reason, ...]]:
    green = situation.zone is Zone.GREEN
    if green and mode is Running.AS_TOLERATED:
        return 1.0, ()
    amber = not green and mode is Running.REDUCED
    value = situation.knowledge.reasoning["reduced_share_amber" if amber else "reduced_share_green"]
    text = f"The week holds {value.value:g} {value.unit} of your usual distance."
    return value.value / 100, (_reason(text, value, "reduced_share"),)


def _run_count(situation: Situation, mode: Running) -> int:
    number = situation.knowledge.number
    most = number("runs_per_week_reduced" if mode is Running.REDUCED else "runs_per_week_max")
    sessions = situation.inputs.load.sessions
    usual = round(len(sessions) * WEEK_DAYS / situation.knowledge.spike.window_days)
    return min(max(usual, 1), int(most)) if sessions else int(number("runs_per_week_reduced"))


def _walk_runs(situation: Situation) -> tuple[tuple[RunDose, ...], tuple[Reason, ...]]:
    ladder = ladder_for(situation.knowledge, bone=bool(situation.bone))
    start, done = _standing(ladder, situation)
    reason = Reason(
        f"{ladder.name}, from step {start}: {ladder.sessions_per_step} sessions at each step, "
        "on to the next only while pain stays green.",
        ladder.warrant.sources,
        rule="ladder",
        grade=ladder.warrant.grade,
    )
    advancing = situation.zone is Zone.GREEN
    wanted = [
        clamp_step(ladder, start + (done + session) // ladder.sessions_per_step * advancing)
        for session in range(ladder.days_per_week)
    ]
    speed = speed_m_s(situation)
    steps = [highest_fitting(ladder, step, speed, situation.longest_run_m) for step in wanted]
    return tuple(_ladder_dose(ladder, step, speed) for step in steps if step), (reason,)


def _standing(ladder: Ladder, situation: Situation) -> tuple[int, int]:
    """The step to begin the week at, and how many of its sessions are done."""
    progress = situation.inputs.ladder
    if progress is not None and progress.ladder == ladder.id:
        return clamp_step(ladder, progress.step), progress.sessions_done
    if situation.zone is not Zone.GREEN or situation.longest_run_m is None:
        return 1, 0
    days = situation.inputs.load.days_since_last_run
    weeks_off = None if days is None else days / WEEK_DAYS
    first = first_step(ladder, weeks_off, situation.knowledge)
    return min(first, _used_to(ladder, situation)), 0


def _used_to(ladder: Ladder, situation: Situation) -> int:
    """The highest step whose week holds no more running than the usual week, at least 1."""
    usual_m = situation.inputs.load.usual_week_m or 0.0
    share_m = usual_m / ladder.days_per_week
    step = highest_fitting(ladder, len(ladder.steps), speed_m_s(situation), share_m)
    return step.number if step else 1


def _ladder_dose(ladder: Ladder, step: LadderStep, speed: float) -> RunDose:
    distance_m = rounded_down_m(running_m(step, speed))
    run, walk = f"{step.run_min:g} min easy running", f"{step.walk_min:g} min walking"
    blocks = f"{step.repeats} times {run} and {walk}"
    if step.repeats == 1:
        blocks = f"{run} without a break, then {walk}"
    text = f"{blocks} (step {step.number}; about {distance_m / 1000:.1f} km of running)"
    return RunDose(step.run_total_min, distance_m, text, ladder.id, step.number)


def speed_m_s(situation: Situation) -> float:
    """The runner's usual speed, or the assumed one where no run tells it."""
    usual = situation.inputs.load.usual_speed_m_s
    return usual or situation.knowledge.number("assumed_speed_m_s")


def _percent(candidate: Candidate) -> str:
    return f"{100 * candidate.probability:.0f} %"


def _design(text: str, rule: str = "strictest_running") -> Reason:
    return Reason(text, ("stridewell_design",), rule=rule, grade=Grade.EXPERT)


def _reason(text: str, value: Value, rule: str) -> Reason:
    return Reason(text, value.warrant.sources, rule=rule, grade=value.warrant.grade)
