from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities import even_run
from stridewell.activity.identity import same_run, searched_keys, stored_keys
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
    other = replace(RUN, duration_s=duration_s, elapsed_s=duration_s)
    assert same_run(RUN, other) is same


def test_a_file_that_counts_pauses_is_the_same_run_as_one_that_does_not() -> None:
    watch = replace(RUN, duration_s=1000.0, elapsed_s=1400.0)
    assert same_run(watch, replace(RUN, duration_s=1400.0, elapsed_s=1400.0))


@pytest.mark.parametrize(("distance_m", "same"), [(2910.0, True), (2900.0, False), (None, True)])
def test_distances_may_differ_by_three_per_cent(*, distance_m: float | None, same: bool) -> None:
    assert same_run(RUN, replace(RUN, distance_m=distance_m)) is same


@pytest.mark.parametrize("hours", [1, -1, 2, 5.5, 14])
def test_a_copy_whose_clock_is_off_by_a_zone_is_the_same_run(hours: float) -> None:
    assert same_run(RUN, later(3600 * hours + 4))


@pytest.mark.parametrize("seconds", [3600 + 6, 1500, 900, 15 * 3600, 24 * 3600])
def test_a_clock_is_off_by_half_hours_only(seconds: float) -> None:
    assert not same_run(RUN, later(seconds))


@pytest.mark.parametrize(
    "changes",
    [
        {"elapsed_s": 1003.0},
        {"distance_m": 3020.0},
        {"distance_m": None},
        {"step_rate_spm": 172.0},
    ],
)
def test_the_same_lap_an_hour_later_is_another_run(changes: dict[str, float | None]) -> None:
    assert not same_run(RUN, replace(later(3600), **changes))  # type: ignore[arg-type]


@given(
    st.integers(-30, 30), st.floats(-130, 130), st.floats(-40, 40), st.floats(-3, 3), st.booleans()
)
def test_the_same_run_is_always_found_by_its_keys(
    half_hours: int,
    seconds: float,
    longer_s: float,
    drift_s: float,
    is_copy: bool,  # noqa: FBT001 - drawn
) -> None:
    shift = 1800.0 * half_hours + drift_s if is_copy else seconds
    other = replace(later(shift), elapsed_s=RUN.elapsed_s + (drift_s if is_copy else longer_s))
    if same_run(RUN, other):
        assert set(stored_keys(RUN)) & set(searched_keys(other))
        assert set(stored_keys(other)) & set(searched_keys(RUN))


@given(st.floats(-300, 300), st.floats(900, 1100), st.floats(2500, 3500))
def test_it_does_not_matter_which_came_first(
    seconds: float, duration_s: float, distance_m: float
) -> None:
    other = replace(later(seconds), duration_s=duration_s, distance_m=distance_m)
    assert same_run(RUN, other) == same_run(other, RUN)
