"""The hard limits of a plan, reckoned anew from what was told and done; no check of the planner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from cases import KNOWLEDGE
from stridewell.app.care import DayAnswer
from stridewell.app.check_in import Told
from stridewell.intake.reading import Answer
from stridewell.knowledge.records import Level
from stridewell.plan.diary import Completion
from stridewell.plan.items import ActivityKind
from stridewell.plan.planner import Plan
from stridewell.plan.wishes import Wishes

DAY = timedelta(days=1)
WINDOW = timedelta(days=30)
MOST_DAILY_PAIN = 5
CHILD_YEARS = 16
LOADED = frozenset(
    {ActivityKind.RUN, ActivityKind.WALK_RUN, ActivityKind.CROSS_TRAIN, ActivityKind.STRENGTH}
)
BUSY = LOADED | {ActivityKind.RACE}


@dataclass
class Heard:
    """What was told since the last whole intake, in the order of telling, whatever the clock."""

    intake: Mapping[str, Answer]
    worst: Level = Level.SELF_MANAGE
    clearances: set[int] = field(default_factory=set)
    """The entries of clearances told since the worst level was reached and not taken back."""
    told: list[tuple[datetime, Told]] = field(default_factory=list)

    def hear(self, level: Level) -> None:
        """An urgency came out; a new one asks for a clearance of its own."""
        if level.urgency >= Level.WITHIN_DAYS.urgency and level.urgency > self.worst.urgency:
            self.worst, self.clearances = level, set()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look."""
        return self.worst is Level.WITHIN_DAYS and not self.clearances

    def forbids_running_today(self, zone: tzinfo | None) -> str:
        """What was told last that forbids a run today; empty when nothing does."""
        if not self.told:
            return "" if _is_calm(self.intake) else "a bad intake"
        pains = [told.pain_now for _, told in self.told]
        if "pain_daily" not in self.intake and all(pain is None for pain in pains):
            return "unknown pain"
        newest = self.told[-1][0].astimezone(zone).date()
        same_day = [told for at, told in self.told if at.astimezone(zone).date() == newest]
        return "a bad day" if any(_hurts(told) for told in same_day) else ""


def _is_calm(intake: Mapping[str, Answer]) -> bool:
    pain = intake.get("pain_daily")
    walks = intake.get("weight_bearing") not in {"limp", "cannot"}
    sleeps = intake.get("night_pain") != "deep"
    return isinstance(pain, int) and pain <= MOST_DAILY_PAIN and walks and sleeps


def _hurts(told: Told) -> bool:
    pain = max(told.pain_now or 0, told.pain_worst_yesterday or 0)
    return pain > MOST_DAILY_PAIN or bool(told.limp) or bool(told.woke_at_night)


def check_plan(answer: DayAnswer, plan: Plan, heard: Heard, wishes: Wishes) -> None:
    """Every limit of one plan.

    Raises:
        AssertionError: one is broken; it is named.
    """
    at = answer.state.case.at
    planned = {d.date: {i.kind for i in d.items} for d in plan.week.days}
    assert list(planned) == [at.date() + n * DAY for n in range(7)], "not seven days from today"
    runs = {day for day, kinds in planned.items() if any(k.has_running for k in kinds)}
    assert not (heard.is_open and runs), "within days, and nobody has looked"
    why = heard.forbids_running_today(at.tzinfo)
    assert not (why and at.date() in runs), f"a run today with {why}"
    _nobody_runs_who_may_not(answer, plan, runs)
    done = _done(answer)
    _no_run_is_too_long(answer, plan)
    _runs_are_apart(runs, done)
    _strength_is_apart(planned, done)
    _one_day_in_seven_is_for_rest(planned, done)
    _time_is_there(plan, wishes)


def _nobody_runs_who_may_not(answer: DayAnswer, plan: Plan, runs: set[date]) -> None:
    """No run under 16 with a painful hip, nor with an open bone cause, nor after a bad run."""
    case, state = answer.state.case, answer.state
    regions = case.answers.get("pain_regions")
    hip = isinstance(regions, list) and bool({"lat_hip", "groin"} & {*regions})
    assert not (runs and hip and case.runner.age < CHILD_YEARS), "a child with a painful hip"
    cleared = {each.condition for each in state.diary.clearances if each.day <= case.at.date()}
    watched = KNOWLEDGE.number("bone_must_not_miss_percent") / 100
    bone = [
        each.id
        for each in answer.assessment.differential.candidates
        if each.condition is not None
        and each.condition.tissue == "bone"
        and (each.condition.must_not_miss and each.probability >= watched)
        and each.id not in cleared
    ]
    assert not (bone and runs), "a run with a bone injury that nobody has cleared"
    given = {name for day in plan.week.days for item in day.items for name in item.exercises}
    jumps = [name for name in given if KNOWLEDGE.exercises[name].impact]
    assert not (bone and jumps), "impact with a bone injury that nobody has cleared"
    if case.at.date() in runs:
        assert (_last_run_pain(answer) or 0) < KNOWLEDGE.number("pain_stop_running")


def _last_run_pain(answer: DayAnswer) -> int | None:
    """The pain of the run that was told last, unless a check-in told of a later day."""
    ran = [
        each
        for each in answer.state.diary.sessions
        if each.kind.has_running and each.completion is not Completion.SKIPPED
    ]
    zone = answer.state.case.at.tzinfo
    told = [each.at.astimezone(zone).date() for each in answer.state.check_ins]
    if not ran or not told or ran[-1].day < told[-1] - DAY or answer.state.is_overtaken:
        return None
    return ran[-1].pain_during


def _no_run_is_too_long(answer: DayAnswer, plan: Plan) -> None:
    """At most 110 % of the longest of the 30 days before; the window moves with the run's day."""
    at = answer.state.case.at
    stored = [run.summary for run in answer.state.runs if run.summary.start < at]
    for day in plan.week.days:
        until = at + (day.date - at.date())
        for item in (each for each in day.items if each.run is not None):
            assert item.run is not None
            windows = [[s for s in stored if s.start >= end - WINDOW] for end in (until, at)]
            known = next((w for w in windows if w), [])
            longest = max((s.distance_m or 0.0 for s in known), default=None)
            if longest is None:
                assert item.run.ladder is not None, "nothing is known, and no ladder"
            else:
                assert item.run.distance_m <= 1.1 * longest + 0.01, "longer than 110 %"


Days = Mapping[date, set[ActivityKind]]


def _done(answer: DayAnswer) -> Days:
    """What was done on which day: stored runs and told sessions up to now."""
    at = answer.state.case.at
    found: dict[date, set[ActivityKind]] = {}
    for run in answer.state.runs:
        if run.summary.start < at:
            day = run.summary.start.astimezone(at.tzinfo).date()
            found.setdefault(day, set()).add(ActivityKind.RUN)
    for each in answer.state.diary.sessions:
        if each.completion is not Completion.SKIPPED and each.day <= at.date():
            found.setdefault(each.day, set()).add(each.kind)
    return found


def _runs_are_apart(runs: set[date], done: Days) -> None:
    ran = {day for day, kinds in done.items() if any(kind.has_running for kind in kinds)}
    for day in runs:
        assert day - DAY not in runs, "two runs on consecutive days"
        assert not {day - DAY, day, day + DAY} & ran, "a run next to one that was done"


def _strength_is_apart(planned: Days, done: Days) -> None:
    days = _days_with(planned, {ActivityKind.STRENGTH})
    lifted = _days_with(done, {ActivityKind.STRENGTH})
    for day in days:
        assert day - DAY not in days, "strength on consecutive days"
        assert not {day - DAY, day} & lifted, "strength next to strength that was done"


def _one_day_in_seven_is_for_rest(planned: Days, done: Days) -> None:
    ahead, behind = _days_with(planned, BUSY), _days_with(done, BUSY)
    today = min(planned)
    for back in range(7):
        window = {today + (n - back) * DAY for n in range(7)}
        assert not (window <= ahead | behind and window & ahead), "no rest day in seven"


def _days_with(days: Days, kinds: Iterable[ActivityKind]) -> set[date]:
    return {day for day, held in days.items() if held & set(kinds)}


def _time_is_there(plan: Plan, wishes: Wishes) -> None:
    for day in plan.week.days:
        there = wishes.minutes[day.date.weekday()]
        items = [i for i in day.items if i.kind in BUSY | {ActivityKind.MOBILITY}]
        timed = [i for i in items if i.kind is not ActivityKind.RACE]
        assert sum(i.minutes or 0 for i in timed) <= there, "more minutes than there are"
        assert there or not timed, "something on a day without time"
