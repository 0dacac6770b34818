"""What was usual before each run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.training_load.baseline import IQR_TO_SD, usual_before

HISTORIES = st.lists(
    st.tuples(
        st.integers(0, 200).map(lambda step: step / 2),
        st.one_of(st.just(float("nan")), st.integers(1, 50).map(float)),
    ),
    max_size=40,
)


def usual(times: list[float], values: list[float], least: int = 1) -> list[float]:
    told = usual_before(np.array(times), np.array(values), 10, least)
    return [float(each) for each in told.median]


def test_a_run_is_not_part_of_its_own_baseline() -> None:
    assert usual([0, 1, 2], [5.0, 100.0, 7.0])[1:] == [5.0, 52.5]


def test_runs_at_one_moment_do_not_see_one_another() -> None:
    assert np.isnan(usual([3, 3], [5.0, 7.0])).all()


@pytest.mark.parametrize(("later", "is_known"), [(10.0, True), (10.001, False)])
def test_the_window_ends_exactly(later: float, is_known: bool) -> None:  # noqa: FBT001
    assert (not np.isnan(usual([0, later], [5.0, 7.0])[1])) is is_known


def test_too_few_runs_are_no_baseline() -> None:
    told = usual([0, 1, 2, 3], [5.0, 6.0, float("nan"), 7.0], least=2)
    assert np.isnan(told[:2]).all()
    assert told[2:] == [5.5, 5.5]


@given(HISTORIES)
def test_it_is_the_median_and_the_quartiles_of_the_window(
    history: list[tuple[float, float]],
) -> None:
    history.sort(key=lambda each: each[0])
    times = np.array([each[0] for each in history])
    values = np.array([each[1] for each in history])
    told = usual_before(times, values, 10, 2)
    for place, time in enumerate(times):
        inside = values[(times >= time - 10) & (times < time) & ~np.isnan(values)]
        assert told.runs[place] == inside.size
        if inside.size < 2:
            assert np.isnan(told.median[place])
            continue
        low, middle, high = np.quantile(inside, [0.25, 0.5, 0.75])
        assert told.median[place] == pytest.approx(middle)
        assert told.spread[place] == pytest.approx(IQR_TO_SD * (high - low))
