"""What can go wrong with days, clocks and devices: the plan stays safe and says what it took."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest

from activities import even_run
from cases import AT, KNOWLEDGE, case_of
from stridewell.activity.strides import summarise_run
from stridewell.adapters.case_files import write_case
from stridewell.adapters.store import MemoryStore
from stridewell.app.care import DayAnswer, Writers, answer_today, plan_input
from stridewell.app.check_in import Told, check_in, save_case
from stridewell.app.daily import log_session, set_wishes
from stridewell.app.day_contract import day_json
from stridewell.app.moves import Slot, move_session
from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.plan.diary import Completion, SessionDone
from stridewell.plan.items import ActivityKind
from stridewell.plan.planner import Plan
from stridewell.plan.race import Reach
from stridewell.plan.refusal import Refusal, RefusalKind
from stridewell.plan.schedule.moving import MoveRefused
from stridewell.plan.week import why_not_all
from stridewell.plan.wishes import Race, Wishes

WRITERS = Writers(record=write_case, outcome=day_json)
DAY = timedelta(days=1)
TODAY = AT.date()
BACK: dict[str, Answer] = {"pain_regions": ["lbp_mid"], "pain_daily": 1, "pain_running": 1}


def add_run(store: MemoryStore, days_ago: float, seconds: int = 2000) -> None:
    run = even_run(seconds)
    shifted = replace(run, start=AT - timedelta(days=days_ago))
    with store.transaction() as tx:
        tx.add_run(shifted, summarise_run(shifted))


@pytest.fixture
def store() -> MemoryStore:
    """A runner with mild back pain who ran 6 km every third day for a month."""
    opened = MemoryStore()
    for days in range(2, 30, 3):
        add_run(opened, days)
    save_case(opened, case_of(BACK), KNOWLEDGE, WRITERS)
    return opened


def plan_of(answer: DayAnswer) -> Plan:
    assert isinstance(answer.plan, Plan), answer.plan
    return answer.plan


def today(store: MemoryStore, at: datetime = AT) -> DayAnswer:
    return answer_today(store, at, KNOWLEDGE)


def morning(store: MemoryStore, at: datetime, pain: int = 1) -> DayAnswer:
    return check_in(store, at, Told(pain, pain), KNOWLEDGE, WRITERS)


def said(answer: DayAnswer) -> str:
    plan = plan_of(answer)
    return " ".join(reason.text for reason in (*plan.reasons, *plan.trend.notes))


def test_a_week_without_time_holds_nothing_and_says_what_would_help(store: MemoryStore) -> None:
    plan = plan_of(set_wishes(store, AT, Wishes((0,) * 7), KNOWLEDGE, WRITERS))
    assert plan.week.runs == ()
    conflict = why_not_all(plan.week)
    assert conflict is not None
    assert conflict.changes


@pytest.mark.parametrize(
    ("days", "reach"), [(1, Reach.TOO_SOON), (0, Reach.TOO_SOON), (-3, Reach.PAST)]
)
def test_a_race_tomorrow_or_yesterday_is_named_and_never_planned(
    store: MemoryStore, days: int, reach: Reach
) -> None:
    wishes = Wishes(races=(Race(TODAY + days * DAY, 42_195.0, "City"),))
    plan = plan_of(set_wishes(store, AT, wishes, KNOWLEDGE, WRITERS))
    (outlook,) = plan.races
    assert outlook.reach in {reach, Reach.NOT_REACHABLE}
    assert outlook.text
    kinds = {item.kind for day in plan.week.days for item in day.items}
    assert ActivityKind.RACE not in kinds


def test_of_two_check_ins_that_contradict_each_other_the_worse_counts(store: MemoryStore) -> None:
    morning(store, AT + DAY, 6)
    answer = morning(store, AT + DAY + timedelta(hours=1), 1)
    assert plan_of(answer).week.days[0].main.kind not in {ActivityKind.RUN, ActivityKind.WALK_RUN}
    assert "worse" in said(answer) or "6 out of 10" in said(answer)


def test_a_limp_told_without_a_pain_counts_for_the_whole_day(store: MemoryStore) -> None:
    limp = Told(stiffness_min=5, limp=True)
    check_in(store, AT + timedelta(hours=1), limp, KNOWLEDGE, WRITERS)
    calm = Told(1, 1, limp=False)
    answer = check_in(store, AT + timedelta(hours=2), calm, KNOWLEDGE, WRITERS)
    pain = plan_input(answer.state, answer.assessment, KNOWLEDGE).pain_today
    assert pain is not None
    assert pain.limp
    assert not isinstance(answer.plan, Plan) or not _runs_on_first_day(answer.plan)


def test_a_bad_intake_is_not_overruled_by_a_check_in_of_the_same_moment(
    store: MemoryStore,
) -> None:
    morning(store, AT)
    plan = plan_of(save_case(store, case_of(BACK | {"pain_daily": 7}), KNOWLEDGE, WRITERS))
    assert any(limit.id == "daily_pain" for limit in plan.limits)
    assert not _runs_on_first_day(plan)


def _runs_on_first_day(plan: Plan) -> bool:
    return any(item.kind.has_running for item in plan.week.days[0].items)


def test_after_a_month_of_silence_nothing_moves_on(store: MemoryStore) -> None:
    before = plan_of(today(store)).week.longest_m
    silent = today(store, AT + 30 * DAY)
    assert isinstance(silent.plan, Refusal)
    assert silent.plan.kind is RefusalKind.STALE_ANSWERS
    assert silent.plan.next_step
    back = plan_of(morning(store, AT + 30 * DAY))
    assert back.week.longest_m <= before
    texts = [reason.text for reason in (*back.reasons, back.gate.why)]
    assert any("without a run" in text or "told for" in text for text in texts)


def test_a_run_of_three_times_the_allowed_length_stops_running_until_a_calm_morning(
    store: MemoryStore,
) -> None:
    allowed = plan_of(today(store)).longest_run_m
    assert allowed is not None
    add_run(store, 0.1, seconds=int(3.2 * allowed / 3))
    answer = morning(store, AT + timedelta(hours=3))
    plan = plan_of(answer)
    assert any(limit.id == "run_too_long" for limit in plan.limits)
    assert all(not item.kind.has_running for item in plan.week.days[0].items)


def test_a_clock_that_went_back_a_day_neither_breaks_nor_loosens(store: MemoryStore) -> None:
    morning(store, AT + 2 * DAY, 7)
    answer = today(store, AT + DAY)
    if isinstance(answer.plan, Plan):
        assert all(not i.kind.has_running for i in answer.plan.week.days[0].items)
    else:
        assert "still to come" in answer.plan.text


def test_what_is_told_on_a_clock_that_went_back_is_not_overruled_by_what_was_told_before(
    store: MemoryStore,
) -> None:
    morning(store, AT + 2 * DAY)
    limped = SessionDone(TODAY, ActivityKind.RUN, Completion.DONE, 6, limped=True)
    told = log_session(store, AT + DAY, limped, KNOWLEDGE, WRITERS).state.case.answers
    assert (told["weight_bearing"], told["pain_running"]) == ("limp", 6)
    wishes = Wishes((0,) * 7)
    set_wishes(store, AT + 2 * DAY, Wishes((60,) * 7), KNOWLEDGE, WRITERS)
    assert set_wishes(store, AT + DAY, wishes, KNOWLEDGE, WRITERS).state.wishes == wishes


@pytest.mark.parametrize("hours", [9, -9])
def test_nine_hours_of_another_time_zone_keep_the_distances_between_runs(
    store: MemoryStore, hours: int
) -> None:
    add_run(store, 0.2)
    far = (AT + timedelta(hours=1)).astimezone(timezone(timedelta(hours=hours)))
    plan = plan_of(morning(store, far))
    ran = (AT - 0.2 * DAY).astimezone(far.tzinfo).date()
    runs = [d.date for d in plan.week.days if any(i.kind.has_running for i in d.items)]
    assert runs
    assert min(runs) > ran + DAY
    assert all((later - earlier).days > 1 for earlier, later in pairwise(runs))


def test_the_same_run_of_two_devices_is_one_day_of_running(store: MemoryStore) -> None:
    one = plan_of(today(store)).week.running_m
    add_run(store, 2.0001)
    assert plan_of(today(store)).week.running_m <= 1.2 * one


def test_a_session_told_on_two_devices_is_one_session(store: MemoryStore) -> None:
    told = SessionDone(TODAY, ActivityKind.STRENGTH, Completion.DONE, 1)
    log_session(store, AT, told, KNOWLEDGE, WRITERS)
    answer = log_session(store, AT, replace(told, pain_during=3), KNOWLEDGE, WRITERS)
    (kept,) = answer.state.diary.sessions
    assert kept.pain_during == 3


def test_a_move_that_would_break_a_limit_changes_nothing(store: MemoryStore) -> None:
    week = plan_of(set_wishes(store, AT, Wishes((90,) * 7), KNOWLEDGE, WRITERS)).week
    running = [(d.date, i) for d in week.days for i in d.items if i.kind.has_running]
    assert len(running) > 1
    (first, item), (second, _) = running[:2]
    with store.transaction() as tx:
        before = tx.entries()
    moved = move_session(store, AT, Slot(item.kind, first), second - DAY, KNOWLEDGE, WRITERS)
    with store.transaction() as tx:
        after = tx.entries()
    if isinstance(moved, MoveRefused):
        assert moved.breaches
        assert after == before
    else:
        week = plan_of(moved.answer).week
        days = [d.date for d in week.days if any(i.kind.has_running for i in d.items)]
        assert all((later - earlier).days > 1 for earlier, later in pairwise(days))


def test_a_session_that_is_not_there_cannot_be_moved(store: MemoryStore) -> None:
    with pytest.raises(CaseError, match="There is no race"):
        move_session(store, AT, Slot(ActivityKind.RACE, TODAY), TODAY + DAY, KNOWLEDGE, WRITERS)


def test_an_alarm_told_on_a_clock_that_went_back_a_little_still_counts(store: MemoryStore) -> None:
    alarm = Told(answers={"saddle_numbness": "new"})
    answer = check_in(store, AT - timedelta(minutes=5), alarm, KNOWLEDGE, WRITERS)
    assert isinstance(answer.plan, Refusal)
    assert isinstance(today(store, AT + timedelta(hours=1)).plan, Refusal)
