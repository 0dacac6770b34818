"""How long a session takes and whether it tires the legs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan_inputs import CALM, KNOWLEDGE, situation, with_causes
from stridewell.knowledge.training import Dose, Stage
from stridewell.plan.dosing import choose_exercises
from stridewell.plan.strength_session import dose_seconds, is_heavy_legs, strength_minutes


def seconds(**parts: int | None) -> float:
    return dose_seconds(replace(Dose(1, None, None, 3, "easy"), **parts), KNOWLEDGE)  # type: ignore[arg-type]


def test_nothing_takes_no_time() -> None:
    assert strength_minutes((), KNOWLEDGE) == 0
    assert not is_heavy_legs(())


def test_a_hold_is_as_long_as_it_is_held() -> None:
    assert seconds(hold_s=45) == 45
    assert seconds(hold_s=5, reps=10) == 50


def test_more_sets_and_repetitions_take_longer() -> None:
    assert seconds(reps=8) < seconds(reps=12) < seconds(reps=12, sets=3)
    assert seconds(distance_m=30) > 0


@pytest.mark.parametrize("condition", ["gtps", "nonspecific_lbp", "adductor_related", "hip_oa"])
def test_a_session_fits_into_an_evening(condition: str) -> None:
    chosen, _ = choose_exercises(situation(with_causes({condition: 0.6}, CALM)))
    assert 10 <= strength_minutes(chosen, KNOWLEDGE) <= 60


def test_heavy_legs_follow_the_stage() -> None:
    chosen, _ = choose_exercises(situation(with_causes({"gtps": 0.6}, CALM)))
    heavy = replace(chosen[0], exercise=KNOWLEDGE.exercises["split_squat"], stage=Stage.LATE)
    assert is_heavy_legs((heavy,))
    assert not is_heavy_legs(chosen)
