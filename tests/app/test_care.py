"""Today: one state in; a plan, or a refusal by name, out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from activities import even_run
from cases import AT, KNOWLEDGE, WOMAN, case_of
from shelved_runs import put_run
from stridewell.adapters.store.memory_store import MemoryStore
from stridewell.app.care import Writers, answer_today
from stridewell.app.check_in import Told, check_in, save_case
from stridewell.app.day_contract import day_out
from stridewell.errors import NothingStoredError
from stridewell.intake.reading import Answer
from stridewell.plan.planner import Plan
from stridewell.plan.refusal import Refusal, RefusalKind

DAY = timedelta(days=1)
OUTER_HIP: dict[str, Answer] = {"pain_regions": ["lat_hip"], "pain_daily": 1, "pain_running": 1}


def save(store: MemoryStore, writers: Writers, answers: dict[str, Answer]) -> None:
    save_case(store, case_of(answers), KNOWLEDGE, writers)


def test_without_a_check_in_there_is_nothing_to_plan_from(store: MemoryStore) -> None:
    with pytest.raises(NothingStoredError):
        answer_today(store, AT, KNOWLEDGE)


def test_looking_at_today_changes_nothing(store: MemoryStore, writers: Writers) -> None:
    save(store, writers, OUTER_HIP)
    one, two = (answer_today(store, AT + DAY, KNOWLEDGE) for _ in range(2))
    assert day_out(one) == day_out(two)
    with store.transaction() as transaction:
        assert len(transaction.results("intake")) == 1


@pytest.mark.parametrize(("days", "stale"), [(3, False), (3.1, True)], ids=["fresh", "stale"])
def test_old_answers_are_refused_by_name(
    store: MemoryStore,
    writers: Writers,
    days: float,
    stale: bool,  # noqa: FBT001
) -> None:
    save(store, writers, OUTER_HIP)
    plan = answer_today(store, AT + days * DAY, KNOWLEDGE).plan
    assert isinstance(plan, Refusal) is stale
    if isinstance(plan, Refusal):
        assert plan.kind is RefusalKind.STALE_ANSWERS


def test_a_check_in_makes_the_answers_fresh(store: MemoryStore, writers: Writers) -> None:
    save(store, writers, OUTER_HIP)
    check_in(store, AT + 6 * DAY, Told(pain_now=1), KNOWLEDGE, writers)
    assert isinstance(answer_today(store, AT + 7 * DAY, KNOWLEDGE).plan, Plan)


def test_the_longest_run_follows_from_the_stored_runs(store: MemoryStore, writers: Writers) -> None:
    save(store, writers, OUTER_HIP)
    run = even_run(2000)
    with store.transaction() as transaction:
        put_run(transaction, run)
    plan = answer_today(store, AT, KNOWLEDGE).plan
    assert isinstance(plan, Plan)
    assert plan.longest_run_m == pytest.approx(1.1 * 6000, abs=10)


def test_without_runs_nothing_is_said_about_the_longest_run(
    store: MemoryStore, writers: Writers
) -> None:
    save(store, writers, OUTER_HIP)
    plan = answer_today(store, AT, KNOWLEDGE).plan
    assert isinstance(plan, Plan)
    assert plan.longest_run_m is None


def test_pain_that_is_up_on_the_morning_after_a_run_stops_the_next(
    store: MemoryStore, writers: Writers
) -> None:
    save(store, writers, OUTER_HIP)
    run = even_run(2000)
    after_run = run.start + DAY
    check_in(store, run.start - DAY, Told(pain_now=0, runner=WOMAN), KNOWLEDGE, writers)
    with store.transaction() as transaction:
        put_run(transaction, run)
    day = check_in(store, after_run, Told(pain_now=3), KNOWLEDGE, writers)
    assert not isinstance(day.plan, Plan) or not day.plan.today.kind.has_running


def test_the_answer_of_a_day_is_a_plan_or_a_refusal_never_both(
    store: MemoryStore, writers: Writers
) -> None:
    save(store, writers, OUTER_HIP)
    planned = day_out(answer_today(store, AT, KNOWLEDGE))
    refused = day_out(answer_today(store, AT + 30 * DAY, KNOWLEDGE))
    assert (planned.plan is None, planned.refusal is None) == (False, True)
    assert (refused.plan is None, refused.refusal is None) == (True, False)
