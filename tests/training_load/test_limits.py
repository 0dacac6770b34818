"""The limits a spike is judged by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stridewell.training_load.limits import SpikeClass, SpikeLimits

ONE_HUNDRED_KM_IN_CM = 10_000_000


@given(longest_cm=st.integers(10, ONE_HUNDRED_KM_IN_CM))
def test_the_edges_are_exact_at_every_distance(longest_cm: int, limits: SpikeLimits) -> None:
    classes = (SpikeClass.NONE, SpikeClass.SMALL, SpikeClass.MODERATE, SpikeClass.LARGE)
    for edge, below, above in zip(limits.edges_percent, classes, classes[1:], strict=False):
        top_cm = (100 + edge) * longest_cm // 100
        assert limits.classify(top_cm, longest_cm) is below
        assert limits.classify(top_cm + 1, longest_cm) is above


@given(
    longest_cm=st.integers(1, ONE_HUNDRED_KM_IN_CM),
    shorter_cm=st.integers(1, ONE_HUNDRED_KM_IN_CM),
    extra_cm=st.integers(0, ONE_HUNDRED_KM_IN_CM),
)
def test_a_longer_run_never_falls_into_a_lower_class(
    longest_cm: int, shorter_cm: int, extra_cm: int, limits: SpikeLimits
) -> None:
    order = list(SpikeClass)
    lower = order.index(limits.classify(shorter_cm, longest_cm))
    assert lower <= order.index(limits.classify(shorter_cm + extra_cm, longest_cm))


def test_without_a_baseline_the_class_is_unknown(limits: SpikeLimits) -> None:
    assert limits.classify(1_000_000, 0) is SpikeClass.NO_BASELINE
    assert not SpikeClass.NO_BASELINE.is_spike


def test_limits_that_cannot_class_every_run_are_refused(limits: SpikeLimits) -> None:
    with pytest.raises(ValueError, match="must rise"):
        replace(limits, edges_percent=(30, 10, 100))
    with pytest.raises(ValueError, match="at least a day"):
        replace(limits, window_days=0)
    with pytest.raises(ValueError, match="no hazard ratio"):
        replace(limits, hazards={})
