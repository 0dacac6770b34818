"""Whatever a runner does in whatever order, the app's plan breaks no hard limit.

The limits are reckoned anew here from what the store holds; no check of the planner is used.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone, tzinfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from activities import even_run
from cases import AT, KNOWLEDGE, case_of
from stridewell.activity.strides import summarise_run
from stridewell.adapters.case_files import write_case
from stridewell.adapters.store import MemoryStore
from stridewell.app.care import DayAnswer, Writers, answer_today
from stridewell.app.check_in import Told, check_in, save_case
from stridewell.app.daily import enter_clearance, enter_gates, log_session, set_wishes, take_back
from stridewell.app.day_contract import day_json
from stridewell.app.moves import Slot, move_session
from stridewell.errors import StridewellError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level
from stridewell.plan.diary import Clearance, Completion, GateDone, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planner import Plan
from stridewell.plan.schedule.moving import MoveRefused
from stridewell.plan.wishes import Race, Wishes

WRITERS = Writers(record=write_case, outcome=day_json)
DAY = timedelta(days=1)
STORIES: tuple[dict[str, Answer], ...] = (
    {"pain_regions": ["lat_hip"], "pain_daily": 1, "pain_running": 2},
    {"pain_regions": ["lbp_mid"], "pain_daily": 1, "pain_running": 1},
    {"pain_regions": ["groin"], "pain_daily": 3, "weight_bearing": "limp"},
    {"pain_regions": ["lbp_mid"], "pain_daily": 3, "saddle_numbness": "new"},
    {"pain_regions": ["groin"], "pain_daily": 4, "night_pain": "deep"},
)
RUNNERS = (Runner(34, Sex.FEMALE), Runner(52, Sex.MALE), Runner(17, Sex.MALE), Runner(15, Sex.MALE))
ZONES: tuple[tzinfo, ...] = (timezone(timedelta(0)), timezone(timedelta(hours=9)))
LOADED = frozenset(
    {ActivityKind.RUN, ActivityKind.WALK_RUN, ActivityKind.CROSS_TRAIN, ActivityKind.STRENGTH}
)
CLEARED = ("gtps", "bsi_sacrum", "nonspecific_lbp")
pains = st.sampled_from([0, 0, 1, 2, 2, 4, 6, 9])
kinds = st.sampled_from(sorted(LOADED))


class DailyLoop(RuleBasedStateMachine):
    """A runner, a store, and a clock that is not always right."""

    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryStore()
        self.at = AT
        for days in range(2, 30, 4):
            self.add_run(AT - days * DAY, 2000)
        save_case(self.store, case_of(STORIES[0]), KNOWLEDGE, WRITERS)

    def add_run(self, start: datetime, seconds: int) -> None:
        run = replace(even_run(seconds), start=start)
        with self.store.transaction() as tx:
            tx.add_run(run, summarise_run(run))

    def answer(self) -> DayAnswer:
        return answer_today(self.store, self.at, KNOWLEDGE)

    def entries(self) -> list[object]:
        with self.store.transaction() as tx:
            return [*tx.entries(), *tx.check_ins(), *tx.answers()]

    @rule(days=st.sampled_from([1, 1, 1, 1, 2, 5, 40]), zone=st.sampled_from(ZONES))
    def time_passes(self, days: int, zone: tzinfo) -> None:
        self.at = (self.at + days * DAY).astimezone(zone)

    @rule(hours=st.sampled_from([1, 25]))
    def the_clock_goes_back(self, hours: int) -> None:
        self.at -= timedelta(hours=hours)

    @rule(now=pains, worst=pains, run=st.none() | pains, woke=st.booleans(), limp=st.booleans())
    def checks_in(self, now: int, worst: int, run: int | None, woke: bool, limp: bool) -> None:  # noqa: FBT001
        calm = now < 4  # otherwise every story would soon be an alarm
        told = Told(now, worst, run, woke_at_night=woke and not calm, limp=limp and not calm)
        check_in(self.store, self.at, told, KNOWLEDGE, WRITERS)

    @rule(kind=kinds, back=st.integers(0, 3), how=st.sampled_from(Completion), pain=pains)
    def tells_a_session(self, kind: ActivityKind, back: int, how: Completion, pain: int) -> None:
        done = SessionDone(self.at.date() - back * DAY, kind, how, pain)
        log_session(self.store, self.at, done, KNOWLEDGE, WRITERS)

    @rule(back=st.sampled_from([0.1, 1.1, 2.1, -1.0]), seconds=st.sampled_from([400, 2000, 6600]))
    def imports_a_run(self, back: float, seconds: int) -> None:
        self.add_run(self.at - back * DAY, seconds)

    @rule(
        condition=st.sampled_from(["gtps", "bsi_sacrum", "nonspecific_lbp"]), back=st.integers(0, 9)
    )
    def is_cleared(self, condition: str, back: int) -> None:
        told = Clearance(condition, self.at.date() - back * DAY, "Dr Adams")
        enter_clearance(self.store, self.at, told, KNOWLEDGE, WRITERS)

    @rule(passed=st.booleans(), pain=pains)
    def does_the_tests(self, passed: bool, pain: int) -> None:  # noqa: FBT001
        gates = [GateDone(gate, self.at.date(), passed, pain) for gate in KNOWLEDGE.gates]
        enter_gates(self.store, self.at, gates, KNOWLEDGE, WRITERS)

    @rule(
        minutes=st.tuples(*[st.sampled_from([0, 30, 60, 90])] * 7),
        races=st.lists(st.integers(-3, 40), max_size=2),
    )
    def changes_the_days(self, minutes: tuple[int, ...], races: list[int]) -> None:
        hoped = tuple(Race(self.at.date() + days * DAY, 10_000.0) for days in races)
        set_wishes(self.store, self.at, Wishes(minutes, races=hoped), KNOWLEDGE, WRITERS)

    @rule(kind=kinds, start=st.integers(0, 6), to=st.integers(0, 6))
    def moves_a_session(self, kind: ActivityKind, start: int, to: int) -> None:
        before, today = self.entries(), self.at.date()
        slot = Slot(kind, today + start * DAY)
        try:
            moved = move_session(self.store, self.at, slot, today + to * DAY, KNOWLEDGE, WRITERS)
        except StridewellError:
            assert self.entries() == before
        else:
            assert not isinstance(moved, MoveRefused) or self.entries() == before

    @rule(place=st.integers(0, 30))
    def takes_something_back(self, place: int) -> None:
        with self.store.transaction() as tx:
            entries = tx.entries()
        if entries:
            entry = entries[place % len(entries)]
            take_back(self.store, self.at, entry.id, KNOWLEDGE, WRITERS)

    @rule(story=st.sampled_from(STORIES), runner=st.sampled_from(RUNNERS))
    def tells_everything_anew(self, story: dict[str, Answer], runner: Runner) -> None:
        case = replace(case_of(story, runner), at=self.at)
        save_case(self.store, case, KNOWLEDGE, WRITERS)

    @invariant()
    def no_limit_is_broken(self) -> None:
        answer = self.answer()
        level = answer.assessment.disposition.level
        if not isinstance(answer.plan, Plan):
            return
        assert level.urgency < Level.SAME_DAY.urgency
        week = answer.plan.week
        runs = {d.date: i for d in week.days for i in d.items if i.kind.has_running}
        if level is Level.WITHIN_DAYS and not answer.state.diary.clearances:
            assert not runs
        self.no_run_is_too_long(answer)
        self.days_keep_their_distance(answer, set(runs))
        self.pain_is_heeded(answer, set(runs))
        self.time_is_there(answer)

    def no_run_is_too_long(self, answer: DayAnswer) -> None:
        assert isinstance(answer.plan, Plan)
        recent = [
            run.summary.distance_m or 0.0
            for run in answer.state.runs
            if timedelta(0) <= self.at - run.summary.start <= 30 * DAY
        ]
        for run in answer.plan.week.runs:
            if recent:
                assert run.distance_m <= 1.1 * max(recent) + 1
            else:
                assert run.step == 1

    def days_keep_their_distance(self, answer: DayAnswer, runs: set[date]) -> None:
        assert isinstance(answer.plan, Plan)
        today, days = self.at.date(), answer.plan.week.days
        zone = self.at.tzinfo
        done = {
            run.summary.start.astimezone(zone).date()
            for run in answer.state.runs
            if run.summary.start <= self.at
        }
        told = {
            each.day
            for each in answer.state.diary.sessions
            if each.kind.has_running and each.completion is not Completion.SKIPPED
        }
        ran = {day for day in done | told if day <= today}
        for day in runs:
            assert day - DAY not in runs | ran
            assert day not in ran
        strength = [d.date for d in days if any(i.kind is ActivityKind.STRENGTH for i in d.items)]
        assert all(day - DAY not in strength for day in strength)
        loaded = [
            any(i.kind in LOADED or i.kind is ActivityKind.RACE for i in d.items) for d in days
        ]
        assert not all(loaded)

    def pain_is_heeded(self, answer: DayAnswer, runs: set[date]) -> None:
        told = answer.state.check_ins
        newest = told[-1] if told and told[-1].at <= self.at else None
        if newest is None or newest.pain_now is None or newest.at < answer.state.answers_at:
            return
        if max(newest.pain_now, newest.pain_worst_yesterday or 0) > 5 or newest.limp:
            assert not runs
        if newest.woke_at_night:
            assert not runs

    def time_is_there(self, answer: DayAnswer) -> None:
        assert isinstance(answer.plan, Plan)
        minutes = answer.state.wishes.minutes
        for day in answer.plan.week.days:
            needed = sum(item.minutes or 0 for item in day.items)
            assert needed <= minutes[day.date.weekday()] or needed == 0


DailyLoop.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestDailyLoop = DailyLoop.TestCase
