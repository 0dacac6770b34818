"""The runner's days as a person types them: only what is typed changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import KNOWLEDGE
from stridewell.cli.typed_days import SHORT
from stridewell.cli.typed_wishes import TypedWishes, changed, read_race
from stridewell.errors import CaseError
from stridewell.plan.wishes import Race, Wishes

BEFORE = Wishes(
    minutes=(30, 40, 50, 60, 70, 80, 90),
    equipment=frozenset({"band"}),
    run_days=frozenset({1, 3}),
    rest_days=frozenset({0}),
    cross_training=("swimming",),
    races=(Race(date(2026, 10, 4), 10_000, "Ten"),),
)


def told(**typed: object) -> Wishes:
    return changed(BEFORE, TypedWishes(**typed), KNOWLEDGE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ({"minutes": "tue=0,Sunday=120"}, {"minutes": (30, 0, 50, 60, 70, 80, 120)}),
        (
            {"equipment": "step, foam_roller,wall"},
            {"equipment": frozenset({"step", "foam roller"})},
        ),
        ({"equipment": "none"}, {"equipment": frozenset()}),
        ({"run_days": "sat"}, {"run_days": frozenset({5})}),
        ({"rest_days": "none"}, {"rest_days": frozenset()}),
        ({"training": "easy_cycling"}, {"cross_training": ("easy_cycling",)}),
        ({"races": ()}, {"races": ()}),
    ],
    ids=" ".join,
)
def test_only_what_is_typed_changes(typed: dict[str, object], part: dict[str, object]) -> None:
    assert told(**typed) == replace(BEFORE, **part)  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 600), min_size=7, max_size=7))
def test_a_whole_week_of_minutes_comes_back_as_it_was_typed(minutes: list[int]) -> None:
    text = ",".join(f"{day}={each}" for day, each in zip(SHORT, minutes, strict=True))
    assert told(minutes=text).minutes == tuple(minutes)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"minutes": "mon"}, "'mon' is no number of minutes"),
        ({"minutes": "none"}, "none"),
        ({"minutes": "mon=-5"}, "-5"),
        ({"minutes": "mon=601"}, "600"),
        ({"equipment": "band,anvil"}, "'anvil'.*kettlebell"),
        ({"training": "chess"}, "'chess'.*swimming"),
        ({"training": "bridge"}, "'bridge'"),
        ({"run_days": "mon"}, "Monday would be liked for running and for resting"),
    ],
    ids=str,
)
def test_what_cannot_be_is_named(typed: dict[str, object], says: str) -> None:
    with pytest.raises(CaseError, match=says):
        told(**typed)


def test_a_race_has_a_day_a_distance_and_perhaps_a_name() -> None:
    assert read_race("2026-10-04:21.1:Harbour: half") == Race(
        date(2026, 10, 4), 21_100, "Harbour: half"
    )
    assert read_race("2026-10-04:10,5") == Race(date(2026, 10, 4), 10_500)


@pytest.mark.parametrize(
    "text", ["", "2026-10-04", "soon:10", "2026-10-04:far", "2026-10-04:0", "2026-10-04:nan"]
)
def test_a_race_that_cannot_be_is_named(text: str) -> None:
    with pytest.raises(CaseError, match="is no race"):
        read_race(text)
