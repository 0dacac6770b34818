"""Workout files are read back by another library as what was planned."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import fitdecode
import pytest

from stridewell.adapters.fit_workout import workout_file
from stridewell.adapters.knowledge_files import packaged_knowledge
from stridewell.plan.items import ActivityKind
from stridewell.plan.planned import PlannedSession
from stridewell.plan.workout import Block, Effort, Workout, workout_of

KNOWLEDGE = packaged_knowledge()
NOON = datetime(2026, 5, 11, 12, tzinfo=UTC)
TODAY = date(2026, 5, 11)
WALK_RUN = PlannedSession(ActivityKind.WALK_RUN, TODAY, run_minutes=15.0, ladder="A", step=3)


def messages(content: bytes) -> list[tuple[str, dict[str, Any]]]:
    with fitdecode.FitReader(io.BytesIO(content), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        return [
            (frame.name, {field.name: field.value for field in frame.fields})
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage)
        ]


def steps(content: bytes) -> list[dict[str, Any]]:
    return [fields for name, fields in messages(content) if name == "workout_step"]


@pytest.fixture
def content() -> bytes:
    workout = workout_of(WALK_RUN, KNOWLEDGE)
    assert workout is not None
    return workout_file(workout, NOON)


def test_the_file_says_that_it_is_a_running_workout(content: bytes) -> None:
    told = dict(messages(content))
    assert told["file_id"]["type"] == "workout"
    assert told["file_id"]["time_created"] == NOON
    assert told["workout"]["sport"] == "running"
    assert told["workout"]["wkt_name"] == "Walk-run A3"
    assert told["workout"]["num_valid_steps"] == len(steps(content))


def test_a_walk_run_is_a_repeat_of_running_and_walking(content: bytes) -> None:
    warm_up, run, walk, again, cool_down = steps(content)
    assert (run["duration_time"], walk["duration_time"]) == (180, 120)
    assert (run["intensity"], walk["intensity"]) == ("active", "rest")
    assert again["duration_type"] == "repeat_until_steps_cmplt"
    assert (again["duration_step"], again["repeat_steps"]) == (1, 5)
    assert (warm_up["intensity"], cool_down["intensity"]) == ("warmup", "cooldown")


def test_steps_are_numbered_in_order(content: bytes) -> None:
    assert [step["message_index"] for step in steps(content)] == [0, 1, 2, 3, 4]


def test_every_name_fits_a_watch() -> None:
    workout = Workout("A name that goes on and on for longer than any watch", (
        Block(1, ((Effort.RUN, 60),)),
    ))  # fmt: skip
    told = dict(messages(workout_file(workout, NOON)))
    assert len(told["workout"]["wkt_name"]) <= 40
