"""What changed before it hurt."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load_records import (
    LOAD,
    MAY_1,
    RULES,
    changes_of,
    day,
    ledger_of,
    measured,
    record,
    weighed,
)
from stridewell.training_load.change import ChangeKind
from stridewell.training_load.changed import what_changed
from stridewell.training_load.ledger import Told
from stridewell.training_load.run_record import RunRecord
from stridewell.training_load.shoe_load import ShoePair
from stridewell.values.evidence import Grade

WEEKLY = [record(number, 10.0) for number in range(0, 120, 3)]
LONG = record(121, 14.6)
PAIN = Told(onset=day(125))


def test_a_long_run_is_told_with_the_day_the_pain_began() -> None:
    change = changes_of([*WEEKLY, LONG], 130, PAIN)[ChangeKind.SPIKE]
    assert change.text == (
        "Your run on 30 August was 46 % longer than the longest run of the 30 days before it "
        "(14.6 km against 10.0 km). Pain began 4 days later."
    )
    assert (change.first, change.last, change.days_before_pain) == (day(121), day(121), 4)
    assert (change.value, change.compared_with, change.unit) == (14.6, 10.0, "km")
    assert (change.finding, change.runs) == ("single_run_spike", (121,))
    assert change.reason.sources == ("frandsen_2025",)
    assert change.reason.grade is Grade.MODERATE


def test_the_hazard_ratio_of_its_class_goes_with_it() -> None:
    (figure,) = changes_of([*WEEKLY, LONG], 130, PAIN)[ChangeKind.SPIKE].figures
    assert (figure.value, figure.unit) == (1.52, "hazard ratio")
    assert "1.16 to 2" in figure.sentence


def test_the_plot_shows_the_run_the_line_and_the_pain() -> None:
    plot = changes_of([*WEEKLY, LONG], 130, PAIN)[ChangeKind.SPIKE].plot
    assert plot is not None
    assert dict(zip(plot.days, plot.values, strict=True))[day(121)] == 14.6
    assert (plot.marked, plot.usual, plot.onset, plot.unit) == ((day(121),), 10.0, day(125), "km")
    assert (plot.days[0], plot.days[-1]) == (day(125 - 29 - 90), day(125))


def test_how_unusual_it_was_is_counted() -> None:
    before = [*WEEKLY[:20], record(58, 15.0), *WEEKLY[20:], LONG]
    change = changes_of(before, 130, PAIN)[ChangeKind.SPIKE]
    assert change.unusual == (
        "1 jump was at least as large among the 41 runs of the 365 days before it."
    )


@pytest.mark.parametrize(("at", "is_told"), [(95, False), (96, True), (125, True), (126, False)])
def test_only_the_30_days_before_the_pain_are_looked_at(
    at: int,
    is_told: bool,  # noqa: FBT001
) -> None:
    runs = [record(number, 10.0) for number in range(0, 130, 3) if number != at]
    found = changes_of([*runs, record(at, 14.6, hour=12, run_id=999)], 130, PAIN)
    assert (ChangeKind.SPIKE in found) is is_told


def test_pain_on_the_same_day_and_a_rough_onset_are_told_so() -> None:
    runs = [*WEEKLY, LONG]
    same = changes_of(runs, 130, Told(onset=day(121)))[ChangeKind.SPIKE]
    assert same.text.endswith("Pain began the same day.")
    rough = changes_of(runs, 130, Told(onset=day(125), is_rough=True))[ChangeKind.SPIKE]
    assert rough.text.endswith("Pain began about 4 days later.")


def test_without_pain_the_days_before_today_are_looked_at() -> None:
    change = changes_of([*WEEKLY, LONG], 130)[ChangeKind.SPIKE]
    assert change.days_before_pain is None
    assert "ain began" not in change.text


def test_at_most_three_jumps_are_told_and_each_has_its_key() -> None:
    runs = [*WEEKLY[:32], *(record(100 + n, 11.2 * 1.12**n, run_id=900 + n) for n in range(6))]
    jumps = [
        each
        for each in what_changed(ledger_of(runs, 130, PAIN), PAIN, RULES)
        if each.kind is ChangeKind.SPIKE
    ]
    assert len({each.key for each in jumps}) == len(jumps) == 3


def test_two_weeks_of_more_distance() -> None:
    runs = [
        *(record(n, 5.0) for n in range(0, 98, 2)),
        *(record(n, 8.0) for n in range(98, 112, 2)),
    ]
    change = changes_of(runs, 112, Told(onset=day(112)))[ChangeKind.MORE_DISTANCE]
    assert change.value == pytest.approx(56.0)
    assert change.compared_with == pytest.approx(35.0)
    assert "you ran 56.0 km, 60 % more than in the 14 days before (35.0 km)" in change.text
    assert change.finding == "load_jump"
    assert change.unusual.startswith("A rise as great stood on 0 of ")
    assert {each.id for each in change.figures} == {"nielsen_2014_distance", "frandsen_2025_ratio"}


@pytest.mark.parametrize(("km", "is_told"), [(6.5, False), (6.51, True)])
def test_30_percent_more_is_not_yet_told(km: float, is_told: bool) -> None:  # noqa: FBT001
    runs = [*(record(n, 5.0) for n in range(0, 98, 2)), *(record(n, km) for n in range(98, 112, 2))]
    assert (ChangeKind.MORE_DISTANCE in changes_of(runs, 112, Told(onset=day(112)))) is is_told


def hilly(down_m: float, ascent_m: float) -> list[RunRecord]:
    """Runs every second day; the last 30 days have other slopes."""
    flat = [
        record(n, 8.0, exposure=measured(8.0, down_m=100.0), ascent_m=20.0)
        for n in range(0, 100, 2)
    ]
    steep = [
        record(n, 8.0, exposure=measured(8.0, down_m=down_m), ascent_m=ascent_m)
        for n in range(100, 130, 2)
    ]
    return [*flat, *steep]


def test_more_downhill_and_more_climbing() -> None:
    found = changes_of(hilly(300.0, 60.0), 130, Told(onset=day(129)))
    assert found[ChangeKind.DOWNHILL].finding == "hills_added"
    assert found[ChangeKind.DOWNHILL].value == pytest.approx(1050, rel=0.01)
    assert found[ChangeKind.DOWNHILL].compared_with == pytest.approx(350, rel=0.01)
    assert found[ChangeKind.CLIMB].value == pytest.approx(210, rel=0.01)
    for kind in (ChangeKind.DOWNHILL, ChangeKind.CLIMB):
        assert "200 % more than in the 90 days before" in found[kind].text


def test_a_little_more_slope_is_not_told() -> None:
    found = changes_of(hilly(120.0, 25.0), 130, Told(onset=day(129)))
    assert not {ChangeKind.DOWNHILL, ChangeKind.CLIMB} & set(found)


def test_nothing_is_said_of_slopes_nobody_measured() -> None:
    runs = [record(n, 8.0, ascent_m=None) for n in range(0, 130, 2)]
    assert not {ChangeKind.DOWNHILL, ChangeKind.CLIMB} & set(changes_of(runs, 130, PAIN))


def test_new_shoes() -> None:
    told = Told(onset=day(125), pairs=(ShoePair("old", "Alpha"), ShoePair("new", "Beta")))
    runs = [record(n, 10.0, shoe="new" if n in {114, 120} else "old") for n in range(0, 126, 6)]
    change = changes_of(runs, 130, told)[ChangeKind.NEW_SHOES]
    assert change.text == (
        "You first ran in Beta on 23 August, and 20.0 km in 2 runs until the pain. "
        "Pain began 11 days later."
    )
    assert change.finding is None
    assert change.plot is not None
    assert change.plot.marked == (day(114), day(120))


def test_a_pair_is_not_new_when_no_other_was_told_or_it_had_run_before() -> None:
    runs = [record(n, 10.0, shoe="new" if n >= 114 else "") for n in range(0, 126, 6)]
    told = Told(onset=day(125), pairs=(ShoePair("new", "Beta"),))
    assert ChangeKind.NEW_SHOES not in changes_of(runs, 130, told)
    old = [record(n, 10.0, shoe="new" if n >= 114 else "old") for n in range(0, 126, 6)]
    told = Told(onset=day(125), pairs=(ShoePair("old", "A"), ShoePair("new", "B", 300.0)))
    assert ChangeKind.NEW_SHOES not in changes_of(old, 130, told)


@pytest.mark.parametrize(("gap", "is_told"), [(13, False), (14, True)])
def test_a_break_of_14_days(gap: int, is_told: bool) -> None:  # noqa: FBT001
    runs = [record(80, 5.0), record(80 + gap + 1, 5.0), record(97, 5.0)]
    found = changes_of(runs, 110, Told(onset=day(98)))
    assert (ChangeKind.AFTER_BREAK in found) is is_told
    if is_told:
        change = found[ChangeKind.AFTER_BREAK]
        assert "after 14 days without a recorded run" in change.text
        assert "only you know" in change.caveat


def test_many_running_days_in_a_row() -> None:
    runs = [record(n, 5.0) for n in [*range(0, 110, 2), *range(112, 119)]]
    change = changes_of(runs, 125, Told(onset=day(120)))[ChangeKind.STREAK]
    assert change.text == (
        "From 21 August to 27 August you ran on 7 days in a row; in the 90 days before, the most "
        "was 1. Pain began 2 days later."
    )
    usual = [record(n, 5.0) for n in range(120) if n % 8]
    assert ChangeKind.STREAK not in changes_of(usual, 125, Told(onset=day(120)))


def test_a_heavier_run_of_no_greater_length() -> None:
    runs = [weighed(n, 10.0) for n in range(0, 118, 3)]
    change = changes_of([*runs, weighed(118, 10.0, force=2.4)], 125, PAIN)[ChangeKind.HEAVIER_RUN]
    assert change.value == pytest.approx(10 * (2.4 / 2.2) ** 9)
    assert change.compared_with == pytest.approx(10.0)
    assert "more than any run of the 90 days before it (10.0)" in change.text


def test_a_run_is_not_told_as_heavier_when_its_range_reaches_the_others() -> None:
    runs = [weighed(n, 10.0) for n in range(0, 118, 3)]
    found = changes_of([*runs, weighed(118, 9.6, force=2.2 * 1.005)], 125, PAIN)
    assert ChangeKind.HEAVIER_RUN not in found


def test_a_shift_of_balance_before_the_pain() -> None:
    shares = [50.0, 50.1, 49.9] * 10 + [51.6, 51.5, 51.4]
    runs = [
        record(3 * n, 8.0, exposure=measured(8.0, balance_sources={"strap": share}))
        for n, share in enumerate(shares)
    ]
    change = changes_of(runs, 100, Told(onset=day(98)))[ChangeKind.BALANCE]
    assert change.reason.sources == ("malisoux_2024",)
    assert {each.id for each in change.figures} == {"malisoux_2024"}
    assert change.finding is None
    assert "pain can come first" in change.caveat


def test_nothing_stands_out_of_even_running() -> None:
    found = changes_of(WEEKLY, 119, Told(onset=day(117)))
    assert list(found) == [ChangeKind.NOTHING]
    assert found[ChangeKind.NOTHING].text == (
        "Nothing stood out in the 10 runs from 28 July to 26 August."
    )


def test_without_a_run_before_the_pain_that_is_said() -> None:
    assert list(changes_of([record(0, 5.0)], 119, Told(onset=day(117)))) == [ChangeKind.NO_RUNS]
    assert list(changes_of([], 0)) == [ChangeKind.NO_RUNS]


def test_an_onset_to_come_does_not_look_beyond_today() -> None:
    found = changes_of([*WEEKLY, LONG], 122, Told(onset=day(140)))
    assert ChangeKind.SPIKE in found


def test_every_kind_of_change_is_in_the_knowledge() -> None:
    assert {each.value for each in ChangeKind} == set(LOAD.changes)


@given(
    st.lists(st.tuples(st.integers(0, 130), st.integers(1, 30)), max_size=40),
    st.integers(60, 130),
)
def test_changes_are_in_the_order_of_time_and_never_called_a_cause(
    drawn: list[tuple[int, int]], onset: int
) -> None:
    runs = [record(at, float(km), run_id=number) for number, (at, km) in enumerate(drawn)]
    told = Told(onset=day(onset))
    found = what_changed(ledger_of(runs, 130, told), told, RULES)
    assert found
    assert [each.last for each in found] == sorted(each.last for each in found)
    for each in found:
        assert MAY_1 <= each.last <= day(onset) or each.kind is ChangeKind.NO_RUNS
        assert not re.search(r"caus|because|due to|led to|nan", f"{each.text} {each.unusual}")
        assert each.caveat
        assert each.reason.sources
