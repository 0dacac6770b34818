"""Writes a run as a FIT workout file, which watches take over as a workout to follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from stridewell.plan.workout import Block, Effort, Workout

MILLISECONDS = 1000
WATCH_NAME_LENGTH = 40
NAMES = {
    Effort.WARM_UP: "Walk briskly",
    Effort.RUN: "Run easily",
    Effort.WALK: "Walk",
    Effort.QUICK: "Quicker",
    Effort.COOL_DOWN: "Walk and cool down",
}


def workout_file(workout: Workout, made_at: datetime) -> bytes:
    """The bytes of a FIT workout file.

    Only time steps and repeats are used, so that every watch that takes workouts can follow.
    """
    # imported late: the profile is large and only exports need it
    from fit_tool.fit_file_builder import FitFileBuilder  # noqa: PLC0415
    from fit_tool.profile.messages.file_id_message import FileIdMessage  # noqa: PLC0415
    from fit_tool.profile.messages.workout_message import WorkoutMessage  # noqa: PLC0415
    from fit_tool.profile.profile_type import FileType, Manufacturer, Sport  # noqa: PLC0415

    steps = list(_steps(workout))
    head = FileIdMessage()
    head.type = FileType.WORKOUT
    head.manufacturer = Manufacturer.DEVELOPMENT.value
    head.product = 0
    head.time_created = round(made_at.timestamp() * MILLISECONDS)
    head.serial_number = 1
    about = WorkoutMessage()
    about.workout_name = workout.name[:WATCH_NAME_LENGTH]
    about.sport = Sport.RUNNING
    about.num_valid_steps = len(steps)
    builder = FitFileBuilder(auto_define=True, min_string_size=50)
    builder.add_all([head, about, *steps])
    content: bytes = builder.build().to_bytes()
    return content


def _steps(workout: Workout) -> Iterator[Any]:
    """The steps in order; a block done more than once ends with a repeat of its steps."""
    index = 0
    for block in workout.blocks:
        first = index
        for effort, seconds in block.steps:
            yield _time_step(index, effort, seconds)
            index += 1
        if block.times > 1:
            yield _repeat_step(index, first, block)
            index += 1


def _time_step(index: int, effort: Effort, seconds: int) -> Any:  # noqa: ANN401 - the library has no types
    from fit_tool.profile.messages.workout_step_message import (  # noqa: PLC0415
        WorkoutStepMessage,
    )
    from fit_tool.profile.profile_type import (  # noqa: PLC0415
        Intensity,
        WorkoutStepDuration,
        WorkoutStepTarget,
    )

    intensity = {
        Effort.WARM_UP: Intensity.WARMUP,
        Effort.RUN: Intensity.ACTIVE,
        Effort.WALK: Intensity.REST,
        Effort.QUICK: Intensity.ACTIVE,
        Effort.COOL_DOWN: Intensity.COOLDOWN,
    }[effort]
    step = WorkoutStepMessage()
    step.message_index = index
    step.workout_step_name = NAMES[effort]
    step.intensity = intensity
    step.duration_type = WorkoutStepDuration.TIME
    step.duration_time = float(seconds)
    step.target_type = WorkoutStepTarget.OPEN
    return step


def _repeat_step(index: int, first: int, block: Block) -> Any:  # noqa: ANN401 - the library has no types
    from fit_tool.profile.messages.workout_step_message import (  # noqa: PLC0415
        WorkoutStepMessage,
    )
    from fit_tool.profile.profile_type import WorkoutStepDuration  # noqa: PLC0415

    step = WorkoutStepMessage()
    step.message_index = index
    step.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
    step.duration_value = first
    step.target_value = block.times
    return step
