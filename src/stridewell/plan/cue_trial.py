"""The four weeks of one cue: proposed, week by week, then kept or stopped by what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from statistics import median

from stridewell.knowledge.around import Around, Cue, Target, TrialWeek
from stridewell.plan.constraints import decisive, limits_of
from stridewell.plan.cues import Support, support_of
from stridewell.plan.diary import Morning
from stridewell.plan.situation import Situation
from stridewell.plan.step_rate import StepRate, StepTarget, step_rate_of, step_target
from stridewell.plan.zones import Zone
from stridewell.training_load.session import SessionLoad
from stridewell.values.evidence import Grade, Reason

PERCENT, WEEK_DAYS = 100, 7


class CueStep(StrEnum):
    """What a runner did with a cue."""

    START = "start"
    KEEP = "keep"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class CueEvent:
    """One thing a runner did with a cue on a day."""

    cue: str
    day: date
    step: CueStep


class TrialState(StrEnum):
    """Where a cue stands."""

    PROPOSED = "proposed"
    BLOCKED = "blocked"
    RUNNING = "running"
    KEEP = "keep"
    STOP = "stop"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """What a trial is judged by: check-ins and runs of any age, oldest first, and today.

    ``other_changes`` are changes under way, each as a clause such as "a new pair comes in".
    """

    today: date
    mornings: tuple[Morning, ...] = ()
    sessions: tuple[SessionLoad, ...] = ()
    other_changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Pain and step rate before the trial and in its last days; None where too little was told."""

    pain_before: float | None
    pain_after: float | None
    rate_before: StepRate | None
    rate_after: StepRate | None

    @property
    def pain_change(self) -> float | None:
        """By how many points pain rose; below 0 it fell."""
        if self.pain_before is None or self.pain_after is None:
            return None
        return self.pain_after - self.pain_before

    @property
    def rate_change_percent(self) -> float | None:
        """By how many per cent the step rate rose."""
        if self.rate_before is None or self.rate_after is None:
            return None
        return PERCENT * (self.rate_after.spm / self.rate_before.spm - 1)


@dataclass(frozen=True, slots=True)
class CueTrial:
    """Where the trial of one cue stands today, with what to do in this week of it.

    ``cued_runs`` is in how many runs of the week the cue is used, ``until`` the last day.
    """

    cue: Cue
    state: TrialState
    reason: Reason
    started: date | None = None
    until: date | None = None
    week: TrialWeek | None = None
    cued_runs: int | None = None
    target: StepTarget | None = None
    compared: Compared | None = None


def open_trial(events: Sequence[CueEvent]) -> CueEvent | None:
    """The start of the trial that is going on; None without one."""
    return events[-1] if events and events[-1].step is CueStep.START else None


def cue_trial(
    cue: Cue, events: Sequence[CueEvent], facts: TrialFacts, situation: Situation
) -> CueTrial:
    """Where a cue stands: proposed or blocked before a trial, then week by week, then decided.

    A trial that the runner has kept or stopped may be proposed again.
    """
    running = open_trial(events)
    if running is None or running.cue != cue.id:
        return _before(cue, running, facts, situation)
    return _during(cue, running.day, facts, situation)


def _before(
    cue: Cue, running: CueEvent | None, facts: TrialFacts, situation: Situation
) -> CueTrial:
    around = situation.knowledge.around
    target = _target(cue, facts.sessions, around, facts.today)
    against = _against(running, facts, situation)
    if support_of(cue, situation) is Support.NEVER:
        against = "It is not for what the pattern may fit now."
    if against is not None:
        return CueTrial(cue, TrialState.BLOCKED, _design(against), target=target)
    text = "You can try it for four weeks and compare; nothing else should change meanwhile."
    return CueTrial(cue, TrialState.PROPOSED, _design(text), target=target)


def _against(running: CueEvent | None, facts: TrialFacts, situation: Situation) -> str | None:
    """Why no trial may begin today; None when one may."""
    if running is not None:
        name = situation.knowledge.around.cues[running.cue].name
        return f"One cue at a time: “{name}” is being tried."
    stop = decisive(limits_of(situation))
    if stop is not None:
        return f"No cue while running is stopped. {stop.text}"
    if situation.zone is Zone.RED:
        return f"No change on a red day. {situation.verdict.reason.text}"
    if facts.other_changes:
        return f"One change at a time: {facts.other_changes[0]}."
    return None


def _during(cue: Cue, began: date, facts: TrialFacts, situation: Situation) -> CueTrial:
    around = situation.knowledge.around
    weeks = around.trial_weeks
    last = began + timedelta(days=WEEK_DAYS * len(weeks) - 1)
    compared = compare(began, last, facts, around)
    ended = _ended_early(cue, compared, situation)
    target = _target(cue, facts.sessions, around, began - timedelta(days=1))
    if ended is not None:
        reason = _design(ended)
        return CueTrial(cue, TrialState.STOP, reason, began, last, target=target, compared=compared)
    if facts.today > last:
        state, text = _decided(cue, compared, around)
        return CueTrial(cue, state, _design(text), began, last, None, None, target, compared)
    week = weeks[max(0, (facts.today - began).days // WEEK_DAYS)]
    runs = cued_runs(week, facts, around)
    warrant = week.warrant
    reason = Reason(week.text, warrant.sources, rule="cue_trial", grade=warrant.grade)
    return CueTrial(cue, TrialState.RUNNING, reason, began, last, week, runs, target, compared)


def cued_runs(week: TrialWeek, facts: TrialFacts, around: Around) -> int:
    """In how many runs of the week the cue is used: its share of the usual runs, at least one."""
    month = facts.today - timedelta(days=4 * WEEK_DAYS)
    recent = [s for s in facts.sessions if month < s.start.date() <= facts.today]
    usual = len(recent) / 4 if recent else around.number("cue_runs_a_week")
    return max(1, ceil(usual * week.runs_percent / PERCENT))


def compare(began: date, last: date, facts: TrialFacts, around: Around) -> Compared:
    """Pain and step rate of the days before a trial and of its newest days."""
    before_from = began - timedelta(days=int(around.number("cue_before_days")))
    before_to = began - timedelta(days=1)
    after_to = min(facts.today, last)
    after_from = max(began, after_to - timedelta(days=int(around.number("cue_after_days")) - 1))
    return Compared(
        pain_before=_pain(facts.mornings, before_from, before_to, around),
        pain_after=_pain(facts.mornings, after_from, after_to, around),
        rate_before=step_rate_of(facts.sessions, around, before_from, before_to),
        rate_after=step_rate_of(facts.sessions, around, after_from, after_to),
    )


def _pain(mornings: Sequence[Morning], since: date, until: date, around: Around) -> float | None:
    """The middle of the worst pains of the days; None with too few check-ins."""
    told = [worst for each in mornings if since <= each.day <= until for worst in _worst(each)]
    return median(told) if len(told) >= around.number("cue_least_tellings") else None


def _worst(morning: Morning) -> tuple[int, ...]:
    pains = (morning.pain_now, morning.worst_yesterday, morning.during_last_run)
    told = [pain for pain in pains if pain is not None]
    return (max(told),) if told else ()


def _ended_early(cue: Cue, compared: Compared, situation: Situation) -> str | None:
    """Why a trial ends before its time; None when it goes on."""
    if support_of(cue, situation) is Support.NEVER:
        return "Stop the cue: it is not for what the pattern may fit now."
    if situation.zone is Zone.RED:
        return f"Stop the cue on a red day and settle first. {situation.verdict.reason.text}"
    worse = situation.knowledge.around.number("cue_worse_points")
    change = compared.pain_change
    if change is not None and change >= worse:
        return f"Stop the cue: pain is up by {change:g} points against the weeks before."
    return None


def _decided(cue: Cue, compared: Compared, around: Around) -> tuple[TrialState, str]:
    """Keep or stop, by own pain and, for a quicker step, by whether the step rate moved."""
    pain, rate = compared.pain_change, compared.rate_change_percent
    if pain is None:
        text = "Too few check-ins tell how pain was before and after, so nothing is decided."
        return TrialState.UNDECIDED, f"{text} Keep it only if it feels easy."
    told = f"Pain moved by {pain:+g} points"
    if cue.target is Target.STEP_RATE:
        if rate is None:
            return TrialState.UNDECIDED, f"{told}, but too few runs tell your step rate."
        told = f"{told} and the step rate by {rate:+.0f} %"
        if rate < around.number("cue_moved_percent"):
            return TrialState.STOP, f"{told}: the step did not change, so the cue did not do it."
    if pain <= -around.number("cue_worth_points"):
        return TrialState.KEEP, f"{told}: worth keeping. It may also have been time alone."
    return TrialState.STOP, f"{told}: it did not help, so go back to your own way of running."


def _target(
    cue: Cue, sessions: Sequence[SessionLoad], around: Around, until: date
) -> StepTarget | None:
    own = step_rate_of(sessions, around, until=until)
    return step_target(own, cue) if own is not None else None


def _design(text: str) -> Reason:
    return Reason(text, ("stridewell_design",), rule="cue_trial", grade=Grade.EXPERT)
