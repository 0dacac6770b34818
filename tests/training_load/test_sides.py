"""The side of load beside the side of pain."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from load_records import day, ledger_of, measured, record
from stridewell.activity.exposure import Surface, TrackDirection, TurnExposure
from stridewell.training_load.ledger import Told
from stridewell.training_load.run_record import PainDay, RoadSide, RunRecord
from stridewell.training_load.side_told import Relation, SideComparison
from stridewell.values.anatomy import Side

USUAL = [49.8, 50.0, 50.2, 50.0, 49.9, 50.1, 50.0, 50.0]


def balanced(left_pct: list[float], first: int = 0, source: str = "strap") -> list[RunRecord]:
    return [
        record(first + number, 8.0, exposure=measured(8.0, balance_sources={source: value}))
        for number, value in enumerate(left_pct)
    ]


def compared(runs: list[RunRecord], told: Told | None = None) -> SideComparison:
    return ledger_of(runs, 40, told or Told()).side


@pytest.mark.parametrize(
    ("later", "shifts"),
    [
        ([51.5], 0),
        ([51.5, 51.5], 0),
        ([51.5, 51.5, 51.5], 1),
        ([50.9, 50.9, 50.9], 0),
        ([51.5, 50.0, 51.5, 51.5], 0),
        ([48.4, 48.5, 48.3, 48.5], 1),
    ],
    ids=["one run", "two runs", "three runs", "below 1 point", "interrupted", "to the right"],
)
def test_a_shift_takes_three_runs_in_a_row_of_at_least_a_point(
    later: list[float], shifts: int
) -> None:
    assert len(compared(balanced(USUAL + later)).shifts) == shifts


def test_a_scattered_runner_needs_a_greater_shift() -> None:
    scattered = [48.0, 52.0, 48.5, 51.5, 48.0, 52.0, 49.0, 51.0]
    assert compared(balanced([*scattered, 51.5, 51.5, 51.5])).shifts == ()


def test_another_device_is_no_shift() -> None:
    pods = balanced([53.0, 53.0, 53.0], first=8, source="pod")
    found = compared(balanced(USUAL) + pods)
    assert found.shifts == ()
    assert [each.usual_pct for each in found.balances if each.source == "pod"] == [None] * 3


@pytest.mark.parametrize(
    ("sore", "relation"),
    [
        (Side.LEFT, Relation.TOWARD_SORE),
        (Side.RIGHT, Relation.AWAY_FROM_SORE),
        (Side.BOTH, Relation.NO_SIDE),
        (None, Relation.NO_SIDE),
    ],
)
def test_a_shift_is_set_beside_the_sore_side(sore: Side | None, relation: Relation) -> None:
    (told,) = compared(balanced([*USUAL, 51.5, 51.6, 51.5]), Told(sore=sore)).shifts
    assert told.relation is relation


@pytest.mark.parametrize(
    ("onset", "order", "before"),
    [
        (12, "Pain on the left began 4 days later.", 4),
        (8, "Pain on the left began the same day.", 0),
        (5, "Pain on the left began 3 days earlier.", -3),
    ],
)
def test_a_shift_and_the_pain_are_told_in_the_order_of_time(
    onset: int, order: str, before: int
) -> None:
    told = Told(sore=Side.LEFT, onset=day(onset))
    (shift,) = compared(balanced([*USUAL, 51.5, 51.6, 51.5]), told).shifts
    assert shift.text == (
        "From 9 May to 11 May, on 3 runs, your left foot stood longer than usual: 51.5 % of the "
        f"contact time of both feet, against 50.0 % in 8 runs before. {order}"
    )
    assert shift.days_before_pain == before


def test_a_shift_to_the_right_is_told_as_the_share_of_the_right_foot() -> None:
    (shift,) = compared(balanced([*USUAL, 48.4, 48.4, 48.4])).shifts
    assert "your right foot stood longer than usual: 51.6 %" in shift.text


def test_runs_are_gathered_by_the_side_of_the_days_pain() -> None:
    runs = balanced([*USUAL, 51.0, 51.2, 51.4])
    pains = [PainDay(day(number), 3, Side.RIGHT) for number in (8, 9, 10)]
    pains += [PainDay(day(number), 0) for number in (6, 7)]
    (found,) = compared(runs, Told(pains)).by_pain
    assert (found.side, found.runs) == (Side.RIGHT, 3)
    assert found.shift_pct == pytest.approx(1.2)


def test_pain_without_a_told_side_is_that_of_the_sore_side() -> None:
    pains = [PainDay(day(number), 3) for number in (8, 9, 10)]
    (found,) = compared(balanced([*USUAL, 51.0, 51.2, 51.4]), Told(pains, sore=Side.LEFT)).by_pain
    assert found.side is Side.LEFT


def test_it_is_said_that_unevenness_hurts_nobody_by_itself() -> None:
    found = compared(balanced(USUAL))
    assert "836" in found.side_reason.text
    assert {each.id for each in found.figures} == {"malisoux_2024", "damavandi_2017"}
    assert "left share" in found.left_share_note


def turning(number: int, **more: Any) -> RunRecord:  # noqa: ANN401  (fields of an exposure)
    turns = TurnExposure(8000.0, 900.0, 400.0, 120.0, 30.0, TrackDirection.ANTICLOCKWISE, 2000.0)
    return record(number, 8.0, exposure=measured(8.0, turns=turns, **more))


def test_turns_of_the_last_28_days_are_added_up() -> None:
    exposure = compared([turning(12), turning(13), record(20, 5.0), turning(40)]).exposure
    assert (exposure.first, exposure.last) == (day(13), day(40))
    assert (exposure.runs, exposure.runs_measured) == (3, 2)
    assert (exposure.left_deg, exposure.right_deg) == (1800.0, 800.0)
    assert (exposure.tight_left_m, exposure.tight_right_m) == (240.0, 60.0)
    assert (exposure.anticlockwise_m, exposure.clockwise_m) == (4000.0, 0.0)


def test_only_roads_count_for_the_side_of_the_road() -> None:
    track = turning(30, surfaces_m={Surface.TRACK: 3000.0, Surface.PAVED: 5000.0})
    runs = [replace(each, road_side=RoadSide.LEFT) for each in (record(20, 5.0), track)]
    runs.append(replace(record(25, 9.0), road_side=RoadSide.BOTH))
    exposure = compared(runs).exposure
    assert (exposure.road_left_m, exposure.road_right_m) == (10_000.0, 0.0)


@pytest.mark.parametrize("value", [-1.0, 10.5, float("nan")])
def test_what_is_not_on_the_scale_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 10"):
        PainDay(day(0), value)
    with pytest.raises(ValueError, match="from 0 to 10"):
        record(0, 5.0, effort=value)
