"""The load ledger: days and runs of an archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from random import Random
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from load_records import LOAD, RULES, STEPS_PER_KM, day, ledger_of, measured, record, weighed
from stridewell.training_load.equivalent import EquivalentKm
from stridewell.training_load.ledger import Ledger, Told, ledger
from stridewell.training_load.ledger_rows import DayState
from stridewell.training_load.limits import SpikeClass
from stridewell.training_load.run_record import PainDay, RunRecord
from stridewell.training_load.series import LoadKind
from stridewell.training_load.shoe_load import ShoePair
from stridewell.values.anatomy import Side

RUNS = st.lists(
    st.builds(
        lambda number, hour, km, effort, force, shoe: record(
            number,
            km,
            hour=hour,
            effort=effort,
            shoe=shoe,
            exposure=None if force is None else measured(km, force),
        ),
        st.integers(0, 90),
        st.integers(5, 20),
        st.integers(1, 30).map(float),
        st.one_of(st.none(), st.integers(0, 10).map(float)),
        st.one_of(st.none(), st.sampled_from([2.1, 2.2, 2.3])),
        st.sampled_from(["", "a", "b"]),
    ),
    max_size=25,
)
PAIRS = (ShoePair("a", "Alpha", 100.0), ShoePair("b", "Beta"))


def numbered(runs: Sequence[RunRecord]) -> list[RunRecord]:
    return [replace(run, id=number) for number, run in enumerate(runs)]


def columns(found: Ledger) -> list[list[float]]:
    return [each.values.tolist() for each in found.loads.series.values()]


@given(RUNS, st.randoms(use_true_random=False))
def test_the_order_of_the_runs_does_not_matter(runs: list[RunRecord], random: Random) -> None:
    told = Told(pairs=PAIRS)
    named = numbered(runs)
    mixed = named.copy()
    random.shuffle(mixed)
    one, two = ledger_of(named, 95, told), ledger_of(mixed, 95, told)
    assert one.runs == two.runs
    assert (one.shoes, one.rest, one.side) == (two.shoes, two.rest, two.side)
    assert np.array_equal(np.array(columns(one)), np.array(columns(two)), equal_nan=True)


@given(RUNS)
def test_days_add_up_to_the_runs_and_shoes_do_too(runs: list[RunRecord]) -> None:
    found = ledger_of(numbered(runs), 95, Told(pairs=PAIRS))
    km = sum(run.km or 0.0 for run in found.runs)
    distance = found.loads.series[LoadKind.DISTANCE].values
    assert np.nansum(distance) == pytest.approx(km)
    assert sum(each.km for each in found.shoes) == pytest.approx(km)
    assert sum(each.runs for each in found.shoes) == len(runs)


@given(RUNS)
def test_a_band_contains_its_middle_by_run_and_by_day(runs: list[RunRecord]) -> None:
    found = ledger_of(numbered(runs), 95)
    for run in found.runs:
        if isinstance(run.equivalent, EquivalentKm):
            assert run.equivalent.low <= run.equivalent.middle <= run.equivalent.high
    for each in found.days():
        middle = each.loads[LoadKind.EQUIVALENT]
        if middle is not None:
            assert each.equivalent_low is not None
            assert each.equivalent_high is not None
            assert each.equivalent_low <= middle <= each.equivalent_high


def test_a_run_in_numbers() -> None:
    (run,) = ledger_of([record(0, 10.0, effort=4, ascent_m=30.0)], 1).runs
    assert (run.km, run.minutes, run.steps) == (10.0, 60.0, 10 * STEPS_PER_KM)
    assert (run.effort, run.effort_load, run.ascent_m) == (4, 240.0, 30.0)
    assert (run.day, run.days_in_a_row, run.rest_days_before) == (day(0), 1, None)
    assert run.spike is not None
    assert run.spike.spike_class is SpikeClass.NO_BASELINE


def test_what_nobody_measured_is_none_and_never_0() -> None:
    (run,) = ledger_of([record(0, None, ascent_m=None)], 1).runs
    assert (run.km, run.steps, run.effort, run.effort_load) == (None, None, None, None)
    assert (run.downhill_m, run.ascent_m, run.spike) == (None, None, None)


def test_a_day_in_numbers() -> None:
    runs = [record(0, 5.0, run_id=1), record(0, 7.0, hour=18, run_id=2), record(2, 4.0, run_id=3)]
    pains = [PainDay(day(0), 2, Side.LEFT), PainDay(day(0), 5), PainDay(day(0), 5, Side.RIGHT)]
    first, rest, third, today = ledger_of(runs, 3, Told(pains)).days()
    assert (first.state, first.runs, first.loads[LoadKind.DISTANCE]) == (DayState.RAN, (1, 2), 12.0)
    assert (first.pain, first.pain_side) == (5, Side.RIGHT)
    assert (rest.state, rest.loads[LoadKind.DISTANCE], rest.pain) == (DayState.REST, 0.0, None)
    assert first.spike is SpikeClass.MODERATE
    assert (third.days_in_a_row, third.loads[LoadKind.EFFORT]) == (1, None)
    assert (today.state, today.loads[LoadKind.DISTANCE]) == (DayState.UNKNOWN, None)


def test_days_are_told_from_one_to_another_and_no_further_than_known() -> None:
    found = ledger_of([record(0, 5.0), record(4, 5.0)], 5)
    assert [each.day for each in found.days(day(3), day(4))] == [day(3), day(4)]
    assert len(found.days(day(-9), day(99))) == 6


def test_runs_and_pains_to_come_are_left_out() -> None:
    found = ledger_of([record(0, 5.0), record(9, 5.0)], 4, Told([PainDay(day(6), 3)]))
    assert (len(found.runs), found.pains, found.calendar.size) == (1, (), 5)


def test_a_run_belongs_to_the_day_on_the_runners_clock() -> None:
    late = record(0, 5.0, hour=23.5)
    (run,) = ledger([late], Told(), day(3), ZoneInfo("Europe/Berlin"), RULES).runs
    assert (run.day, run.start.hour) == (day(1), 1)


def test_nothing_recorded_is_an_empty_ledger() -> None:
    found = ledger([], Told(), day(0), UTC, RULES)
    assert (found.runs, found.shoes, found.lags, len(found.days())) == ((), (), None, 1)
    assert found.rest.text == "No day without a run is known."


def test_the_ratio_comes_with_what_is_wrong_with_it() -> None:
    runs = [record(number, 5.0) for number in range(40)]
    ratio = ledger_of(runs, 40).loads.ratio
    assert ratio.values[39] == pytest.approx(1.0)
    assert "Do not steer by it" in ratio.critique.text
    assert {each.id for each in ratio.figures} == {
        *("frandsen_2025_ratio", "impellizzeri_2021", "lolli_2019")
    }


def test_every_series_has_a_unit_a_reason_and_a_source() -> None:
    for kind, series in ledger_of([record(0, 5.0)], 1).loads.series.items():
        assert kind.unit
        assert kind.label
        assert series.reason.sources
        assert series.reason.text


def test_a_series_counts_the_runs_without_a_value() -> None:
    series = ledger_of([record(0, 5.0, effort=3), record(1, 5.0)], 2).loads.series
    assert series[LoadKind.EFFORT].runs_without == 1
    assert series[LoadKind.EFFORT].known_days == 1
    assert series[LoadKind.DISTANCE].runs_without == 0


def test_shoes_carry_what_their_runs_were() -> None:
    usual = [weighed(number, 10.0) for number in range(6)]
    runs = [*usual, record(40, 8.0, effort=5, shoe="a", exposure=measured(8.0))]
    (pair, other, bare) = ledger_of(
        [*runs, record(41, 3.0, shoe="gone")], 42, Told(pairs=PAIRS)
    ).shoes
    assert (pair.name, pair.km, pair.total_km, pair.lately_km) == ("Alpha", 8.0, 108.0, 8.0)
    assert (pair.effort_load, pair.effort_runs, pair.equivalent_runs) == (240.0, 1, 1)
    assert pair.equivalent_middle == pytest.approx(8.0)
    assert (pair.first, pair.last) == (day(40), day(40))
    assert (bare.name, bare.first, bare.equivalent_middle) == ("Beta", None, None)
    assert (other.shoe, other.runs, other.km) == ("", 7, 63.0)


@pytest.mark.parametrize(
    ("runs", "today", "text"),
    [
        ([0, 2, 3], 3, "on 2 May; 2 running days in a row since"),
        ([0, 2, 3], 4, "on 2 May; 2 running days in a row since"),
        ([0], 2, "yesterday, on 2 May."),
        ([0, 2, 30], 30, "days since 2 May 2026 have no recording"),
        ([0, 1], 1, "No day without a run is known."),
    ],
)
def test_the_last_day_of_rest(runs: list[int], today: int, text: str) -> None:
    assert text in ledger_of([record(each, 5.0) for each in runs], today).rest.text


def test_load_and_later_pain_are_set_side_by_side_only_with_enough_days() -> None:
    """Every fourth day is long, and pain follows two days later."""
    long = [12.0 if number % 4 == 0 else 4.0 for number in range(80)]
    runs = [record(number, km) for number, km in enumerate(long)]
    pains = [PainDay(day(number + 2), 4.0 if km > 5 else 0.0) for number, km in enumerate(long)]
    lags = ledger_of(runs, 81, Told(pains)).lags
    assert lags is not None
    best = max(lags.rows, key=lambda row: row.correlation)
    assert best.days_later in {2, 6}
    assert best.interval.low <= best.correlation <= best.interval.high
    assert all(row.own_pairs <= row.pairs for row in lags.rows)
    assert lags.reason.text == LOAD.grounds["lag"].text
    assert ledger_of(runs, 81, Told(pains[:30])).lags is None
    assert ledger_of(runs, 81, Told([PainDay(e.day, 3.0) for e in pains])).lags is None
