"""What can go wrong with days, clocks and devices: the plan stays safe and says what it took."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest

from activities import even_run
from cases import AT, KNOWLEDGE, case_of
from shelved_runs import put_run
from stridewell.adapters.case_files import write_case
from stridewell.adapters.store import MemoryStore
from stridewell.app.care import DayAnswer, Writers, answer_today, plan_input
from stridewell.app.check_in import Told, check_in, save_case
from stridewell.app.daily import enter_clearance, log_session, set_wishes
from stridewell.app.day_contract import day_json
from stridewell.app.moves import Slot, move_session
from stridewell.errors import CaseError
from stridewell.intake.reading import Answer
from stridewell.plan.diary import Clearance, Completion, SessionDone
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
        put_run(tx, shifted)


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


def test_a_calm_check_in_does_not_overrule_a_bad_intake_of_the_same_morning(
    store: MemoryStore,
) -> None:
    bad = Told(answers=case_of(BACK | {"pain_daily": 7}).answers, replaces_all=True)
    check_in(store, AT + DAY, bad, KNOWLEDGE, WRITERS)
    plan = plan_of(morning(store, AT + DAY + timedelta(hours=1), 1))
    assert any(limit.id == "daily_pain" for limit in plan.limits)


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


def test_after_a_clock_that_was_a_year_ahead_a_check_in_is_the_way_out(store: MemoryStore) -> None:
    morning(store, AT + 365 * DAY)
    refused = today(store, AT + DAY).plan
    assert isinstance(refused, Refusal)
    assert "still to come" in refused.text
    answer = morning(store, AT + DAY)
    assert "the clock was ahead then" in said(answer)
    assert answer.state.answers_at == AT + DAY
    assert answer.state.diary.mornings[-2].day == (AT + DAY).date()
    assert isinstance(today(store, AT + 2 * DAY).plan, Plan)


def test_an_alarm_and_a_new_intake_count_in_the_order_in_which_they_were_told(
    store: MemoryStore,
) -> None:
    morning(store, AT + 30 * DAY)
    limp = Told(answers={"saddle_numbness": "new"})
    assert isinstance(check_in(store, AT + DAY, limp, KNOWLEDGE, WRITERS).plan, Refusal)
    assert isinstance(morning(store, AT + DAY).plan, Refusal)
    anew = Told(answers=case_of(BACK).answers, replaces_all=True)
    check_in(store, AT + DAY, anew, KNOWLEDGE, WRITERS)
    assert isinstance(today(store, AT + DAY + timedelta(hours=1)).plan, Plan)


def test_an_old_case_does_not_undo_what_was_told_since(store: MemoryStore) -> None:
    morning(store, AT + 5 * DAY, 6)
    with pytest.raises(CaseError, match=r"tells of 11 May 2026; something was told on 16 May"):
        save_case(store, case_of(BACK), KNOWLEDGE, WRITERS)


def test_a_clearance_with_a_day_to_come_clears_nothing(store: MemoryStore) -> None:
    told = Clearance("bsi_sacrum", (AT + 3 * DAY).date(), "Dr Adams")
    enter_clearance(store, AT + 3 * DAY, told, KNOWLEDGE, WRITERS)
    for days, cleared in ((1, frozenset()), (3, {"bsi_sacrum"})):
        answer = today(store, AT + days * DAY)
        found = plan_input(answer.state, answer.assessment, KNOWLEDGE).cleared_by_clinician
        assert found == cleared


def test_a_run_dated_tomorrow_is_left_out_and_named(store: MemoryStore) -> None:
    before = plan_of(today(store))
    add_run(store, -1, 9000)
    after = today(store)
    assert plan_of(after).longest_run_m == before.longest_run_m
    assert "12 May, 07:00, which is still to come" in said(after)


def test_a_session_told_before_a_flight_west_was_not_done_tomorrow(store: MemoryStore) -> None:
    tokyo, here = (timezone(timedelta(hours=hours)) for hours in (9, -8))
    at = (AT + timedelta(hours=12)).astimezone(tokyo)
    told = SessionDone(at.date(), ActivityKind.RUN, Completion.DONE, 1)
    log_session(store, at, told, KNOWLEDGE, WRITERS)
    landed = (at + timedelta(hours=1)).astimezone(here)
    answer = morning(store, landed)
    (session,) = answer.state.diary.sessions
    assert session.day == landed.date() == at.date() - DAY
    assert not _runs_on_first_day(plan_of(answer))


def test_the_pain_of_an_older_run_told_late_does_not_hide_that_of_the_last(
    store: MemoryStore,
) -> None:
    for days, pain in ((0, 7), (2, 1)):
        run = SessionDone(TODAY - days * DAY, ActivityKind.RUN, Completion.DONE, pain)
        answer = log_session(store, AT, run, KNOWLEDGE, WRITERS)
    assert answer.state.case.answers["pain_running"] == 7
    after = morning(store, AT + DAY)
    assert any(limit.id == "running_pain" for limit in plan_of(after).limits)


def test_a_session_told_after_the_check_in_leaves_the_rise_of_the_morning(
    store: MemoryStore,
) -> None:
    morning(store, AT - timedelta(hours=1), 1)
    run = SessionDone(TODAY, ActivityKind.RUN, Completion.DONE, 2)
    log_session(store, AT, run, KNOWLEDGE, WRITERS)
    assert "up by 3" in said(morning(store, AT + DAY, 4))
    later = log_session(store, AT + DAY, replace(run, effort=4), KNOWLEDGE, WRITERS)
    assert "up by 3" in said(later)


def test_a_morning_that_is_calm_again_ends_the_stop_of_the_one_before(store: MemoryStore) -> None:
    morning(store, AT - timedelta(hours=1), 0)
    add_run(store, 0)
    assert "up by 4" in said(morning(store, AT + DAY, 4))
    assert "up by" not in said(morning(store, AT + 2 * DAY, 1))
