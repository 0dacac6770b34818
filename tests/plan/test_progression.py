"""Runs, mornings, breaks and silences move the runner up or down the ladder."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from plan_diary import TODAY, cleared_bone, easy_run, morning, mornings, told, walk_run
from plan_inputs import KNOWLEDGE, with_findings
from stridewell.plan.diary import Completion
from stridewell.plan.inputs import LadderProgress, PlanInput
from stridewell.plan.progression import after_session, ladder_course, ladder_standing
from stridewell.plan.zones import Zone

A, B = KNOWLEDGE.ladders["A"], KNOWLEDGE.ladders["B"]
EVERY_DAY = mornings(range(30))


@pytest.mark.parametrize(
    ("before", "zone", "after"),
    [
        (("A", 3, 0), Zone.GREEN, ("A", 3, 1)),
        (("A", 3, 1), Zone.GREEN, ("A", 4, 0)),
        (("A", 8, 1), Zone.GREEN, ("A", 9, 0)),
        (("A", 12, 1), Zone.GREEN, ("A", 12, 2)),
        (("A", 12, 2), Zone.GREEN, ("A", 12, 2)),
        (("A", 3, 1), Zone.AMBER, ("A", 3, 0)),
        (("A", 3, 1), Zone.RED, ("A", 2, 0)),
        (("A", 1, 0), Zone.RED, ("A", 1, 0)),
        (("B", 4, 1), Zone.GREEN, ("B", 4, 2)),
        (("B", 4, 2), Zone.AMBER, ("B", 2, 0)),
        (("B", 2, 0), Zone.RED, ("B", 1, 0)),
    ],
)
def test_steps(before: tuple[str, int, int], zone: Zone, after: tuple[str, int, int]) -> None:
    assert after_session(LadderProgress(*before), zone, KNOWLEDGE) == LadderProgress(*after)


def stands(inputs: PlanInput) -> tuple[int, int]:
    progress = ladder_standing(inputs, A)
    return progress.step, progress.sessions_done


def test_two_good_runs_make_a_step() -> None:
    assert stands(told([walk_run(5, 1)], EVERY_DAY)) == (1, 1)
    assert stands(told([walk_run(5, 1), walk_run(3, 1)], EVERY_DAY)) == (2, 0)


def test_it_begins_at_the_step_of_the_first_run_but_no_higher_than_anybody_may() -> None:
    assert stands(told([walk_run(5, 3)], EVERY_DAY)) == (3, 1)
    assert stands(told([walk_run(5, 8)], EVERY_DAY)) == (4, 1)


def test_a_stored_standing_is_where_the_diary_begins() -> None:
    inputs = replace(told([walk_run(5, 6)], EVERY_DAY), ladder=LadderProgress("A", 6, 1))
    assert stands(inputs) == (7, 0)


def test_without_a_run_on_the_ladder_one_stands_where_one_begins() -> None:
    assert ladder_standing(told(), A, begin=3) == LadderProgress("A", 3, 0)
    assert ladder_standing(told([easy_run(3, 8)], EVERY_DAY), A, begin=3).step == 3


@pytest.mark.parametrize(
    ("run", "why"),
    [
        (walk_run(5, 1, None), "pain not told"),
        (walk_run(5, 1, completion=Completion.PARTLY), "not done to the end"),
        (walk_run(5, 1, completion=Completion.SKIPPED), "not done"),
        (walk_run(-2, 1), "still to come"),
        (walk_run(0, 1), "the morning after is still to come"),
    ],
)
def test_what_counts_for_nothing(run: object, why: str) -> None:
    assert stands(told([run], EVERY_DAY)) == (1, 0), why  # type: ignore[list-item]


def test_the_morning_after_has_to_be_told() -> None:
    assert stands(told([walk_run(5, 1)], mornings([5, 3, 2]))) == (1, 0)


def test_pain_in_the_run_may_be_told_on_the_morning_after() -> None:
    after = morning(4, 0, during_last_run=1)
    assert stands(told([walk_run(5, 1, None)], [morning(5), after])) == (1, 1)


@pytest.mark.parametrize(
    ("during", "day", "after", "step"),
    [
        (2, 1, {"pain": 1}, (3, 1)),
        (4, 1, {"pain": 1}, (3, 0)),
        (1, 1, {"pain": 1, "worst_yesterday": 4}, (3, 0)),
        (6, 0, {"pain": 0}, (2, 0)),
        (0, 0, {"pain": 2}, (2, 0)),
        (0, 1, {"pain": 0, "woke_at_night": True}, (2, 0)),
        (0, 1, {"pain": 0, "limp": True}, (2, 0)),
        (0, 1, {"pain": 0, "stiffness_min": 30}, (3, 0)),
    ],
)
def test_pain_during_and_after_decides(
    during: int, day: int, after: dict[str, int], step: tuple[int, int]
) -> None:
    more = {key: value for key, value in after.items() if key != "pain"}
    told_after = morning(4, after["pain"], **more)
    assert stands(told([walk_run(5, 3, during)], [morning(5, day), told_after])) == step


def test_a_limp_in_the_run_steps_back_without_any_morning() -> None:
    assert stands(told([walk_run(5, 3, 0, limped=True)])) == (2, 0)


def test_the_worse_of_two_check_ins_of_a_morning_counts() -> None:
    twice = [morning(5), morning(4, 0), morning(4, 3)]
    assert stands(told([walk_run(5, 3)], twice)) == (2, 0)


def test_two_devices_tell_of_one_run() -> None:
    twice = [walk_run(5, 3, 6), walk_run(5, 3, 6)]
    assert stands(told(twice, EVERY_DAY)) == (2, 0)
    assert stands(told([walk_run(5, 3), walk_run(5, 3)], EVERY_DAY)) == (3, 1)


def test_a_run_on_the_day_after_a_run_counts_for_no_step() -> None:
    assert stands(told([walk_run(6, 3), walk_run(5, 3)], EVERY_DAY)) == (3, 1)


def test_a_run_below_the_step_one_stands_at_counts_for_no_step() -> None:
    runs = [walk_run(9, 3), walk_run(7, 3), walk_run(5, 2), walk_run(3, 2)]
    assert stands(told(runs, EVERY_DAY)) == (4, 0)


def test_a_run_above_the_step_skips_none() -> None:
    assert stands(told([walk_run(9, 1), walk_run(7, 6)], EVERY_DAY)) == (2, 0)


@pytest.mark.parametrize(("gap", "step"), [(8, 4), (9, 3), (13, 3), (14, 2), (28, 1)])
def test_a_break_steps_back(gap: int, step: int) -> None:
    assert stands(told([walk_run(gap, 4)], mornings(range(gap))))[0] == step


def test_a_month_of_silence_begins_lower_though_runs_went_on() -> None:
    runs = [walk_run(day, 4) for day in range(36, 0, -3)]
    assert stands(told(runs, [morning(36), morning(35)]))[0] == 1


def test_a_run_much_longer_than_planned_holds_for_a_week() -> None:
    runs = [walk_run(14, 3), walk_run(12, 3, minutes=60), walk_run(9, 3), walk_run(6, 3)]
    assert stands(told([*runs, walk_run(4, 3)], EVERY_DAY)) == (3, 1)
    assert stands(told([walk_run(6, 3), walk_run(4, 3, minutes=30)], EVERY_DAY)) == (4, 0)


def test_the_week_of_holding_is_said() -> None:
    held = ladder_course(told([walk_run(2, 3, minutes=60)], EVERY_DAY), A).held_until
    assert held == TODAY + timedelta(days=5)


def test_below_18_only_a_run_without_pain_counts() -> None:
    young = with_findings(inputs=told([walk_run(5, 3, 1)], EVERY_DAY), age=17)
    grown = with_findings(inputs=told([walk_run(5, 3, 1)], EVERY_DAY), age=18)
    assert stands(young) == (3, 0)
    assert stands(grown) == (3, 1)


def test_with_bone_any_pain_goes_back_two_steps() -> None:
    good = [walk_run(day, 1, ladder="B") for day in (16, 14, 12)]
    good += [walk_run(day, 2, ladder="B") for day in (10, 8, 6)]
    inputs = told(good, EVERY_DAY, cleared_bone())
    assert ladder_standing(inputs, B) == LadderProgress("B", 3, 0)
    hurt = told([*good, walk_run(4, 3, 1, ladder="B")], EVERY_DAY, cleared_bone())
    assert ladder_standing(hurt, B) == LadderProgress("B", 1, 0)


def test_at_a_step_with_something_new_only_runs_with_it_count() -> None:
    at_strides = LadderProgress("A", 10, 0)
    plain, strides = walk_run(7, 10), walk_run(5, 10, extra="strides")
    assert stands(replace(told([plain], EVERY_DAY), ladder=at_strides)) == (10, 0)
    assert stands(replace(told([plain, strides], EVERY_DAY), ladder=at_strides)) == (10, 1)


def test_every_run_says_what_it_came_to() -> None:
    notes = ladder_course(told([walk_run(5, 1), walk_run(3, 1)], EVERY_DAY), A).notes
    assert "counts for step 1" in notes[0].text
    assert "On to step 2" in notes[1].text
    assert all(note.sources for note in notes)
