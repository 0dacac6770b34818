"""Loops that always go the same way round are flagged, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE
from running_routes import Route, along, circle, on_earth, oval, turns_of
from stridewell.activity.exposure import TurnExposure
from stridewell.training_load.loops import TurnedRun, loops, way_round
from stridewell.values.anatomy import Side

LOAD = KNOWLEDGE.load
TODAY = date(2026, 11, 25)


def mirrored(route: Route) -> Route:
    return -route[0], route[1]


LEFT, RIGHT = turns_of(on_earth(circle(300, 1))), turns_of(on_earth(mirrored(circle(300, 1))))
THERE_AND_BACK = turns_of(on_earth(along([(0, 0), (900, 0), (900, 600), (900, 0), (0, 0)])))
ONE_WAY = turns_of(on_earth(along([(0, 0), (2000, 0)])))


def days(turned: Sequence[TurnExposure | None], every: int = 3) -> list[TurnedRun]:
    return [TurnedRun(TODAY - timedelta(days=every * n), each) for n, each in enumerate(turned)]


@pytest.mark.parametrize(
    ("turns", "side"),
    [
        (LEFT, Side.LEFT),
        (RIGHT, Side.RIGHT),
        (THERE_AND_BACK, None),
        (ONE_WAY, None),
        (turns_of(on_earth(oval(20))), Side.LEFT),
        (turns_of(on_earth(mirrored(oval(20)))), Side.RIGHT),
    ],
)
def test_which_way_round_a_run_went(turns: TurnExposure, side: Side | None) -> None:
    assert way_round(turns, LOAD) is side


def test_the_same_loop_again_and_again_is_flagged() -> None:
    found = loops(days([LEFT] * 7 + [THERE_AND_BACK, None]), TODAY, LOAD)
    assert found.flagged is Side.LEFT
    assert (found.left, found.right, found.runs, found.without_track) == (7, 0, 8, 1)


@pytest.mark.parametrize(
    "turned",
    [[RIGHT] * 5, [LEFT, RIGHT] * 6, [THERE_AND_BACK] * 20, [None] * 20, [LEFT] * 7 + [RIGHT] * 3],
)
def test_few_loops_or_both_ways_are_not(turned: list[TurnExposure | None]) -> None:
    assert loops(days(turned), TODAY, LOAD).flagged is None


def test_what_lies_long_ago_does_not_count() -> None:
    old = [TurnedRun(TODAY - timedelta(days=56 + n), LEFT) for n in range(10)]
    assert loops(old, TODAY, LOAD).loops == 0


@given(st.lists(st.sampled_from([LEFT, RIGHT, THERE_AND_BACK, None]), max_size=18))
def test_the_mirror_image_flags_the_other_side(turned: list[TurnExposure | None]) -> None:
    swapped = {id(LEFT): RIGHT, id(RIGHT): LEFT}
    one = loops(days(turned), TODAY, LOAD)
    other = loops(days([swapped.get(id(each), each) for each in turned]), TODAY, LOAD)
    assert (one.left, one.right) == (other.right, other.left)
    flipped = {None: None, Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
    assert other.flagged is flipped[one.flagged]
