"""Strides, tempo, hills, ground and slopes come back one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from plan_diary import cleared_bone, easy_run, morning, mornings, told, walk_run
from plan_inputs import CALM, KNOWLEDGE, load_of, situation, with_findings
from stridewell.plan.diary import SessionDone
from stridewell.plan.inputs import LadderProgress, PlanInput
from stridewell.plan.monitor import monitor
from stridewell.plan.reintroduction import (
    ExtraMark,
    ExtraStanding,
    extra_now,
    reintroduction,
)
from stridewell.plan.running import plan_runs

ORDER = list(KNOWLEDGE.reintroduced)
EVERY_DAY = mornings(range(60))
BASE = [easy_run(day) for day in (29, 27, 25, 23)]
STEADY = replace(CALM, load=load_of([(day, 5.0) for day in range(1, 29, 3)]))


def after(runs: Sequence[SessionDone], inputs: PlanInput = STEADY) -> tuple[ExtraStanding, ...]:
    now = situation(told(runs, EVERY_DAY, inputs))
    return reintroduction(now, monitor(now.inputs))


def marks(standings: Sequence[ExtraStanding]) -> dict[str, ExtraMark]:
    return {each.extra.id: each.mark for each in standings}


def now(standings: Sequence[ExtraStanding]) -> str | None:
    extra = extra_now(standings)
    return None if extra is None else extra.id


def with_extra(extra: str, *days: int) -> list[SessionDone]:
    return [easy_run(day, extra=extra) for day in days]


def test_everything_is_listed_in_its_order_with_where_one_stands() -> None:
    standings = after(BASE)
    assert [each.extra.id for each in standings] == ORDER
    assert all(each.reason.text and each.reason.sources for each in standings)


def test_nothing_comes_before_good_easy_runs() -> None:
    assert now(after(BASE[:3])) is None
    assert now(after(BASE)) == "strides"


def test_each_needs_good_runs_with_the_one_before_and_never_are_two_now() -> None:
    runs, days = [*BASE], iter(range(21, 0, -2))
    for each in ORDER[:4]:
        standings = after(runs)
        assert now(standings) == each
        assert list(marks(standings).values()).count(ExtraMark.NOW) == 1
        runs += with_extra(each, next(days), next(days))
    assert now(after(runs)) == ORDER[4]


def test_a_run_with_two_of_them_counts_for_neither() -> None:
    both = [easy_run(7, extra="strides"), easy_run(7, extra="tempo")]
    assert after([*BASE, *both])[0].good == 0


def test_amber_with_it_begins_it_anew_and_red_holds_everything() -> None:
    amber = easy_run(12, 4, extra="strides")
    assert after([*BASE, *with_extra("strides", 15), amber])[0].good == 0
    red = easy_run(3, 7, extra="strides")
    assert now(after([*BASE, red])) is None


@pytest.mark.parametrize(
    "inputs",
    [
        with_findings(inputs=STEADY, pain_running=4),
        with_findings(inputs=STEADY, age=17),
    ],
    ids=["amber today", "below 18"],
)
def test_what_speaks_against_it(inputs: PlanInput) -> None:
    standings = after(BASE, inputs)
    assert now(standings) is None
    assert marks(standings)["strides"] is ExtraMark.WAITING


def test_after_a_silence_nothing_is_added() -> None:
    quiet = situation(told(BASE, mornings(range(20, 40)), STEADY))
    assert now(reintroduction(quiet, monitor(quiet.inputs))) is None


def test_with_bone_nothing_is_added_in_the_first_weeks() -> None:
    painless = with_findings(inputs=cleared_bone(), pain_daily=0, pain_running=0)
    early = [walk_run(day, 10, ladder="B") for day in range(22, 1, -3)]
    late = [walk_run(day, 10, ladder="B") for day in range(40, 1, -3)]
    assert now(after(early, painless)) is None
    assert now(after(late, painless)) == "strides"


def test_on_the_ladder_its_steps_say_what_comes() -> None:
    on = replace(told(BASE, EVERY_DAY), ladder=LadderProgress("A", 3, 0))
    ladder = KNOWLEDGE.ladders["A"]
    here = situation(on)
    trend = monitor(on)
    assert now(reintroduction(here, trend, (ladder, LadderProgress("A", 9, 1)))) is None
    assert now(reintroduction(here, trend, (ladder, LadderProgress("A", 10, 0)))) == "strides"


def test_the_week_holds_it_in_one_run_only() -> None:
    week = plan_runs(situation(told(BASE, EVERY_DAY, STEADY)))
    assert [run.extra for run in week.runs].count("strides") == 1
    assert [run.extra for run in week.runs].count(None) == len(week.runs) - 1
    assert [each.extra.id for each in week.extras] == ORDER


def test_a_check_in_is_needed_for_a_run_to_count() -> None:
    untold = situation(told(BASE, [morning(0)], STEADY))
    assert now(reintroduction(untold, monitor(untold.inputs))) is None


def test_what_is_not_on_the_ladder_comes_when_the_ladder_is_done() -> None:
    runs, days = [*BASE], iter(range(21, 0, -3))
    for each in ("strides", "tempo", "hills"):
        runs += with_extra(each, next(days), next(days))
    here = situation(told(runs, EVERY_DAY, STEADY))
    trend, ladder = monitor(here.inputs), KNOWLEDGE.ladders["A"]
    at_hills, done = LadderProgress("A", 12, 1), LadderProgress("A", 12, 2)
    assert now(reintroduction(here, trend, (ladder, at_hills))) is None
    assert now(reintroduction(here, trend, (ladder, done))) == "downhill"
