"""Runs as steps for a watch: what is planned is what the watch counts down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession
from stridewell.plan.workout import Effort, workout_of

KNOWLEDGE = packaged_knowledge()
TODAY = date(2026, 5, 11)
EASY = PlannedSession(ActivityKind.RUN, TODAY, run_minutes=30.0, run_m=5000.0)
WALK_RUNS = [
    (ladder.id, step)
    for ladder in KNOWLEDGE.ladders.values()
    for step in ladder.steps
    if step.repeats > 1
]


@pytest.mark.parametrize(("ladder", "step"), WALK_RUNS)
def test_every_walk_run_counts_down_its_own_minutes(ladder: str, step: object) -> None:
    walk_run = next(each for name, each in WALK_RUNS if (name, each) == (ladder, step))
    session = PlannedSession(
        ActivityKind.WALK_RUN,
        TODAY,
        run_minutes=walk_run.run_total_min,
        ladder=ladder,
        step=walk_run.number,
    )
    workout = workout_of(session, KNOWLEDGE)
    assert workout is not None
    assert workout.seconds_of(Effort.RUN) == 60 * walk_run.run_total_min
    assert workout.seconds_of(Effort.WALK) == 60 * walk_run.walk_total_min
    assert workout.blocks[1].times == walk_run.repeats


def test_an_easy_run_is_one_step_between_two_walks() -> None:
    workout = workout_of(EASY, KNOWLEDGE)
    assert workout is not None
    assert [block.steps[0][0] for block in workout.blocks] == [
        Effort.WARM_UP,
        Effort.RUN,
        Effort.COOL_DOWN,
    ]
    assert workout.seconds_of(Effort.RUN) == 30 * 60


def test_strides_come_last_and_take_nothing_from_the_running_time() -> None:
    workout = workout_of(replace(EASY, extra="strides"), KNOWLEDGE)
    assert workout is not None
    quick = workout.seconds_of(Effort.QUICK)
    assert quick == 4 * 20
    assert workout.seconds_of(Effort.RUN) + quick == 30 * 60


def test_new_ground_is_run_as_an_easy_run() -> None:
    on_hills, easy = (workout_of(replace(EASY, extra=e), KNOWLEDGE) for e in ("hills", None))
    assert on_hills is not None
    assert easy is not None
    assert on_hills.blocks == easy.blocks


@pytest.mark.parametrize(
    "session",
    [
        replace(EASY, kind=ActivityKind.STRENGTH),
        replace(EASY, kind=ActivityKind.RACE),
        replace(EASY, run_minutes=None),
    ],
)
def test_what_is_no_run_of_a_known_length_is_no_workout(session: PlannedSession) -> None:
    assert workout_of(session, KNOWLEDGE) is None
