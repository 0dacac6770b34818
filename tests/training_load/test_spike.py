"""One run against the longest run of the 30 days before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE
from stridewell.app.load_history import spike_limits
from stridewell.training_load.limits import SpikeClass, SpikeLimits
from stridewell.training_load.session import SessionLoad
from stridewell.training_load.spike import (
    SpikeResult,
    largest_recent_spike,
    longest_run_allowed_m,
    spike_of_each,
    spikes,
)

MAY_1 = datetime(2026, 5, 1, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def run(day: float, metres: float | None) -> SessionLoad:
    return SessionLoad(MAY_1 + day * DAY, metres, 3600.0)


def last(limits: SpikeLimits, *sessions: SessionLoad) -> SpikeResult:
    return spikes(sessions, limits)[-1]


HISTORIES = st.lists(
    st.builds(run, st.integers(0, 400).map(lambda step: step / 4), st.integers(0, 3000)),
    max_size=40,
)


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (9_000.00, SpikeClass.NONE),
        (11_000.00, SpikeClass.NONE),
        (11_000.01, SpikeClass.SMALL),
        (11_010.00, SpikeClass.SMALL),
        (13_000.00, SpikeClass.SMALL),
        (13_000.01, SpikeClass.MODERATE),
        (20_000.00, SpikeClass.MODERATE),
        (20_000.01, SpikeClass.LARGE),
    ],
)
def test_an_edge_belongs_to_the_class_below_it(
    metres: float, expected: SpikeClass, limits: SpikeLimits
) -> None:
    assert last(limits, run(0, 10_000.0), run(1, metres)).spike_class is expected


def test_the_first_run_has_no_baseline(limits: SpikeLimits) -> None:
    result = last(limits, run(0, 10_000.0))
    assert result.spike_class is SpikeClass.NO_BASELINE
    assert (result.longest_before_m, result.increase_percent, result.hazard) == (None, None, None)


def test_a_run_exactly_30_days_ago_counts(limits: SpikeLimits) -> None:
    assert last(limits, run(0, 10_000.0), run(30, 10_000.0)).longest_before_m == 10_000.0


def test_a_run_a_moment_before_that_does_not(limits: SpikeLimits) -> None:
    result = last(limits, run(0, 10_000.0), run(30 + 1e-6, 10_000.0))
    assert result.spike_class is SpikeClass.NO_BASELINE


def test_a_run_is_not_its_own_baseline_nor_that_of_a_twin(limits: SpikeLimits) -> None:
    first, second = spikes([run(0, 5_000.0), run(0, 9_000.0)], limits)
    assert first.spike_class is second.spike_class is SpikeClass.NO_BASELINE


def test_the_window_is_30_times_24_hours_also_when_clocks_change(limits: SpikeLimits) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = SessionLoad(datetime(2026, 3, 10, 7, tzinfo=berlin), 9_000.0, 1.0)
    after = SessionLoad(datetime(2026, 4, 9, 7, tzinfo=berlin), 9_000.0, 1.0)
    assert last(limits, before, after).longest_before_m == 9_000.0
    later = SessionLoad(datetime(2026, 4, 9, 8, 30, tzinfo=berlin), 9_000.0, 1.0)
    assert last(limits, before, later).longest_before_m is None


@pytest.mark.parametrize("unmeasured", [None, 0.0])
def test_a_run_without_a_distance_is_no_baseline(
    unmeasured: float | None, limits: SpikeLimits
) -> None:
    (result,) = spikes([run(0, unmeasured), run(1, 10_000.0)], limits)
    assert result.spike_class is SpikeClass.NO_BASELINE


def test_a_spike_carries_its_hazard_and_its_reason(limits: SpikeLimits) -> None:
    result = last(limits, run(-5, 10_000.0), run(2, 14_600.0))
    assert result.hazard is limits.hazards[SpikeClass.MODERATE]
    assert result.increase_percent == pytest.approx(46.0)
    assert result.reason.sources == ("frandsen_2025",)
    assert result.reason.text == (
        "Your run on 3 May was 46 % longer than the longest run of the 30 days before it "
        "(14.6 km against 10.0 km)."
    )


def naive_longest_m(sessions: Sequence[SessionLoad], start: datetime) -> float | None:
    window = [
        session.distance_m
        for session in sessions
        if session.distance_m and start - 30 * DAY <= session.start < start
    ]
    return max(window, default=None)


@given(sessions=HISTORIES)
def test_the_sliding_window_agrees_with_looking_at_every_pair(
    sessions: list[SessionLoad], limits: SpikeLimits
) -> None:
    results = spikes(sessions, limits)
    assert [each.longest_before_m for each in results] == [
        naive_longest_m(sessions, each.start) for each in results
    ]
    assert len(results) == sum(1 for session in sessions if session.distance_m)


@given(sessions=HISTORIES)
def test_the_order_of_the_runs_does_not_matter(
    sessions: list[SessionLoad], limits: SpikeLimits
) -> None:
    def judged(results: Sequence[SpikeResult]) -> list[tuple[datetime, float, str]]:
        return sorted((each.start, each.distance_m, each.spike_class) for each in results)

    assert judged(spikes(sessions[::-1], limits)) == judged(spikes(sessions, limits))


@given(sessions=HISTORIES)
def test_the_longest_allowed_run_is_never_a_spike_and_20_m_more_is_one(
    sessions: list[SessionLoad], limits: SpikeLimits
) -> None:
    allowed_m = longest_run_allowed_m(sessions, MAY_1 + 101 * DAY, limits)
    if allowed_m is None:
        assert last(limits, *sessions, run(101, 1.0)).spike_class is SpikeClass.NO_BASELINE
        return
    assert not last(limits, *sessions, run(101, allowed_m)).spike_class.is_spike
    assert last(limits, *sessions, run(101, allowed_m + 20.0)).spike_class.is_spike


@pytest.mark.parametrize(("longest_m", "allowed_m"), [(10_000.0, 11_000.0), (9_999.0, 10_990.0)])
def test_the_longest_allowed_run_is_rounded_down(
    longest_m: float, allowed_m: float, limits: SpikeLimits
) -> None:
    assert longest_run_allowed_m([run(0, longest_m)], MAY_1 + DAY, limits) == allowed_m


def test_without_a_run_in_the_window_no_distance_is_allowed_or_forbidden(
    limits: SpikeLimits,
) -> None:
    assert longest_run_allowed_m([run(0, 10_000.0)], MAY_1 + 31 * DAY, limits) is None


def test_the_greatest_spike_of_the_last_days_is_found(limits: SpikeLimits) -> None:
    history = [run(0, 5_000.0), run(1, 8_000.0), run(2, 10_000.0), run(3, 9_000.0)]
    found = largest_recent_spike(spikes(history, limits), MAY_1 + 10 * DAY, 30)
    assert found is not None
    assert found.start == MAY_1 + DAY


def test_a_spike_longer_ago_is_not_recent(limits: SpikeLimits) -> None:
    results = spikes([run(0, 5_000.0), run(1, 8_000.0)], limits)
    assert largest_recent_spike(results, MAY_1 + 31 * DAY, 30) is not None
    assert largest_recent_spike(results, MAY_1 + 31.5 * DAY, 30) is None
    assert largest_recent_spike(results, MAY_1 + DAY, 30) is None


def test_the_sentence_names_the_day_on_the_runners_clock(limits: SpikeLimits) -> None:
    late = SessionLoad(datetime(2026, 5, 3, 23, 30, tzinfo=UTC), 5_000.0, 1_800.0)
    (result,) = spikes([late], limits, ZoneInfo("Europe/Berlin"))
    assert "your run on 4 May" in result.reason.text


def test_each_session_gets_its_own_judgement_in_the_order_given(limits: SpikeLimits) -> None:
    sessions = [run(3, 15_000.0), run(1, None), run(0, 10_000.0), run(2, 0.0)]
    found = spike_of_each(sessions, limits)
    assert [each and each.spike_class for each in found] == [
        SpikeClass.MODERATE,
        None,
        SpikeClass.NO_BASELINE,
        None,
    ]


@given(HISTORIES)
def test_sessions_are_judged_alike_in_any_order(sessions: list[SessionLoad]) -> None:
    limits = spike_limits(KNOWLEDGE)
    found = spike_of_each(sessions, limits)
    measured = [each for each in found if each is not None]
    ordered = sorted(measured, key=lambda each: (each.start, each.distance_m))
    again = sorted(spikes(sessions, limits), key=lambda each: (each.start, each.distance_m))
    assert ordered == again
    for session, result in zip(sessions, found, strict=True):
        assert result is None or (result.start, result.distance_m) == (
            session.start,
            session.distance_m,
        )
