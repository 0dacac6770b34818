"""Stored runs as load: what the plan and the ranking may know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from activities import even_run
from cases import AT, KNOWLEDGE
from stridewell.activity.strides import summarise_run
from stridewell.app.load_changes import ChangeTold, Verdict
from stridewell.app.load_history import (
    TrainingLoad,
    load_history,
    run_findings,
    spike_limits,
    training_load,
)
from stridewell.app.ports import StoredRun
from stridewell.training_load.change import ChangeKind
from stridewell.training_load.limits import SpikeClass
from stridewell.values.evidence import State

SUMMARY = summarise_run(even_run())


def load_of(runs: Sequence[tuple[float, float]]) -> TrainingLoad:
    """Runs as days ago and kilometres."""
    stored = tuple(
        StoredRun(
            number,
            replace(SUMMARY, start=AT - timedelta(days=days), distance_m=1000 * km),
            (),
        )
        for number, (days, km) in enumerate(runs)
    )
    return training_load(stored, KNOWLEDGE, UTC)


STEADY = [(28, 8.0), (21, 8.0), (14, 8.0), (7, 8.0)]


def test_the_limits_are_those_of_the_knowledge() -> None:
    limits = spike_limits(KNOWLEDGE)
    assert (limits.window_days, limits.edges_percent) == (30, (10, 30, 100))
    assert limits.hazards[SpikeClass.LARGE].value == 2.28


def test_a_jump_before_the_pain_is_a_finding() -> None:
    (found,) = run_findings(load_of([*STEADY, (3, 15.0)]), AT, None)
    assert (found.id, found.state) == ("single_run_spike", State.PRESENT)


def test_even_running_is_a_finding_too() -> None:
    (found,) = run_findings(load_of(STEADY), AT, None)
    assert found.state is not State.PRESENT


def test_a_jump_after_the_pain_began_does_not_count() -> None:
    load = load_of([*STEADY, (3, 15.0)])
    (found,) = run_findings(load, AT, date(2026, 5, 5))
    assert found.state is not State.PRESENT


def test_the_day_the_pain_began_still_counts() -> None:
    load = load_of([*STEADY, (3, 15.0)])
    (found,) = run_findings(load, AT, (AT - timedelta(days=3)).date())
    assert found.state is State.PRESENT


def test_no_runs_say_nothing() -> None:
    assert run_findings(load_of([]), AT, None) == ()


def test_the_last_weeks_for_the_plan() -> None:
    history = load_history(load_of([(40, 20.0), *STEADY, (2, 5.0)]), AT, KNOWLEDGE)
    assert history.last_7_days_km == pytest.approx(13)
    assert history.last_28_days_km == pytest.approx(37)
    assert history.days_since_last_run == pytest.approx(2, abs=1)
    assert history.longest_run_allowed_m == pytest.approx(8800)
    assert len(history.sessions) == 5


def test_unknown_load_is_none_and_never_0() -> None:
    history = load_history(load_of([]), AT, KNOWLEDGE)
    assert history.longest_run_allowed_m is None
    assert history.days_since_last_run is None
    assert history.spike_class is None


def test_what_one_was_used_to_is_the_best_stretch_before_the_plan() -> None:
    old = [(days, 10.0) for days in (70, 66, 62, 58)]
    runs = load_of([*old, (20, 4.0), (2, 4.0)])
    now, before = (load_history(runs, AT, KNOWLEDGE, began) for began in (None, AT.date()))
    assert now.habit is not None
    assert before.habit is not None
    assert now.habit.week_m == before.habit.week_m == pytest.approx(10_000)
    assert now.habit.runs_per_week == pytest.approx(1)


def test_runs_since_the_plan_began_are_no_habit() -> None:
    began = (AT - timedelta(days=10)).date()
    history = load_history(load_of([(5, 30.0), (2, 30.0)]), AT, KNOWLEDGE, began)
    assert history.habit is None


def declined(load: TrainingLoad) -> TrainingLoad:
    """The load with its greatest jump declined."""
    jump = max(load.spikes, key=lambda each: each.increase_percent or 0.0)
    told = ChangeTold(
        "spike", ChangeKind.SPIKE, jump.start.date(), Verdict.DECLINED, AT, "", run=jump.start
    )
    return replace(load, told=(told,))


def test_a_declined_jump_counts_neither_as_finding_nor_in_the_plan() -> None:
    load = load_of([*STEADY, (3, 15.0)])
    assert load_history(load, AT, KNOWLEDGE).spike_class is SpikeClass.MODERATE
    doubted = declined(load)
    assert load_history(doubted, AT, KNOWLEDGE).spike_class is None
    (found,) = run_findings(doubted, AT, None)
    assert (found.state, found.value) == (State.UNKNOWN, None)


def test_the_longest_run_of_the_plan_stays_with_what_is_recorded() -> None:
    load = load_of([*STEADY, (3, 15.0)])
    allowed = [load_history(e, AT, KNOWLEDGE).longest_run_allowed_m for e in (load, declined(load))]
    assert allowed == [16_500.0, 16_500.0]
