"""Equivalent easy flat kilometres."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load_records import ledger_of, measured, record, weighed
from stridewell.training_load.equivalent import EquivalentKm
from stridewell.training_load.run_record import RunRecord
from stridewell.training_load.unknown import WhyUnknown

USUAL = [weighed(number, 10.0) for number in range(6)]


def last(*runs: RunRecord) -> EquivalentKm | WhyUnknown:
    """What the last of the runs came to."""
    return ledger_of(runs, 60).runs[-1].equivalent


def km_of(*runs: RunRecord) -> EquivalentKm:
    found = last(*runs)
    assert isinstance(found, EquivalentKm)
    return found


def test_a_usual_flat_run_is_worth_its_distance() -> None:
    found = km_of(*USUAL, weighed(7, 8.0))
    assert (found.low, found.middle, found.high) == pytest.approx((8.0, 8.0, 8.0))
    assert (found.by_class, found.usual_runs, found.source) == (0.0, 6, "strap")


def test_a_harder_step_counts_by_its_power() -> None:
    """5 % more force: 1.05 to the power of 7, 9 and 13."""
    found = km_of(*USUAL, weighed(7, 10.0, force=2.2 * 1.05))
    assert found.low == pytest.approx(10 * 1.05**7)
    assert found.middle == pytest.approx(10 * 1.05**9)
    assert found.high == pytest.approx(10 * 1.05**13)


def test_a_softer_step_counts_less_and_the_range_stays_the_right_way_round() -> None:
    found = km_of(*USUAL, weighed(7, 10.0, force=2.2 * 0.95))
    assert found.low == pytest.approx(10 * 0.95**13)
    assert found.low < found.middle < found.high < 10


@given(st.floats(1, 40), st.floats(0.1, 20), st.floats(2.0, 2.4), st.floats(0, 0.9))
def test_more_km_never_lower_it(km: float, more: float, force: float, steep: float) -> None:
    """The same kind of running for longer, or more of it on a slope."""

    def came_to(distance: float, down_m: float) -> EquivalentKm:
        exposure = measured(distance, force, down_m=down_m)
        return km_of(*USUAL, record(7, distance, exposure=exposure))

    down_m = 1000 * km * min(steep, 0.45)
    one, flat, hilly = (
        came_to(km, down_m),
        came_to(km + more, down_m),
        came_to(km + min(more, km / 20), down_m + 1000 * min(more, km / 20)),
    )
    for longer in (flat, hilly):
        assert longer.low >= one.low - 1e-9
        assert longer.middle >= one.middle - 1e-9
        assert longer.high >= one.high - 1e-9


def test_a_slope_is_counted_by_its_class_with_a_wide_range() -> None:
    found = km_of(*USUAL, record(7, 10.0, exposure=measured(10.0, down_m=4000)))
    assert (found.low, found.middle, found.high) == pytest.approx(
        (6 + 4 * 0.9, 6 + 4 * 1.2, 6 + 4 * 2.0)
    )
    assert found.by_class == pytest.approx(4.8 / 10.8)


def test_walking_counts_less() -> None:
    """1000 s of walking are 1.6 km at the most."""
    whole = measured(10.0, force=2.2)
    part = replace(whole, force=measured(8.0).force)
    found = km_of(*USUAL, record(7, 10.0, exposure=replace(part, walking_s=1000)))
    assert found.middle == pytest.approx(8 + 0.4 + 0.5 * 1.6)


def test_walking_takes_no_more_than_the_distance_left() -> None:
    """Hours of slow walking cannot cover more than the 2 km that were not run."""
    part = replace(measured(10.0), force=measured(8.0).force, walking_s=20_000)
    assert km_of(*USUAL, record(7, 10.0, exposure=part)).middle == pytest.approx(8 + 0.5 * 2)


def test_contact_times_of_two_devices_are_never_one_baseline() -> None:
    pods = [weighed(10 + number, 10.0, force=2.6, source="pod") for number in range(6)]
    assert km_of(*USUAL, *pods, weighed(20, 10.0, force=2.6, source="pod")).middle == (
        pytest.approx(10.0)
    )
    assert last(*USUAL, weighed(20, 10.0, source="pod")) is WhyUnknown.FEW_RUNS


def no_force(contact_ms: float | None, *, slopes: bool) -> RunRecord:
    bare = replace(measured(5.0), force=None)
    run = record(7, 5.0, exposure=bare if slopes else replace(bare, grades=None))
    return replace(run, summary=replace(run.summary, contact_time_ms=contact_ms))


THIN = replace(measured(10.0), force=measured(4.0).force)


@pytest.mark.parametrize(
    ("run", "why"),
    [
        (record(7, 5.0), WhyUnknown.NOT_WORKED_OUT),
        (no_force(None, slopes=True), WhyUnknown.NO_CONTACT_TIME),
        (no_force(250.0, slopes=False), WhyUnknown.NO_SLOPES),
        (no_force(250.0, slopes=True), WhyUnknown.FEW_STEPS),
        (record(7, None, exposure=measured(5.0)), WhyUnknown.NO_DISTANCE),
        (weighed(7, 5.0, source="pod"), WhyUnknown.FEW_RUNS),
        (record(7, 10.0, exposure=THIN), WhyUnknown.LITTLE_MEASURED),
    ],
    ids=lambda value: value.value if isinstance(value, WhyUnknown) else "",
)
def test_what_is_not_known_is_named_and_never_made_up(run: RunRecord, why: WhyUnknown) -> None:
    assert last(*USUAL, run) is why
    assert why.text.endswith(".")


def test_the_baseline_ends_after_90_days() -> None:
    runs = (*USUAL, weighed(100, 10.0))
    assert ledger_of(runs, 120).runs[-1].equivalent is WhyUnknown.FEW_RUNS
