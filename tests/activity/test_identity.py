from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run
from stridewell.activity.identity import same_run
from stridewell.activity.strides import RunSummary, summarise_run

RUN = summarise_run(even_run(1000))


def later(seconds: float) -> RunSummary:
    return replace(RUN, start=RUN.start + timedelta(seconds=seconds))


def test_a_run_is_the_same_as_itself() -> None:
    assert same_run(RUN, RUN)


@pytest.mark.parametrize(("seconds", "same"), [(120, True), (121, False), (-120, True)])
def test_starts_may_lie_two_minutes_apart(*, seconds: float, same: bool) -> None:
    assert same_run(RUN, later(seconds)) is same


@pytest.mark.parametrize(("duration_s", "same"), [(970.0, True), (969.0, False), (1031.0, False)])
def test_durations_may_differ_by_three_per_cent(*, duration_s: float, same: bool) -> None:
    assert same_run(RUN, replace(RUN, duration_s=duration_s)) is same


@pytest.mark.parametrize(("distance_m", "same"), [(2910.0, True), (2900.0, False), (None, True)])
def test_distances_may_differ_by_three_per_cent(*, distance_m: float | None, same: bool) -> None:
    assert same_run(RUN, replace(RUN, distance_m=distance_m)) is same


@given(st.floats(-300, 300), st.floats(900, 1100), st.floats(2500, 3500))
def test_it_does_not_matter_which_came_first(
    seconds: float, duration_s: float, distance_m: float
) -> None:
    other = replace(later(seconds), duration_s=duration_s, distance_m=distance_m)
    assert same_run(RUN, other) == same_run(other, RUN)
