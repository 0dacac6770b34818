"""Where a ladder begins, and which of its steps fits under the longest run."""

from __future__ import annotations

import pytest

from plan_inputs import KNOWLEDGE
from stridewell.plan.ladder import clamp_step, first_step, highest_fitting, ladder_for, running_m

SOFT = ladder_for(KNOWLEDGE, bone=False)
BONE = ladder_for(KNOWLEDGE, bone=True)


@pytest.mark.parametrize(
    ("weeks_off", "step"), [(0, 4), (1.9, 4), (2, 2), (3.9, 2), (4, 1), (50, 1), (None, 1)]
)
def test_the_longer_the_break_the_lower_the_start(weeks_off: float | None, step: int) -> None:
    assert first_step(SOFT, weeks_off, KNOWLEDGE) == step


def test_bone_always_begins_at_the_bottom() -> None:
    assert first_step(BONE, 0, KNOWLEDGE) == 1


@pytest.mark.parametrize(("asked", "step"), [(-1, 1), (0, 1), (3, 3), (99, 8)])
def test_a_step_stays_on_the_ladder(asked: int, step: int) -> None:
    assert clamp_step(SOFT, asked) == step


def test_the_limit_decides_how_high_it_may_go() -> None:
    step = highest_fitting(SOFT, 8, 3.0, running_m(SOFT.steps[2], 3.0))
    assert step is not None
    assert step.number == 3


def test_nothing_fits_under_too_short_a_limit() -> None:
    assert highest_fitting(SOFT, 8, 3.0, 100) is None
