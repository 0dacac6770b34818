"""Whatever a runner does in whatever order, the app's plan breaks no hard limit.

The limits are reckoned anew from what was told, in the order in which it was told, and from what
the store holds (``loop_limits``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone, tzinfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from activities import even_run
from cases import AT, KNOWLEDGE, case_of
from loop_limits import LOADED, Heard, check_plan
from shelved_runs import put_run
from stridewell.adapters.case_files import write_case
from stridewell.adapters.store import MemoryStore
from stridewell.app.care import DayAnswer, Writers, answer_today
from stridewell.app.check_in import Told, check_in
from stridewell.app.daily import (
    NOT_TOLD,
    enter_clearance,
    enter_gates,
    log_session,
    set_wishes,
    take_back,
)
from stridewell.app.day_contract import day_json
from stridewell.app.journal import EntryKind
from stridewell.app.moves import Slot, move_session, release_session
from stridewell.errors import CaseError, NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.intake.runner import Runner, Sex
from stridewell.knowledge.records import Level
from stridewell.plan.diary import Clearance, Completion, GateDone, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal, RefusalKind
from stridewell.plan.schedule.moving import MoveRefused
from stridewell.plan.wishes import Race, Wishes

WRITERS = Writers(record=write_case, outcome=day_json)
DAY = timedelta(days=1)
CALM: dict[str, Answer] = {"pain_regions": ["lat_hip"], "pain_daily": 1, "pain_running": 1}
ALARMS: tuple[dict[str, Answer], ...] = (
    {"fever": "yes"},
    {"saddle_numbness": "new"},
    {"weight_bearing": "cannot"},
)
CONDITIONS = ("gtps", "bsi_sacrum", "bsi_femoral_neck", "nonspecific_lbp")
STORIES: tuple[dict[str, Answer], ...] = (
    CALM,
    CALM,
    {"pain_regions": ["lbp_mid"], "pain_daily": 1, "pain_running": 1},
    {"pain_regions": ["lat_hip"]},
    {"pain_regions": ["lat_hip"], "pain_daily": 7, "pain_running": 1},
    {"pain_regions": ["groin"], "pain_daily": 3, "weight_bearing": "limp"},
    {"pain_regions": ["lbp_mid"], "pain_daily": 3, "saddle_numbness": "new"},
    {"pain_regions": ["groin"], "pain_daily": 2, "course": "each_run", "night_pain": "deep"},
    {
        "pain_regions": ["lbp_mid"],
        "pain_daily": 2,
        "course": "each_run",
        "muscle_signs": ["bone_spot"],
    },
)
RUNNERS = (Runner(34, Sex.FEMALE), Runner(52, Sex.MALE), Runner(17, Sex.MALE), Runner(15, Sex.MALE))
ZONES: tuple[tzinfo, ...] = tuple(timezone(timedelta(hours=h)) for h in (0, 9, -8))
TRAINED = sorted(LOADED)
PAINS = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 6, 9])


class DailyLoop(RuleBasedStateMachine):
    """A runner, a store, and a clock that is not always right."""

    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryStore()
        self.at = AT
        self.heard = Heard(CALM)
        self.wishes = Wishes()
        self.asked: tuple[object, DayAnswer] | None = None

    @initialize(last=st.sampled_from([2, 2, 20, 70]))
    def begins(self, last: int) -> None:
        for days in range(last, last + 28, 4):
            self.add_run(AT - days * DAY, 2000)
        self.tell_all(CALM, RUNNERS[0])

    def tell_all(self, story: dict[str, Answer], runner: Runner) -> None:
        told = Told(answers=case_of(story, runner).answers, runner=runner, replaces_all=True)
        answer = check_in(self.store, self.at, told, KNOWLEDGE, WRITERS)
        self.heard = Heard(story)
        self.hear(answer)

    def hear(self, answer: DayAnswer) -> None:
        self.heard.hear(answer.assessment.disposition.level)

    def add_run(self, start: datetime, seconds: int) -> None:
        run = replace(even_run(seconds), start=start)
        with self.store.transaction() as tx:
            put_run(tx, run)

    def snapshot(self) -> list[object]:
        with self.store.transaction() as tx:
            return [
                *(tx.entries(), tx.check_ins(), tx.answers(), tx.runs()),
                *(tx.results(kind) for kind in ("intake", "check_in", "change")),
            ]

    def refused(self, action: Callable[[], object]) -> None:
        before = self.snapshot()
        try:
            outcome = action()
        except (CaseError, NothingStoredError):
            assert self.snapshot() == before
        else:
            assert isinstance(outcome, MoveRefused), "it was not refused"
            assert self.snapshot() == before

    @rule(days=st.sampled_from([1, 1, 1, 1, 2, 3, 5, 28, 40]))
    def days_pass(self, days: int) -> None:
        self.at += days * DAY

    @rule(hours=st.sampled_from([1, 3, 9]))
    def hours_pass(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(zone=st.sampled_from(ZONES))
    def flies(self, zone: tzinfo) -> None:
        self.at = self.at.astimezone(zone)

    @rule(hours=st.sampled_from([1, 24, 24 * 40]))
    def the_clock_goes_back(self, hours: int) -> None:
        self.at -= timedelta(hours=hours)

    @rule(
        now=PAINS,
        worst=st.none() | PAINS,
        run=st.none() | PAINS,
        odd=st.sampled_from(["", "", "", "", "", "limp", "night"]),
    )
    def checks_in(self, now: int, worst: int | None, run: int | None, odd: str) -> None:
        told = Told(now, worst, run, woke_at_night=odd == "night", limp=odd == "limp")
        self.tell(told)

    @rule(odd=st.sampled_from(["limp", "night", "nothing"]))
    def checks_in_without_pain(self, odd: str) -> None:
        self.tell(Told(stiffness_min=5, woke_at_night=odd == "night", limp=odd == "limp"))

    @rule(calm_first=st.booleans())
    def contradicts_itself(self, calm_first: bool) -> None:  # noqa: FBT001
        two = [Told(1, 1, limp=False, woke_at_night=False), Told(8, 8)]
        for told in two if calm_first else reversed(two):
            self.tell(told)

    def tell(self, told: Told) -> None:
        answer = check_in(self.store, self.at, told, KNOWLEDGE, WRITERS)
        self.heard.told.append((self.at, told))
        self.hear(answer)
        if told.pain_now is not None and isinstance(answer.plan, Refusal):
            assert answer.plan.kind is not RefusalKind.STALE_ANSWERS, "a check-in is no way out"

    @rule(answers=st.sampled_from(ALARMS))
    def tells_an_alarm(self, answers: dict[str, Answer]) -> None:
        answer = check_in(self.store, self.at, Told(answers=answers), KNOWLEDGE, WRITERS)
        self.hear(answer)
        assert self.heard.worst.urgency >= Level.WITHIN_DAYS.urgency, answers

    @rule(
        kind=st.sampled_from(TRAINED),
        back=st.integers(0, 3),
        how=st.sampled_from(Completion),
        pain=st.none() | PAINS,
        limped=st.sampled_from(["", "no", "no", "yes"]),
    )
    def tells_a_session(
        self, kind: ActivityKind, back: int, how: Completion, pain: int | None, limped: str
    ) -> None:
        limp = {"": None, "no": False, "yes": True}[limped]
        done = SessionDone(self.at.date() - back * DAY, kind, how, pain, limped=limp)
        self.hear(log_session(self.store, self.at, done, KNOWLEDGE, WRITERS))

    @rule(data=st.data(), pain=PAINS)
    def does_what_was_planned(self, data: st.DataObject, pain: int) -> None:
        self.follow(pain, is_imported=data.draw(st.booleans()))

    @rule(days=st.integers(1, 3))
    def has_good_days(self, days: int) -> None:
        self.live_calmly(days, is_imported=True)

    @rule(days=st.integers(4, 9), is_imported=st.booleans())
    def has_good_weeks(self, days: int, is_imported: bool) -> None:  # noqa: FBT001
        self.live_calmly(days, is_imported=is_imported)

    @rule(days=st.integers(3, 6))
    def is_well_again(self, days: int) -> None:
        """A clinician has looked, everything is told anew, and all goes well."""
        self.tell_all(CALM, RUNNERS[0])
        self.live_calmly(days, is_imported=False)

    def live_calmly(self, days: int, *, is_imported: bool) -> None:
        for _ in range(days):
            self.at += DAY
            self.tell(Told(0, 1, woke_at_night=False, limp=False))
            self.no_limit_is_broken()
            plan = self.answer().plan
            if isinstance(plan, Plan) and plan.gate.is_closed:
                self.does_the_tests(passed=True, pain=0)
            self.follow(0, is_imported=is_imported)

    def follow(self, pain: int, *, is_imported: bool) -> None:
        plan = self.answer().plan
        if isinstance(plan, Plan):
            for item in plan.week.days[0].items:
                if item.kind in LOADED:
                    run = item.run
                    done = SessionDone(
                        self.at.date(),
                        item.kind,
                        Completion.DONE,
                        pain,
                        ladder=run.ladder if run else None,
                        step=run.step if run else None,
                        minutes=item.minutes,
                    )
                    if run is not None and is_imported:
                        self.add_run(self.at - timedelta(hours=1), round(run.distance_m / 3))
                    self.hear(log_session(self.store, self.at, done, KNOWLEDGE, WRITERS))

    @rule(
        back=st.sampled_from([0.1, 1.1, 2.1, 12.0, -1.0]),
        seconds=st.sampled_from([400, 2000, 6600]),
        twice=st.booleans(),
    )
    def imports_a_run(self, back: float, seconds: int, twice: bool) -> None:  # noqa: FBT001
        self.add_run(self.at - back * DAY, seconds)
        if twice:
            self.add_run(self.at - back * DAY + timedelta(seconds=20), seconds + 5)

    @rule(condition=st.sampled_from(CONDITIONS), back=st.integers(0, 9))
    def is_cleared(self, condition: str, back: int) -> None:
        told = Clearance(condition, self.at.date() - back * DAY, "Dr Adams")
        self.hear(enter_clearance(self.store, self.at, told, KNOWLEDGE, WRITERS))
        with self.store.transaction() as tx:
            self.heard.clearances.add(max(e.id for e in tx.entries(EntryKind.CLEARANCE)))

    @rule(passed=st.booleans(), pain=PAINS)
    def does_the_tests(self, passed: bool, pain: int) -> None:  # noqa: FBT001
        gates = [GateDone(gate, self.at.date(), passed, pain) for gate in KNOWLEDGE.gates]
        self.hear(enter_gates(self.store, self.at, gates, KNOWLEDGE, WRITERS))

    @rule(
        minutes=st.one_of(
            st.just((0,) * 7),
            st.integers(0, 6).map(lambda d: tuple(60 * (n == d) for n in range(7))),
            st.tuples(*[st.sampled_from([0, 20, 30, 60, 90])] * 7),
        ),
        races=st.lists(st.sampled_from([-3, 0, 1, 2, 5, 60]), max_size=2),
        metres=st.sampled_from([1000.0, 5000.0, 42195.0]),
        run_days=st.frozensets(st.integers(0, 6), max_size=2),
        rest_days=st.frozensets(st.integers(0, 6), max_size=2),
    )
    def changes_the_days(
        self,
        minutes: tuple[int, ...],
        races: list[int],
        metres: float,
        run_days: frozenset[int],
        rest_days: frozenset[int],
    ) -> None:
        hoped = tuple(Race(self.at.date() + days * DAY, metres) for days in races)
        self.wishes = Wishes(minutes, races=hoped, run_days=run_days, rest_days=rest_days)
        self.hear(set_wishes(self.store, self.at, self.wishes, KNOWLEDGE, WRITERS))

    @rule(place=st.integers(0, 20), to=st.integers(0, 6), release=st.booleans())
    def moves_a_session(self, place: int, to: int, release: bool) -> None:  # noqa: FBT001
        plan = self.answer().plan
        if not isinstance(plan, Plan):
            slot = Slot(ActivityKind.RUN, self.at.date())
            self.refused(
                lambda: move_session(self.store, self.at, slot, self.at.date(), KNOWLEDGE, WRITERS)
            )
            return
        found = [Slot(i.kind, d.date) for d in plan.week.days for i in d.items if i.id]
        if not found:
            return
        slot, day = found[place % len(found)], self.at.date() + to * DAY
        before = self.snapshot()
        moved = move_session(self.store, self.at, slot, day, KNOWLEDGE, WRITERS)
        if isinstance(moved, MoveRefused):
            assert self.snapshot() == before
            assert moved.breaches
            return
        there = moved.answer.plan
        assert isinstance(there, Plan)
        kinds = [i.kind for d in there.week.days if d.date == day for i in d.items]
        assert slot.kind in kinds, "a session that was moved is not on its new day"
        if release:
            release_session(self.store, self.at, Slot(slot.kind, day), KNOWLEDGE, WRITERS)

    @rule()
    def asks_what_cannot_be(self) -> None:
        at, today = self.at, self.at.date()
        nothing = Slot(ActivityKind.SEE_SOMEONE, today)
        tomorrow = SessionDone(today + DAY, ActivityKind.RUN, Completion.DONE)
        no_run = SessionDone(today, ActivityKind.RUN, Completion.DONE, run_id=9999)
        for action in (
            lambda: log_session(self.store, at, tomorrow, KNOWLEDGE, WRITERS),
            lambda: log_session(self.store, at, no_run, KNOWLEDGE, WRITERS),
            lambda: check_in(self.store, at, Told(11), KNOWLEDGE, WRITERS),
            lambda: check_in(
                self.store, at, Told(1, answers={"fever": "blue"}), KNOWLEDGE, WRITERS
            ),
            lambda: move_session(self.store, at, nothing, today, KNOWLEDGE, WRITERS),
            lambda: release_session(self.store, at, nothing, KNOWLEDGE, WRITERS),
            lambda: take_back(self.store, at, 9999, KNOWLEDGE, WRITERS),
            lambda: enter_gates(self.store, at, [], KNOWLEDGE, WRITERS),
        ):
            self.refused(action)

    @rule(place=st.integers(0, 30))
    def takes_something_back(self, place: int) -> None:
        with self.store.transaction() as tx:
            entries = [each for each in tx.entries() if each.kind not in NOT_TOLD]
        if entries:
            entry = entries[-1 - place % len(entries)]
            self.hear(take_back(self.store, self.at, entry.id, KNOWLEDGE, WRITERS))
            self.heard.clearances.discard(entry.id)
            if entry.kind == EntryKind.WISHES:
                self.wishes = self.answer().state.wishes

    @rule(story=st.sampled_from(STORIES), runner=st.sampled_from([RUNNERS[0], *RUNNERS]))
    def tells_everything_anew(self, story: dict[str, Answer], runner: Runner) -> None:
        self.tell_all(story, runner)

    def answer(self) -> DayAnswer:
        """The day's answer, kept until the clock moves or something is told."""
        asked = self.at.isoformat(), self.snapshot()
        if self.asked is None or self.asked[0] != asked:
            self.asked = asked, answer_today(self.store, self.at, KNOWLEDGE)
        return self.asked[1]

    @invariant()
    def no_limit_is_broken(self) -> None:
        answer = self.answer()
        urgency = answer.assessment.disposition.level.urgency
        assert urgency >= self.heard.worst.urgency, "a level that was reached is held"
        if isinstance(answer.plan, Refusal):
            assert answer.plan.text
            assert answer.plan.next_step
            return
        assert max(urgency, self.heard.worst.urgency) < Level.SAME_DAY.urgency
        check_plan(answer, answer.plan, self.heard, self.wishes)


DailyLoop.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestDailyLoop = DailyLoop.TestCase
