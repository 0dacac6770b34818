"""What is counted, and how."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulate.recovery.pages import KNOWLEDGE
from stridewell.simulate.recovery.course import Truth
from stridewell.simulate.recovery.outcomes import (
    MEASURES,
    Outcome,
    day_of_goal,
    days_lost,
    estimate,
    flare_days,
    kaplan_meier_median,
    paired_difference,
    restricted_mean_days,
)
from stridewell.simulate.recovery.runners import Scenario
from stridewell.simulate.recovery.tissue import TissueKind


def outcome(index: int = 0, days_to_30: int | None = 30, flares: int = 0) -> Outcome:
    return Outcome(
        index=index,
        scenario=Scenario.RIGHT,
        condition="gtps",
        kind=TissueKind.TENDON,
        policy="stridewell",
        days=168,
        flares=flares,
        days_to_30=days_to_30,
        days_lost=0,
        sore_days=0,
        is_back=True,
        week_share=1.0,
        broke=False,
        visits=0,
        breaches={},
        first_breach={},
    )


def test_a_flare_is_a_clear_rise_and_counts_once() -> None:
    pain = np.array([1.0] * 10 + [4.0] * 5 + [1.0] * 20 + [4.0])
    assert flare_days(pain) == (10, 35)
    assert flare_days(np.full(50, 5.0)) == ()
    assert flare_days(np.array([0.0, 2.5])) == ()


def test_thirty_minutes_count_only_when_calm_and_settled() -> None:
    runs = {"damage": np.zeros(4), "run_m": np.zeros(4), "limp": np.zeros(4, dtype=bool)}
    truth = Truth(
        daily_pain=np.array([1.0, 1.0, 3.0, 1.0]),
        run_min=np.array([30.0, 30.0, 12.0, 31.0]),
        run_pain=np.array([5.0, 1.0, 0.0, 1.0]),
        **runs,
    )
    assert day_of_goal(truth, KNOWLEDGE, bone=False) == 4
    assert day_of_goal(replace(truth, run_min=np.zeros(4)), KNOWLEDGE, bone=False) is None


def test_days_are_lost_while_less_than_half_of_the_usual_is_run() -> None:
    assert days_lost(np.zeros(20), 10_000) == 20
    assert days_lost(np.full(20, 10_000 / 7), 10_000) == 3


def test_who_never_got_there_counts_with_the_whole_time() -> None:
    told = [outcome(days_to_30=day) for day in (10, 20, None)]
    assert kaplan_meier_median(told) == 20
    assert kaplan_meier_median([outcome(days_to_30=None)]) is None
    assert restricted_mean_days(told) == (10 + 20 + 168) / 3


def test_an_interval_holds_the_mean_and_is_the_same_again() -> None:
    values = [1.0, 2.0, 3.0, 9.0]
    made = estimate(values)
    assert made.low <= made.mean <= made.high
    assert made == estimate(values)


def test_differences_are_taken_runner_by_runner() -> None:
    ours = [outcome(0, flares=1), outcome(1, flares=0)]
    others = [outcome(1, flares=2), outcome(0, flares=3)]
    assert paired_difference(ours, others, MEASURES["flares"]).mean == -2
